/** Explains purchases of a long history, reads them and their groups as of the middle of the log, and connections. */
import { openDatabase } from '../../libs/database/database';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { intakeStream } from '../../libs/event-log/streams';
import { groupAsOf, purchaseAsOf } from '../../libs/queries/as-of/as-of';
import { findMoment } from '../../libs/queries/as-of/past-moment';
import { findConnection } from '../../libs/queries/connection/connection';
import { findIdentityGroup } from '../../libs/queries/identity-groups';
import { findPurchase } from '../../libs/queries/purchases';
import { explainPurchase } from '../../libs/queries/story/explain';
import { MERCHANTS_PER_PARTITION } from './history';
import { PARTITIONS, recordLongHistory } from './long-history';

const ASKED = 200;

export async function benchExplain(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir });
  const { enginePool: pool } = database;
  const log = new PostgresEventLog(pool);
  try {
    const { facts, peoplePerPartition } = await recordLongHistory(database);
    console.log(`${facts.toLocaleString('en')} facts in ${PARTITIONS} partitions, ${ASKED} questions of each kind`);

    const purchases = Array.from({ length: ASKED }, (_, i) => {
      const partition = i % PARTITIONS;
      const person = Math.floor((i / ASKED) * peoplePerPartition);
      const merchantId = `merchant-${partition}-${person % MERCHANTS_PER_PARTITION}`;
      return { whose: { pool, log, merchantId, partition }, orderId: `order-${person}-1` };
    });
    const now = Date.now();
    const middle = async (partition: number) =>
      findMoment(log, partition, { position: Math.floor((await log.head(intakeStream(partition))) * 0.9) }, now);

    await measure('purchase, live read', purchases, ({ whose, orderId }) =>
      findPurchase(pool, log, whose.merchantId, orderId),
    );
    await measure('purchase as of a position', purchases, async ({ whose, orderId }) =>
      purchaseAsOf(whose, orderId, await middle(whose.partition)),
    );
    await measure('purchase as of a time', purchases, async ({ whose, orderId }) => {
      const { recordedAt } = await middle(whose.partition);
      return purchaseAsOf(whose, orderId, await findMoment(log, whose.partition, { time: recordedAt }, now));
    });
    const groups = await Promise.all(
      purchases.map(async ({ whose, orderId }) => {
        const view = await findPurchase(pool, log, whose.merchantId, orderId);
        return { whose, id: view!.groupId! };
      }),
    );
    await measure('group, live read', groups, ({ whose, id }) => findIdentityGroup(pool, whose.merchantId, id));
    await measure('group as of a position', groups, async ({ whose, id }) =>
      groupAsOf(whose, id, await middle(whose.partition)),
    );
    // By the clock of the log's end, all facts are of the last hours.
    const ends = await Promise.all(
      Array.from({ length: PARTITIONS }, async (_, partition) => {
        const head = await log.head(intakeStream(partition));
        return (await findMoment(log, partition, { position: head }, now)).recordedAt;
      }),
    );
    await measure('connection', purchases, ({ whose: { merchantId, partition } }) =>
      findConnection(pool, merchantId, partition, ends[partition]!),
    );
    await measure('explain', purchases, ({ whose, orderId }) => explainPurchase(whose, orderId, 100, null));
  } finally {
    await log.close();
    await database.close();
  }
}

/** One question after the other, each once; the first ten do not count, as they prepare statements. */
async function measure<T>(name: string, asked: readonly T[], ask: (one: T) => Promise<unknown>): Promise<void> {
  for (const one of asked.slice(0, 10)) await ask(one);
  const times: number[] = [];
  let answered = 0;
  for (const one of asked) {
    const began = performance.now();
    if ((await ask(one)) !== null) answered++;
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => `${times[Math.floor((times.length - 1) * share)]!.toFixed(1)} ms`;
  console.log(`  ${name.padEnd(26)} median ${at(0.5)}, p99 ${at(0.99)}, worst ${at(1)} (${answered} answered)`);
}
