import type { EventLog, ScannedEvent } from '../event-log/event-log';

/** The recorded ledger, one event after the other; whoever takes one asks before whether there is one at hand. */
export class LedgerReader {
  /** Revision that the next event must have. */
  revision = 0;
  private page: readonly ScannedEvent[] = [];
  private at = 0;
  private readonly pages: AsyncIterator<ScannedEvent[]>;
  private readonly ofMerchant: string | null;

  /** @param merchantId only this merchant's events are given */
  constructor(log: EventLog, stream: string, through: number, merchantId?: string) {
    this.pages = log.scan(stream, 0, through)[Symbol.asyncIterator]();
    this.ofMerchant = merchantId === undefined ? null : `"merchantId":${JSON.stringify(merchantId)}`;
  }

  /** How many events can be taken without waiting. */
  get atHand(): number {
    return this.page.length - this.at;
  }

  /** Reads on if none is at hand. Returns false at the end. */
  async fill(): Promise<boolean> {
    while (this.atHand === 0) {
      const next = await this.pages.next();
      if (next.done) return false;
      const { ofMerchant } = this;
      this.page = ofMerchant === null ? next.value : next.value.filter(({ data }) => data.includes(ofMerchant));
      this.at = 0;
    }
    return true;
  }

  take(): ScannedEvent {
    this.revision++;
    return this.page[this.at++]!;
  }

  /** Ends reading, at any place. */
  async close(): Promise<void> {
    await this.pages.return?.();
  }
}
