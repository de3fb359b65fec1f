/** Imported for what it does: threads of this process run the project's TypeScript as it stands. */
import path from 'node:path';

process.env.NODE_OPTIONS = `--require ${path.join(__dirname, 'typescript.cjs')}`;
