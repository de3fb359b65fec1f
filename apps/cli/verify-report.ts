/** What `verify` found, and how it says so. */
import type { Rebuilt } from '../../libs/engine/rebuild/rebuild';
import type { VaultResult } from '../../libs/verify/check-vault';
import type { Difference } from '../../libs/verify/difference';
import type { ReplayResult } from '../../libs/verify/verify-partition';
import type { NoSecretsKey } from '../secrets-key';
import { count, type Output } from './output';
import { comparisonLines } from './rebuild-command';

export interface PartitionReport extends Omit<ReplayResult, 'difference' | 'sealed' | 'headsFound'> {
  /** Those of the tables first, then the first one of the log. */
  differences: Difference[];
  /** Facts behind the checkpoint. */
  undecided: number;
}

export interface Report {
  held: boolean;
  facts: number;
  decisions: number;
  partitions: PartitionReport[];
  /** Rows that belong to no partition: table and key. */
  strays: string[];
  /** The kept heads that a chain passes through, and those that none does. */
  headsFound: string[];
  headsMissing: string[];
  /** `absent`: it was not checked, as there is no secrets key. */
  vault: VaultResult | NoSecretsKey;
  /** Null: they were not compared. */
  readModels: Rebuilt | null;
}

export function tell(report: Report, { merchant }: { merchant?: string }, output: Output): void {
  const { partitions, vault, headsFound, headsMissing, strays, readModels } = report;
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
  if (vault === 'wrong') didNotHold('vault', 'fingerprint of the secrets key', 'another key', 'this one', output);
  else if (vault !== 'absent') {
    for (const { merchantId, table, recorded, recomputed } of vault.differences) {
      didNotHold(`merchant ${merchantId}`, table, recorded, recomputed, output);
    }
  }
  for (const stray of strays) didNotHold('no partition', stray.split(' ')[0]!, stray, null, output);
  for (const head of headsMissing)
    didNotHold('heads', 'a kept head is in no chain that was recomputed', null, head, output);
  for (const { partition, differences } of partitions) {
    for (const { position, ordinal, field, recorded, recomputed } of differences) {
      const place = `partition ${partition}, position ${position}, decision ${ordinal}`;
      didNotHold(place, field, recorded, recomputed, output);
    }
  }
}

/** A partition without decisions may still hold the facts that configure it. */
function isWorthALine({ decisions, differences, undecided }: PartitionReport): boolean {
  return decisions > 0 || differences.length > 0 || undecided > 0;
}

const NO_KEY =
  'vault: not checked, because there is no secrets key here: set SECRETS_KEY, or run this where the key file is.';

function didNotHold(place: string, what: string, recorded: string | null, recomputed: string | null, output: Output) {
  output.say(`The law did not hold: ${place}, ${what}`);
  output.say(`  recorded   ${recorded ?? '(nothing)'}`);
  output.say(`  recomputed ${recomputed ?? '(nothing)'}`);
}
