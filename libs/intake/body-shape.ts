/**
 * Shapes: what a body of our own may hold, said once. From a shape come the reader with its messages, the TypeScript type
 * (`ValueOf`) and the schema that OpenAPI shows. This file has the parts that hold others; `body-values.ts` has the rest.
 */
import { isRecord } from './bodies';
import { BodyReport, Place } from './body-report';
import { ok, type Outcome } from './outcomes';

/** JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

export interface About {
  description?: string;
  example?: string;
}

export interface Shape<T> {
  /** The value as we keep it. Undefined after a mistake was reported, or when it counts as left out. */
  read(value: unknown, place: Place): T | undefined;
  readonly schema: Schema;
  /** Of a field that may be left out, or be null: the value that it then has. */
  readonly leftOut?: { readonly value: T };
}

export type ValueOf<S> = S extends Shape<infer T> ? T : never;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type OptionalName<F extends Fields> = { [K in keyof F]: undefined extends ValueOf<F[K]> ? K : never }[keyof F];
type ObjectOf<F extends Fields> = { [K in Exclude<keyof F, OptionalName<F>>]: ValueOf<F[K]> } & {
  [K in OptionalName<F>]?: ValueOf<F[K]>;
};

export interface ObjectShape<F extends Fields> extends Shape<ObjectOf<F>> {
  readonly fields: F;
}

/** Reads a whole body. INVALID_BODY, INVALID_TEXT, CONDITION_INVALID, with every mistake and its place. */
export function readBody<T>(shape: Shape<T>, body: unknown, rule?: Rule<T>): Outcome<T> {
  const report = new BodyReport();
  const place = new Place(report);
  const value = shape.read(body, place);
  if (report.count === 0) rule?.(value as T, place);
  return report.count === 0 ? ok(value as T) : report.refusal();
}

/** Reports what is wrong with a value as a whole, although each of its parts can be taken. */
export type Rule<T> = (value: T, place: Place) => void;

/**
 * @param name under which OpenAPI lists the schema; without one it stands where it is used
 * @param rule sees the fields that could be read
 */
export function object<F extends Fields>(
  fields: F,
  { name, rule, ...about }: About & { name?: string; rule?: Rule<Partial<ObjectOf<F>>> } = {},
): ObjectShape<F> {
  const entries = Object.entries(fields);
  const required = entries.filter(([, { leftOut }]) => leftOut === undefined).map(([field]) => field);
  return {
    fields,
    schema: {
      ...(name !== undefined && { title: name }),
      type: 'object',
      properties: Object.fromEntries(entries.map(([field, { schema }]) => [field, schema])),
      ...(required.length > 0 && { required }),
      ...about,
    },
    read(value, place) {
      if (!isRecord(value)) return place.fail('must be an object');
      const mistakes = place.report.count;
      for (const field of Object.keys(value)) {
        if (!Object.hasOwn(fields, field) && value[field] !== undefined) place.field(field).fail('unknown field');
      }
      const read: Record<string, unknown> = {};
      for (const [field, shape] of entries) {
        const taken = readField(shape, Object.hasOwn(value, field) ? value[field] : undefined, place, field);
        if (taken !== undefined) read[field] = taken;
      }
      rule?.(read as Partial<ObjectOf<F>>, place);
      return place.report.count === mistakes ? (read as ObjectOf<F>) : undefined;
    },
  };
}

function readField(shape: Shape<unknown>, value: unknown, place: Place, name: string): unknown {
  if (value !== undefined && value !== null) return shape.read(value, place.field(name));
  return shape.leftOut === undefined ? place.field(name).fail('is required') : shape.leftOut.value;
}

/** A field that may be left out; null counts as left out. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return { ...shape, schema: orNull(shape.schema), leftOut: { value: undefined } };
}

/** A field that has `value` when it is left out. */
export function preset<T>(shape: Shape<T>, value: T): Shape<T> {
  return { ...shape, schema: orNull(shape.schema), leftOut: { value } };
}

/** @param rule sees the items in order; undefined stands for one that could not be read */
export function list<T>(
  item: Shape<T>,
  [lengthMin, lengthMax]: readonly [number, number],
  { rule, ...about }: About & { rule?: Rule<readonly (T | undefined)[]> } = {},
): Shape<T[]> {
  const what = lengthMax === Infinity ? 'must be a list' : `must be a list of at most ${lengthMax}`;
  return {
    schema: {
      type: 'array',
      ...(lengthMin > 0 && { minItems: lengthMin }),
      ...(lengthMax < Infinity && { maxItems: lengthMax }),
      items: item.schema,
      ...about,
    },
    read(value, place) {
      if (!Array.isArray(value) || value.length > lengthMax) return place.fail(what);
      if (value.length < lengthMin) return place.fail(`must have ${lengthMin} at least`);
      const items = value.map((one, i) => item.read(one, place.item(i)));
      rule?.(items, place);
      return items as T[];
    },
  };
}

/** One of several shapes; `pick` says which, or reports that it is none. */
export function choice<T>(
  shapes: readonly Shape<T>[],
  pick: (value: Readonly<Record<string, unknown>>, place: Place) => Shape<T> | undefined,
): Shape<T> {
  return {
    schema: { oneOf: shapes.map(({ schema }) => schema) },
    read(value, place) {
      if (!isRecord(value)) return place.fail('must be an object');
      return pick(value, place)?.read(value, place);
    },
  };
}

/** One of several shapes, by the text in the field `tag`. */
export function variants<V extends Readonly<Record<string, Shape<unknown>>>>(
  tag: string,
  shapes: V,
): Shape<ValueOf<V[keyof V]>> {
  const names = Object.keys(shapes);
  return choice(Object.values(shapes) as Shape<ValueOf<V[keyof V]>>[], (value, place) => {
    const name = Object.hasOwn(value, tag) ? value[tag] : undefined;
    if (typeof name === 'string' && names.includes(name)) return shapes[name] as Shape<ValueOf<V[keyof V]>>;
    const missing = name === undefined || name === null;
    return place.field(tag).fail(missing ? 'is required' : `must be one of ${names.join(', ')}`);
  });
}

/** What `shape` reads, turned into something else. */
export function mapped<A, B>(shape: Shape<A>, map: (value: A, place: Place) => B | undefined): Shape<B> {
  return {
    schema: shape.schema,
    read(value, place) {
      const read = shape.read(value, place);
      return read === undefined ? undefined : map(read, place);
    },
  };
}

/** Null counts as left out; descriptions stay outside. */
function orNull({ description, example, ...schema }: Schema): Schema {
  const about = { ...(description !== undefined && { description }), ...(example !== undefined && { example }) };
  const { type, enum: values, title } = schema;
  if (typeof type !== 'string' || title !== undefined) return { anyOf: [schema, { type: 'null' }], ...about };
  const withNull = Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {};
  return { ...schema, type: [type, 'null'], ...withNull, ...about };
}
