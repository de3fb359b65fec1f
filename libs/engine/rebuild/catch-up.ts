/** Brings filled tables to later checkpoints, as the engine brings the live ones, with the ledger left alone. */
import type { Client } from 'pg';
import { kernelTypes } from '../../database/kernel-types';
import type { EventLog } from '../../event-log/event-log';
import { intakeStream } from '../../event-log/streams';
import { CHECKPOINT_COLUMNS, readCheckpoint, type Checkpoint } from '../checkpoints';
import { LedgerDiffers } from '../codec';
import { execute } from '../execute';
import { advance, writeRows } from '../flush';
import { BATCH_LIMITS, withoutSurplus } from '../partition';
import { loadBatch } from '../load-batch';
import { SettingsCache } from '../settings-cache';

export type Checkpoints = ReadonlyMap<number, Checkpoint>;

/** The live checkpoints, as the session's transaction sees them. @param locked holds up every engine until its end */
export async function liveCheckpoints(client: Client, live: string, locked = false): Promise<Checkpoints> {
  const { rows } = await client.query<Checkpoint & { partition: number }>({
    text: `select partition, ${CHECKPOINT_COLUMNS} from ${client.escapeIdentifier(live)}.checkpoints
           order by partition${locked ? ' for update' : ''}`,
    types: kernelTypes,
  });
  return new Map(rows.map(({ partition, ...checkpoint }) => [partition, checkpoint]));
}

/** How many facts the scratch tables are behind. */
export async function factsBehind(client: Client, targets: Checkpoints): Promise<number> {
  let behind = 0;
  for (const [partition, { position }] of targets)
    behind += position - (await readCheckpoint(client, partition)).position;
  return behind;
}

/**
 * Several sessions share the partitions. Within a transaction of the caller it writes into that; else each batch is one.
 * @throws LedgerDiffers if it decides other than the engine did
 */
export async function catchUp(
  clients: readonly Client[],
  log: EventLog,
  targets: Checkpoints,
  within: 'own transactions' | 'transaction' = 'own transactions',
): Promise<void> {
  const waiting = [...targets];
  const work = async (client: Client) => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await catchUpPartition(client, log, ...next, within === 'own transactions');
    }
  };
  // Each ends its batch before an error of another is passed on: they share transactions with the caller.
  const ends = await Promise.allSettled(clients.map(work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

async function catchUpPartition(
  client: Client,
  log: EventLog,
  partition: number,
  target: Checkpoint,
  commits: boolean,
): Promise<void> {
  let at = await readCheckpoint(client, partition);
  // Not kept between calls: what is passed over may have grown.
  const settings = new SettingsCache(partition, log.hasUniqueIds);
  while (at.position < target.position) {
    const limit = Math.min(BATCH_LIMITS.facts, target.position - at.position);
    const next = withoutSurplus(await log.read(intakeStream(partition), at.position + 1, limit, BATCH_LIMITS.bytes));
    if (next.length === 0) throw new LedgerDiffers(`partition ${partition}: its intake ends at ${at.position}`);
    const { world, facts, events } = await loadBatch(client, settings, next);
    const decided = await execute(world, facts, events, at.chain);
    if (commits) await client.query('begin');
    const to = await advance(client, partition, at, decided);
    await writeRows(client, world, at, decided);
    if (commits) await client.query('commit');
    at = to;
  }
  if (at.ledgerRevision !== target.ledgerRevision || at.chain !== target.chain) {
    throw new LedgerDiffers(
      `partition ${partition}: up to position ${target.position} the log gives other decisions than its ledger has: run verify`,
    );
  }
}
