import type { EventLog, StoredEvent } from '../../event-log/event-log';
import type { LedgerMeta } from '../../kernel/decisions';

export const LOG_PAGE = { events: 2_000, bytes: 2 * 1024 * 1024 } as const;

/** The events of a stream from one revision through another. */
export async function* pagesOf(
  log: EventLog,
  stream: string,
  from: number,
  through: number,
): AsyncGenerator<StoredEvent[]> {
  while (from <= through) {
    const page = await log.read(stream, from, Math.min(LOG_PAGE.events, through - from + 1), LOG_PAGE.bytes);
    if (page.length === 0) throw new Error(`${stream} ends before revision ${through}`);
    yield page;
    from = page.at(-1)!.revision + 1;
  }
}

/** The ledger's first revision with a cause after `position`, found by halving; `through` + 1: there is none. */
export async function firstRevisionAfter(
  log: EventLog,
  stream: string,
  position: number,
  through: number,
): Promise<number> {
  let [low, high] = [0, position < 0 ? 0 : through + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const [event] = await log.read(stream, middle, 1);
    const cause = (JSON.parse(event!.meta!) as LedgerMeta).position;
    if (cause > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
