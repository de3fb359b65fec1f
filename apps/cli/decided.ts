import { setTimeout as sleep } from 'node:timers/promises';
import { partitionOf } from '../../libs/intake/partition';
import { findCheckpoints } from '../../libs/queries/checkpoints';
import { isAnybodyWorking, type PendingEvaluations, pendingEvaluations } from '../../libs/queries/processing';
import type { Output } from './output';
import type { Session } from './session';

const LOOK_EVERY_MS = 200;
/** The command leaves evaluations that are due later than this to the service. */
const PATIENCE_MS = 10 * 60_000;

/** The partition's engine cannot go on; the message says why. */
export class DecidingStopped extends Error {
  override readonly name = 'DecidingStopped';
}

/**
 * Waits until the merchant's fact at `position` is decided and its purchases are evaluated. If no service works on the
 * database, this process does the work. It does not wait for evaluations that are due in more than ten minutes; the
 * result includes them.
 */
export async function untilDecided(
  session: Session,
  merchantId: string,
  position: number,
  output: Output,
): Promise<PendingEvaluations> {
  const { pool, partitions } = session;
  const worker = (await isAnybodyWorking(pool)) ? undefined : await session.startWorker();
  try {
    await untilPosition(session, partitionOf(merchantId, partitions), position, output);
    return await untilEvaluated(session, merchantId, output);
  } finally {
    await worker?.stop();
  }
}

async function untilPosition({ pool }: Session, partition: number, position: number, output: Output): Promise<void> {
  const progress = output.progress('deciding', position + 1);
  try {
    for (;;) {
      const [checkpoint] = await findCheckpoints(pool, [partition]);
      const at = checkpoint?.position ?? -1;
      progress.to(Math.min(at, position) + 1);
      if (at >= position) return;
      if (checkpoint?.stoppedBecause) {
        throw new DecidingStopped(`Partition ${partition} stopped at position ${at}: ${checkpoint.stoppedBecause}`);
      }
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    progress.done();
  }
}

async function untilEvaluated({ pool }: Session, merchantId: string, output: Output): Promise<PendingEvaluations> {
  let state = await pendingEvaluations(pool, merchantId);
  const progress = output.progress('evaluating', state.evaluated + state.pending);
  try {
    for (;;) {
      progress.to(state.evaluated, state.evaluated + state.pending);
      if (state.pending === 0 || state.lastDueInMs > PATIENCE_MS) return state;
      await sleep(LOOK_EVERY_MS);
      state = await pendingEvaluations(pool, merchantId);
    }
  } finally {
    progress.done();
  }
}
