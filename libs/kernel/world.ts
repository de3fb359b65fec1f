/**
 * What the kernel knows. Everything belongs to one merchant (`MerchantWorld`), so nothing can cross merchants.
 *
 * A world is either complete (replay: what is not in it does not exist) or prefetched (the live engine: what was not
 * loaded is unknown, and touching it throws `NotPrefetched`, a bug of the prefetch). Only `evolve` changes a world.
 */
import type { Touchpoint } from './attribution/touchpoint';
import type { MergeRequestDecided } from './decisions';
import type { CampaignPublished } from './facts';
import type { Connection } from './identity/connection';
import type { Identifier } from './identity/group';
import type { Pseudonym } from './identity/identifier';
import type { PolicyPatch } from './policy';
import type { PolicyChange, PolicyHistory } from './policy-history';
import type { Proposal } from './proposals';
import type { Claim, OrderClaims } from './purchases/claim';
import type { Purchase } from './purchases/purchase';
import type { CampaignHistory, CampaignState, CampaignVersion } from './rewards/campaign';
import type { RecordedRates } from './rewards/conversion';
import type { RateHistory } from './rewards/rate-history';
import type { CapUsage, OrderRewards, Withheld } from './rewards/reward';
import { Settings, type MerchantSettings } from './settings';

export class NotPrefetched extends Error {
  override readonly name = 'NotPrefetched';
}

/**
 * How to undo what the fact in hand changed so far: a fact on which the kernel throws must leave no trace, in a replay as
 * little as in the live engine. Closed while a world is loaded.
 */
export class Journal {
  private readonly undo: (() => void)[] = [];
  private open = false;

  begin(): void {
    this.undo.length = 0;
    this.open = true;
  }

  end(): void {
    this.open = false;
  }

  add(undo: () => void): void {
    if (this.open) this.undo.push(undo);
  }

  rollBack(): void {
    this.open = false;
    for (const undo of this.undo.reverse()) undo();
  }
}

/** Rows by key. In a prefetched world a loaded `undefined` says: there is none. */
export class Table<V> {
  /** What a flush has to write: rows that changed since a prefetched world was made. */
  readonly changed = new Set<string>();
  private readonly rows = new Map<string, V | undefined>();

  constructor(
    private readonly name: string,
    private readonly complete: boolean,
    private readonly journal: Journal,
  ) {}

  get(key: string): V | undefined {
    const row = this.rows.get(key);
    if (row === undefined && !this.complete && !this.rows.has(key)) throw new NotPrefetched(`${this.name} ${key}`);
    return row;
  }

  set(key: string, row: V): void {
    const before = this.rows.get(key);
    const changedBefore = this.changed.has(key);
    this.journal.add(() => {
      this.rows.set(key, before);
      if (!changedBefore) this.changed.delete(key);
    });
    this.rows.set(key, row);
    if (!this.complete) this.changed.add(key);
  }

  delete(key: string): void {
    const before = this.rows.get(key);
    this.journal.add(() => this.rows.set(key, before));
    this.rows.set(key, undefined);
  }

  load(key: string, row: V | undefined): void {
    this.rows.set(key, row);
  }

  has(key: string): boolean {
    return this.rows.has(key);
  }

  keys(): Iterable<string> {
    return this.rows.keys();
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
    private readonly journal: Journal,
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
    else return;
    this.journal.add(() => this.lists.get(key)!.pop());
  }

  remove(key: string, value: V): void {
    const list = this.lists.get(key);
    const at = list === undefined ? -1 : list.indexOf(value);
    if (at < 0) return;
    list!.splice(at, 1);
    this.journal.add(() => list!.splice(at, 0, value));
  }

  load(key: string, values: V[]): void {
    const before = this.lists.get(key);
    this.journal.add(() => (before === undefined ? this.lists.delete(key) : this.lists.set(key, before)));
    this.lists.set(key, values);
  }

  has(key: string): boolean {
    return this.lists.has(key);
  }

  values(): Iterable<readonly V[]> {
    return this.lists.values();
  }
}

export interface EvidenceRow {
  device: Pseudonym;
  orderId: string;
  position: number;
}

export interface DecidedMergeRequest extends Omit<MergeRequestDecided, 'merchantId'> {
  position: number;
}

export class MerchantWorld {
  readonly identifiers: Table<Identifier>;
  /** Canonical group id → its identifiers. */
  readonly members: Index<Pseudonym>;
  readonly connections: Table<Connection>;
  /** Edge id → key of its connection. */
  readonly edges: Table<string>;
  /** Identifier → keys of the edges and refusals of which it is a side. */
  readonly connectionsOf: Index<string>;
  readonly touchpoints: Index<Touchpoint>;
  readonly purchases: Table<Purchase>;
  readonly claims: Table<OrderClaims>;
  /** Anchor → order ids. */
  readonly ordersByAnchor: Index<string>;
  /** Customer or e-mail hash → order ids that are not linked. */
  readonly unlinkedOrders: Index<string>;
  /** Device → order ids for which it is evidence. */
  readonly ordersByEvidence: Index<string>;
  readonly proposals: Table<Proposal>;
  readonly orderRewards: Table<OrderRewards>;
  /** Reward id → order id. */
  readonly rewardOrders: Table<string>;
  /** Used of each budget window, in minor units; keys: see `budgetKey`. */
  readonly budgetUsage: Table<number>;
  /** Recipient → campaign → used of its caps. */
  readonly capUsage: Table<ReadonlyMap<string, CapUsage>>;
  /** What waits for room, in log order; keys: see `waitingKey`. */
  readonly withheld: Index<Withheld>;
  /** Error → order ids whose evaluation failed of it. */
  readonly failedOrders: Index<string>;
  /** What a flush has to write besides the changed rows of the tables. */
  readonly changes = {
    registered: false,
    policies: [] as (PolicyChange & { version: number; at: number })[],
    touchpoints: [] as Touchpoint[],
    claims: new Set<Claim>(),
    evidence: [] as EvidenceRow[],
    /** By place in the log: a pair may have had several edges. */
    connections: new Map<string, Connection>(),
    mergeRequests: [] as DecidedMergeRequest[],
    campaigns: [] as (CampaignVersion & { at: number })[],
    campaignStates: [] as { campaignId: string; state: CampaignState; position: number; at: number }[],
    rates: [] as RecordedRates[],
    endedWithheld: [] as Withheld[],
  };
  private seeing = { position: -1, count: 0 };

  constructor(
    readonly merchantId: string,
    readonly settings: MerchantSettings,
    private readonly complete: boolean,
    readonly journal: Journal,
  ) {
    this.identifiers = new Table('identifier', complete, journal);
    this.members = new Index('members', complete, journal);
    this.connections = new Table('connection', complete, journal);
    this.edges = new Table('edge', complete, journal);
    this.connectionsOf = new Index('connections', complete, journal);
    this.proposals = new Table('proposal', complete, journal);
    this.touchpoints = new Index('touchpoints', complete, journal);
    this.purchases = new Table('purchase', complete, journal);
    this.claims = new Table('claims', complete, journal);
    this.ordersByAnchor = new Index('orders by anchor', complete, journal);
    this.unlinkedOrders = new Index('unlinked orders', complete, journal);
    this.ordersByEvidence = new Index('orders by evidence', complete, journal);
    this.orderRewards = new Table('rewards of order', complete, journal);
    this.rewardOrders = new Table('order of reward', complete, journal);
    this.budgetUsage = new Table('budget usage', complete, journal);
    this.capUsage = new Table('cap usage', complete, journal);
    this.withheld = new Index('withheld', complete, journal);
    this.failedOrders = new Index('failed orders', complete, journal);
  }

  get policies(): PolicyHistory {
    return this.settings.policies;
  }

  get campaigns(): CampaignHistory {
    return this.settings.campaigns;
  }

  get rates(): RateHistory {
    return this.settings.rates;
  }

  register(name: string, position: number, at: number, patch: PolicyPatch): void {
    if (this.settings.registration !== null) return;
    this.settings.registration = { name, position, at };
    if (!this.complete) this.changes.registered = true;
    this.changePolicy(position, at, patch);
  }

  changePolicy(position: number, at: number, patch: PolicyPatch): void {
    this.policies.add({ position, patch });
    if (this.complete) return;
    this.changes.policies.push({ version: this.policies.changes.length, position, at, patch });
  }

  publishCampaign(definition: CampaignPublished, position: number, at: number): void {
    const version = this.campaigns.publish(definition, position);
    if (!this.complete) this.changes.campaigns.push({ ...version, at });
  }

  changeCampaign(campaignId: string, state: CampaignState, position: number, at: number): void {
    const changed = this.campaigns.change(campaignId, state, position);
    if (changed && !this.complete) this.changes.campaignStates.push({ campaignId, state, position, at });
  }

  recordRates(rates: RecordedRates): void {
    this.rates.record(rates);
    if (!this.complete) this.changes.rates.push(rates);
  }

  endedWithheld(entry: Withheld): void {
    this.append(this.changes.endedWithheld, entry);
  }

  addedTouchpoint(touchpoint: Touchpoint): void {
    this.append(this.changes.touchpoints, touchpoint);
  }

  changedClaim(claim: Claim): void {
    if (!this.complete) this.changes.claims.add(claim);
  }

  changedConnection(connection: Connection): void {
    if (this.complete) return;
    const { connections } = this.changes;
    const place = `${connection.position} ${connection.ordinal}`;
    const before = connections.get(place);
    this.journal.add(() => (before === undefined ? connections.delete(place) : connections.set(place, before)));
    connections.set(place, connection);
  }

  decidedMergeRequest(request: DecidedMergeRequest): void {
    this.append(this.changes.mergeRequests, request);
  }

  addedEvidence(row: EvidenceRow): void {
    this.append(this.changes.evidence, row);
  }

  /** To what a flush has to write. */
  private append<V>(list: V[], value: V): void {
    if (this.complete) return;
    list.push(value);
    this.journal.add(() => list.pop());
  }

  /** 0 for the first identifier seen by the fact at `position`, 1 for the second, ... */
  orderOfSeeing(position: number): number {
    if (this.seeing.position !== position) this.seeing = { position, count: 0 };
    return this.seeing.count++;
  }
}

export class World {
  readonly journal = new Journal();
  readonly newDefaults: PolicyChange[] = [];
  private readonly merchants = new Map<string, MerchantWorld>();

  constructor(
    readonly partition: number,
    /** True: what is not in this world does not exist. */
    readonly complete: boolean,
    /** Ids of the facts so far, where the log can not promise that none comes twice. */
    readonly seenFacts: Set<string> | null = null,
    readonly settings: Settings = new Settings(),
  ) {}

  merchant(merchantId: string): MerchantWorld {
    let merchant = this.merchants.get(merchantId);
    if (merchant === undefined) {
      merchant = new MerchantWorld(merchantId, this.settings.of(merchantId), this.complete, this.journal);
      this.merchants.set(merchantId, merchant);
    }
    return merchant;
  }

  configureDefaults(change: PolicyChange): void {
    this.settings.defaults.push(change);
    if (!this.complete) this.newDefaults.push(change);
  }

  all(): Iterable<MerchantWorld> {
    return this.merchants.values();
  }
}
