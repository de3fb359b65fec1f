/** Lets another process decide one fact, to see whether it outlives that. Nothing is written. */
import { fork } from 'node:child_process';
import type { StoredEvent } from '../event-log/event-log';

/** A decision that needs more than this would end the process that decides everything else, too. */
export const TRIAL_LIMITS = { heapMb: 768, timeoutMs: 60_000 } as const;
/** Signals by which people and supervisors end a process; they say nothing about the fact. */
const SENT_BY_OTHERS: ReadonlySet<NodeJS.Signals | null> = new Set(['SIGTERM', 'SIGINT', 'SIGHUP']);

export interface TrialOf {
  databaseUrl: string;
  partition: number;
  /** The fact, as stored. */
  event: StoredEvent;
  /** Of the log that holds it. */
  hasUniqueIds: boolean;
}

/** `begun`: the fact is about to be decided; `outlived`: it was decided, or an error was caught. */
export type TrialMessage = 'begun' | 'outlived';

/** Returns true if the process ended, ran out of memory or did not come to an end while it decided the fact. */
export function endsTheProcess(trial: TrialOf): Promise<boolean> {
  return new Promise((resolve) => {
    const heard = new Set<unknown>();
    const child = fork(require.resolve('./trial-process'), {
      execArgv: [...process.execArgv, `--max-old-space-size=${TRIAL_LIMITS.heapMb}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      timeout: TRIAL_LIMITS.timeoutMs,
      killSignal: 'SIGKILL',
    });
    child.on('message', (message) => void heard.add(message));
    child.on('error', () => resolve(false));
    child.send(trial, () => undefined);
    child.on('exit', (_, signal) => {
      resolve(heard.has('begun') && !heard.has('outlived') && !SENT_BY_OTHERS.has(signal));
    });
  });
}
