/** Loads what a batch can touch; of a batch that would load too much, what its first facts can touch. */
import type { ClientBase } from 'pg';
import type { StoredEvent } from '../event-log/event-log';
import type { RecordedFact } from '../kernel/facts';
import type { World } from '../kernel/world';
import { factOf } from './codec';
import { prefetch } from './prefetch/prefetch';
import { TooMuchAtOnce } from './prefetch/purchases';
import type { SettingsCache } from './settings-cache';

export interface LoadedBatch {
  facts: RecordedFact[];
  /** The same facts as stored. */
  events: StoredEvent[];
  world: World;
}

export async function loadBatch(
  client: ClientBase,
  cache: SettingsCache,
  events: readonly StoredEvent[],
): Promise<LoadedBatch> {
  const all = events.map(factOf);
  for (let count = all.length; ; count = Math.ceil(count / 2)) {
    const facts = all.slice(0, count);
    const world = await cache.worldFor(client, facts);
    try {
      await prefetch(client, world, facts);
      return { facts, events: events.slice(0, count), world };
    } catch (error) {
      if (!(error instanceof TooMuchAtOnce)) throw error;
    }
  }
}
