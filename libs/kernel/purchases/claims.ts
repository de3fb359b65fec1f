/** The store of claims. Somebody who guesses sends many, so they change in place: the cost stays linear. */
import type { Packing } from '../cold-rows';
import { LIMITS } from '../limits';
import { Changes, Index, Table, type Keeping } from '../tables';
import { isUndecided, keyOf, NO_ORDER, noClaims, type Claim, type OrderClaims } from './claim';

export type Verdict = Pick<Claim, 'status' | 'reason'>;

const CLAIMS: Packing<OrderClaims> = {
  pack: (order) => ({ ...order, claims: [...order.claims] }),
  unpack(packed) {
    const order = packed as Omit<OrderClaims, 'claims'> & { claims: [string, Claim][] };
    return { ...order, claims: new Map(order.claims) };
  },
};

export class Claims {
  readonly orders: Table<OrderClaims>;
  /** Token → claims without an order that wait for the purchase with it. */
  readonly byToken: Index<Claim>;
  readonly changed: Changes<Claim>;

  constructor(private readonly keeping: Keeping) {
    this.orders = new Table('claims', keeping, CLAIMS);
    this.byToken = new Index('claims by token', keeping);
    this.changed = new Changes(keeping);
  }

  /** The claims of an order, in log order, which is not that in which they became claims of the order. */
  of(orderId: string): Claim[] {
    return [...(this.orders.get(orderId)?.claims.values() ?? [])].sort(inLogOrder);
  }

  find(orderId: string, key: string): Claim | undefined {
    return this.orders.get(orderId)?.claims.get(key);
  }

  /** The claims by token alone that a purchase with that token judges: the oldest ones. */
  waitingFor(token: string): Claim[] {
    const waiting = this.byToken.get(token).toSorted(inLogOrder);
    return waiting.slice(0, LIMITS.claimsByTokenJudged);
  }

  /** Undefined: it does not wait. */
  findWaiting(token: string, key: string): Claim | undefined {
    return this.byToken.get(token).find((claim) => keyOf(claim) === key);
  }

  add(claim: Claim): void {
    if (claim.orderId !== NO_ORDER) this.put(claim);
    else if (claim.status === 'waiting') this.byToken.add(claim.token!, claim);
    this.changed.add(claim);
  }

  /** The claim by token alone becomes one of the purchase with its token. */
  adopt(orderId: string, claim: Claim): void {
    this.byToken.remove(claim.token!, claim, (other) => keyOf(other) === keyOf(claim));
    claim.orderId = orderId;
    this.keeping.journal.add(() => (claim.orderId = NO_ORDER));
    this.put(claim);
  }

  judge(claim: Claim, verdict: Verdict): void {
    this.change(claim, verdict, false);
  }

  /** Refuses together the wrong claims that earlier decisions did not judge one by one. */
  dropUndecided(orderId: string, token: string | null): void {
    const order = this.orders.get(orderId)!;
    for (const claim of order.claims.values()) {
      if (!isUndecided(claim) || claim.token === token) continue;
      this.change(claim, { status: 'rejected', reason: 'TOKEN_MISMATCH' }, true);
    }
    if (order.leftOut > 0) this.orders.set(orderId, { ...order, leftOut: 0, leftOutDropped: true });
  }

  private put(claim: Claim): void {
    let order = this.orders.get(claim.orderId);
    if (order === undefined) {
      order = noClaims(claim.orderId, true);
      this.orders.set(claim.orderId, order);
    }
    const { claims } = order;
    const key = keyOf(claim);
    claims.set(key, claim);
    this.keeping.journal.add(() => claims.delete(key));
  }

  private change(claim: Claim, { status, reason }: Verdict, dropped: boolean): void {
    const before = { status: claim.status, reason: claim.reason, dropped: claim.dropped };
    Object.assign(claim, { status, reason, dropped });
    this.keeping.journal.add(() => Object.assign(claim, before));
    this.changed.add(claim);
  }
}

function inLogOrder(a: Claim, b: Claim): number {
  return a.position - b.position || a.ordinal - b.ordinal;
}
