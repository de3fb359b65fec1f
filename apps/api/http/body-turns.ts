/** A body that has arrived and waits to be handled. */
interface Waiting {
  bytes: number;
  /** In ms of a steady clock. */
  since: number;
  begin: (isLate: boolean) => void;
}

/** Lets bodies be handled in the order in which they came, and only so many bytes at once. One body may have more. */
export class BodyTurns {
  private handledBytes = 0;
  private readonly waiting: Waiting[] = [];

  /** @param rounds of the event loop between two bodies that waited; each takes one new connection, so others get in */
  constructor(
    private readonly handledBytesMax: number,
    private readonly waitTimeoutMs: number,
    private readonly rounds: number,
  ) {}

  /** Calls `begin` when it is the body's turn, at once if it can; `isLate` when that was longer than the limit. */
  take(bytes: number, begin: (isLate: boolean) => void): void {
    this.waiting.push({ bytes, since: performance.now(), begin });
    if (this.waiting.length === 1) this.shiftFitting()?.begin(false);
  }

  /** Called once for each body that has begun. */
  end(bytes: number): void {
    this.handledBytes -= bytes;
    this.beginNext();
  }

  private beginNext(): void {
    const next = this.shiftFitting();
    if (next === undefined) return;
    afterRounds(this.rounds, () => {
      next.begin(performance.now() - next.since > this.waitTimeoutMs);
      this.beginNext();
    });
  }

  private shiftFitting(): Waiting | undefined {
    const [next] = this.waiting;
    if (next === undefined) return undefined;
    if (this.handledBytes > 0 && this.handledBytes + next.bytes > this.handledBytesMax) return undefined;
    this.handledBytes += next.bytes;
    return this.waiting.shift();
  }
}

function afterRounds(rounds: number, then: () => void): void {
  if (rounds === 0) then();
  else setImmediate(() => afterRounds(rounds - 1, then));
}
