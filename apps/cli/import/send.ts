import { setTimeout as sleep } from 'node:timers/promises';
import type { Intake } from '../../../libs/intake/intake';
import type { Outcome, WriteAnswer } from '../../../libs/intake/outcomes';
import { InFlight } from './in-flight';
import type { ImportItem } from './item';
import { ImportStopped } from './stopped';

const IN_FLIGHT_MAX = 2_000;
export const ATTEMPTS_MAX = 20;
export const RETRY_AFTER_MS = 1_000;

export interface SendCounts {
  added: number;
  /** Facts that the log already had. */
  duplicates: number;
  refused: number;
  /** Highest position in an answer; -1 before the first. */
  position: number;
}

/** Sends items to the intake in order, many at once; reports each refused item with its line. */
export class Sender {
  readonly counts: SendCounts = { added: 0, duplicates: 0, refused: 0, position: -1 };
  private readonly inFlight = new InFlight(IN_FLIGHT_MAX);

  constructor(
    private readonly intake: Intake,
    private readonly merchantId: string,
    private readonly refused: (line: number, reason: string) => void,
  ) {}

  /** Waits for room, then sends. Throws ImportStopped. */
  async send(line: number, item: ImportItem): Promise<void> {
    await this.inFlight.run(async () => this.count(line, await this.record(item)));
  }

  /** Waits until all items are answered. Throws ImportStopped. */
  async settled(): Promise<void> {
    await this.inFlight.settled();
  }

  private count(line: number, outcome: Outcome<WriteAnswer>): void {
    if (!outcome.ok) {
      this.counts.refused++;
      this.refused(line, outcome.problem.detail);
      return;
    }
    const { duplicate, position } = outcome.value;
    if (duplicate) this.counts.duplicates++;
    else this.counts.added++;
    this.counts.position = Math.max(this.counts.position, position);
  }

  private async record(item: ImportItem): Promise<Outcome<WriteAnswer>> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.recordOnce(item);
      const away = !outcome.ok && ['LOG_UNAVAILABLE', 'CLOCK_UNSTEADY', 'OVERLOADED'].includes(outcome.problem.code);
      if (!away) return outcome;
      if (attempt === ATTEMPTS_MAX)
        throw new ImportStopped(outcome.problem.detail, 'Run the same command again to add the rest.');
      await sleep(RETRY_AFTER_MS);
    }
  }

  private recordOnce(item: ImportItem): Promise<Outcome<WriteAnswer>> {
    if (item.kind === 'shop-order') {
      return this.intake.tracking.recordShopOrder(this.merchantId, item.platform, item.order, item.content);
    }
    const { kind, input } = item;
    switch (kind) {
      case 'touchpoint':
        return this.intake.tracking.recordTouchpoint(this.merchantId, input);
      case 'claim':
        return this.intake.tracking.recordClaim(this.merchantId, input);
      case 'assertion':
        return this.intake.tracking.assertIdentities(this.merchantId, input);
      case 'order':
        return this.intake.tracking.recordOrder(this.merchantId, input);
    }
  }
}
