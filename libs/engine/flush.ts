/** Writes the result of a batch: ledger, read models and checkpoint. What commits, commits together. */
import type { ClientBase, PoolClient } from 'pg';
import { numberRejections } from '../../projections/claim-rejections';
import { TABLES } from '../../projections/registry';
import { SightingCounter } from '../../projections/sightings';
import type { Batch } from '../../projections/read-model';
import type { World } from '../kernel/world';
import { moveCheckpoint, type Checkpoint } from './checkpoints';
import type { DecidedFact } from './codec';
import type { Ledger } from './ledger';

/**
 * After an error the transaction is still open. The caller ends the connection, perhaps the only step that still works,
 * and the server rolls back.
 */
export async function flush(
  client: PoolClient,
  ledger: Ledger,
  world: World,
  from: Checkpoint,
  decided: readonly DecidedFact[],
): Promise<Checkpoint> {
  await client.query('begin');
  const to = await advance(client, world.partition, from, decided);
  await ledger.write(client, from, decided);
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
  const sightings = new SightingCounter().count(world, decided);
  const batch: Batch = { world, merchants: [...world.all()], decided, ledgerRevision, rejections, sightings };
  for (const table of TABLES) await table.write(client, batch);
}
