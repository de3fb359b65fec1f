import { ID_LENGTH_MAX } from '../../../libs/intake/limits';
import { Problem } from '../http/problem';

const CONTROL = /\p{Cc}|\p{Surrogate}/u;

/** An id in a URL. Its length counts code points, as JSON Schema does. */
export const IdText = {
  schema: { type: 'string', minLength: 1, maxLength: ID_LENGTH_MAX },
  must: `must be 1 to ${ID_LENGTH_MAX} characters without control characters`,
  holds(value: unknown): value is string {
    if (typeof value !== 'string' || value === '' || CONTROL.test(value)) return false;
    return value.length <= ID_LENGTH_MAX || (value.length <= 2 * ID_LENGTH_MAX && [...value].length <= ID_LENGTH_MAX);
  },
  /** @throws Problem INVALID_PARAMETER that names the part of the path */
  inPath(name: string, value: unknown): string {
    if (IdText.holds(value)) return value;
    const errors = [{ path: name, message: IdText.must }];
    throw new Problem('INVALID_PARAMETER', `${name} in the path ${IdText.must}.`, { errors });
  },
};
