/** The store of one merchant's purchases, of the lists that find them, and of their claims. */
import type { Pseudonym } from '../identity/identifier';
import { Changes, Index, Table, type Keeping } from '../tables';
import { Claims } from './claims';
import type { Purchase } from './purchase';

/** A device that counts for one purchase although it could not join the buyer's group. */
export interface DeviceEvidence {
  device: Pseudonym;
  orderId: string;
  position: number;
}

export class Purchases {
  readonly rows: Table<Purchase>;
  readonly claims: Claims;
  /** Anchor → order ids. */
  readonly byAnchor: Index<string>;
  /** Customer or e-mail hash → order ids that are not linked. */
  readonly unlinked: Index<string>;
  /** Token → order ids that hold it. */
  readonly byToken: Index<string>;
  /** Device → order ids for which it is evidence. */
  readonly byEvidence: Index<string>;
  /** Error → order ids whose evaluation failed with it. */
  readonly failed: Index<string>;
  readonly newEvidence: Changes<DeviceEvidence>;

  constructor(keeping: Keeping) {
    this.rows = new Table('purchase', keeping);
    this.claims = new Claims(keeping);
    this.byAnchor = new Index('orders by anchor', keeping);
    this.unlinked = new Index('unlinked orders', keeping);
    this.byToken = new Index('orders by token', keeping);
    this.byEvidence = new Index('orders by evidence', keeping);
    this.failed = new Index('failed orders', keeping);
    this.newEvidence = new Changes(keeping);
  }

  /** Undefined: no version of the order was recorded. */
  find(orderId: string): Purchase | undefined {
    return this.rows.get(orderId);
  }

  /** For orders that are known to have been recorded. */
  get(orderId: string): Purchase {
    return this.rows.get(orderId)!;
  }

  /** The purchase that was recorded first, if several have the token. */
  firstWithToken(token: string): Purchase | undefined {
    let first: Purchase | undefined;
    for (const orderId of this.byToken.get(token)) {
      const purchase = this.get(orderId);
      if (first === undefined || purchase.firstPosition < first.firstPosition) first = purchase;
    }
    return first;
  }

  /** Each purchase once, first recorded first: a world's rows have no order, and decisions must not depend on it. */
  inOrder(orderIds: Iterable<string>): Purchase[] {
    const purchases = [...new Set(orderIds)].map((orderId) => this.get(orderId));
    return purchases.sort((a, b) => a.firstPosition - b.firstPosition);
  }

  /** Replaces the purchase's row, and updates the lists to match. */
  set(after: Purchase): void {
    const { orderId } = after;
    const before = this.rows.get(orderId);
    this.rows.set(orderId, after);
    if (before?.anchor?.id !== after.anchor?.id) {
      if (before?.anchor) this.byAnchor.remove(before.anchor.id, orderId);
      if (after.anchor) this.byAnchor.add(after.anchor.id, orderId);
    }
    if (before?.token !== after.token) {
      if (before?.token) this.byToken.remove(before.token, orderId);
      if (after.token) this.byToken.add(after.token, orderId);
    }
    const [failedOf, failsOf] = [before?.evaluation.error, after.evaluation.error];
    if (failedOf !== failsOf) {
      if (failedOf) this.failed.remove(failedOf, orderId);
      if (failsOf) this.failed.add(failsOf, orderId);
    }
    if (before?.anchor && after.anchor) return;
    const waitedFor = before === undefined || before.anchor !== null ? [] : [before.customer?.id, before.email?.id];
    const waitsFor = after.anchor !== null ? [] : [after.customer?.id, after.email?.id];
    for (const id of waitedFor) if (id && !waitsFor.includes(id)) this.unlinked.remove(id, orderId);
    for (const id of waitsFor) if (id && !waitedFor.includes(id)) this.unlinked.add(id, orderId);
  }

  addEvidence(orderId: string, device: Pseudonym, position: number): void {
    const purchase = this.get(orderId);
    this.set({ ...purchase, evidence: [...purchase.evidence, device] });
    this.byEvidence.add(device, orderId);
    this.newEvidence.add({ device, orderId, position });
  }
}
