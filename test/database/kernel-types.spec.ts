import fc from 'fast-check';
import { kernelTypes } from '../../libs/database/kernel-types';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.drop());

test('instants are read as milliseconds, whatever their number of decimals', async () => {
  const instant = fc.oneof(
    fc.integer({ min: 0, max: 253_402_300_799_999 }),
    fc.constantFrom(0, 1, 10, 100, 1_000, 951_782_400_000, 253_402_300_799_999),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(instant), async (instants) => {
      const { rows } = await database.pool.query<{ at: number }>({
        text: 'select at from unnest($1::timestamptz[]) as t(at)',
        values: [instants.map((at) => new Date(at).toISOString())],
        types: kernelTypes,
      });
      expect(rows.map(({ at }) => at)).toEqual(instants);
    }),
    { numRuns: 100 },
  );
});

test('arrays of texts are read as they were written', async () => {
  const word = fc.oneof(
    fc.constantFrom(
      null,
      '',
      'NULL',
      'null',
      'NULL-1',
      'a,b',
      '{}',
      '"',
      '\\',
      'a b',
      '2d5c0d6c-7f5b-5e0e-8d6a-0d2f6d8f5c1a',
    ),
    fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(word)), async (arrays) => {
      for (const texts of arrays) {
        const { rows } = await database.pool.query<{ texts: unknown }>({
          text: 'select $1::text[] as texts',
          values: [texts],
          types: kernelTypes,
        });
        expect(rows[0]!.texts).toEqual(texts);
      }
    }),
    { numRuns: 50 },
  );
});
