import { IDENTIFIER_TYPES, type IdentifierType } from '../kernel/identity/identifier';
import { exponentOf } from '../kernel/money';
import type { Instant } from '../kernel/time';
import { isRecord } from './bodies';
import { normalizeIdentifier, type PlainIdentifier } from './identifiers';
import { parseInstant } from './instants';
import { ID_LENGTH_MAX } from './limits';
import { ok, refused, type FieldError, type Outcome } from './outcomes';
import { UNSTORABLE_TEXT, textFault } from './text';

const ERRORS_MAX = 100;
const PATH_LENGTH_MAX = 200;

/** A body of our own that can't be taken, with everything that is wrong with it. */
export class InvalidBody extends Error {
  override readonly name = 'InvalidBody';
  constructor(
    readonly code: 'INVALID_BODY' | 'INVALID_TEXT' | 'CONDITION_INVALID',
    readonly errors: FieldError[],
  ) {
    super(`${errors[0]?.path} ${errors[0]?.message}`);
  }
}

/** What `build` makes; an InvalidBody that it throws becomes a problem. */
export function judged<T>(build: () => T): Outcome<T> {
  try {
    return ok(build());
  } catch (error) {
    if (!(error instanceof InvalidBody)) throw error;
    const { path, message } = error.errors[0]!;
    const more = error.errors.length > 1 ? ` (and ${error.errors.length - 1} more)` : '';
    return refused(error.code, `${path === '' ? 'The body' : path} ${message}${more}.`, error.errors);
  }
}

/** Collects what is wrong, so that a sender learns of all of it at once. */
export class FieldReport {
  private readonly errors: FieldError[] = [];
  private unstorable = false;
  /** How many of the errors are places in a condition. */
  private inConditions = 0;

  add(path: string, message: string): void {
    if (message === UNSTORABLE_TEXT) this.unstorable = true;
    this.push({ path, message });
  }

  /** What is wrong within a condition, and where. */
  addCondition(path: string, problem: { message: string; line: number; column: number }): void {
    this.inConditions++;
    this.push({ path, ...problem });
  }

  private push(error: FieldError): void {
    if (this.errors.length >= ERRORS_MAX) return;
    this.errors.push({ ...error, path: error.path.slice(0, PATH_LENGTH_MAX) });
  }

  /** Throws InvalidBody if anything was added. */
  throwIfAny(): void {
    if (this.errors.length === 0) return;
    const code = this.inConditions === this.errors.length ? 'CONDITION_INVALID' : 'INVALID_BODY';
    throw new InvalidBody(this.unstorable ? 'INVALID_TEXT' : code, this.errors);
  }
}

const ID = { lengthMin: 1, lengthMax: ID_LENGTH_MAX, controlCharacters: 'refused' } as const;

/**
 * Reads the fields of one object of a body. Each reader returns the field's value, or reports what is wrong with it and
 * returns a value that must not be used: the caller ends with `report.throwIfAny()`. Null counts as left out; fields
 * that are not `known` are reported by name.
 */
export class Fields {
  private readonly record: Record<string, unknown>;
  private readonly isObject: boolean;

  constructor(
    input: unknown,
    private readonly path: string,
    readonly report: FieldReport,
    known: readonly string[],
  ) {
    this.isObject = isRecord(input);
    this.record = this.isObject ? (input as Record<string, unknown>) : {};
    if (!this.isObject) report.add(path, 'must be an object');
    for (const name of Object.keys(this.record)) {
      if (!known.includes(name) && this.record[name] !== undefined) report.add(this.pathOf(name), 'unknown field');
    }
  }

  pathOf(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  /** The value as it came; undefined when left out. */
  value(name: string): unknown {
    const value = Object.hasOwn(this.record, name) ? this.record[name] : undefined;
    return value ?? undefined;
  }

  fail(name: string, message: string): void {
    this.report.add(this.pathOf(name), message);
  }

  optional<T>(name: string, read: (name: string) => T): T | undefined {
    return this.value(name) === undefined ? undefined : read.call(this, name);
  }

  /** A string or a safe integer, kept as a string: 1 to 256 characters, no control characters. */
  id(name: string): string {
    const value = this.idLike(name);
    if (value === undefined) return '';
    this.judge(name, textFault(value, ID));
    return value;
  }

  /** A string, 1 to 256 characters, no control characters. */
  label(name: string): string {
    const value = this.string(name);
    if (value !== undefined) this.judge(name, textFault(value, ID));
    return value ?? '';
  }

  /** Words of a person, 1 to `lengthMax` characters; line breaks are welcome. */
  note(name: string, lengthMax: number): string {
    const value = this.string(name);
    if (value !== undefined)
      this.judge(name, textFault(value, { lengthMin: 1, lengthMax, controlCharacters: 'allowed' }));
    return value ?? '';
  }

  string(name: string): string | undefined {
    return this.typed(name, 'a string', (value) => typeof value === 'string');
  }

  number(name: string): number | undefined {
    return this.typed(name, 'a number', (value) => Number.isFinite(value));
  }

  boolean(name: string): boolean {
    return this.typed<boolean>(name, 'true or false', (value) => typeof value === 'boolean') ?? false;
  }

  integer(name: string, min: number, max: number): number {
    const inRange = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
    return this.typed<number>(name, `an integer from ${min} to ${max}`, inRange) ?? 0;
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T {
    const isOne = (value: unknown) => values.some((one) => one === value);
    return this.typed<T>(name, `one of ${values.join(', ')}`, isOne) ?? values[0]!;
  }

  /** RFC 3339 with a zone, years 1970 to 9999. */
  instant(name: string): Instant {
    const text = this.string(name);
    const instant = text === undefined ? null : parseInstant(text);
    if (text !== undefined && instant === null) this.fail(name, 'must be an RFC 3339 time with a zone, 1970 to 9999');
    return instant ?? '';
  }

  /** A currency in which shops sell. */
  currency(name: string): string {
    const currency = this.string(name);
    if (currency !== undefined && exponentOf(currency) === undefined) this.fail(name, 'must be an ISO 4217 code');
    return currency ?? '';
  }

  list(name: string, lengthMax: number): unknown[] {
    const isList = (value: unknown) => Array.isArray(value) && value.length <= lengthMax;
    return (
      this.typed<unknown[]>(name, lengthMax === Infinity ? 'a list' : `a list of at most ${lengthMax}`, isList) ?? []
    );
  }

  /** An identifier of the given type. Only the empty string is refused as too short; a blank one is blocked. */
  identifier(name: string, type: IdentifierType): PlainIdentifier {
    const value = this.idLike(name);
    if (value === '') this.fail(name, 'must not be empty');
    return this.normalized(name, type, value);
  }

  /** As `identifier`, but it may be left out; an empty one counts as left out. */
  optionalIdentifier(name: string, type: IdentifierType): PlainIdentifier | undefined {
    if (this.value(name) === undefined) return undefined;
    const value = this.idLike(name);
    return value?.trim() === '' ? undefined : this.normalized(name, type, value);
  }

  /** `{ type, value }`. */
  typedIdentifier(name: string): PlainIdentifier {
    const fields = this.object(name, ['type', 'value']);
    return fields.identifier('value', fields.oneOf('type', IDENTIFIER_TYPES));
  }

  optionalTypedIdentifier(name: string): PlainIdentifier | undefined {
    if (this.value(name) === undefined) return undefined;
    const fields = this.object(name, ['type', 'value']);
    const type = fields.oneOf('type', IDENTIFIER_TYPES);
    if (fields.value('value') === undefined) fields.idLike('value');
    return fields.optionalIdentifier('value', type);
  }

  /** The objects of a list, `lengthMin` to `lengthMax` of them. */
  objects<T>(
    name: string,
    [lengthMin, lengthMax]: readonly [number, number],
    known: readonly string[],
    read: (item: Fields) => T,
  ): T[] {
    const items = this.list(name, lengthMax);
    const given = this.value(name);
    if (Array.isArray(given) && given.length < lengthMin) this.fail(name, `must have ${lengthMin} at least`);
    return items.map((item, i) => read(new Fields(item, `${this.pathOf(name)}[${i}]`, this.report, known)));
  }

  object(name: string, known: readonly string[]): Fields {
    const value = this.value(name);
    if (value !== undefined) return new Fields(value, this.pathOf(name), this.report, known);
    if (this.isObject) this.fail(name, 'is required');
    return new Fields({}, this.pathOf(name), new FieldReport(), known);
  }

  private normalized(name: string, type: IdentifierType, value: string | undefined): PlainIdentifier {
    const normalized = value === undefined ? '' : normalizeIdentifier(type, value);
    if (typeof normalized !== 'string') return normalized;
    if (normalized !== '') this.fail(name, normalized);
    return { type, value: '', blocked: true };
  }

  private idLike(name: string): string | undefined {
    const isId = (value: unknown) => typeof value === 'string' || Number.isSafeInteger(value);
    const value = this.typed<string | number>(name, 'a string or a safe integer', isId);
    return value === undefined ? undefined : String(value);
  }

  private judge(name: string, fault: string | null): void {
    if (fault !== null) this.fail(name, fault);
  }

  private typed<T>(name: string, what: string, is: (value: unknown) => boolean): T | undefined {
    const value = this.value(name);
    if (value !== undefined && is(value)) return value as T;
    // The report already says that this is no object.
    if (this.isObject) this.fail(name, value === undefined ? 'is required' : `must be ${what}`);
    return undefined;
  }
}
