import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { referencePages } from '../../docs/reference-pages';

describe('the reference', () => {
  it.each(Object.entries(referencePages()))('%s says what the code says (npm run docs)', (name, text) => {
    expect(readFileSync(join(__dirname, '../../docs/reference', name), 'utf8')).toBe(text);
  });
});
