import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { ColdFile } from '../../libs/engine/cold-file';

const keys = fc.oneof(fc.constantFrom('a', 'b', 'ä', '\ud800', '', '__proto__'), fc.string({ maxLength: 3 }));
const rows = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown),
  fc.string({ minLength: 1_000, maxLength: 3_000 }),
);
const acts = fc.array(fc.tuple(fc.constantFrom('put', 'put', 'take', 'peek'), fc.nat(3), keys, rows), {
  minLength: 50,
  maxLength: 100,
});

/** Rows are any values, also some that cannot become text. */
const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);

it('gives back each row once, from the file or on its way there, whatever its key and its length', () => {
  fc.assert(
    fc.property(acts, fc.constantFrom(64, 1_000, 100_000), (list, bufferBytes) => {
      const file = new ColdFile(0, bufferBytes);
      const model = new Map<string, { store: number; key: string; row: unknown }>();
      try {
        for (const [act, store, key, row] of list) {
          const name = `${store} ${key}`;
          const known = model.get(name)?.row;
          if (act === 'take' || act === 'put') {
            expect(file.take(store, key)).toEqual(known);
            model.delete(name);
          }
          expect(file.peek(store, key)).toEqual(model.get(name)?.row);
          if (act !== 'put') continue;
          file.put(store, key, row);
          model.set(name, { store, key, row });
        }
        for (const store of [0, 1, 2, 3]) {
          const entries = [...model.values()].filter((entry) => entry.store === store);
          expect([...file.entries(store)].sort(byKey)).toEqual(
            entries.map(({ key, row }) => [key, row] as const).sort(byKey),
          );
        }
      } finally {
        file.close();
      }
    }),
    { numRuns: 50 },
  );
});

it('finds every one of many rows after most others were taken back', () => {
  const file = new ColdFile(0);
  const count = 20_000;
  const rest = Array.from({ length: count / 5 }, (_, i) => 5 * i);
  for (let i = 0; i < count; i++) file.put(i % 7, `key ${i}`, { i });
  for (let i = 0; i < count; i++) if (i % 5 !== 0) expect(file.take(i % 7, `key ${i}`)).toEqual({ i });
  for (let i = 0; i < count; i++)
    if (i % 5 !== 0 && file.peek(i % 7, `key ${i}`) !== undefined) throw new Error(`${i}`);
  for (const i of rest) expect(file.peek(i % 7, `key ${i}`)).toEqual({ i });
  expect([...file.entries(3)].length).toBe(rest.filter((i) => i % 7 === 3).length);
  file.close();
});

it('leaves no name behind, even while it is used', () => {
  const names = () => readdirSync(tmpdir()).filter((name) => name.startsWith('tributary-cold-'));
  const before = names();
  const file = new ColdFile(0, 64);
  for (let i = 0; i < 100; i++) file.put(0, String(i), i);
  expect(file.peek(0, '0')).toBe(0);
  expect(names()).toEqual(before);
  file.close();
});
