/** Fields of bodies, as OpenAPI shows them. The intake judges them, by the limits that are told here. */
import { ApiProperty } from '@nestjs/swagger';
import { ID_LENGTH_MAX, NOTE_LENGTH_MAX } from '../../../libs/intake/limits';

interface Taken {
  optional?: boolean;
  description?: string;
  example?: string;
}

/** Null for an optional field means left out. */
export function Takes(schema: object, { optional = false, description, example }: Taken = {}): PropertyDecorator {
  const about = {
    required: !optional,
    ...(optional && { nullable: true }),
    ...(description && { description }),
    ...(example && { example }),
  };
  return ApiProperty({ ...schema, ...about });
}

const NO_CONTROL_CHARACTERS = '[^\\u0000-\\u001F\\u007F-\\u009F]*';
export const LABEL = { type: 'string', minLength: 1, maxLength: ID_LENGTH_MAX, pattern: `^${NO_CONTROL_CHARACTERS}$` };
/** Trimmed before it is looked at. */
const TRIMMED = { ...LABEL, pattern: `^\\s*${NO_CONTROL_CHARACTERS}\\s*$` };
const SAFE_INTEGER = { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };

/** Ids are text; a safe integer is taken too, and kept as text. */
export const ID_SCHEMA = { oneOf: [LABEL, SAFE_INTEGER] };
const IDENTIFIER_SCHEMA = { oneOf: [TRIMMED, SAFE_INTEGER] };
const MAYBE_IDENTIFIER_SCHEMA = { oneOf: [{ ...TRIMMED, minLength: 0 }, SAFE_INTEGER] };

/** Upper-case letters; which of them are currencies is for the intake to know. */
export const CURRENCY_SCHEMA = { type: 'string', pattern: '^[A-Z]{3,4}$', description: 'ISO 4217.' };

export const TakesId = (taken?: Taken) => Takes(ID_SCHEMA, taken);
/** The value of an identifier. */
export const TakesIdentifier = (taken?: Taken) => Takes(IDENTIFIER_SCHEMA, taken);
/** One that counts as left out when it is empty. */
export const TakesMaybeIdentifier = (taken?: Taken) => Takes(MAYBE_IDENTIFIER_SCHEMA, taken);
/** One line: a name, a channel. */
export const TakesLabel = (taken?: Taken) => Takes(LABEL, taken);
/** Words about a visit, which are kept as far as they can be; nothing that stands here is refused. */
export const TakesWords = (description: string) =>
  Takes({ anyOf: [{ type: 'string' }, {}] }, { optional: true, description });
/** One line that is trimmed, and left out when it is empty. */
export const TakesMaybeLabel = (taken?: Taken) => Takes({ ...TRIMMED, minLength: 0 }, taken);
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
