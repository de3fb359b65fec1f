import { withoutAddresses } from './addresses';
import { isUnstorable } from './json-fault';
import { ID_LENGTH_MAX } from './limits';

const CONTROL = /\p{Cc}/u;

/** What is wrong with a text, in words that follow the field's name; null when it can be taken. */
export function textFault(
  text: string,
  rule: { lengthMin: number; lengthMax: number; controlCharacters: 'allowed' | 'refused' },
): string | null {
  if (isUnstorable(text)) return UNSTORABLE_TEXT;
  if (text.length < rule.lengthMin) return rule.lengthMin === 1 ? 'must not be empty' : 'is too short';
  if (isLongerThan(text, rule.lengthMax)) return `must have at most ${rule.lengthMax} characters`;
  if (rule.controlCharacters === 'refused' && CONTROL.test(text)) return 'must not have control characters';
  return null;
}

export const UNSTORABLE_TEXT = 'must not have NUL or lone surrogates';

const CONTROLS = /\p{Cc}/gu;
const LONE_SURROGATES = /\p{Surrogate}/gu;

/**
 * The part of a visit's label that is kept: the text of a string or number, with spaces for control characters and
 * without e-mail addresses, cut to 256 characters. Undefined when it is blank, or neither string nor number.
 */
export function keepOfLabel(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).replace(CONTROLS, ' ').replace(LONE_SURROGATES, '\ufffd');
  return text.trim() === '' ? undefined : firstCharacters(withoutAddresses(text), ID_LENGTH_MAX);
}

/** The beginning of a text, by Unicode characters. */
export function firstCharacters(text: string, count: number): string {
  return text.length <= count ? text : [...text.slice(0, 2 * count)].slice(0, count).join('');
}

/** Counts Unicode characters (code points), as JSON Schema's maxLength does, and no further than it has to. */
function isLongerThan(text: string, lengthMax: number): boolean {
  if (text.length <= lengthMax) return false;
  if (text.length > 2 * lengthMax) return true;
  let characters = 0;
  for (const _ of text) if (++characters > lengthMax) return true;
  return false;
}
