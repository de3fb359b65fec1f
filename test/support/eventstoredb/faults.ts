/** What the server does wrong, when a test asks for it. */
import { setTimeout as sleep } from 'node:timers/promises';

export type AppendFault =
  /** The connection is lost, and nothing is stored. */
  | { kind: 'drop-before' }
  /** It is stored, and the connection is lost before the answer. */
  | { kind: 'drop-after' }
  /** The answer comes late. */
  | { kind: 'late'; ms: number };

export class Faults {
  /** The next appends meet these, one after the other. */
  readonly ofAppends: AppendFault[] = [];
  /** Subscriptions stay open, and say nothing any more. */
  subscriptionsAreMute = false;
  /** As for an account that may not read the log of all streams. */
  mayReadAll = true;
  private frozen: Promise<void> | null = null;
  private thaws: () => void = () => undefined;

  freeze(): void {
    if (this.frozen === null) this.frozen = new Promise((resolve) => (this.thaws = resolve));
  }

  thaw(): void {
    this.frozen = null;
    this.thaws();
  }

  /** Waits while the server is frozen. */
  async passed(): Promise<void> {
    while (this.frozen !== null) await this.frozen;
  }

  /** Stores, in the way that is asked for. Returns null when there is nobody to answer to any more. */
  async around<Result>(store: () => Result, drop: () => void): Promise<Result | null> {
    await this.passed();
    const fault = this.ofAppends.shift();
    if (fault?.kind === 'drop-before') {
      drop();
      return null;
    }
    const result = store();
    if (fault?.kind === 'drop-after') {
      drop();
      return null;
    }
    if (fault?.kind === 'late') await sleep(fault.ms, undefined, { ref: false });
    await this.passed();
    return result;
  }
}
