import fc from 'fast-check';
import { arrayLiteral } from '../../libs/database/array-literal';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.drop());

test('Postgres reads an array of any texts as it was written', async () => {
  const text = fc.oneof(
    fc.constantFrom('NULL', 'null', '', ' ', '{}', '"', '\\', ',', 'a,b', '\\"'),
    fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', '')),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text)), async (texts) => {
      const literal = arrayLiteral(texts, (value) => value);
      const { rows } = await database.pool.query<{ read: (string | null)[] }>('select $1::text[] as read', [literal]);
      expect(rows[0]!.read).toEqual(texts);
    }),
    { numRuns: 200 },
  );
});
