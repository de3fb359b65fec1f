import { MemoryEventLog } from '../../libs/event-log/memory-event-log';
import { ledgerStream } from '../../libs/event-log/streams';
import { type EventPointer, readHistory } from '../../libs/queries/purchase-history';

describe('a page of history', () => {
  const meta = JSON.stringify({ position: 0, ordinal: 0, kernelVersion: 1 });

  /** A ledger of `count` events, each with `bytes` bytes of data or some more. */
  async function ledger(count: number, bytes: number): Promise<MemoryEventLog> {
    const log = new MemoryEventLog();
    const events = Array.from({ length: count }, (_, number) => {
      const data = JSON.stringify({ number, filled: 'x'.repeat(bytes) });
      return { id: null, type: 'PurchaseAttributed', data, meta, recordedAt: 0 };
    });
    await log.appendExpected(ledgerStream(3), -1, events);
    return log;
  }
  const pointersTo = (revisions: number[]): EventPointer[] => revisions.map((revision) => ({ revision, count: 1 }));
  const numbers = (page: { items: { data: Record<string, unknown> }[] }) =>
    page.items.map(({ data }) => data['number']);

  it('has the newest events, in log order, and the place of the next page', async () => {
    const log = await ledger(60, 10);
    const revisions = pointersTo(Array.from({ length: 51 }, (_, i) => 59 - i));
    const page = await readHistory(log, 3, revisions, 50);
    expect(numbers(page)).toEqual(Array.from({ length: 50 }, (_, i) => 10 + i));
    expect(page.next).toBe(10);
    expect((await readHistory(log, 3, revisions, 51)).next).toBeNull();
    expect(await readHistory(log, 3, [], 50)).toEqual({ items: [], next: null });
  });

  it('ends with the event that brings it to a mebibyte', async () => {
    const log = await ledger(30, 300_000);
    const page = await readHistory(log, 3, pointersTo([29, 20, 11, 2, 1]), 100);
    expect([numbers(page), page.next]).toEqual([[2, 11, 20, 29], 2]);
    const last = await readHistory(log, 3, pointersTo([1]), 100);
    expect([numbers(last), last.next]).toEqual([[1], null]);
  });
});
