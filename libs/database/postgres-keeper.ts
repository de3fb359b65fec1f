import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddedPostgres } from './embedded-postgres';

const LOOK_EVERY_MS = 500;
export const RESTART_LIMITS = { restarts: 5, withinMs: 10 * 60_000 } as const;

export interface KeeperEvents {
  /** Called with a line when the server died, and when it runs again. */
  warn(line: string): void;
  /** Called once, with the reason, when the server is given up: the process cannot do its work any more. */
  lost(reason: string): void;
}

/**
 * Keeps the embedded server running. Every process that uses the server looks after it: if it dies, one of them starts
 * it again and owns it from then on, and the others attach to it. So a process that another one leaves behind goes on.
 */
export class PostgresKeeper {
  private restartedAt: number[] = [];
  private readonly stopping = new AbortController();
  private readonly watching: Promise<void>;

  /** @param now milliseconds of a clock that never jumps */
  constructor(
    private server: EmbeddedPostgres,
    private readonly events: KeeperEvents,
    private readonly now: () => number = () => performance.now(),
    private readonly lookEveryMs = LOOK_EVERY_MS,
  ) {
    this.watching = this.watch();
  }

  /** Looks no more, and stops the server if this process owns it. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.watching;
    await this.server.stop();
  }

  private async watch(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await sleep(this.lookEveryMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted && !(await this.server.runs())) await this.startAgain();
    }
  }

  private async startAgain(): Promise<void> {
    const now = this.now();
    this.restartedAt = this.restartedAt.filter((at) => now - at < RESTART_LIMITS.withinMs);
    if (this.restartedAt.length >= RESTART_LIMITS.restarts) {
      return this.giveUp(`it was started again ${RESTART_LIMITS.restarts} times within 10 minutes, and died again`);
    }
    this.restartedAt.push(now);
    this.events.warn('embedded Postgres: the server died; it is started again');
    try {
      const { url } = this.server;
      this.server = await this.server.startAgain();
      // The pools know the old address only.
      if (this.server.url !== url) return this.giveUp('another program took its port while it was down');
      this.events.warn('embedded Postgres: the server runs again');
    } catch (error) {
      this.events.warn(`embedded Postgres: the server could not be started: ${(error as Error).message}`);
    }
  }

  private giveUp(reason: string): void {
    this.stopping.abort();
    this.events.lost(`the embedded Postgres is given up: ${reason}`);
  }
}
