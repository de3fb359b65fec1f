import { isUtf8 } from 'node:buffer';
import { JsonFaultError, type JsonFault } from './json-fault';
import { ok, refused, type Outcome, type Refusal } from './outcomes';
import { readStrictJson } from './strict-json';
import { JsonNumber, readTolerantJson } from './tolerant-json';

/**
 * Reads a body of our own API, strictly. INVALID_JSON (also for bytes that are no UTF-8), TOO_DEEP, INVALID_TEXT, or
 * INVALID_BODY for a key such as `__proto__`. The size is the caller's to check.
 */
export function readOwnBody(bytes: Uint8Array): Outcome<unknown> {
  const text = decodeUtf8(bytes);
  if (text === null) return refused('INVALID_JSON', 'The body is not valid UTF-8.');
  return reading(() => readStrictJson(text), ownProblem);
}

/**
 * Reads a shop's delivery, tolerantly; numbers are JsonNumber. BODY_UNREADABLE for what is no JSON object in UTF-8,
 * TOO_DEEP for more than 64 levels.
 */
export function readShopBody(bytes: Uint8Array): Outcome<Record<string, unknown>> {
  const text = decodeUtf8(bytes);
  if (text === null) return refused('BODY_UNREADABLE', 'The body is not valid UTF-8.');
  const read = reading(() => readTolerantJson(text), shopProblem);
  if (!read.ok) return read;
  return isRecord(read.value) ? ok(read.value) : refused('BODY_UNREADABLE', 'The body is not a JSON object.');
}

/** True for what JSON writes as an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber);
}

function decodeUtf8(bytes: Uint8Array): string | null {
  if (!isUtf8(bytes)) return null;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function reading(read: () => unknown, problemOf: (fault: JsonFault) => Refusal): Outcome<unknown> {
  try {
    return ok(read());
  } catch (error) {
    if (error instanceof JsonFaultError) return problemOf(error.fault);
    throw error;
  }
}

function ownProblem(fault: JsonFault): Refusal {
  switch (fault.kind) {
    case 'syntax':
      return refused('INVALID_JSON', `The body is not JSON: ${fault.detail}.`);
    case 'too-deep':
      return refused('TOO_DEEP', `The body is ${fault.detail}.`);
    case 'unstorable-text':
      return refused('INVALID_TEXT', `In the body, ${fault.detail}.`);
    case 'forbidden-key':
      return refused('INVALID_BODY', `In the body, ${fault.detail}.`, [{ path: fault.key, message: 'unknown field' }]);
  }
}

function shopProblem(fault: JsonFault): Refusal {
  if (fault.kind === 'too-deep') return refused('TOO_DEEP', `The body is ${fault.detail}.`);
  return refused('BODY_UNREADABLE', `The body is not JSON: ${fault.detail}.`);
}
