/** The shapes of single values in bodies of our own. */
import { IDENTIFIER_TYPES, type IdentifierType } from '../kernel/identity/identifier';
import { exponentOf } from '../kernel/money';
import type { Instant } from '../kernel/time';
import { holdsAddress } from './addresses';
import type { Place } from './body-report';
import { mapped, object, optional, type About, type Schema, type Shape } from './body-shape';
import { normalizeIdentifier, type PlainIdentifier } from './identifiers';
import { parseInstant } from './instants';
import { ID_LENGTH_MAX, NOTE_LENGTH_MAX } from './limits';
import { keepOfLabel, textFault } from './text';

const NO_CONTROL_CHARACTERS = '[^\\u0000-\\u001F\\u007F-\\u009F]*';
const LABEL: Schema = {
  type: 'string',
  minLength: 1,
  maxLength: ID_LENGTH_MAX,
  pattern: `^${NO_CONTROL_CHARACTERS}$`,
};
/** Trimmed before it is checked. */
const TRIMMED: Schema = { ...LABEL, pattern: `^\\s*${NO_CONTROL_CHARACTERS}\\s*$` };
const MAYBE_LABEL: Schema = { ...LABEL, minLength: 0 };
export const MAYBE_TRIMMED: Schema = { ...TRIMMED, minLength: 0 };
const SAFE_INTEGER: Schema = {
  type: 'integer',
  minimum: Number.MIN_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
};
const ONE_LINE = { lengthMin: 1, lengthMax: ID_LENGTH_MAX, controlCharacters: 'refused' } as const;
const MAYBE_ONE_LINE = { ...ONE_LINE, lengthMin: 0 } as const;

/** A value of one type that needs no other check. */
function typed<T>(what: string, is: (value: unknown) => boolean, schema: Schema, about: About = {}): Shape<T> {
  return {
    schema: { ...schema, ...about },
    read: (value, place) => (is(value) ? (value as T) : place.fail(`must be ${what}`)),
  };
}

/** Text as it came; `schema` says what the caller checks. */
export const text = (schema: Schema = {}, about?: About) =>
  typed<string>('a string', (value) => typeof value === 'string', { type: 'string', ...schema }, about);

export const flag = (about?: About) =>
  typed<boolean>('true or false', (value) => typeof value === 'boolean', { type: 'boolean' }, about);

export function integer([minimum, maximum]: readonly [number, number], about?: About): Shape<number> {
  const isInRange = (value: unknown) =>
    Number.isSafeInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
  const schema = { type: 'integer', minimum, maximum };
  return typed(`an integer from ${minimum} to ${maximum}`, isInRange, schema, about);
}

export function oneOf<const T extends string>(values: readonly T[], about?: About): Shape<T> {
  const isOne = (value: unknown) => values.some((one) => one === value);
  return typed(`one of ${values.join(', ')}`, isOne, { type: 'string', enum: [...values] }, about);
}

/** One line: 1 to 256 characters, no control characters. */
export const label = (about?: About) => mapped(text(LABEL, about), checked(ONE_LINE));

/** One line that may be empty. */
export const maybeLabel = (about?: About) => mapped(text(MAYBE_LABEL, about), checked(MAYBE_ONE_LINE));

/** Text that may have line breaks. */
export const lines = (lengthMax: number, about?: About) =>
  mapped(
    text({ minLength: 1, maxLength: lengthMax }, about),
    checked({ lengthMin: 1, lengthMax, controlCharacters: 'allowed' }),
  );

/** Words of a person, without an e-mail address. */
export const note = (about: About = {}) =>
  mapped(lines(NOTE_LENGTH_MAX, { ...about, description: namingNobody(about.description) }), nameNobody);

/** Who asks: a name or a number of an operator, not an e-mail address. */
export const actor = () => mapped(label({ description: namingNobody() }), nameNobody);

/** Words of a visit. Anybody can write the link from which a page takes them, so no visit is refused for them. */
export const words = (keep: (value: unknown) => string | undefined, description: string): Shape<string | undefined> =>
  optional({ schema: { anyOf: [{ type: 'string' }, {}], description }, read: keep });

/** A channel or campaign. */
export const visitWords = () =>
  words(
    keepOfLabel,
    `Text, cut to ${ID_LENGTH_MAX} characters; control characters become spaces, an e-mail address ` +
      'is replaced, and what is blank or no text counts as left out.',
  );

/** An id: one line, or a safe integer, which is kept as text. */
export const id = (about?: About) => mapped(idLike(LABEL, about), checked(ONE_LINE));

/** RFC 3339 with a zone, years 1970 to 9999. */
export const instant = (about?: About): Shape<Instant> =>
  mapped(
    text({ format: 'date-time' }, about),
    (value, place) => parseInstant(value) ?? place.fail('must be an RFC 3339 time with a zone, 1970 to 9999'),
  );

/** Upper-case letters; the list of currencies itself is not part of the schema. */
export const CURRENCY_SCHEMA: Schema = { type: 'string', pattern: '^[A-Z]{3,4}$', description: 'ISO 4217.' };

/** A currency in which shops sell. */
export const currency = (about?: About) =>
  mapped(text(CURRENCY_SCHEMA, about), (value, place) =>
    exponentOf(value) === undefined ? place.fail('must be an ISO 4217 code') : value,
  );

/** An identifier of one type. Only the empty text is refused as too short; a blank one is blocked. */
export const identifier = (type: IdentifierType, about?: About): Shape<PlainIdentifier> =>
  mapped(identifierText(about), (value, place) => normalized(type, value, place));

/** As `identifier`; it may be left out, and a blank one counts as left out. */
export const optionalIdentifier = (type: IdentifierType, about?: About): Shape<PlainIdentifier | undefined> =>
  optional(
    mapped(idLike(MAYBE_TRIMMED, about), (value, place) =>
      value.trim() === '' ? undefined : normalized(type, value, place),
    ),
  );

export const IDENTIFIER: Shape<PlainIdentifier> = mapped(
  object(
    {
      type: oneOf(IDENTIFIER_TYPES),
      value: identifierText({
        description: 'Trimmed; an `email_hash` is the SHA-256, in hex, of the trimmed, lower-cased address.',
      }),
    },
    { name: 'IdentifierBody' },
  ),
  ({ type, value }, place) => normalized(type, value, place.field('value')),
);

/** As IDENTIFIER; one with a blank value counts as left out. */
export const referrer = (about?: About): Shape<PlainIdentifier | undefined> =>
  optional(
    mapped(
      object(
        {
          type: oneOf(IDENTIFIER_TYPES),
          value: idLike(MAYBE_TRIMMED, { description: 'Trimmed; an empty one counts as no referrer.' }),
        },
        { name: 'ReferrerBody', ...about },
      ),
      ({ type, value }, place) => (value.trim() === '' ? undefined : normalized(type, value, place.field('value'))),
    ),
  );

/** A field that must not be there; null counts as left out. */
export const absent = (message: string): Shape<undefined> => ({
  schema: { type: 'null' },
  read: (_, place) => place.fail(message),
  leftOut: { value: undefined },
});

const namingNobody = (description = '') => `${description} No e-mail address.`.trimStart();

/** The log keeps the text for ever, and nobody can be erased from it. */
function nameNobody(value: string, place: Place): string | undefined {
  return holdsAddress(value) ? place.fail('must not hold an e-mail address: the log keeps it for ever') : value;
}

function identifierText(about?: About): Shape<string> {
  return mapped(idLike(TRIMMED, about), (value, place) => (value === '' ? place.fail('must not be empty') : value));
}

/** A string or a safe integer, as text. */
export function idLike(schema: Schema, about?: About): Shape<string> {
  const isIdLike = (value: unknown) => typeof value === 'string' || Number.isSafeInteger(value);
  return mapped(
    typed<string | number>('a string or a safe integer', isIdLike, { oneOf: [schema, SAFE_INTEGER] }, about),
    String,
  );
}

function checked(rule: Parameters<typeof textFault>[1]): (value: string, place: Place) => string | undefined {
  return (value, place) => {
    const fault = textFault(value, rule);
    return fault === null ? value : place.fail(fault);
  };
}

function normalized(type: IdentifierType, value: string, place: Place): PlainIdentifier | undefined {
  const plain = normalizeIdentifier(type, value);
  return typeof plain === 'string' ? place.fail(plain) : plain;
}
