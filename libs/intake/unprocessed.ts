import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { EventLog, StoredEvent } from '../event-log/event-log';
import { intakeStream } from '../event-log/streams';
import { findCheckpoints } from '../queries/checkpoints';

const PAGE = 1_000;

/**
 * Facts of a partition that are in the log and not yet in the read models, in log order. These facts, and read models that
 * are asked after the first of them was drawn, together cover everything that was in the log at the start.
 */
export async function* unprocessedFacts(pool: Pool, log: EventLog, partition: number): AsyncGenerator<StoredEvent> {
  const stream = intakeStream(partition);
  const [checkpoint] = await findCheckpoints(pool, [partition]);
  let from = (checkpoint?.position ?? -1) + 1;
  for (;;) {
    const page = await log.read(stream, from, PAGE);
    yield* page;
    if (page.length === 0) return;
    from += page.length;
  }
}

const LOOK_EVERY_MS = 20;

/** Waits until the read models have everything that is in the log now; false when it takes too long. */
export async function untilDecided(pool: Pool, log: EventLog, partition: number, timeoutMs: number): Promise<boolean> {
  const head = await log.head(intakeStream(partition));
  for (const until = performance.now() + timeoutMs; ; await sleep(LOOK_EVERY_MS)) {
    const [checkpoint] = await findCheckpoints(pool, [partition]);
    if ((checkpoint?.position ?? -1) >= head) return true;
    if (performance.now() >= until) return false;
  }
}
