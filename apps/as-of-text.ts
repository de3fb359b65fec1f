import { parseInstant } from '../libs/intake/instants';
import { toMillis } from '../libs/kernel/time';
import type { AsOf } from '../libs/queries/as-of/past-moment';

const POSITION = /^\d{1,15}$/;

/** A moment as people write it: a position of the log, or an RFC 3339 time with a zone; null: neither. */
export function asOfFromText(text: unknown): AsOf | null {
  if (typeof text !== 'string') return null;
  if (POSITION.test(text)) return { position: Number(text) };
  const instant = parseInstant(text);
  return instant === null ? null : { time: toMillis(instant) };
}
