/** A history of `BENCH_FACTS` facts, decided by an engine and with all its read models. */
import { withClient } from '../../libs/database/connections';
import type { Database } from '../../libs/database/database';
import { createCheckpoints, readCheckpoint } from '../../libs/engine/checkpoints';
import { Engine } from '../../libs/engine/engine';
import { recordVersions } from '../../libs/engine/read-model-versions';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { intakeStream } from '../../libs/event-log/streams';
import type { Fact } from '../../libs/kernel/facts';
import { TABLES } from '../../projections/registry';
import { type HistoryOptions, recordHistory } from './history';

export const PARTITIONS = 4;
const FACTS_PER_PERSON = 10;
const ASK_AGAIN_MS = 100;
/** `BENCH_FACTS=2000000` makes the long history. */
const FACTS = Number(process.env['BENCH_FACTS'] ?? 200_000);

const campaigns = (merchantId: string): Fact[] => [
  {
    type: 'CampaignPublished',
    data: {
      ...{ merchantId, campaignId: 'spring', name: 'Spring', condition: 'customer.purchasesBefore >= 0' },
      ...{ currency: 'EUR', priority: 1, exclusive: false, holdDays: 0, budgets: [] },
      rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1_000 }],
    },
  },
];

export interface LongHistory {
  facts: number;
  /** Of each partition, numbered from 0; each has two orders, `order-<person>-0` and `order-<person>-1`. */
  peoplePerPartition: number;
}

export async function recordLongHistory(
  database: Database,
  merchants?: HistoryOptions['merchants'],
): Promise<LongHistory> {
  const { enginePool: pool } = database;
  const log = new PostgresEventLog(pool);
  const engine = new Engine({ pool, log, partitions: PARTITIONS });
  try {
    const people = Math.ceil(FACTS / FACTS_PER_PERSON);
    const { facts } = await recordHistory(log, { partitions: PARTITIONS, people, campaigns, merchants });
    await createCheckpoints(pool, PARTITIONS);
    // As a start of the program with an empty log does, so that the next one rebuilds nothing.
    await withClient(database.url, (client) =>
      recordVersions(
        client,
        TABLES.map(({ table }) => table),
      ),
    );
    await engine.start();
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const head = await log.head(intakeStream(partition));
      while ((await readCheckpoint(pool, partition)).position < head)
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
    await engine.stop();
    await pool.query('vacuum analyze');
    return { facts, peoplePerPartition: Math.ceil(people / PARTITIONS) };
  } finally {
    await engine.stop();
    await log.close();
  }
}
