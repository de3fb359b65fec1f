import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { benchAttribution } from './attribution';
import { benchDashboard } from './dashboard';
import { benchEngine, benchEngineLong } from './engine';
import { benchExplain } from './explain';
import { benchExport } from './export';
import { benchHostile } from './hostile';
import { benchHttp } from './http';
import { benchImport } from './import';
import { benchLog } from './log';
import { benchMerge } from './merge';
import { isElsewhere, takeLogOption } from './place';
import { benchRebuild } from './rebuild';
import { benchRewards } from './rewards';
import { benchTag } from './tag';
import { benchTimers } from './timers';
import { takeTruthOptions } from './truth/options';
import { benchTruth } from './truth/truth';
import { benchVerify, benchVerifyLong } from './verify';
import { benchWhatIf, benchWhatIfLong } from './what-if';

/** A benchmark gets its own directory and prints its figures. */
type Benchmark = (dataDir: string) => Promise<void>;

const BENCHMARKS: Record<string, Benchmark> = {
  attribution: benchAttribution,
  log: benchLog,
  http: benchHttp,
  engine: benchEngine,
  'engine-long': benchEngineLong,
  rebuild: benchRebuild,
  rewards: benchRewards,
  import: benchImport,
  merge: benchMerge,
  export: benchExport,
  tag: benchTag,
  timers: benchTimers,
  truth: benchTruth,
  verify: benchVerify,
  'verify-long': benchVerifyLong,
  explain: benchExplain,
  dashboard: benchDashboard,
  hostile: benchHostile,
  'what-if': benchWhatIf,
  'what-if-long': benchWhatIfLong,
};

const HOURS: ReadonlySet<string> = new Set(['verify-long']);

/** Those that can be asked for a log elsewhere. */
const ON_ANY_LOG: ReadonlySet<string> = new Set(['log', 'http', 'engine', 'verify']);

/**
 * `npm run bench` runs all benchmarks, but for those that take hours; `npm run bench -- log` the named ones. With
 * `--log eventstoredb` those that read and write the log run on the server that EVENTSTOREDB_URL names.
 */
async function main(args: string[]): Promise<void> {
  const names = takeTruthOptions(takeLogOption(args));
  const unknown = names.filter((name) => !(name in BENCHMARKS));
  if (unknown.length > 0)
    throw new Error(`no benchmark ${unknown.join(', ')}; there are: ${Object.keys(BENCHMARKS).join(', ')}`);
  const [cpu] = cpus();
  console.log(
    `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  );
  for (const [name, benchmark] of Object.entries(BENCHMARKS)) {
    if (names.length > 0 ? !names.includes(name) : HOURS.has(name)) continue;
    if (isElsewhere() && !ON_ANY_LOG.has(name)) continue;
    const dataDir = await mkdtemp(path.join(tmpdir(), `tributary-bench-${name}-`));
    // Under root, the server runs as another user, who must be able to reach a directory in here.
    await chmod(dataDir, 0o711);
    try {
      console.log(`\n${name}`);
      await benchmark(dataDir);
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
