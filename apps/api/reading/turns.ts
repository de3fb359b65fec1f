import { Problem } from '../http/problem';

export interface TurnLimits {
  /** So many run at once. */
  runningMax: number;
  /** So many wait for their turn; more are refused. */
  waitingMax: number;
  waitMs: number;
}

/** Runs a limited number of tasks at once; the others take turns in the order in which they came. */
export class Turns {
  private running = 0;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly limits: TurnLimits) {}

  /** @throws Problem OVERLOADED when too many wait already, or when the turn does not come in time */
  async run<T>(task: () => Promise<T>): Promise<T> {
    await this.turn();
    try {
      return await task();
    } finally {
      this.pass();
    }
  }

  private async turn(): Promise<void> {
    const { runningMax, waitingMax, waitMs } = this.limits;
    if (this.running < runningMax) {
      this.running++;
      return;
    }
    if (this.waiting.size >= waitingMax) throw new Problem('OVERLOADED');
    await new Promise<void>((resolve, reject) => {
      const start = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.delete(start);
        reject(new Problem('OVERLOADED'));
      }, waitMs);
      this.waiting.add(start);
    });
  }

  /** Whoever waits next takes over the turn. */
  private pass(): void {
    const [next] = this.waiting;
    if (next === undefined) {
      this.running--;
      return;
    }
    this.waiting.delete(next);
    next();
  }
}
