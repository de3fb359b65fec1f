/** Fields of bodies, as OpenAPI shows them. The intake judges them, by the limits that are told here. */
import { ApiProperty } from '@nestjs/swagger';
import { ID_LENGTH_MAX, NOTE_LENGTH_MAX } from '../../../libs/intake/limits';

interface Taken {
  optional?: boolean;
  description?: string;
}

/** Null for an optional field means left out. */
export function Takes(schema: object, { optional = false, description }: Taken = {}): PropertyDecorator {
  const about = { required: !optional, ...(optional && { nullable: true }), ...(description && { description }) };
  return ApiProperty({ ...schema, ...about } as object);
}

/** Ids are text; a safe integer is taken too, and kept as text. */
export const ID_SCHEMA = {
  oneOf: [
    { type: 'string', minLength: 1, maxLength: ID_LENGTH_MAX },
    { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
  ],
};

/** Upper-case letters; which of them are ISO 4217 is for the intake to know. */
export const CURRENCY_SCHEMA = { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 4217.' };

export const TakesId = (taken?: Taken) => Takes(ID_SCHEMA, taken);
export const TakesText = (max: number, taken?: Taken) => Takes({ type: 'string', minLength: 1, maxLength: max }, taken);
export const TakesNote = (taken?: Taken) => TakesText(NOTE_LENGTH_MAX, taken);
export const TakesOneOf = (values: readonly string[], taken?: Taken) =>
  Takes({ type: 'string', enum: [...values] }, taken);
export const TakesInteger = ([minimum, maximum]: readonly [number, number], taken?: Taken) =>
  Takes({ type: 'integer', minimum, maximum }, taken);
export const TakesFlag = (taken?: Taken) => Takes({ type: 'boolean' }, taken);
export const TakesInstant = (taken?: Taken) => Takes({ type: 'string', format: 'date-time' }, taken);
/** Swagger takes a function for a lazy type by its name. */
export const TakesObject = (of: () => new () => object, taken?: Taken) => Takes({ type: () => of() }, taken);
