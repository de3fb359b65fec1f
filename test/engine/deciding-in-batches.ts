/** Histories as the engine reads them, decided in batches of any size. */
import type { Pool } from 'pg';
import { createCheckpoints, readCheckpoint } from '../../libs/engine/checkpoints';
import { Partition } from '../../libs/engine/partition';
import { verifyPartition, type ReplayResult } from '../../libs/verify/verify-partition';
import { Turns } from '../../libs/engine/turns';
import { MemoryEventLog } from '../../libs/event-log/memory-event-log';
import { intakeStream } from '../../libs/event-log/streams';
import { canonicalJson } from '../../libs/kernel/canonical-json';
import type { Fact } from '../../libs/kernel/facts';
import { step } from '../../libs/kernel/kernel';
import { World } from '../../libs/kernel/world';
import { TABLES } from '../../projections/registry';
import type { Arrival } from '../kernel/support/arrivals';
import { actOf, type Act } from '../kernel/support/operators';
import { HISTORY_END, MERCHANT } from '../kernel/support/universe';

/** Makes ids for facts that may have the same content. */
function idAt(position: number): string {
  return `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`;
}

/** The arrivals and the requests of their timers, as the saga would record them. */
export function withTimers(list: readonly Arrival[], acts: readonly Act[] = []): Arrival[] {
  const world = new World(0, true);
  const intake: Arrival[] = [];
  const record = (arrival: Arrival) => {
    step(world, { ...arrival, position: intake.length });
    intake.push(arrival);
  };
  const fire = (until: number) => {
    for (;;) {
      const pending = [...world.merchant(MERCHANT).purchases.rows.values()].filter(
        (p) => p.evaluation.state === 'scheduled',
      );
      const due = pending.sort((a, b) => a.evaluation.dueAt! - b.evaluation.dueAt!)[0];
      if (due === undefined || due.evaluation.dueAt! > until) return;
      const { id, reasons, dueAt } = due.evaluation;
      const data = {
        merchantId: MERCHANT,
        orderId: due.orderId,
        evaluationId: id!,
        reasons,
        requestedBy: 'timer' as const,
      };
      const last = intake.at(-1)!.recordedAt;
      const fact: Fact = { type: 'RewardEvaluationRequested', data };
      record({ id: idAt(intake.length), recordedAt: Math.max(last, dueAt!), fact });
    }
  };
  list.forEach((arrival, i) => {
    fire(arrival.recordedAt - 1);
    record(
      intake.length === 0
        ? arrival
        : { ...arrival, recordedAt: Math.max(arrival.recordedAt, intake.at(-1)!.recordedAt) },
    );
    for (const act of acts) {
      const fact = act.after === i ? actOf(act, world.merchant(MERCHANT), intake.length) : null;
      if (fact) record({ id: idAt(intake.length), recordedAt: intake.at(-1)!.recordedAt, fact });
    }
  });
  fire(Infinity);
  return intake;
}

export async function recorded(intake: readonly Arrival[], hasUniqueIds = true): Promise<MemoryEventLog> {
  let now = HISTORY_END;
  const log = new MemoryEventLog(() => now, hasUniqueIds);
  for (const { id, recordedAt, fact } of intake) {
    now = recordedAt;
    await log.append(intakeStream(0), { id, type: fact.type, data: canonicalJson(fact.data) });
  }
  return log;
}

/**
 * Decides the whole intake in batches of `batchMax`; returns every row of every read model.
 * @param onBatch gets the facts of each batch
 */
export async function decideInBatches(
  pool: Pool,
  log: MemoryEventLog,
  batchMax: number,
  onBatch: (facts: readonly Fact[]) => void = () => undefined,
): Promise<Record<string, unknown[]>> {
  await pool.query(`truncate checkpoints, ${TABLES.map(({ table }) => table).join(', ')}`);
  await createCheckpoints(pool, 1);
  const head = await log.head(intakeStream(0));
  await new Promise<void>((resolve, reject) => {
    const partition = new Partition(0, pool, log, new Turns(1), batchMax, {
      onBatch(_, { position }, decided) {
        onBatch(decided.map(({ fact }) => fact.fact));
        if (position === head) void partition.stop().then(resolve);
      },
      onTrouble: (_, error) => void partition.stop().then(() => reject(error)),
    });
  });
  const rows: Record<string, unknown[]> = {};
  for (const { table } of TABLES) {
    const result = await pool.query<{ row: unknown }>(`select to_jsonb(t) as row from ${table} t order by t::text`);
    rows[table] = result.rows.map(({ row }) => row);
  }
  return rows;
}

export async function verify(pool: Pool, log: MemoryEventLog): Promise<ReplayResult> {
  const { position, chain } = await readCheckpoint(pool, 0);
  return verifyPartition({ log, partition: 0, through: position, chain });
}
