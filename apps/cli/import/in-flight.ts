/**
 * Runs at most `max` tasks at once. `run` waits for room, not for the task itself; the next `run`, or `settled`, throws
 * the first failure.
 */
export class InFlight {
  private running = 0;
  private failure: { error: unknown } | undefined;
  private wake: (() => void) | undefined;

  constructor(private readonly max: number) {}

  async run(task: () => Promise<void>): Promise<void> {
    while (this.running >= this.max && !this.failure) await this.change();
    this.throwFailure();
    this.running++;
    void this.watch(task());
  }

  /** Waits until all tasks are done. */
  async settled(): Promise<void> {
    while (this.running > 0) await this.change();
    this.throwFailure();
  }

  private async watch(task: Promise<void>): Promise<void> {
    try {
      await task;
    } catch (error) {
      this.failure ??= { error };
    } finally {
      this.running--;
      this.wake?.();
    }
  }

  private change(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private throwFailure(): void {
    if (this.failure) throw this.failure.error;
  }
}
