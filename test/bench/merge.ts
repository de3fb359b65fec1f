/** Merges two groups with thousands of purchases: how long that fact takes, and how far it delays other partitions. */
import type { Pool } from 'pg';
import { openDatabase } from '../../libs/database/database';
import { readCheckpoint } from '../../libs/engine/checkpoints';
import { Engine } from '../../libs/engine/engine';
import type { EventLog, NewEventAt } from '../../libs/event-log/event-log';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { intakeStream } from '../../libs/event-log/streams';
import { canonicalJson } from '../../libs/kernel/canonical-json';
import type { Fact } from '../../libs/kernel/facts';
import { step } from '../../libs/kernel/kernel';
import { toInstant } from '../../libs/kernel/time';
import { World } from '../../libs/kernel/world';
import { claimOf, identifierOf, purchaseOf, uuid } from './facts';

const PURCHASES = 5_000;
const PARTITIONS = 4;
const OTHER_EVERY_MS = 20;
const MERCHANT = 'great';

export async function benchMerge(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir });
  const log = new PostgresEventLog(database.pool);
  const engine = new Engine({ pool: database.pool, log, partitions: PARTITIONS });
  try {
    await record(log);
    await engine.start();
    await decided(database.pool, 0, await log.head(intakeStream(0)));

    const others = otherPartitions(database.pool, log);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const began = performance.now();
    const position = await append(log, 0, merge());
    await decided(database.pool, 0, position);
    const seconds = (performance.now() - began) / 1_000;
    const worst = await others.stop();
    const { rows } = await database.pool.query<{ count: string }>(
      `select count(*) as count from purchases where 'merge' = any(evaluation_reasons)`,
    );
    console.log(
      `a merge of two groups with ${PURCHASES} purchases: ${seconds.toFixed(2)} s, ${rows[0]!.count} rescheduled`,
    );
    console.log(`  worst lag of the other partitions meanwhile: ${(worst / 1_000).toFixed(2)} s`);
  } finally {
    await engine.stop();
    await log.close();
    await database.close();
  }
}

/** Half of the purchases belong to a customer, half to a guest's device; all are evaluated. */
async function record(log: EventLog): Promise<void> {
  const world = new World(0, true);
  const start = Date.now() - 3_600_000;
  const events: NewEventAt[] = [];
  const add = (fact: Fact): void => {
    const position = events.length;
    const event = {
      id: uuid(`fact ${position}`),
      type: fact.type,
      data: canonicalJson(fact.data),
      recordedAt: start + position,
    };
    step(world, { id: event.id, position, recordedAt: event.recordedAt, fact });
    events.push(event);
  };
  add({
    type: 'MerchantRegistered',
    data: { merchantId: MERCHANT, name: MERCHANT, policy: { settlingPeriodSeconds: 1 } },
  });
  for (let n = 0; n < PURCHASES; n++) {
    const guest = n % 2 === 1;
    add(purchaseOf(MERCHANT, `order-${n}`, guest ? undefined : 'customer', toInstant(start)));
    add(claimOf(MERCHANT, `order-${n}`, guest ? 'guest device' : 'device', toInstant(start)));
  }
  for (const { orderId, evaluation } of [...world.merchant(MERCHANT).purchases.rows.values()]) {
    const { id, reasons } = evaluation;
    const data = { merchantId: MERCHANT, orderId, evaluationId: id!, reasons, requestedBy: 'timer' as const };
    add({ type: 'RewardEvaluationRequested', data });
  }
  await log.appendExpected(intakeStream(0), -1, events);
}

function merge(): Fact {
  const a = identifierOf(MERCHANT, 'anonymous_id', 'guest device');
  const b = identifierOf(MERCHANT, 'customer_id', 'customer');
  return { type: 'IdentityAsserted', data: { merchantId: MERCHANT, assertionId: 'they-are-one', a, b } };
}

/** Appends a fact now and then to every other partition and waits for its decision. */
function otherPartitions(pool: Pool, log: EventLog) {
  let going = true;
  let worst = 0;
  const keep = async (partition: number): Promise<void> => {
    for (let n = 0; going; n++) {
      const began = performance.now();
      const at = toInstant(Date.now());
      await decided(
        pool,
        partition,
        await append(log, partition, purchaseOf(`other-${partition}`, `order-${n}`, undefined, at)),
      );
      worst = Math.max(worst, performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, OTHER_EVERY_MS));
    }
  };
  const all = Promise.all(Array.from({ length: PARTITIONS - 1 }, (_, i) => keep(i + 1)));
  return {
    stop: async (): Promise<number> => {
      going = false;
      await all;
      return worst;
    },
  };
}

async function append(log: EventLog, partition: number, fact: Fact): Promise<number> {
  const data = canonicalJson(fact.data);
  const outcome = await log.append(intakeStream(partition), {
    id: uuid(`${partition} ${data}`),
    type: fact.type,
    data,
  });
  return outcome.revision;
}

async function decided(pool: Pool, partition: number, position: number): Promise<void> {
  while ((await readCheckpoint(pool, partition)).position < position)
    await new Promise((resolve) => setTimeout(resolve, 5));
}
