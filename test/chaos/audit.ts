/** After a bad day: is everything there that was promised, once, and does it follow from the log? */
import type { Pool } from 'pg';
import { readCheckpoint } from '../../libs/engine/checkpoints';
import { passedOver } from '../../libs/engine/passed-over';
import { verifyPartition } from '../../libs/verify/verify-partition';
import { rebuild } from '../../libs/engine/rebuild/rebuild';
import type { EventLog, ScannedEvent } from '../../libs/event-log/event-log';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { intakeStream, ledgerStream } from '../../libs/event-log/streams';
import { partitionOf } from '../../libs/intake/partition';
import type { Load } from './load';
import { until } from '../support/until';

export const PARTITIONS = 16;

const LOST_SHOWN_MAX = 5;

/** Where the log lies that is held against the answers; by default, in the database. */
interface LogOf {
  log?: EventLog;
  partitions?: number;
}

/** Waits until every fact is decided and no evaluation is due; fails when it does not come to that. */
export async function quiet(pool: Pool, log: EventLog = new PostgresEventLog(pool)): Promise<void> {
  await until(async () => {
    const { rows } = await pool.query<{ partition: number; position: string; stopped: string | null }>(
      'select partition, position, stopped_because as stopped from checkpoints',
    );
    expect(rows.filter(({ stopped }) => stopped !== null)).toEqual([]);
    const heads = await Promise.all(rows.map(({ partition }) => log.head(intakeStream(partition))));
    if (rows.some(({ position }, i) => Number(position) !== heads[i])) return false;
    const waiting = await pool.query('select from purchases where evaluation_due_at is not null limit 1');
    return waiting.rowCount === 0;
  });
}

export interface Books {
  facts: number;
  decisions: number;
  evaluations: number;
}

/** Once nothing is pending: replay gives the ledger, and the log the read models. */
export async function expectProvable(pool: Pool, log: EventLog = new PostgresEventLog(pool)): Promise<void> {
  await quiet(pool, log);
  await expectVerified(pool, log, PARTITIONS);
  await expectRebuildable(pool, log);
}

/** Holds database and log against what the load was answered. @returns how much was looked at */
export async function audit(
  pool: Pool,
  load: Pick<Load, 'facts' | 'promised' | 'wrong'>,
  { log = new PostgresEventLog(pool), partitions = PARTITIONS }: LogOf = {},
): Promise<Books> {
  await quiet(pool, log);
  expect(load.wrong).toEqual([]);
  await expectEveryAnsweredFact(log, load, partitions);
  await expectEveryPromise(pool, load);
  const evaluations = await expectEvaluatedOnce(log, partitions);
  const { facts, decisions } = await expectVerified(pool, log, partitions);
  await expectRebuildable(pool, log);
  return { facts, decisions, evaluations };
}

/** At the answered place, and nowhere else. */
async function expectEveryAnsweredFact(
  log: EventLog,
  { facts }: Pick<Load, 'facts'>,
  partitions: number,
): Promise<void> {
  const places = new Map<string, string[]>();
  for (let partition = 0; partition < partitions; partition++) {
    for await (const { id, stream, revision } of eventsOf(log, intakeStream(partition))) {
      places.set(id!, [...(places.get(id!) ?? []), `${stream} ${revision}`]);
    }
  }
  const lost = facts.filter(({ merchantId, eventId, position }) => {
    const found = places.get(eventId) ?? [];
    return found.length !== 1 || found[0] !== `${intakeStream(partitionOf(merchantId, partitions))} ${position}`;
  });
  expect(lost.slice(0, LOST_SHOWN_MAX)).toEqual([]);
}

export async function* eventsOf(log: EventLog, stream: string): AsyncGenerator<ScannedEvent> {
  for await (const page of log.scan(stream, 0, Number.MAX_SAFE_INTEGER)) yield* page;
}

/** An order whose webhook and claim were answered is linked, and what is linked and paid is evaluated. */
async function expectEveryPromise(pool: Pool, { promised }: Pick<Load, 'promised'>): Promise<void> {
  const unlinked = await pool.query(
    `select k.*, p.status, p.anchor_id, p.evaluation_state from unnest($1::text[], $2::text[]) as k(merchant_id, order_id)
     left join purchases p using (merchant_id, order_id) where p.anchor_id is null limit ${LOST_SHOWN_MAX}`,
    [promised.map(({ merchantId }) => merchantId), promised.map(({ orderId }) => orderId)],
  );
  expect(unlinked.rows).toEqual([]);
  const { rows } = await pool.query(
    `select merchant_id, order_id, evaluation_state, evaluation_due_at, attribution is null as unattributed from purchases
     where anchor_id is not null and status = 'paid'
       and (evaluation_state <> 'done' or not evaluated or attribution is null) limit ${LOST_SHOWN_MAX}`,
  );
  expect(rows).toEqual([]);
  const vault = await pool.query(
    `select i.id from identifiers i left join vault v on v.merchant_id = i.merchant_id and v.pseudonym = i.id
     where v.pseudonym is null limit ${LOST_SHOWN_MAX}`,
  );
  expect(vault.rows).toEqual([]);
}

/** Each evaluation was asked for by one fact and decided once; operators do not say which they mean. */
async function expectEvaluatedOnce(log: EventLog, partitions: number): Promise<number> {
  const seen = new Map<string, number>();
  let evaluated = 0;
  for (let partition = 0; partition < partitions; partition++) {
    for (const stream of [intakeStream(partition), ledgerStream(partition)]) {
      for await (const { type, data } of eventsOf(log, stream)) {
        if (!EVALUATING.has(type)) continue;
        if (type !== 'RewardEvaluationRequested') evaluated++;
        const { evaluationId } = JSON.parse(data) as { evaluationId?: string };
        if (evaluationId === undefined) continue;
        const key = `${stream} ${evaluationId}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
    }
  }
  expect([...seen].filter(([, count]) => count > 1).slice(0, LOST_SHOWN_MAX)).toEqual([]);
  return evaluated;
}

const EVALUATING: ReadonlySet<string> = new Set([
  'RewardEvaluationRequested',
  'PurchaseAttributed',
  'EvaluationConfirmed',
]);

async function expectVerified(
  pool: Pool,
  log: EventLog,
  partitions: number,
): Promise<{ facts: number; decisions: number }> {
  const sums = { facts: 0, decisions: 0 };
  for (let partition = 0; partition < partitions; partition++) {
    const { position: through, chain } = await readCheckpoint(pool, partition);
    const known = await passedOver(pool, partition);
    const { difference, facts, decisions } = await verifyPartition({
      log,
      partition,
      through,
      chain,
      passedOver: known,
    });
    expect({ partition, difference }).toEqual({ partition, difference: null });
    sums.facts += facts;
    sums.decisions += decisions;
  }
  return sums;
}

/** What the engines wrote, whatever happened to them, is what the log gives. */
async function expectRebuildable(pool: Pool, log: EventLog): Promise<void> {
  const { differences } = await rebuild({ url: pool.options.connectionString!, log, threads: 0, swaps: false });
  expect(differences).toEqual([]);
}
