import type { Client } from 'pg';
import { withClient } from '../../database/connections';
import type { EventLog } from '../../event-log/event-log';
import { kernelTypes } from '../../database/kernel-types';
import { collectChanged } from './changed';
import type { Moment, PartitionMoment } from './export-table';

/** A reader that does not read on for so long loses its export: the moment that it shows holds up the database's cleaning. */
export const EXPORT_IDLE_MS = 600_000;

export interface MomentOptions {
  url: string;
  log: EventLog;
  merchantId?: string;
  /** Of these partitions. */
  partitions: readonly number[];
  /** Partition → position after which rows must have changed; partitions that are left out count as a whole. */
  since?: ReadonlyMap<number, number>;
}

/** `--since` names a position that is not decided yet. */
export class NotDecided extends Error {
  override readonly name = 'NotDecided';
  constructor(
    readonly partition: number,
    readonly since: number,
    readonly position: number,
  ) {
    super(`partition ${partition} is decided up to position ${position}, not to ${since}`);
  }
}

/** Lends one consistent moment: everything that is read within shows the same decided facts. @throws NotDecided */
export function withMoment<Result>(options: MomentOptions, use: (moment: Moment) => Promise<Result>): Promise<Result> {
  return withClient(options.url, async (client) => {
    // Without a time limit on statements: the user of a command waits for it. The planner is told that all rows are read.
    await client.query(
      `begin isolation level repeatable read; set local cursor_tuple_fraction = 1; set local timezone = 'UTC';
       set local idle_in_transaction_session_timeout = ${EXPORT_IDLE_MS}`,
    );
    const { log, merchantId, since } = options;
    const partitions = await decided(client, options);
    const moment: Moment = { client, log, merchantId, isIncrement: since !== undefined, partitions };
    if (moment.isIncrement) await collectChanged(moment);
    const result = await use(moment);
    await client.query('commit');
    return result;
  });
}

async function decided(client: Client, { partitions, since }: MomentOptions): Promise<PartitionMoment[]> {
  const { rows } = await client.query<Omit<PartitionMoment, 'since'>>({
    text: `select partition, position, ledger_revision as "ledgerRevision" from checkpoints
      where partition = any($1) order by partition`,
    values: [partitions],
    types: kernelTypes,
  });
  return rows.map((row) => {
    const after = since?.get(row.partition) ?? -1;
    if (after > row.position) throw new NotDecided(row.partition, after, row.position);
    return { ...row, since: after };
  });
}
