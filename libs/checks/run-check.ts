/** Verifies, compares or rebuilds, as the commands do; on threads, whose heaps are limited. */
import { rebuild, type Stage } from '../engine/rebuild/rebuild';
import { type LogToVerify, verifyLog } from '../verify/verify-log';
import type { CheckKind } from './check-body';
import { type CheckOutcome, ledgerOutcome, readModelsOutcome } from './check-outcome';

export const CHECK_STAGES = ['verifying', 'replaying', 'indexing', 'comparing', 'swapping'] as const;
export type CheckStage = 'verifying' | Stage;

export interface CheckProgress {
  stage: CheckStage;
  /** Facts that the stage, or the one before it, has been through. */
  done: number;
  total: number;
}

interface RunOptions {
  threads: number;
  heapMaxMb: number;
  signal: AbortSignal;
  onProgress(progress: CheckProgress): void;
}

/** @throws ThreadOutOfMemory, what `rebuild` throws, and the signal's reason */
export async function runCheck(kind: CheckKind, of: LogToVerify, options: RunOptions): Promise<CheckOutcome> {
  const ledger = kind === 'rebuild' ? null : ledgerOutcome(await verified(of, options));
  const ledgerHeld = ledger === null || ledger.differenceCount === 0;
  // Rows follow from decisions, so those of another ledger prove nothing.
  if (kind === 'verify' || !ledgerHeld) return { held: ledgerHeld, ledger, readModels: null };
  const readModels = readModelsOutcome(await rebuilt(of, kind === 'rebuild', options));
  return { held: readModels.differences.length === 0, ledger, readModels };
}

function verified(of: LogToVerify, { threads, heapMaxMb, signal, onProgress }: RunOptions) {
  const tell = (done: number, total: number) => onProgress({ stage: 'verifying', done, total });
  return verifyLog(of, { threads, heapMaxMb, signal, onProgress: tell });
}

function rebuilt({ url, log }: LogToVerify, swaps: boolean, { threads, heapMaxMb, signal, onProgress }: RunOptions) {
  let facts = { done: 0, total: 0 };
  const tell = (stage: Stage, done: number, total: number) => {
    // The other stages count tables.
    if (stage === 'replaying') facts = { done, total };
    onProgress({ stage, ...facts });
  };
  return rebuild({ url, log, swaps, threads, heapMaxMb, signal, onProgress: tell });
}
