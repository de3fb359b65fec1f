/** The words of what verifies and rebuilds. */
import type { Shown } from '../api/client';

type Check = Shown['CheckShown'];
type Stage = NonNullable<Check['stage']>;
type Place = Omit<Shown['LedgerDifferenceShown'], 'field' | 'recorded' | 'recomputed'>;

const count = (number: number) => number.toLocaleString();
const facts = (done: number, total: number) => `${count(done)} of ${count(total)} facts`;

const KINDS = {
  verify: 'Verify',
  'verify-read-models': 'Verify with read models',
  rebuild: 'Rebuild',
} satisfies Record<Check['kind'], string>;

export const CHECK_RUNS = {
  title: 'Verify and rebuild',
  text: '“Verify” decides the whole history again and compares it with the ledger, byte for byte; with read models, also every row that the API reads. “Rebuild” makes these rows anew. A worker runs one at a time, and the API answers throughout.',
  kinds: KINDS,
  start: {
    verify: KINDS.verify,
    'verify-read-models': KINDS['verify-read-models'],
    rebuild: {
      ask: 'Rebuild …',
      title: 'Rebuild the read models?',
      text: 'They are made anew from the log, beside the present ones, and then take their place in one moment; until then nothing changes. It needs room on the disk for a second copy.',
      confirm: 'Rebuild',
    },
  },
  running: {
    before: { queued: 'It waits for a worker.', running: 'It begins.' },
    stages: {
      verifying: (done, total) => `Decides the history again: ${facts(done, total)}.`,
      replaying: (done, total) => `Makes the rows anew: ${facts(done, total)}.`,
      indexing: () => 'Makes the indexes of the new tables.',
      comparing: () => 'Compares every row.',
      swapping: () => 'Puts the new tables in their place.',
    } satisfies Record<Stage, (done: number, total: number) => string>,
    label: (kind: string) => `Progress: ${kind}`,
    cancel: 'Cancel',
  },
  earlier: 'What was run',
  table: 'Runs, the newest first',
  columns: {
    id: 'Run',
    kind: 'What',
    state: 'State',
    result: 'Result',
    show: 'More',
    createdAt: 'Asked',
    took: 'Took',
  },
  show: 'Show',
  showLabel: (id: number) => `Show run ${id}`,
  seconds: (seconds: number) => `${seconds.toLocaleString(undefined, { maximumFractionDigits: 1 })} s`,
  none: { title: 'Nothing was run yet', text: 'Verify now and then, and always after a restore from a backup.' },
} as const;

export const CHECK_RESULT = {
  title: (id: number, kind: Check['kind']) => `Run ${id}: ${KINDS[kind]}`,
  held: 'Everything is as it must be.',
  cancelled: 'It was cancelled, and nothing was changed.',
  errors: {
    CHECK_TOO_LARGE: 'It needs more memory than a worker gives it. Run the command on the server.',
    CHECK_IMPOSSIBLE: 'Something is in its way, and nothing was changed.',
    INTERNAL: 'It failed, and nothing was changed. The log of the worker says why.',
  } satisfies Record<NonNullable<Check['error']>, string>,
  ledgerDiffers: (differences: number) =>
    differences === 1
      ? 'The law did not hold: 1 difference.'
      : `The law did not hold: ${count(differences)} differences.`,
  tablesDiffer: (tables: readonly string[]) => `Rows were not what the log gives: ${tables.join(', ')}.`,
  ledger: {
    follows: (decisions: number, all: number) =>
      `The law held: ${count(decisions)} decisions follow from ${count(all)} facts, byte for byte.`,
    read: (decisions: number, all: number) => `It went through ${count(all)} facts and ${count(decisions)} decisions.`,
    vault: (rows: number) => `${count(rows)} rows of the vault were checked.`,
    noVault: 'The vault was not checked, because the worker has no secrets key.',
  },
  readModels: {
    right: (tables: number, rows: number, all: number) =>
      `Every row of ${count(tables)} read models is what the log gives (${count(rows)} rows of ${count(all)} facts).`,
    compared: (tables: number, rows: number, all: number) =>
      `The log gives ${count(rows)} rows of ${count(tables)} read models (from ${count(all)} facts); others were found:`,
    replaced: 'The rebuilt tables have taken their place.',
    stopped: (partition: number, position: number) =>
      `Partition ${partition} has stopped at position ${count(position)}, and its rows end there:`,
  },
  differences: {
    ledger: 'Differences of the ledger',
    readModels: 'Differences of the read models',
    where: 'Where',
    what: 'What',
    recorded: 'Recorded',
    recomputed: 'Recomputed',
    live: 'Found',
    rebuilt: 'By the log',
    nothing: 'nothing',
    placeOf: ({ where, partition, position, ordinal, merchantId }: Place) => {
      if (where === 'merchant') return `Merchant ${merchantId}`;
      if (where !== 'partition') return where;
      return `Partition ${partition}, position ${count(position ?? 0)}, decision ${ordinal}`;
    },
    rowsOf: (table: string, rows: number) => `${table}: ${rows === 1 ? '1 row' : `${count(rows)} rows`}`,
    firstRow: (key: readonly (readonly [string, string])[], column: string | null) =>
      [...key.map(([name, value]) => `${name} ${value}`), ...(column === null ? [] : [column])].join(', '),
    more: (shown: number) => `These are the first ${shown}; tributary verify shows all.`,
  },
} as const;
