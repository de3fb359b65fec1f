import { NESTING_MAX } from './limits';

/** Why a text could not be read. */
export type JsonFault =
  | { kind: 'syntax'; detail: string }
  | { kind: 'too-deep'; detail: string }
  | { kind: 'unstorable-text'; detail: string }
  | { kind: 'forbidden-key'; detail: string; key: string };

export class JsonFaultError extends Error {
  override readonly name = 'JsonFaultError';
  constructor(readonly fault: JsonFault) {
    super(fault.detail);
  }
}

/** Keys by which an object could reach its prototype. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** True for text that Postgres and UTF-8 cannot hold: NUL, or half of a surrogate pair. */
export function isUnstorable(text: string): boolean {
  return UNSTORABLE.test(text);
}

export function tooDeep(): JsonFaultError {
  return new JsonFaultError({ kind: 'too-deep', detail: `nested deeper than ${NESTING_MAX} levels` });
}

export function syntaxFault(detail: string): JsonFaultError {
  return new JsonFaultError({ kind: 'syntax', detail });
}
