/** How far each partition is: its last decided intake position, the end of its ledger, and the chain over both. */
import type { ClientBase, Pool } from 'pg';
import { kernelTypes } from '../database/kernel-types';
import { CHAIN_START } from './execute';

export interface Checkpoint {
  /** Position of the last decided fact, -1 before the first. */
  position: number;
  /** Revision of the last ledger event, -1 before the first. */
  ledgerRevision: number;
  /** Chain after the last decided fact (SHA-256, hex). */
  chain: string;
  /** How often the tables of read models were replaced. */
  rebuilds: number;
}

/** Another process moved the checkpoint or replaced the tables: what this process loaded does not count any more. */
export class PartitionLost extends Error {
  override readonly name = 'PartitionLost';
}

export async function createCheckpoints(pool: Pool, partitions: number): Promise<void> {
  await pool.query(
    `insert into checkpoints (partition, chain) select p, decode($2, 'hex') from generate_series(0, $1 - 1) p
     on conflict do nothing`,
    [partitions, CHAIN_START],
  );
}

export async function readCheckpoint(db: ClientBase | Pool, partition: number): Promise<Checkpoint> {
  const { rows } = await db.query<Checkpoint>({
    text: `select ${CHECKPOINT_COLUMNS} from checkpoints where partition = $1`,
    values: [partition],
    types: kernelTypes,
  });
  return rows[0]!;
}

/** Columns of `checkpoints` as a Checkpoint; read them with `kernelTypes`. */
export const CHECKPOINT_COLUMNS = `position, ledger_revision as "ledgerRevision", encode(chain, 'hex') as chain, rebuilds`;

/** Moves the checkpoint within the flush; its row lock lets only one of two writers win. */
export async function moveCheckpoint(
  client: ClientBase,
  partition: number,
  from: Checkpoint,
  to: Checkpoint & { recordedAt: number },
): Promise<void> {
  const { rowCount } = await client.query({
    name: 'move checkpoint',
    text: `update checkpoints set position = $4, ledger_revision = $5, chain = decode($6, 'hex'),
             recorded_at = to_timestamp($7 / 1000.0), stopped_because = null
           where partition = $1 and position = $2 and ledger_revision = $3 and rebuilds = $8`,
    values: [
      partition,
      from.position,
      from.ledgerRevision,
      to.position,
      to.ledgerRevision,
      to.chain,
      to.recordedAt,
      from.rebuilds,
    ],
  });
  if (rowCount !== 1) throw new PartitionLost(`partition ${partition} was moved by another process`);
}

export async function recordStop(pool: Pool, partition: number, because: string): Promise<void> {
  await pool.query('update checkpoints set stopped_because = $2 where partition = $1', [partition, because]);
}
