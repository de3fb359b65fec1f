/** What the tables say of each partition, in one snapshot: everything that is checked against the log. */
import type { Pool, PoolClient } from 'pg';
import { kernelTypes } from '../database/kernel-types';
import type { Checkpoint } from '../engine/checkpoints';
import { intakeStream, ledgerStream, partitionOfStream } from '../event-log/streams';
import type { FactPassedOver } from '../kernel/facts';
import type { PolicyPatch } from '../kernel/policy';

export interface StreamState {
  /** Of the row in `streams`; null without one. */
  head: { revision: number; recordedAt: number } | null;
  /** The last event; null in an empty stream. */
  last: { revision: number; recordedAt: number; meta: string | null } | null;
}

export interface PartitionState {
  partition: number;
  /** Null before an engine ran. */
  checkpoint: (Checkpoint & { recordedAt: number | null; stoppedBecause: string | null }) | null;
  intake: StreamState;
  ledger: StreamState;
  /** Facts behind the checkpoint, counted. */
  undecided: number;
  /** Rows of `passed_over_facts`, and the positions that undecided facts name. */
  passedOver: number[];
  passedOverSoon: number[];
  kernels: { version: number; position: number }[];
  defaults: { position: number; policy: PolicyPatch }[];
}

export interface LogState {
  partitions: PartitionState[];
  /** Rows that belong to no partition: table and key. */
  strays: string[];
}

/** Reads the state of all partitions. Later writes of a running engine do not matter: the log is read up to here. */
export async function readLogState(pool: Pool, partitions: number): Promise<LogState> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const states: PartitionState[] = [];
    for (let partition = 0; partition < partitions; partition++) states.push(await readPartition(client, partition));
    const strays = await readStrays(client, partitions);
    await client.query('commit');
    client.release();
    return { partitions: states, strays };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function readPartition(client: PoolClient, partition: number): Promise<PartitionState> {
  const select = async <Row extends object>(text: string, ...values: unknown[]): Promise<Row[]> =>
    (await client.query<Row>({ text, values, types: kernelTypes })).rows;
  const streamState = async (stream: string): Promise<StreamState> => {
    const [head] = await select<{ revision: number; recordedAt: number }>(
      'select revision, recorded_at as "recordedAt" from streams where stream = $1',
      stream,
    );
    const [last] = await select<{ revision: number; recordedAt: number; meta: string | null }>(
      `select revision, recorded_at as "recordedAt", meta from events where stream = $1 order by revision desc limit 1`,
      stream,
    );
    return { head: head ?? null, last: last ?? null };
  };
  const intake = intakeStream(partition);
  const [checkpoint] = await select<NonNullable<PartitionState['checkpoint']>>(
    `select position, ledger_revision as "ledgerRevision", encode(chain, 'hex') as chain, recorded_at as "recordedAt",
       stopped_because as "stoppedBecause" from checkpoints where partition = $1`,
    partition,
  );
  const behind = [intake, checkpoint?.position ?? -1] as const;
  const [undecided] = await select<{ count: number }>(
    'select count(*) from events where stream = $1 and revision > $2',
    ...behind,
  );
  const soon = await select<{ data: string }>(
    `select data from events where stream = $1 and revision > $2 and type = 'FactPassedOver'`,
    ...behind,
  );
  const passedOver = await select<{ position: number }>(
    'select position from passed_over_facts where partition = $1 order by position',
    partition,
  );
  return {
    partition,
    checkpoint: checkpoint ?? null,
    intake: await streamState(intake),
    ledger: await streamState(ledgerStream(partition)),
    undecided: undecided!.count,
    passedOver: passedOver.map(({ position }) => position),
    passedOverSoon: soon.flatMap(({ data }) => positionIn(data)),
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

/** An undecided fact may be damaged, and is then reported by whoever decides it. */
function positionIn(data: string): number[] {
  try {
    return [(JSON.parse(data) as FactPassedOver).position];
  } catch {
    return [];
  }
}

async function readStrays(client: PoolClient, partitions: number): Promise<string[]> {
  const { rows } = await client.query<{ name: string; key: string }>(STRAYS, [partitions]);
  return rows
    .filter(({ name, key }) => (name !== 'events' && name !== 'streams' ? true : !isStreamOf(key, partitions)))
    .map(({ name, key }) => `${name} ${key}`);
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
