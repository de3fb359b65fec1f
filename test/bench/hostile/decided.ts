import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../../libs/database/database';
import { PostgresEventLog } from '../../../libs/event-log/postgres-event-log';
import { intakeStream } from '../../../libs/event-log/streams';
import { findCheckpoints } from '../../../libs/queries/checkpoints';

const TIMEOUT_MS = 120_000;
const LOOK_EVERY_MS = 100;

/** Waits until all facts that are in the log now are decided. @throws after a limit */
export async function untilDecided({ pool }: Database, partitions: number): Promise<void> {
  const log = new PostgresEventLog(pool);
  try {
    const all = Array.from({ length: partitions }, (_, partition) => partition);
    const heads = await Promise.all(all.map((partition) => log.head(intakeStream(partition))));
    for (const until = performance.now() + TIMEOUT_MS; performance.now() < until;) {
      const checkpoints = await findCheckpoints(pool, all);
      if (checkpoints.every(({ partition, position }) => position >= heads[partition]!)) return;
      await sleep(LOOK_EVERY_MS);
    }
    throw new Error(`not everything was decided within ${TIMEOUT_MS / 1_000} s`);
  } finally {
    await log.close();
  }
}
