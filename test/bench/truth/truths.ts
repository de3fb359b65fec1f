/** What is true of an order: whom it is owed to, by the rules of the shop, if everything were known. */
import { divideHalfEven } from '../../../libs/kernel/money';

export type Source = 'referral' | 'paid' | 'email' | 'social' | 'organic' | 'direct';

/** Commission for a friend: so many hundredths of a per cent of what was paid and not given back. */
export const BASIS_POINTS = 1_000;
export const LOOKBACK_DAYS = 10;
const LOOKBACK_MS = LOOKBACK_DAYS * 86_400_000;

export interface Person {
  personId: string;
  /** Null: a guest. */
  customerId: string | null;
  devices: string[];
  /** The devices whose blockers, where there are any, stop the tag and with it all that the browser would say. */
  blocked: string[];
  /** Logs in wherever he comes, and the shop's server says so. */
  logsIn: boolean;
}

export interface Touch {
  touchpointId: string;
  personId: string;
  device: string;
  at: number;
  source: Source;
  channel?: string;
  campaign?: string;
  /** The customer whose link it was. */
  friend?: string;
  referrer?: string;
  url: string;
}

/** Whom an order is owed to. */
export interface Owed {
  /** `friend 1007`, `paid google sale`; null: nobody. A friend is one party by link and by code. */
  party: string | null;
  friend: string | null;
  /** The visit; null: a code, or nobody. */
  touchpointId: string | null;
  commission: number;
}

export interface TrueOrder {
  orderId: string;
  personId: string;
  customerId: string | null;
  device: string;
  token: string;
  at: number;
  total: number;
  refunded: number;
  end: 'kept' | 'part' | 'refunded' | 'cancelled';
  code: string | null;
  lastVisit: Touch;
  pendingFirst: boolean;
  truth: Owed;
}

export interface Shop {
  friends: string[];
  /** Code → friend. */
  codes: Map<string, string>;
  persons: Person[];
  orders: TrueOrder[];
  visits: Touch[];
}

interface Candidate {
  source: string;
  channel?: string | null;
  campaign?: string | null;
  friend?: string;
}

/** Friends before advertisements and searches, those before nothing. */
export function rankOf(source: Source | 'code'): number {
  return source === 'code' || source === 'referral' ? 0 : source === 'direct' ? 2 : 1;
}

export function partyOf({ source, channel, campaign, friend }: Candidate): string | null {
  if (friend !== undefined) return `friend ${friend}`;
  return source === 'direct' ? null : [source, channel ?? '', campaign ?? ''].join(' ').trim();
}

export function commissionOf({ total, refunded, end }: Pick<TrueOrder, 'total' | 'refunded' | 'end'>): number {
  if (end === 'cancelled') return 0;
  return Number(divideHalfEven(BigInt(total - refunded) * BigInt(BASIS_POINTS), 10_000n));
}

/** The last touch of the best rank within the window, on any of the buyer's devices; nobody refers himself. */
export function truthOf(
  order: Omit<TrueOrder, 'truth'>,
  touches: readonly Touch[],
  codes: ReadonlyMap<string, string>,
): Owed {
  const inWindow = touches.filter(
    ({ at, friend }) => at <= order.at && at > order.at - LOOKBACK_MS && friend !== order.customerId,
  );
  const best = inWindow.toSorted((a, b) => rankOf(a.source) - rankOf(b.source) || b.at - a.at)[0];
  const owner = order.code === null ? undefined : codes.get(order.code);
  if (owner !== undefined && owner !== order.customerId)
    return { party: `friend ${owner}`, friend: owner, touchpointId: null, commission: commissionOf(order) };
  const friend = best?.friend ?? null;
  return {
    party: best === undefined ? null : partyOf(best),
    friend,
    touchpointId: best?.touchpointId ?? null,
    commission: friend === null ? 0 : commissionOf(order),
  };
}
