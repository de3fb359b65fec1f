/** Lets reads wait until the read models have reached a position. One poll serves all that wait. */
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Pool } from 'pg';
import { findCheckpoints } from '../../../libs/queries/checkpoints';
import { Problem } from '../http/problem';

const POLL_MS = 15;
export const WAITERS_MAX = 10_000;

interface Waiter {
  partition: number;
  position: number;
  settle: (reached: boolean) => void;
  fail: (error: unknown) => void;
}

@Injectable()
export class ReadModelClock implements OnModuleDestroy {
  private readonly waiters = new Set<Waiter>();
  /** Positions only grow, so a position that was reached once need not be asked for again. */
  private readonly seen = new Map<number, number>();
  private polling = false;

  constructor(private readonly pool: Pool) {}

  /** False: not within `waitMs`. Rejects when the database is away. */
  async reached(partition: number, position: number, waitMs: number): Promise<boolean> {
    if ((this.seen.get(partition) ?? -1) >= position) return true;
    if (this.waiters.size >= WAITERS_MAX) throw new Problem('OVERLOADED');
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => waiter.settle(false), waitMs);
      const done = () => {
        clearTimeout(timer);
        this.waiters.delete(waiter);
      };
      const waiter: Waiter = {
        partition,
        position,
        settle: (reached) => (done(), resolve(reached)),
        fail: (error) => (done(), reject(error)),
      };
      this.waiters.add(waiter);
      void this.poll();
    });
  }

  /** Called by the engine of this process; it is faster than the poll. */
  advanced(partition: number, position: number): void {
    if ((this.seen.get(partition) ?? -1) < position) this.seen.set(partition, position);
    for (const waiter of this.waiters) {
      if (waiter.partition === partition && waiter.position <= position) waiter.settle(true);
    }
  }

  onModuleDestroy(): void {
    for (const waiter of this.waiters) waiter.settle(false);
  }

  private async poll(): Promise<void> {
    if (this.polling) return;
    this.polling = true;
    while (this.waiters.size > 0) {
      const asked = [...this.waiters];
      try {
        const partitions = [...new Set(asked.map(({ partition }) => partition))];
        const checkpoints = await findCheckpoints(this.pool, partitions);
        for (const { partition, position } of checkpoints) this.advanced(partition, position);
      } catch (error) {
        for (const waiter of asked) waiter.fail(error);
      }
      if (this.waiters.size > 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    this.polling = false;
  }
}
