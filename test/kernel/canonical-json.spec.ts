import fc from 'fast-check';
import { canonicalJson } from '../../libs/kernel/canonical-json';

/** The same value, its keys set in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, field]) => [key, reversed(field)]),
  );
}

describe('canonical JSON', () => {
  it('sorts keys by UTF-16 code units, at every depth', () => {
    expect(canonicalJson({ b: { z: 1, a: 2 }, a: [{ d: 1, c: 2 }] })).toBe('{"a":[{"c":2,"d":1}],"b":{"a":2,"z":1}}');
    // The example of RFC 8785, section 3.2.3: an astral character sorts by its surrogates, before U+FB33.
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    const text = canonicalJson(Object.fromEntries(keys.map((key, i) => [key, i])));
    const order = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'];
    const places = order.map((key) => text.indexOf(`${JSON.stringify(key)}:`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('also sorts keys that JavaScript objects keep in an order of their own, and loses none', () => {
    expect(canonicalJson({ b: [{ 9: 1, 10: { z: undefined, a: 2 } }], a: 3 })).toBe(
      '{"a":3,"b":[{"10":{"a":2},"9":1}]}',
    );
    const text = '{"__proto__":{"y":1},"x":2}';
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });

  it('prints numbers and strings as ECMAScript does, without white space', () => {
    expect(canonicalJson([1e21, 1e-7, -0, 4.5, 'é\n"\\', true, null])).toBe(
      '[1e+21,1e-7,0,4.5,"é\\n\\"\\\\",true,null]',
    );
  });

  it('leaves out undefined fields', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it('is the same for equal values in whatever order their keys were set, and parses back to the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.stringify(JSON.parse(text))).toHaveLength(text.length);
      }),
    );
  });
});
