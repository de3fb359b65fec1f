import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES } from '../../docs/campaign-descriptions';
import { referencePages } from '../../docs/reference-pages';
import { checkCondition } from '../../libs/kernel/rewards/condition';

describe('the reference', () => {
  it.each(Object.entries(referencePages()))('%s says what the code says (npm run docs)', (name, text) => {
    expect(readFileSync(join(__dirname, '../../docs/reference', name), 'utf8')).toBe(text);
  });
});

describe('the conditions to copy', () => {
  it.each(EXAMPLES.map(([condition]) => condition))('%s can be published', (condition) => {
    expect(checkCondition(condition)).toBeNull();
  });
});
