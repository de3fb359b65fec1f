/** Runs the what-if of one partition from the log. */
import { factOf } from '../engine/codec';
import type { EventLog } from '../event-log/event-log';
import { intakeStream } from '../event-log/streams';
import { isMerchantFact } from '../kernel/facts';
import { compareMerchant } from './compare';
import type { PurchaseChange } from './purchase-changes';
import type { PartialReport } from './report';
import type { Scenario } from './scenario';
import { FirstOf } from './first-of';
import { WhatIf } from './what-if';

export interface PartitionTask {
  partition: number;
  /** The last position of the history. */
  through: number;
  /** Only this merchant's facts; undefined: all merchants. */
  merchantId?: string;
  scenarios: readonly Scenario[];
  passedOver: readonly number[];
  /** Of each scenario so many changed purchases are listed; all are counted. */
  changesMax: number;
}

export interface PartitionOutcome {
  partition: number;
  /** Facts that were read, those of other merchants included. */
  facts: number;
  /** For each merchant, one report per scenario, in the order of the scenarios. */
  reports: PartialReport[][];
  /** For each scenario, its first changes. */
  changes: PurchaseChange[][];
}

/** Never writes anything. */
export async function runPartition(
  log: EventLog,
  task: PartitionTask,
  onProgress: (facts: number) => void,
): Promise<PartitionOutcome> {
  const { partition, scenarios, passedOver } = task;
  const whatIf = new WhatIf({ partition, scenarios, hasUniqueIds: log.hasUniqueIds, passedOver });
  try {
    return await compared(log, task, whatIf, onProgress);
  } finally {
    whatIf.close();
  }
}

async function compared(
  log: EventLog,
  { partition, through, merchantId, scenarios, changesMax }: PartitionTask,
  whatIf: WhatIf,
  onProgress: (facts: number) => void,
): Promise<PartitionOutcome> {
  // Data in the log is canonical JSON, so most facts of other merchants are left out before they are parsed.
  const mention = merchantId === undefined ? null : `"merchantId":${JSON.stringify(merchantId)}`;
  let facts = 0;
  for await (const events of log.scan(intakeStream(partition), 0, through)) {
    for (const event of events) {
      if (mention !== null && event.data.includes('"merchantId":') && !event.data.includes(mention)) continue;
      const fact = factOf(event);
      if (mention !== null && isMerchantFact(fact.fact) && fact.fact.data.merchantId !== merchantId) continue;
      whatIf.take(fact);
    }
    facts += events.length;
    onProgress(events.length);
  }
  whatIf.finish();

  const changes: PurchaseChange[][] = scenarios.map(() => []);
  const reports = [...whatIf.recorded.world.all()].map((merchant) =>
    whatIf.scenarios.map((outcome, i) => {
      const first = new FirstOf<PurchaseChange>(changesMax - changes[i]!.length);
      const report = compareMerchant(merchant.merchantId, whatIf.recorded, outcome, (change, position) =>
        first.add(change, position),
      );
      changes[i]!.push(...first.all());
      return report;
    }),
  );
  return { partition, facts, reports, changes };
}
