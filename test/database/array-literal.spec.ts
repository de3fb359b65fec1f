import fc from 'fast-check';
import { arrayLiteral, DIVIDER_SQL, dividedText, plainArrayLiteral } from '../../libs/database/array-literal';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.drop());

test('Postgres reads back every array of texts unchanged', async () => {
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

test('numbers, booleans, UUIDs, instants and nulls need no quotes', async () => {
  const literal = plainArrayLiteral([-1, Number.MAX_SAFE_INTEGER, null, undefined], (value) => value);
  const { rows } = await database.pool.query<{ read: string[] }>('select $1::bigint[]::text[] as read', [literal]);
  expect(rows[0]!.read).toEqual(['-1', '9007199254740991', null, null]);

  const instants = plainArrayLiteral(['2026-01-31T12:00:00.123Z', null], (value) => value);
  const read = await database.pool.query<{ read: Date[] }>('select $1::timestamptz[] as read', [instants]);
  expect(read.rows[0]!.read).toEqual([new Date('2026-01-31T12:00:00.123Z'), null]);
});

test('a divided text gives back its documents and nulls, beside another column', async () => {
  const document = fc.option(fc.json({ stringUnit: 'binary' }).map((json) => JSON.stringify(JSON.parse(json))));
  await fc.assert(
    fc.asyncProperty(fc.array(document, { minLength: 1 }), async (documents) => {
      const { rows } = await database.pool.query<{ document: string | null }>(
        `select document from unnest($1::int[], string_to_array($2::text, ${DIVIDER_SQL}, '')) as t(n, document) order by n`,
        [documents.map((_, n) => n), dividedText(documents, (item) => item)],
      );
      expect(rows.map((row) => row.document)).toEqual(documents);
    }),
    { numRuns: 200 },
  );
});
