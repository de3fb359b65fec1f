import { ID_LENGTH_MAX } from '../../../libs/intake/limits';

const CONTROL = /\p{Cc}|\p{Surrogate}/u;

/** An id in a URL. Its length counts code points, as JSON Schema does. */
export const IdText = {
  schema: { type: 'string', minLength: 1, maxLength: ID_LENGTH_MAX },
  must: `must be 1 to ${ID_LENGTH_MAX} characters without control characters`,
  holds(value: unknown): value is string {
    if (typeof value !== 'string' || value === '' || CONTROL.test(value)) return false;
    return value.length <= ID_LENGTH_MAX || (value.length <= 2 * ID_LENGTH_MAX && [...value].length <= ID_LENGTH_MAX);
  },
};
