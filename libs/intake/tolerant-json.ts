import { FORBIDDEN_KEYS, isUnstorable, syntaxFault, tooDeep, type JsonFaultError } from './json-fault';
import { NESTING_MAX } from './limits';

/** A number of a shop, as it was written: ids and amounts never go through a double. */
export class JsonNumber {
  constructor(readonly text: string) {}
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const LONE_SURROGATES = /\p{Surrogate}/gu;

/**
 * Reads JSON of shops. Numbers stay as they were written (JsonNumber), text that cannot be stored gets U+FFFD, and keys
 * such as `__proto__` are left out. Throws JsonFaultError.
 */
export function readTolerantJson(text: string): unknown {
  return new TolerantReader(text).read();
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

class TolerantReader {
  private at = 0;

  constructor(private readonly text: string) {}

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
    if (depth > NESTING_MAX) throw tooDeep();
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
      throw syntaxFault(`bad escape in the string at ${start - 1}`);
    }
  }

  private storable(text: string): string {
    return isUnstorable(text) ? text.replace(LONE_SURROGATES, '\ufffd').replaceAll('\0', '\ufffd') : text;
  }

  private number(): JsonNumber {
    const start = this.at;
    while (isOfNumber(this.text.charCodeAt(this.at))) this.at++;
    const text = this.text.slice(start, this.at);
    if (!NUMBER.test(text)) {
      this.at = start;
      throw this.unexpected();
    }
    return new JsonNumber(text);
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
    return syntaxFault(this.at < this.text.length ? `unexpected character at ${this.at}` : 'unexpected end');
  }
}

/** Digits, and `+ - . E e`. */
function isOfNumber(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || unit === 0x2d || unit === 0x2e || unit === 0x2b || (unit | 0x20) === 0x65;
}
