import { parseInstant } from '../../../libs/intake/instants';
import { Parameter } from './parameter';

/** A time in the query string; it is read as an instant in UTC with milliseconds. */
export function InstantParameter(description: string) {
  return Parameter({
    schema: { type: 'string', format: 'date-time' },
    description,
    read: (text) => (typeof text === 'string' ? (parseInstant(text) ?? null) : null),
    must: 'must be an RFC 3339 time with a zone',
    holds: (value) => typeof value === 'string',
  });
}
