import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES } from '../../docs/campaign-descriptions';
import { generatedPages } from '../../docs/generated-pages';
import { FINDING_CODES } from '../../libs/queries/connection/findings';
import { checkCondition } from '../../libs/kernel/rewards/condition';

describe('pages that follow from the code', () => {
  it.each(Object.entries(generatedPages()))('%s says what the code says (npm run docs)', (path, text) => {
    expect(readFileSync(join(__dirname, '../../docs', path), 'utf8')).toBe(text);
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
