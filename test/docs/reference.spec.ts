import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES } from '../../docs/campaign-descriptions';
import { generatedPages } from '../../docs/generated-pages';
import { openApiDocument, typesOf } from '../../docs/openapi-document';
import { FINDING_CODES } from '../../libs/queries/connection/findings';
import { checkCondition } from '../../libs/kernel/rewards/condition';
import { TestApp } from '../support/app';

describe('pages that follow from the code', () => {
  it.each(Object.entries(generatedPages()))('%s says what the code says (npm run docs)', (path, text) => {
    expect(readFileSync(join(__dirname, '../../docs', path), 'utf8')).toBe(text);
  });
});

describe('the description of the API', () => {
  const read = (path: string) => readFileSync(join(__dirname, '../..', path), 'utf8');
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('is in the docs as the server serves it (npm run docs)', async () => {
    const { body } = await app.request('GET', '/openapi.json');
    expect(JSON.parse(read('docs/reference/openapi.json'))).toEqual(body);
    expect(await openApiDocument()).toEqual(body);
  });

  it('has the types that the dashboard is compiled with (npm run docs)', async () => {
    expect(read('apps/dashboard/src/api/schema.d.ts')).toBe(await typesOf(await openApiDocument()));
  });
});

describe('the conditions to copy', () => {
  it.each(EXAMPLES.map(([condition]) => condition))('%s can be published', (condition) => {
    expect(checkCondition(condition)).toBeNull();
  });
});

it('the page of the first day has every finding of a connection', () => {
  const page = readFileSync(join(__dirname, '../../docs/first-day.md'), 'utf8');
  expect([...page.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, code]) => code)).toEqual([...FINDING_CODES]);
});
