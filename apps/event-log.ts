/** The log that the environment names. */
import type { Pool } from 'pg';
import { findCheckpoints } from '../libs/queries/checkpoints';
import { openLog, type OpenPlace } from '../libs/engine/open-log';
import type { EventLog } from '../libs/event-log/event-log';
import { MemoryEventLog } from '../libs/event-log/memory-event-log';
import { intakeStream } from '../libs/event-log/streams';
import { BadEnvironment, type Environment } from './environment';
import { refuseUsedDatabase } from './settings';

/** @throws BadEnvironment when the read models are of another log; LogUnavailable */
export async function openEventLog(pool: Pool, environment: Environment): Promise<EventLog> {
  if (environment.EVENT_LOG === 'memory') {
    await refuseUsedDatabase(pool);
    return new MemoryEventLog();
  }
  const log = openLog(pool, placeOf(environment.EVENT_LOG, environment));
  try {
    if (environment.EVENT_LOG === 'eventstoredb') await refuseOtherLog(pool, log, environment.PARTITIONS);
    return log;
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** Where the log of this kind lies. @throws BadEnvironment */
export function placeOf(kind: OpenPlace['kind'], environment: Environment): OpenPlace {
  if (kind === 'postgres') return { kind };
  const { EVENTSTOREDB_URL: url, EVENT_STREAM_PREFIX: prefix = '' } = environment;
  if (url === undefined) throw new BadEnvironment('EVENTSTOREDB_URL must be set');
  return { kind, url, prefix };
}

/** A log that ends before what was decided is another one, or a part of it is lost. */
async function refuseOtherLog(pool: Pool, log: EventLog, partitions: number): Promise<void> {
  const checkpoints = await findCheckpoints(
    pool,
    Array.from({ length: partitions }, (_, partition) => partition),
  );
  await Promise.all(
    checkpoints.map(async ({ partition, position }) => {
      const head = await log.head(intakeStream(partition));
      if (head >= position) return;
      throw new BadEnvironment(
        `EVENTSTOREDB_URL names a server whose ${intakeStream(partition)} ends at ${head}, but facts up to ${position} ` +
          'were decided: it is another server, EVENT_STREAM_PREFIX is another one, or the end of the log is lost',
      );
    }),
  );
}
