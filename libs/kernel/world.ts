/**
 * What the kernel knows. Everything belongs to one merchant (`MerchantWorld`), so nothing can cross merchants.
 *
 * A world is either complete (replay: what is not in it does not exist) or prefetched (the live engine: what was not
 * loaded is unknown, and touching it throws `NotPrefetched`, a bug of the prefetch). Only `evolve` changes a world.
 */
import type { Touchpoint } from './attribution/touchpoint';
import type { Connection } from './identity/connection';
import type { Identifier } from './identity/group';
import type { Pseudonym } from './identity/identifier';
import type { PolicyPatch } from './policy';
import { PolicyHistory, type PolicyChange } from './policy-history';
import type { Claim, OrderClaims } from './purchases/claim';
import type { Purchase } from './purchases/purchase';

export class NotPrefetched extends Error {
  override readonly name = 'NotPrefetched';
}

/** Rows by key. In a prefetched world a loaded `undefined` says: there is none. */
export class Table<V> {
  /** What a flush has to write: rows that changed since a prefetched world was made. */
  readonly changed = new Set<string>();
  private readonly rows = new Map<string, V | undefined>();

  constructor(
    private readonly name: string,
    private readonly complete: boolean,
  ) {}

  get(key: string): V | undefined {
    const row = this.rows.get(key);
    if (row === undefined && !this.complete && !this.rows.has(key)) throw new NotPrefetched(`${this.name} ${key}`);
    return row;
  }

  set(key: string, row: V): void {
    this.rows.set(key, row);
    if (!this.complete) this.changed.add(key);
  }

  load(key: string, row: V | undefined): void {
    this.rows.set(key, row);
  }

  has(key: string): boolean {
    return this.rows.has(key);
  }

  *changedRows(): Iterable<V> {
    for (const key of this.changed) yield this.rows.get(key)!;
  }

  *values(): Iterable<V> {
    for (const row of this.rows.values()) if (row !== undefined) yield row;
  }
}

/** Lists by key. */
export class Index<V> {
  private readonly lists = new Map<string, V[]>();

  constructor(
    private readonly name: string,
    private readonly complete: boolean,
  ) {}

  get(key: string): readonly V[] {
    const list = this.lists.get(key);
    if (list === undefined) {
      if (!this.complete) throw new NotPrefetched(`${this.name} of ${key}`);
      return [];
    }
    return list;
  }

  /** In a prefetched world a list that was not loaded stays unknown: nobody may ask for it. */
  add(key: string, value: V): void {
    const list = this.lists.get(key);
    if (list !== undefined) list.push(value);
    else if (this.complete) this.lists.set(key, [value]);
  }

  remove(key: string, value: V): void {
    const list = this.lists.get(key);
    const at = list === undefined ? -1 : list.indexOf(value);
    if (at >= 0) list!.splice(at, 1);
  }

  load(key: string, values: V[]): void {
    this.lists.set(key, values);
  }

  has(key: string): boolean {
    return this.lists.has(key);
  }
}

export interface EvidenceRow {
  device: Pseudonym;
  orderId: string;
  position: number;
}

export interface Registration {
  name: string;
  position: number;
  at: number;
}

export class MerchantWorld {
  readonly policies: PolicyHistory;
  registration: Registration | null = null;
  readonly identifiers: Table<Identifier>;
  /** Canonical group id → its identifiers. */
  readonly members: Index<Pseudonym>;
  readonly connections: Table<Connection>;
  readonly touchpoints: Index<Touchpoint>;
  readonly purchases: Table<Purchase>;
  readonly claims: Table<OrderClaims>;
  /** Anchor → order ids. */
  readonly ordersByAnchor: Index<string>;
  /** Customer or e-mail hash → order ids that are not linked. */
  readonly unlinkedOrders: Index<string>;
  /** Device → order ids for which it is evidence. */
  readonly ordersByEvidence: Index<string>;
  /** What a flush has to write besides the changed rows of the tables. */
  readonly changes = {
    registered: false,
    policies: [] as (PolicyChange & { version: number; at: number })[],
    touchpoints: [] as Touchpoint[],
    claims: new Set<Claim>(),
    evidence: [] as EvidenceRow[],
  };
  private seeing = { position: -1, count: 0 };

  constructor(
    readonly merchantId: string,
    defaults: readonly PolicyChange[],
    private readonly complete: boolean,
  ) {
    this.policies = new PolicyHistory(defaults);
    this.identifiers = new Table('identifier', complete);
    this.members = new Index('members', complete);
    this.connections = new Table('connection', complete);
    this.touchpoints = new Index('touchpoints', complete);
    this.purchases = new Table('purchase', complete);
    this.claims = new Table('claims', complete);
    this.ordersByAnchor = new Index('orders by anchor', complete);
    this.unlinkedOrders = new Index('unlinked orders', complete);
    this.ordersByEvidence = new Index('orders by evidence', complete);
  }

  /** What is on record from before this world was made. */
  load(registration: Registration | null, policies: readonly PolicyChange[]): void {
    this.registration = registration;
    for (const change of policies) this.policies.add(change);
  }

  register(name: string, position: number, at: number, patch: PolicyPatch): void {
    if (this.registration !== null) return;
    this.registration = { name, position, at };
    if (!this.complete) this.changes.registered = true;
    this.changePolicy(position, at, patch);
  }

  changePolicy(position: number, at: number, patch: PolicyPatch): void {
    this.policies.add({ position, patch });
    if (this.complete) return;
    this.changes.policies.push({ version: this.policies.changes.length, position, at, patch });
  }

  addedTouchpoint(touchpoint: Touchpoint): void {
    if (!this.complete) this.changes.touchpoints.push(touchpoint);
  }

  changedClaim(claim: Claim): void {
    if (!this.complete) this.changes.claims.add(claim);
  }

  addedEvidence(row: EvidenceRow): void {
    if (!this.complete) this.changes.evidence.push(row);
  }

  /** 0 for the first identifier seen by the fact at `position`, 1 for the second, ... */
  orderOfSeeing(position: number): number {
    if (this.seeing.position !== position) this.seeing = { position, count: 0 };
    return this.seeing.count++;
  }
}

export class World {
  readonly defaults: PolicyChange[] = [];
  readonly newDefaults: PolicyChange[] = [];
  private readonly merchants = new Map<string, MerchantWorld>();

  constructor(
    readonly partition: number,
    /** True: what is not in this world does not exist. */
    readonly complete: boolean,
    /** Ids of the facts so far, where the log can not promise that none comes twice. */
    readonly seenFacts: Set<string> | null = null,
  ) {}

  merchant(merchantId: string): MerchantWorld {
    let merchant = this.merchants.get(merchantId);
    if (merchant === undefined) {
      merchant = new MerchantWorld(merchantId, this.defaults, this.complete);
      this.merchants.set(merchantId, merchant);
    }
    return merchant;
  }

  configureDefaults(change: PolicyChange): void {
    this.defaults.push(change);
    if (!this.complete) this.newDefaults.push(change);
  }

  all(): Iterable<MerchantWorld> {
    return this.merchants.values();
  }
}
