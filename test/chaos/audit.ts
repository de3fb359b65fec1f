/** After a bad day: is everything there that was promised, once, and does it follow from the log? */
import type { Pool } from 'pg';
import { readCheckpoint } from '../../libs/engine/checkpoints';
import { passedOver } from '../../libs/engine/passed-over';
import { verifyPartition } from '../../libs/verify/verify-partition';
import { rebuild } from '../../libs/engine/rebuild/rebuild';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { intakeStream } from '../../libs/event-log/streams';
import { partitionOf } from '../../libs/intake/partition';
import type { Load } from './load';
import { until } from '../support/until';

export const PARTITIONS = 16;

const LOST_SHOWN_MAX = 5;

/** Waits until every fact is decided and no evaluation is due; fails when it does not come to that. */
export async function quiet(pool: Pool): Promise<void> {
  const busy = async () => {
    const { rows } = await pool.query<{ behind: string; waiting: string; stopped: string | null }>(
      `select
         (select coalesce(sum(s.revision - c.position), 0) from checkpoints c
          join streams s on s.stream = 'intake-' || lpad(c.partition::text, 2, '0')) as behind,
         (select count(*) from purchases where evaluation_due_at is not null) as waiting,
         (select min(stopped_because) from checkpoints) as stopped`,
    );
    return rows[0]!;
  };
  await until(async () => {
    const { behind, waiting, stopped } = await busy();
    expect(stopped).toBeNull();
    return behind === '0' && waiting === '0';
  });
}

export interface Books {
  facts: number;
  decisions: number;
  evaluations: number;
}

/** Holds database and log against what the load was answered. @returns how much was looked at */
export async function audit(pool: Pool, load: Pick<Load, 'facts' | 'promised' | 'wrong'>): Promise<Books> {
  await quiet(pool);
  expect(load.wrong).toEqual([]);
  await expectEveryAnsweredFact(pool, load);
  await expectEveryPromise(pool, load);
  const evaluations = await expectEvaluatedOnce(pool);
  const { facts, decisions } = await expectVerified(pool);
  await expectRebuildable(pool);
  return { facts, decisions, evaluations };
}

async function expectEveryAnsweredFact(pool: Pool, { facts }: Pick<Load, 'facts'>): Promise<void> {
  const { rows } = await pool.query(
    `select k.* from unnest($1::uuid[], $2::text[], $3::bigint[]) as k(id, stream, revision)
     left join events e on e.id = k.id where e.stream is distinct from k.stream or e.revision is distinct from k.revision
     limit ${LOST_SHOWN_MAX}`,
    [
      facts.map(({ eventId }) => eventId),
      facts.map(({ merchantId }) => intakeStream(partitionOf(merchantId, PARTITIONS))),
      facts.map(({ position }) => position),
    ],
  );
  expect(rows).toEqual([]);
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
async function expectEvaluatedOnce(pool: Pool): Promise<number> {
  const twice = async (streams: string, types: string[]) => {
    const { rows } = await pool.query<{ id: string; count: string }>(
      `select data::jsonb ->> 'evaluationId' as id, count(*) from events
       where stream like $1 and type = any($2) and data::jsonb ? 'evaluationId' group by 1 having count(*) > 1 limit ${LOST_SHOWN_MAX}`,
      [streams, types],
    );
    return rows;
  };
  expect(await twice('intake-%', ['RewardEvaluationRequested'])).toEqual([]);
  expect(await twice('ledger-%', ['PurchaseAttributed', 'EvaluationConfirmed'])).toEqual([]);
  const { rowCount } = await pool.query(
    `select from events where stream like 'ledger-%' and type in ('PurchaseAttributed', 'EvaluationConfirmed')`,
  );
  return rowCount ?? 0;
}

/** Once nothing is pending: replay gives the ledger, and the log the read models. */
export async function expectProvable(pool: Pool): Promise<void> {
  await quiet(pool);
  await expectVerified(pool);
  await expectRebuildable(pool);
}

async function expectVerified(pool: Pool): Promise<{ facts: number; decisions: number }> {
  const log = new PostgresEventLog(pool);
  const sums = { facts: 0, decisions: 0 };
  for (let partition = 0; partition < PARTITIONS; partition++) {
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
  await log.close();
  return sums;
}

/** What the engines wrote, whatever happened to them, is what the log gives. */
async function expectRebuildable(pool: Pool): Promise<void> {
  const { differences } = await rebuild({ url: pool.options.connectionString!, threads: 0, swaps: false });
  expect(differences).toEqual([]);
}
