import { FORBIDDEN_KEYS, isUnstorable, JsonFaultError, syntaxFault, tooDeep } from './json-fault';
import { NESTING_MAX } from './limits';
import { readTolerantJson } from './tolerant-json';

/**
 * Reads JSON of our own senders. Numbers are doubles; text that cannot be stored and keys such as `__proto__` are
 * faults. Of a key that is there twice the last value counts. Throws JsonFaultError.
 * @param text decoded from UTF-8, so that lone surrogates can only come by an escape
 */
export function readStrictJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The other reader knows the place of the fault.
    readTolerantJson(text);
    throw syntaxFault('bad JSON');
  }
  check(value, 0, text.includes('\\u'));
  return value;
}

function check(value: unknown, depth: number, hasEscapes: boolean): void {
  if (typeof value === 'string') {
    if (hasEscapes) checkText(value);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth === NESTING_MAX) throw tooDeep();
  if (Array.isArray(value)) {
    for (const item of value) check(item, depth + 1, hasEscapes);
    return;
  }
  for (const key of Object.keys(value)) {
    if (FORBIDDEN_KEYS.has(key)) {
      throw new JsonFaultError({ kind: 'forbidden-key', detail: `the key ${key} is not allowed`, key });
    }
    if (hasEscapes) checkText(key);
    check((value as Record<string, unknown>)[key], depth + 1, hasEscapes);
  }
}

function checkText(text: string): void {
  if (!isUnstorable(text)) return;
  throw new JsonFaultError({ kind: 'unstorable-text', detail: 'a text holds NUL or a lone surrogate' });
}
