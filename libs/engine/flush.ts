/** Writes the result of a batch: ledger, read models and checkpoint, together or not at all. */
import type { ClientBase, PoolClient } from 'pg';
import { numberRejections } from '../../projections/claim-rejections';
import { TABLES } from '../../projections/registry';
import type { Batch } from '../../projections/read-model';
import { WrongExpectedRevision, type EventLog, type NewEventAt, type StoredEvent } from '../event-log/event-log';
import { ledgerStream } from '../event-log/streams';
import type { World } from '../kernel/world';
import { moveCheckpoint, type Checkpoint } from './checkpoints';
import { ledgerEvents, withoutSeal, type DecidedFact } from './codec';

/** The ledger differs from what the engine decides on the same intake. */
export class LedgerDiffers extends Error {
  override readonly name = 'LedgerDiffers';
}

/**
 * After an error the transaction is still open. The caller ends the connection, perhaps the only step that still works,
 * and the server rolls back.
 */
export async function flush(
  client: PoolClient,
  log: EventLog,
  world: World,
  from: Checkpoint,
  decided: readonly DecidedFact[],
): Promise<Checkpoint> {
  const events = ledgerEvents(decided);
  const stream = ledgerStream(world.partition);
  if (!log.sharesTransactions) await appendOrCompare(log, stream, from.ledgerRevision, events);

  await client.query('begin');
  const to = await advance(client, world.partition, from, decided);
  if (log.sharesTransactions && events.length > 0) {
    await log.appendExpected(stream, from.ledgerRevision, events, client);
  }
  await writeRows(client, world, from, decided);
  await client.query('commit');
  return to;
}

/** Moves the checkpoint behind the batch; its lock decides between two writers, so nothing is written before. */
export async function advance(
  client: ClientBase,
  partition: number,
  from: Checkpoint,
  decided: readonly DecidedFact[],
): Promise<Checkpoint> {
  const { fact, chain } = decided.at(-1)!;
  const decisions = decided.reduce((sum, entry) => sum + entry.decisions.length, 0);
  const { position, recordedAt } = fact;
  const to = { position, ledgerRevision: from.ledgerRevision + decisions, chain, rebuilds: from.rebuilds };
  await moveCheckpoint(client, partition, from, { ...to, recordedAt });
  return to;
}

/** Writes the batch's rows into every read model. */
export async function writeRows(
  client: ClientBase,
  world: World,
  from: Checkpoint,
  decided: readonly DecidedFact[],
): Promise<void> {
  const { ledgerRevision } = from;
  const rejections = await numberRejections(client, { decided, ledgerRevision });
  const batch: Batch = { world, merchants: [...world.all()], decided, ledgerRevision, rejections };
  for (const table of TABLES) await table.write(client, batch);
}

/**
 * When the log is not in the read models' database, the append comes first. After a crash between append and commit the
 * ledger is ahead of the checkpoint: the engine decides again, compares with those events, and appends only the rest.
 */
async function appendOrCompare(
  log: EventLog,
  stream: string,
  expectedRevision: number,
  events: readonly NewEventAt[],
): Promise<void> {
  if (events.length === 0) return;
  try {
    return await log.appendExpected(stream, expectedRevision, events);
  } catch (error) {
    if (!(error instanceof WrongExpectedRevision)) throw error;
  }
  let at = 0;
  while (at < events.length) {
    const recorded = await log.read(stream, expectedRevision + 1 + at, events.length - at);
    if (recorded.length === 0) break;
    for (const event of recorded) {
      if (isSame(event, events[at++]!)) continue;
      throw new LedgerDiffers(`${stream} differs from what is decided at revision ${event.revision}`);
    }
  }
  if (at < events.length) await log.appendExpected(stream, expectedRevision + at, events.slice(at));
}

function isSame(recorded: StoredEvent, decided: NewEventAt): boolean {
  return (
    recorded.type === decided.type &&
    recorded.data === decided.data &&
    withoutSeal(recorded.meta) === withoutSeal(decided.meta)
  );
}
