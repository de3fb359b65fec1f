import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from './generated-files';

async function generate(): Promise<void> {
  for (const [path, text] of Object.entries(await generatedFiles())) {
    writeFileSync(join(__dirname, path), text);
    console.log(join('docs', path));
  }
}

void generate();
