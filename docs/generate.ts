import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referencePages } from './reference-pages';

for (const [name, text] of Object.entries(referencePages())) {
  writeFileSync(join(__dirname, 'reference', name), text);
  console.log(`docs/reference/${name}`);
}
