/** What `verify` found, and how it says so. */
import type { Rebuilt } from '../../libs/engine/rebuild/rebuild';
import {
  differencesIn,
  type PlacedDifference,
  type VerifiedLog,
  type VerifiedPartition,
} from '../../libs/verify/verify-log';
import { count, type Output } from './output';
import { comparisonLines } from './rebuild-command';

export interface Report extends VerifiedLog {
  /** Null: they were not compared. */
  readModels: Rebuilt | null;
}

export function tell(report: Report, { merchant }: { merchant?: string }, output: Output): void {
  const { partitions, vault, headsFound, readModels } = report;
  output.result({
    ...report,
    partitions: partitions.map(({ kernels: _, defaults: __, passedOver: ___, ...shown }) => shown),
    readModels: readModels && { rows: readModels.rows, differences: readModels.differences },
    vault: typeof vault === 'string' ? { checked: false, because: vault } : { checked: true, ...vault },
  });
  for (const one of partitions.filter(isWorthALine)) {
    output.say(`partition ${one.partition}: ${count(one.facts)} facts, ${count(one.decisions)} decisions`);
    output.say(`  recorded   ${one.recordedHash}`);
    output.say(`  recomputed ${one.recomputedHash}`);
    output.say(`  head       ${one.head.chain} at position ${one.head.position}`);
    if (one.undecided > 0) output.say(`  ${count(one.undecided)} more facts were not decided yet when this began.`);
  }
  if (vault === 'absent') output.say(NO_KEY);
  else if (vault !== 'wrong')
    output.say(`vault: ${count(vault.rows)} rows${merchant ? ` of merchant ${merchant}` : ''}`);
  if (headsFound.length > 0)
    output.say(`${count(headsFound.length)} kept heads are in the chains: up to them, nothing was cut off.`);
  if (report.readModels !== null) for (const line of comparisonLines(report.readModels)) output.say(line);
  if (report.held) {
    output.say(
      `The law held: ${count(report.decisions)} decisions follow from ${count(report.facts)} facts, byte for byte.`,
    );
    return;
  }
  for (const difference of differencesIn(report)) {
    output.say(`The law did not hold: ${placeOf(difference)}, ${difference.field}`);
    output.say(`  recorded   ${difference.recorded ?? '(nothing)'}`);
    output.say(`  recomputed ${difference.recomputed ?? '(nothing)'}`);
  }
}

function placeOf({ where, partition, position, ordinal, merchantId }: PlacedDifference): string {
  if (where === 'partition') return `partition ${partition}, position ${position}, decision ${ordinal}`;
  return where === 'merchant' ? `merchant ${merchantId}` : where;
}

/** A partition without decisions may still hold the facts that configure it. */
function isWorthALine({ decisions, differences, undecided }: VerifiedPartition): boolean {
  return decisions > 0 || differences.length > 0 || undecided > 0;
}

const NO_KEY =
  'vault: not checked, because there is no secrets key here: set SECRETS_KEY, or run this where the key file is.';
