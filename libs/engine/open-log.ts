/** Opens the log, wherever it lies; threads open it for themselves, from the words that `place` says it in. */
import type { Pool } from 'pg';
import type { EventLog, LogPlace } from '../event-log/event-log';
import { EVENTSTOREDB_LOG_LIMITS, EventStoreDbEventLog } from '../event-log/eventstoredb-event-log';
import { PostgresEventLog } from '../event-log/postgres-event-log';
import { PostgresVault } from '../event-log/vault-store';
import { SeenFacts } from './seen-facts';

/** A log in memory cannot be opened a second time. */
export type OpenPlace = Exclude<LogPlace, { kind: 'memory' }>;

/**
 * @param pool of the database with the read models and the vault
 * @throws UnusableEventStoreDbUrl
 */
export function openLog(pool: Pool, place: OpenPlace): EventLog {
  if (place.kind === 'postgres') return new PostgresEventLog(pool);
  const vault = new PostgresVault(pool, EVENTSTOREDB_LOG_LIMITS.knownVaultRowsMax);
  return new EventStoreDbEventLog({ address: place, vault, seen: new SeenFacts(pool) });
}

/** Where a thread finds log and read models. */
export interface LogAddress {
  databaseUrl: string;
  place: OpenPlace;
}

/** @throws when the log is in memory, which no other thread sees */
export function addressOf({ place }: EventLog, databaseUrl: string): LogAddress {
  if (place.kind === 'memory') throw new Error('a log in memory is read by one thread alone');
  return { databaseUrl, place };
}
