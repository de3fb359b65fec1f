import { isUnstorable } from './json-reader';

const CONTROL = /\p{Cc}/u;

/** What is wrong with a text, in words that follow the field's name; null when nothing is. */
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

/** Counts Unicode characters (code points), as JSON Schema's maxLength does, and no further than it has to. */
function isLongerThan(text: string, lengthMax: number): boolean {
  if (text.length <= lengthMax) return false;
  if (text.length > 2 * lengthMax) return true;
  let characters = 0;
  for (const _ of text) if (++characters > lengthMax) return true;
  return false;
}
