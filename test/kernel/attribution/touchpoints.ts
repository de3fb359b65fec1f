import type { Touchpoint } from '../../../libs/kernel/attribution/touchpoint';
import type { Ref } from '../../../libs/kernel/decisions';
import { DAY } from '../../../libs/kernel/time';

export const PURCHASED_AT = Date.UTC(2026, 0, 31, 12);

/** A person who can refer, named by a short text. */
export const person = (name: string): Ref => ({ type: 'customer_id', id: name });

const positions = new Map<string, number>();

/** A touchpoint `days` before the purchase; the same id gives the same touchpoint at the same position. */
export function touch(touchpointId: string, days: number, more: Partial<Touchpoint> = {}): Touchpoint {
  if (!positions.has(touchpointId)) positions.set(touchpointId, positions.size);
  return {
    touchpointId,
    position: positions.get(touchpointId)!,
    identifierId: 'device',
    source: 'referral',
    occurredAt: PURCHASED_AT - days * DAY,
    ...more,
  };
}
