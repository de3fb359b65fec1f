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

/** A number as it was written: ids and amounts never go through a double. */
export class JsonNumber {
  constructor(readonly text: string) {}
}

export interface JsonReaderOptions {
  /**
   * `strict` for our own bodies: numbers are doubles; text that can't be stored and keys such as `__proto__` are faults.
   * `tolerant` for shops' bodies: numbers stay as written (JsonNumber), such text gets U+FFFD, such keys are left out.
   */
  mode: 'strict' | 'tolerant';
}

const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const LONE_SURROGATES = /\p{Surrogate}/gu;
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** True for text that Postgres and UTF-8 can't hold: NUL, or half of a surrogate pair. */
export function isUnstorable(text: string): boolean {
  return UNSTORABLE.test(text);
}

/**
 * Reads a JSON text (RFC 8259) of at most 64 nested levels. Differs from JSON.parse in what JsonReaderOptions says,
 * and in nothing else; of a key that is there twice the last value counts. Throws JsonFaultError.
 */
export function readJson(text: string, options: JsonReaderOptions): unknown {
  return new JsonReader(text, options.mode === 'tolerant').read();
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

class JsonReader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly tolerant: boolean,
  ) {}

  read(): unknown {
    const value = this.value(0);
    this.space();
    if (this.at < this.text.length) throw this.unexpected();
    return value;
  }

  private value(depth: number): unknown {
    this.space();
    switch (this.text[this.at]) {
      case '{':
        return this.object(depth + 1);
      case '[':
        return this.array(depth + 1);
      case '"':
        return this.string();
      case 't':
        return this.literal('true', true);
      case 'f':
        return this.literal('false', false);
      case 'n':
        return this.literal('null', null);
      default:
        return this.number();
    }
  }

  private object(depth: number): Record<string, unknown> {
    this.enter(depth);
    const object: Record<string, unknown> = {};
    if (this.takes('}')) return object;
    do {
      this.space();
      if (this.text.charCodeAt(this.at) !== QUOTE) throw this.unexpected();
      const key = this.string();
      if (!this.takes(':')) throw this.unexpected();
      const value = this.value(depth);
      if (!FORBIDDEN_KEYS.has(key)) object[key] = value;
      else if (!this.tolerant) {
        throw new JsonFaultError({ kind: 'forbidden-key', detail: `the key ${key} is not allowed`, key });
      }
    } while (this.takes(','));
    if (!this.takes('}')) throw this.unexpected();
    return object;
  }

  private array(depth: number): unknown[] {
    this.enter(depth);
    const array: unknown[] = [];
    if (this.takes(']')) return array;
    do array.push(this.value(depth));
    while (this.takes(','));
    if (!this.takes(']')) throw this.unexpected();
    return array;
  }

  private enter(depth: number): void {
    if (depth > NESTING_MAX) {
      throw new JsonFaultError({ kind: 'too-deep', detail: `nested deeper than ${NESTING_MAX} levels` });
    }
    this.at++;
  }

  private string(): string {
    const start = ++this.at;
    let escaped = false;
    for (; this.at < this.text.length; this.at++) {
      const unit = this.text.charCodeAt(this.at);
      if (unit < 0x20) throw this.unexpected();
      if (unit === BACKSLASH) {
        escaped = true;
        this.at++;
      } else if (unit === QUOTE) {
        const raw = this.text.slice(start, this.at++);
        // NUL and lone surrogates can only come by an escape: the bytes were checked to be UTF-8.
        return escaped ? this.storable(this.unescape(raw, start)) : raw;
      }
    }
    throw this.unexpected();
  }

  private unescape(raw: string, start: number): string {
    try {
      return JSON.parse(`"${raw}"`) as string;
    } catch {
      throw new JsonFaultError({ kind: 'syntax', detail: `bad escape in the string at ${start - 1}` });
    }
  }

  private storable(text: string): string {
    if (!isUnstorable(text)) return text;
    if (this.tolerant) return text.replace(LONE_SURROGATES, '\ufffd').replaceAll('\0', '\ufffd');
    throw new JsonFaultError({ kind: 'unstorable-text', detail: 'a text holds NUL or a lone surrogate' });
  }

  private number(): unknown {
    const start = this.at;
    while (isOfNumber(this.text.charCodeAt(this.at))) this.at++;
    const text = this.text.slice(start, this.at);
    if (!NUMBER.test(text)) {
      this.at = start;
      throw this.unexpected();
    }
    return this.tolerant ? new JsonNumber(text) : Number(text);
  }

  private literal<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) throw this.unexpected();
    this.at += word.length;
    return value;
  }

  /** Takes the character, when it is the next one that is no white space. */
  private takes(character: string): boolean {
    this.space();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private space(): void {
    for (; ; this.at++) {
      const unit = this.text.charCodeAt(this.at);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
    }
  }

  private unexpected(): JsonFaultError {
    const where = this.at < this.text.length ? `unexpected character at ${this.at}` : 'unexpected end';
    return new JsonFaultError({ kind: 'syntax', detail: where });
  }
}

/** Digits, and `+ - . E e`. */
function isOfNumber(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || unit === 0x2d || unit === 0x2e || unit === 0x2b || (unit | 0x20) === 0x65;
}
