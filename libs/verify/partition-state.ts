/** What the tables say of each partition, in one snapshot: everything that is checked against the log. */
import type { Pool, PoolClient } from 'pg';
import { kernelTypes } from '../database/kernel-types';
import { CHECKPOINT_COLUMNS, readCheckpoint, type Checkpoint } from '../engine/checkpoints';
import type { EventLog } from '../event-log/event-log';
import { intakeStream, ledgerStream, partitionOfStream } from '../event-log/streams';
import type { PolicyPatch } from '../kernel/policy';
import {
  settledLedgerEnd,
  streamsInLog,
  streamsInTables,
  type PartitionStreams,
  type Reached,
  type Select,
} from './stream-states';

export interface PartitionState extends PartitionStreams {
  partition: number;
  /** Null before an engine ran. */
  checkpoint: (Checkpoint & { recordedAt: number | null; stoppedBecause: string | null }) | null;
  /** Rows of `passed_over_facts`. */
  passedOver: number[];
  kernels: { version: number; position: number }[];
  defaults: { position: number; policy: PolicyPatch }[];
}

export interface LogState {
  partitions: PartitionState[];
  /** Rows that belong to no partition: table and key. */
  strays: string[];
}

/** Reads the state of all partitions. Later writes of a running engine do not matter: the log is read up to here. */
export async function readLogState(pool: Pool, log: EventLog, partitions: number): Promise<LogState> {
  const isInTables = log.place.kind === 'postgres';
  const ids = Array.from({ length: partitions }, (_, partition) => partition);
  const ends = isInTables ? [] : await Promise.all(ids.map((partition) => endOfLedger(pool, log, partition)));
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const select: Select = async <Row extends object>(text: string, ...values: unknown[]): Promise<Row[]> =>
      (await client.query<Row>({ text, values, types: kernelTypes })).rows;
    const states: PartitionState[] = [];
    for (const partition of ids) {
      states.push(
        await readPartition(select, partition, (reached) =>
          isInTables
            ? streamsInTables(select, partition, reached)
            : streamsInLog(log, partition, reached, ends[partition]!),
        ),
      );
    }
    const strays = await readStrays(client, partitions, isInTables);
    await client.query('commit');
    client.release();
    return { partitions: states, strays };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

function endOfLedger(pool: Pool, log: EventLog, partition: number): Promise<number> {
  return settledLedgerEnd(log, partition, async () => {
    const checkpoint: Checkpoint | undefined = await readCheckpoint(pool, partition);
    return checkpoint?.ledgerRevision ?? -1;
  });
}

async function readPartition(
  select: Select,
  partition: number,
  streams: (reached: Reached) => Promise<PartitionStreams>,
): Promise<PartitionState> {
  const [checkpoint] = await select<NonNullable<PartitionState['checkpoint']>>(
    `select ${CHECKPOINT_COLUMNS}, recorded_at as "recordedAt", stopped_because as "stoppedBecause"
     from checkpoints where partition = $1`,
    partition,
  );
  const passedOver = await select<{ position: number }>(
    'select position from passed_over_facts where partition = $1 order by position',
    partition,
  );
  return {
    partition,
    checkpoint: checkpoint ?? null,
    ...(await streams(checkpoint ?? { position: -1, ledgerRevision: -1 })),
    passedOver: passedOver.map(({ position }) => position),
    kernels: await select(
      'select version, position from partition_kernels where partition = $1 order by version',
      partition,
    ),
    defaults: await select(
      'select position, policy from partition_defaults where partition = $1 order by position',
      partition,
    ),
  };
}

/** The tables of the Postgres log say nothing of a log that has moved elsewhere. */
async function readStrays(client: PoolClient, partitions: number, isInTables: boolean): Promise<string[]> {
  const { rows } = await client.query<{ name: string; key: string }>(STRAYS, [partitions]);
  const isStray = ({ name, key }: (typeof rows)[number]) =>
    name === 'events' || name === 'streams' ? isInTables && !isStreamOf(key, partitions) : true;
  return rows.filter(isStray).map(({ name, key }) => `${name} ${key}`);
}

function isStreamOf(stream: string, partitions: number): boolean {
  const partition = partitionOfStream(stream);
  if (!(partition >= 0 && partition < partitions)) return false;
  return stream === intakeStream(partition) || stream === ledgerStream(partition);
}

/** The streams of `events` are found by hops over the index. */
const STRAYS = `
  with recursive hop as (
    (select stream from events order by stream limit 1)
    union all
    select (select stream from events where stream > hop.stream order by stream limit 1) from hop where hop.stream is not null
  )
  select 'events' as name, stream as key from hop where stream is not null
  union all select 'streams', stream from streams
  union all select 'checkpoints', partition::text from checkpoints where partition not between 0 and $1 - 1
  union all select 'passed_over_facts', partition::text from passed_over_facts where partition not between 0 and $1 - 1
  union all select 'partition_kernels', partition::text from partition_kernels where partition not between 0 and $1 - 1
  union all select 'partition_defaults', partition::text from partition_defaults where partition not between 0 and $1 - 1
`;
