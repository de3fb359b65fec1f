/** The store of claims. Somebody who guesses sends many, so they change in place: the cost stays linear. */
import type { Packing } from '../cold-rows';
import { Changes, Table, type Keeping } from '../tables';
import { claimKey, isUndecided, noClaims, type Claim, type OrderClaims } from './claim';

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
  readonly changed: Changes<Claim>;

  constructor(private readonly keeping: Keeping) {
    this.orders = new Table('claims', keeping, CLAIMS);
    this.changed = new Changes(keeping);
  }

  /** The claims of an order, in log order. */
  of(orderId: string): Iterable<Claim> {
    return this.orders.get(orderId)?.claims.values() ?? [];
  }

  has(orderId: string, key: string): boolean {
    return this.orders.get(orderId)?.claims.has(key) === true;
  }

  get(orderId: string, key: string): Claim {
    return this.orders.get(orderId)!.claims.get(key)!;
  }

  add(claim: Claim): void {
    let order = this.orders.get(claim.orderId);
    if (order === undefined) {
      order = noClaims(claim.orderId, true);
      this.orders.set(claim.orderId, order);
    }
    const { claims } = order;
    const key = claimKey(claim.claimId, claim.device.id);
    claims.set(key, claim);
    this.keeping.journal.add(() => claims.delete(key));
    this.changed.add(claim);
  }

  judge(orderId: string, key: string, verdict: Verdict): void {
    this.change(this.get(orderId, key), verdict, false);
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

  private change(claim: Claim, { status, reason }: Verdict, dropped: boolean): void {
    const before = { status: claim.status, reason: claim.reason, dropped: claim.dropped };
    Object.assign(claim, { status, reason, dropped });
    this.keeping.journal.add(() => Object.assign(claim, before));
    this.changed.add(claim);
  }
}
