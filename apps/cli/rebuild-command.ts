import type { TableDifference } from '../../libs/engine/rebuild/compare';
import { rebuild, type Rebuilt, type RebuildOptions, whyNotRebuilt } from '../../libs/engine/rebuild/rebuild';
import { TABLES } from '../../projections/registry';
import { CouldNot, EXIT, WrongUse } from './exit';
import { count, type Output, stagesOn } from './output';
import type { Session } from './session';

export interface RebuildCommandOptions {
  projection?: string;
  compareOnly?: boolean;
}

/** The log is the truth: rows that differ are replaced, told, and no failure, unless one only compares. */
export async function rebuildReadModels(
  session: Session,
  { projection, compareOnly = false }: RebuildCommandOptions,
  output: Output,
): Promise<number> {
  const names = TABLES.map(({ table }) => table);
  if (projection !== undefined && !names.includes(projection)) {
    throw new WrongUse(`There is no read model ${projection}; there are: ${names.join(', ')}.`);
  }
  const tables = projection === undefined ? undefined : [projection];
  const rebuilt = await run(session, { tables, swaps: !compareOnly }, output);
  tell(rebuilt, output);
  return compareOnly && rebuilt.differences.length > 0 ? EXIT.didNotHold : EXIT.held;
}

/** Compares every row, and changes nothing. */
export function compareReadModels(session: Session, output: Output): Promise<Rebuilt> {
  return run(session, { swaps: false }, output);
}

async function run(session: Session, options: Omit<RebuildOptions, 'url' | 'log'>, output: Output): Promise<Rebuilt> {
  const stopping = new AbortController();
  const stages = stagesOn(output);
  const running = rebuild({
    ...options,
    url: session.url,
    log: session.log,
    signal: stopping.signal,
    onProgress: (stage, done, total) => stages.to(stage, done, total),
  }).finally(() => stages.done());
  session.beforeClose(async () => {
    stopping.abort(new CouldNot(`Interrupted. ${UNCHANGED}`));
    await running.catch(() => undefined);
  });
  return running.catch((error: unknown) => {
    const reason = whyNotRebuilt(error);
    throw reason === null ? error : new CouldNot(`${reason} ${UNCHANGED}`);
  });
}

const UNCHANGED = 'Nothing of the live tables was changed.';

function tell(rebuilt: Rebuilt, output: Output): void {
  const { tables, waitedMs } = rebuilt;
  output.result({ ...rebuilt });
  for (const line of comparisonLines(rebuilt)) output.say(line);
  if (waitedMs === null) return;
  const what = tables.length === 1 ? `${tables[0]} was` : `${tables.length} read models were`;
  output.say(`${what} rebuilt and put in place; the engine waited ${(waitedMs / 1_000).toFixed(2)} s.`);
}

export function comparisonLines({ rows, facts, tables, differences, stopped }: Rebuilt): string[] {
  const lines = stopped.map(
    ({ partition, position, because }) =>
      `Partition ${partition} has stopped at position ${position}, and its rows end there: ${because}`,
  );
  for (const difference of differences) lines.push(...differenceLines(difference));
  if (differences.length === 0) {
    const what = tables.length === 1 ? `of ${tables[0]}` : `of ${tables.length} read models`;
    lines.push(`Every row ${what} is what the log gives (${count(rows)} rows of ${count(facts)} facts).`);
  }
  return lines;
}

function differenceLines({ table, rows, key, column, live, rebuilt }: TableDifference): string[] {
  const where = Object.entries(key).map(([name, value]) => `${name} ${value}`);
  return [
    `${table}: ${count(rows)} ${rows === 1 ? 'row differs' : 'rows differ'} from what the log gives; the first: ` +
      `${where.join(', ')}${column === null ? '' : `, ${column}`}`,
    `  live ${live ?? '(nothing)'}`,
    `  log  ${rebuilt ?? '(nothing)'}`,
  ];
}
