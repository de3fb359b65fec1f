/**
 * Parameters of the query string. One decorator says how a parameter's text is read, what must hold of it
 * (class-validator) and how OpenAPI shows it, so that the three cannot disagree.
 */
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { ValidateBy, validateSync } from 'class-validator';
import { Problem } from '../http/problem';

export type ParametersClass<T extends object = object> = new () => T;

interface ParameterRule {
  schema: object;
  description?: string;
  /** From the text in the URL; what cannot be read is left as it is, for `holds` to refuse. */
  read?: (text: unknown) => unknown;
  must: string;
  holds: (value: unknown) => boolean;
}

const readersOf = new Map<object, Map<string, (text: unknown) => unknown>>();
const asIs = (text: unknown) => text;

export function Parameter({ schema, description, read = asIs, must, holds }: ParameterRule): PropertyDecorator {
  const declare: PropertyDecorator = (prototype, name) => {
    const readers = readersOf.get(prototype) ?? new Map<string, (text: unknown) => unknown>();
    readersOf.set(prototype, readers.set(String(name), read));
  };
  return applyDecorators(
    declare,
    ApiPropertyOptional({ ...schema, ...(description !== undefined && { description }) }),
    ValidateBy({ name: 'parameter', validator: { validate: holds, defaultMessage: () => must } }),
  );
}

/**
 * An instance of `target` from the query string. Parameters that it does not know are left alone, as everywhere on the
 * web: the key and the merchant are among them.
 * @throws Problem INVALID_PARAMETER that names each bad one
 */
export function readParameters<T extends object>(target: ParametersClass<T>, query: Record<string, unknown>): T {
  const parameters = new target();
  const values = parameters as Record<string, unknown>;
  for (let at: object = target.prototype as object; at !== Object.prototype; at = Object.getPrototypeOf(at) as object) {
    for (const [name, read] of readersOf.get(at) ?? []) {
      if (query[name] !== undefined) values[name] = read(query[name]);
    }
  }
  const errors = validateSync(parameters, {
    skipUndefinedProperties: true,
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  }).flatMap(({ property, constraints }) =>
    Object.values(constraints ?? {}).map((message) => ({ path: property, message })),
  );
  if (errors.length > 0) {
    throw new Problem('INVALID_PARAMETER', `${errors[0]!.path} ${errors[0]!.message}.`, { errors });
  }
  return parameters;
}

/** A whole number in decimal digits. */
export function NumberParameter(minimum: number, maximum: number, description?: string, preset?: number) {
  return Parameter({
    schema: { type: 'integer', minimum, maximum, ...(preset !== undefined && { default: preset }) },
    description,
    read: (text) => (typeof text === 'string' && /^\d{1,16}$/.test(text) ? Number(text) : text),
    must: `must be a whole number from ${minimum} to ${maximum}`,
    holds: (value) => Number.isSafeInteger(value) && (value as number) >= minimum && (value as number) <= maximum,
  });
}

export function FlagParameter(description?: string) {
  return Parameter({
    schema: { type: 'boolean' },
    description,
    read: (text) => (text === 'true' ? true : text === 'false' ? false : text),
    must: 'must be true or false',
    holds: (value) => typeof value === 'boolean',
  });
}

export function OneOfParameter(values: readonly string[], description?: string) {
  return Parameter({
    schema: { type: 'string', enum: [...values] },
    description,
    must: `must be one of ${values.join(', ')}`,
    holds: (value) => typeof value === 'string' && values.includes(value),
  });
}
