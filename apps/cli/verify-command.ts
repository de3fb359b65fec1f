import { partitionOf } from '../../libs/intake/partition';
import { verifyLog } from '../../libs/verify/verify-log';
import { findSecrets } from '../secrets-key';
import { EXIT, WrongUse } from './exit';
import { keptHeads, keepHeads } from './heads-file';
import { type Output, stagesOn } from './output';
import type { Session } from './session';
import { compareReadModels } from './rebuild-command';
import { tell, type Report } from './verify-report';

export interface VerifyOptions {
  merchant?: string;
  partition?: number;
  from?: number;
  /** Chain heads, or names of files with heads, that were printed by an earlier run. */
  head?: string[];
  /** File to which the heads are written. */
  keepHeads?: string;
  /** Facts that no engine has decided are no difference. */
  allowUndecided?: boolean;
  /** Also compares every row of every read model, of all merchants. */
  readModels?: boolean;
}

/** @param threads number of threads that replay partitions; 0: this thread replays them one by one */
export async function verify(session: Session, options: VerifyOptions, output: Output, threads = 0): Promise<number> {
  const { pool, url, log, environment } = session;
  const partitions = await chosenPartitions(session, options);
  const heads = await keptHeads(options.head ?? []);
  const secrets = await findSecrets(pool, environment);
  const stages = stagesOn(output);
  const { merchant: merchantId, from, allowUndecided } = options;
  const verified = await verifyLog(
    { pool, url, log, partitions: session.partitions, secrets },
    {
      partitions,
      merchantId,
      from,
      heads,
      allowUndecided,
      threads,
      onProgress: (done, total) => stages.to('replaying', done, total),
    },
  ).finally(() => stages.done());
  const report: Report = { ...verified, readModels: null };
  // Rows follow from decisions, so those of another ledger prove nothing.
  if (options.readModels && verified.held) {
    report.readModels = await compareReadModels(session, output);
    report.held = report.readModels.differences.length === 0;
  }
  if (options.keepHeads !== undefined && verified.held) await keepHeads(options.keepHeads, verified.partitions);
  tell(report, options, output);
  return report.held ? EXIT.held : EXIT.didNotHold;
}

async function chosenPartitions(session: Session, { merchant, partition }: VerifyOptions): Promise<number[]> {
  const { intake, partitions } = session;
  if (merchant !== undefined && !(await intake.merchants.isKnown(merchant))) {
    throw new WrongUse(`There is no merchant ${merchant}.`);
  }
  if (partition !== undefined && partition >= partitions) {
    throw new WrongUse(`There is no partition ${partition}: there are ${partitions}, from 0 on.`);
  }
  const ofMerchant = merchant === undefined ? null : partitionOf(merchant, partitions);
  if (ofMerchant !== null && partition !== undefined && partition !== ofMerchant) {
    throw new WrongUse(`The facts of merchant ${merchant} are in partition ${ofMerchant}.`);
  }
  const only = ofMerchant ?? partition;
  return only === undefined ? Array.from({ length: partitions }, (_, i) => i) : [only];
}
