import fc from 'fast-check';
import { JsonFaultError } from '../../libs/intake/json-fault';
import { readStrictJson } from '../../libs/intake/strict-json';
import { JsonNumber, readTolerantJson } from '../../libs/intake/tolerant-json';

function faultOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof JsonFaultError) return error.fault.kind;
    throw error;
  }
  return 'none';
}

/** As the tolerant reader's value would be with doubles. */
function withDoubles(value: unknown): unknown {
  if (value instanceof JsonNumber) return Number(value.text);
  if (Array.isArray(value)) return value.map(withDoubles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withDoubles(field)]));
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
const key = fc.string({ unit: 'grapheme' }).filter((text) => !forbidden.has(text) && !text.includes('\0'));
const { value: jsonValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
    fc.array(tie('value')),
    fc.dictionary(key, tie('value')),
  ),
}));
const jsonText = fc
  .tuple(jsonValue, fc.constantFrom(undefined, 1, '\t'))
  .map(([value, indent]) => JSON.stringify(value, null, indent) ?? 'null');

describe('the two readers of JSON', () => {
  it('read what JSON.parse reads, as the same value', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        expect(readStrictJson(text)).toEqual(JSON.parse(text));
        expect(withDoubles(readTolerantJson(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuse what JSON.parse refuses', () => {
    const damage = fc.record({
      at: fc.nat(),
      insert: fc.constantFrom(...'{}[]",:\\ue+-.0 \n\u0001nx'),
      drop: fc.nat(2),
    });
    fc.assert(
      fc.property(jsonText, damage, (text, { at, insert, drop }) => {
        const place = at % (text.length + 1);
        const damaged = text.slice(0, place) + insert + text.slice(place + drop);
        let expected: unknown;
        try {
          expected = JSON.parse(damaged);
        } catch {
          expect(faultOf(() => readStrictJson(damaged))).not.toBe('none');
          return;
        }
        if (faultOf(() => readStrictJson(damaged)) === 'none') expect(readStrictJson(damaged)).toEqual(expected);
        else expect(faultOf(() => readStrictJson(damaged))).not.toBe('syntax');
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '',
    ' ',
    '{',
    '[1,]',
    '{"a":1,}',
    "{'a':1}",
    '01',
    '1.',
    '.5',
    '+1',
    'NaN',
    'tru',
    '"\t"',
    '"\\x"',
    '[1] 2',
    '\u00a01',
  ])('refuse %p', (text) => {
    expect(faultOf(() => readStrictJson(text))).toBe('syntax');
    expect(faultOf(() => readTolerantJson(text))).toBe('syntax');
  });

  it('keep numbers of shops as they were written', () => {
    const read = readTolerantJson('{"id":9007199254740993,"price":10.799999999999999,"e":1e2,"z":1.50}') as Record<
      string,
      JsonNumber
    >;
    expect(Object.values(read).map(({ text }) => text)).toEqual([
      '9007199254740993',
      '10.799999999999999',
      '1e2',
      '1.50',
    ]);
  });

  it('take the last value of a key that is there twice', () => {
    expect(readStrictJson('{"a":1,"a":2}')).toEqual({ a: 2 });
    expect(readTolerantJson('{"a":"1","a":"2"}')).toEqual({ a: '2' });
  });

  it('read 64 levels and not 65', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(faultOf(() => readStrictJson(nested(64)))).toBe('none');
    expect(faultOf(() => readStrictJson(nested(65)))).toBe('too-deep');
    expect(faultOf(() => readStrictJson('{"a":'.repeat(65) + '1' + '}'.repeat(65)))).toBe('too-deep');
    expect(faultOf(() => readStrictJson('['.repeat(1_000_000)))).toBe('too-deep');
  });

  it.each(['__proto__', 'constructor', 'prototype', '\\u005f_proto__'])('refuse the key %s in our bodies', (name) => {
    expect(faultOf(() => readStrictJson(`{"a":{"${name}":{"x":1}}}`))).toBe('forbidden-key');
  });

  it('leave such keys out of bodies of shops', () => {
    const read = readTolerantJson('{"__proto__":{"x":1},"constructor":1,"a":2}') as object;
    expect(Object.keys(read)).toEqual(['a']);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect('x' in read).toBe(false);
  });

  it.each(['\\u0000', '\\ud800', '\\udc00x', 'a\\ud83d'])('refuse the text %s in our bodies', (escape) => {
    expect(faultOf(() => readStrictJson(`{"a":"${escape}"}`))).toBe('unstorable-text');
    expect(faultOf(() => readStrictJson(`{"${escape}":1}`))).toBe('unstorable-text');
  });

  it('give U+FFFD for such text of shops', () => {
    expect(readTolerantJson('["a\\u0000b","\\ud800","\\udc00\\ud800x","\\ud83d\\ude42"]')).toEqual([
      'a\ufffdb',
      '\ufffd',
      '\ufffd\ufffdx',
      '🙂',
    ]);
  });
});
