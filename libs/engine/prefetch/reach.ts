/**
 * The reach of a batch, found before anything is decided: which identifiers may become one group, which purchases are
 * named or may link, and whose touchpoints an evaluation will read. It always includes all that the batch touches.
 */
import type { Fact, RecordedFact } from '../../kernel/facts';
import { edgeIdOf, placeOfEdge } from '../../kernel/identity/connection';
import type { Pseudonym } from '../../kernel/identity/identifier';
import type { Claim } from '../../kernel/purchases/claim';
import type { PolicyPatch } from '../../kernel/policy';
import { codesOf } from '../../kernel/purchases/carried';
import type { Purchase } from '../../kernel/purchases/purchase';
import { asksCustomer } from '../../kernel/rewards/condition';
import { toMillis } from '../../kernel/time';
import { Components } from './components';

/** What the facts of the batch say about one order. */
interface NamedOrder {
  recorded: boolean;
  /** How often the batch records it. */
  versions: number;
  evaluated: boolean;
  /** Whether a payment for one of its rewards was recorded. */
  paid: boolean;
  /** The earliest time at which the batch records it. */
  recordedAt: number;
  /** The times at which its versions say that it occurred; one of them holds when it is evaluated. */
  occurredAt: Set<number>;
  /** Codes of its versions. */
  codes: Set<string>;
  /** The earliest position at which the batch records it. */
  position: number;
  /** Tokens of its versions; null for a version without one. */
  tokens: Set<string | null>;
  buyers: Set<Pseudonym>;
  claims: { device: Pseudonym; token: string | null; accepted: boolean }[];
  /** Whether a claim by token alone may be one of its. */
  claimedByToken: boolean;
}

export class MerchantReach {
  readonly identifiers = new Set<Pseudonym>();
  readonly orders = new Map<string, NamedOrder>();
  /** Customers and e-mails who may become known, so that their unlinked orders link. */
  readonly buyers = new Set<Pseudonym>();
  /** Devices with new touchpoints. */
  readonly devices = new Set<Pseudonym>();
  /** Referrers of new touchpoints, codes and visits: they may become recipients. */
  readonly referrers = new Set<Pseudonym>();
  readonly paidRewards = new Set<string>();
  /** Campaigns of which the batch publishes a version. */
  readonly published = new Set<string>();
  /** Whether a condition reads the customer. */
  asksCustomer: boolean;
  ratesRecorded = false;
  /** When the merchant's first and last fact of the batch were recorded. */
  recordedFrom = Infinity;
  recordedUntil = -Infinity;
  /** Pairs that may be connected, the smaller id first. */
  readonly pairs = new Map<string, readonly [Pseudonym, Pseudonym]>();
  /** Which identifiers and orders may belong together when the batch is decided. */
  readonly components = new Components();
  /** Ids of edges that are taken back. */
  readonly unmerged = new Set<string>();
  readonly decidedProposals = new Set<string>();
  /** Components whose purchases may be proposed for an evaluation, which needs the same rows as an evaluation. */
  private readonly reviewed = new Set<string>();
  /** Position of a fact that may connect → one identifier that it may connect, whose component has the fact's edges. */
  private readonly connecting = new Map<number, string>();
  private readonly readsSince = new Map<string, number>();

  /** Claims of the batch that name no order, and those from before that may be judged. */
  private readonly claimsByToken: { device: Pseudonym; token: string; accepted: boolean }[] = [];

  /** A policy has, had or will have `requireToken: false`. */
  claimsNeedNoToken = false;
  /** A policy has, had or will have `linkByEmail`. */
  private linksByEmail = false;
  /** A policy has, had or will have `reprocess: review`. */
  private reviews = false;

  /**
   * @param patches all changes of the merchant's policy before the batch
   * @param asksCustomer whether a condition of the merchant's campaigns reads the customer
   */
  constructor(
    patches: readonly PolicyPatch[],
    asksCustomer: boolean,
    /** How much one statement may load of purchases; null: no limit. */
    readonly purchaseBytesMax: number | null,
  ) {
    this.asksCustomer = asksCustomer;
    for (const patch of patches) this.addPolicy(patch);
  }

  /** Called for all facts of the batch before `addFact`. */
  addPolicies(fact: Fact): void {
    if (fact.type === 'FactRequeued') this.addPolicies(fact.data.fact);
    if (fact.type === 'PolicyChanged' || fact.type === 'MerchantRegistered') this.addPolicy(fact.data.policy ?? {});
  }

  private addPolicy({ requireToken, linkByEmail, reprocess }: PolicyPatch): void {
    this.claimsNeedNoToken ||= requireToken === false;
    this.linksByEmail ||= linkByEmail === true;
    this.reviews ||= reprocess === 'review';
  }

  addFact(recorded: RecordedFact): void {
    const { fact, recordedAt, position } = recorded;
    this.recordedFrom = Math.min(this.recordedFrom, recordedAt);
    this.recordedUntil = Math.max(this.recordedUntil, recordedAt);
    switch (fact.type) {
      case 'TouchpointRecorded': {
        const { id } = fact.data.anonymousId;
        this.identifiers.add(id);
        this.devices.add(id);
        if (fact.data.referrer) this.referrers.add(fact.data.referrer.id);
        return this.readsOrders(id, toMillis(fact.data.occurredAt));
      }
      case 'IdentityAsserted':
      case 'MergeRequested': {
        this.connecting.set(position, fact.data.a.id);
        const sides = [fact.data.a.id, fact.data.b.id] as const;
        for (const id of sides) {
          this.identifiers.add(id);
          this.buyers.add(id);
        }
        return this.pair(...sides);
      }
      case 'PurchaseClaimed': {
        const { orderId, anonymousId, token } = fact.data;
        this.connecting.set(position, orderId === undefined ? anonymousId.id : orderKey(orderId));
        if (orderId === undefined) this.claimsByToken.push({ device: anonymousId.id, token, accepted: false });
        else this.named(orderId).claims.push({ device: anonymousId.id, token, accepted: false });
        return;
      }
      case 'PurchaseRecorded': {
        const { orderId, customerId, emailHash, token, occurredAt, carried } = fact.data;
        const order = this.named(orderId);
        this.connecting.set(position, orderKey(orderId));
        order.recorded = true;
        order.versions++;
        order.recordedAt = Math.min(order.recordedAt, recordedAt);
        order.occurredAt.add(Math.min(toMillis(occurredAt), recordedAt));
        order.tokens.add(token ?? null);
        order.position = Math.min(order.position, position);
        for (const code of carried?.codes ?? []) order.codes.add(code);
        for (const { id } of carried?.devices ?? []) order.claims.push({ device: id, token: null, accepted: true });
        if (carried?.visit?.referrer) this.referrers.add(carried.visit.referrer.id);
        this.addBuyers(orderId, order, customerId?.id, emailHash?.id);
        return this.readsOrders(orderKey(orderId), toMillis(occurredAt));
      }
      case 'CodeAssigned':
        this.referrers.add(fact.data.owner.id);
        return;
      case 'UnmergeRequested': {
        const edgeId = edgeIdOf(fact.data.mergeId);
        if (edgeId !== null) this.unmerged.add(edgeId);
        return;
      }
      case 'SeparationLifted':
        return this.pair(fact.data.a.id, fact.data.b.id);
      case 'ProposalDecided':
        this.decidedProposals.add(fact.data.proposalId);
        return;
      case 'RewardEvaluationRequested':
        this.named(fact.data.orderId).evaluated = true;
        return;
      case 'RewardPaymentRecorded':
        this.paidRewards.add(fact.data.rewardId);
        return;
      case 'ExchangeRatesRecorded':
        this.ratesRecorded = true;
        return;
      case 'FactRequeued':
        return this.addFact({ ...recorded, fact: fact.data.fact });
      case 'MerchantRegistered':
      case 'PolicyChanged':
      case 'FactPassedOver':
      case 'DefaultsConfigured':
      case 'KernelChanged':
        return;
      case 'CampaignPublished':
        this.published.add(fact.data.campaignId);
        this.asksCustomer ||= asksCustomer(fact.data.condition);
        return;
      case 'CodeReleased':
      case 'IdentityForgotten':
      case 'MerchantForgotten':
      case 'CampaignPaused':
      case 'CampaignResumed':
      case 'CampaignArchived':
        return;
      default:
        fact satisfies never;
    }
  }

  /** The order of a reward that was paid. */
  addPaidOrder(orderId: string): void {
    this.named(orderId).paid = true;
  }

  /** The order of a proposal that is decided. */
  addProposedOrder(orderId: string): void {
    this.named(orderId);
  }

  /** An edge that is taken back, as it stands. */
  addUnmerged(edgeId: string, a: Pseudonym, b: Pseudonym): void {
    for (const id of [a, b]) this.identifiers.add(id);
    this.pair(a, b);
    this.components.join(edgeId, a);
  }

  /** Components in which edges are taken back, including edges that the batch itself may make. */
  unmergedComponents(): Set<string> {
    for (const edgeId of this.unmerged) {
      const somebody = this.connecting.get(placeOfEdge(edgeId).position);
      if (somebody !== undefined) this.components.join(edgeId, somebody);
    }
    return new Set([...this.unmerged].map((edgeId) => this.components.of(edgeId)));
  }

  /** The held state of an order that facts name. */
  addHeld(purchase: Purchase): void {
    const { orderId, customer, email, anchor, firstDevice, evidence, token } = purchase;
    const order = this.named(orderId);
    order.tokens.add(token);
    order.occurredAt.add(purchase.occurredAt);
    // A condition that reads the customer of an unlinked purchase asks which others name the same buyer.
    const asksBuyer = order.evaluated && anchor === null && this.asksCustomer;
    if (order.recorded || order.claims.length > 0 || order.claimedByToken || asksBuyer) {
      this.addBuyers(orderId, order, customer?.id, email?.id);
      this.readsOrders(orderKey(orderId), purchase.occurredAt);
    }
    if (anchor) this.join(orderId, anchor.id);
    if (firstDevice) this.join(orderId, firstDevice);
    for (const device of evidence) this.identifiers.add(device);
  }

  /** An unlinked order of one of the `buyers`. */
  addWaiting(purchase: Purchase): void {
    const { orderId, customer, email, occurredAt } = purchase;
    const ids = [customer?.id, this.linksByEmail ? email?.id : undefined].filter((id) => id !== undefined);
    for (const id of ids) this.join(orderId, id);
    if (ids.length === 2) this.pair(ids[0]!, ids[1]!);
    this.readsOrders(orderKey(orderId), occurredAt);
  }

  /** The codes of orders that are recorded or evaluated, each with the position as of which it counts. */
  *codesAsked(held: (orderId: string) => Purchase | undefined): Iterable<{ code: string; position: number }> {
    for (const [orderId, { recorded, evaluated, codes, position }] of this.orders) {
      if (!recorded && !evaluated) continue;
      const purchase = held(orderId);
      const heldCodes = purchase === undefined ? [] : codesOf(purchase);
      for (const code of new Set([...codes, ...heldCodes])) {
        yield { code, position: purchase?.firstPosition ?? position };
      }
    }
  }

  /** Orders whose claims from before the batch are judged, or whose devices are connected to a new buyer. */
  judgedOrders(held: (orderId: string) => Purchase | undefined): { orderId: string; tokens: Set<string | null> }[] {
    const judged = [];
    for (const [orderId, { recorded, tokens, buyers }] of this.orders) {
      if (!recorded) continue;
      const purchase = held(orderId);
      const newToken =
        purchase === undefined || [...tokens].some((token) => token !== null && token !== purchase.token);
      const heldBuyers = [purchase?.customer?.id, purchase?.email?.id];
      const anchor = purchase?.anchor?.id;
      // The anchor may be blocked by now, or another buyer may have been when the order was linked.
      const moves = anchor !== undefined && [...buyers].some((id) => id !== anchor);
      const newBuyer = moves || [...buyers].some((id) => !heldBuyers.includes(id));
      if (newToken || newBuyer) judged.push({ orderId, tokens });
    }
    return judged;
  }

  /** Tokens of the batch's claims that name no order. */
  claimedTokens(): Set<string> {
    return new Set(this.claimsByToken.map(({ token }) => token));
  }

  /** The order of a claim by token alone. */
  addClaimedOrder(orderId: string): void {
    this.named(orderId).claimedByToken = true;
  }

  /** Tokens for which claims without an order may be judged, and how often: each order that takes the token judges some. */
  tokensAsked(): Map<string, number> {
    const asked = new Map<string, number>();
    for (const token of this.claimedTokens()) asked.set(token, 1);
    for (const { versions, tokens } of this.orders.values()) {
      if (versions > 0)
        for (const token of tokens) if (token !== null) asked.set(token, (asked.get(token) ?? 0) + versions);
    }
    return asked;
  }

  /** A claim by token alone from before the batch. */
  addClaimByToken(device: Pseudonym, token: string): void {
    this.claimsByToken.push({ device, token, accepted: false });
  }

  addClaim({ orderId, device, token, status }: Claim): void {
    this.orders.get(orderId)!.claims.push({ device: device.id, token, accepted: status === 'accepted' });
  }

  /**
   * Adds the pairs that claims may connect, once all claims are loaded: a device with each buyer of its order, with the
   * device that anchors a guest order, or with each other if no device does yet. A claim that was not accepted before
   * connects nothing if no version of the order has its token.
   */
  addConnections(held: (orderId: string) => Purchase | undefined): void {
    for (const { tokens, claims } of this.orders.values()) {
      for (const claim of this.claimsByToken) if (tokens.has(claim.token)) claims.push(claim);
    }
    for (const [orderId, { tokens, buyers, claims, recorded }] of this.orders) {
      const purchase = held(orderId);
      if (purchase === undefined && !recorded) continue;
      const devices = claims
        .filter(({ token, accepted }) => accepted || tokens.has(token) || tokens.has(null))
        .map(({ device }) => device);
      for (const device of devices) this.join(orderId, device);
      const anchors = purchase?.firstDevice ? [purchase.firstDevice] : devices;
      for (const device of devices) for (const other of [...buyers, ...anchors]) this.pair(device, other);
      if (!this.linksByEmail) continue;
      for (const a of buyers) for (const b of buyers) this.pair(a, b);
    }
  }

  /**
   * Components whose groups may merge or come apart.
   * @param groups the groups that each component has now
   */
  changingComponents(groups: ReadonlyMap<string, ReadonlySet<Pseudonym>>): string[] {
    const comesApart = this.unmergedComponents();
    return [...groups].flatMap(([component, { size }]) => (size > 1 || comesApart.has(component) ? [component] : []));
  }

  /** @param groups the groups that each component has now */
  addReviewed(groups: ReadonlyMap<string, ReadonlySet<Pseudonym>>): void {
    if (!this.reviews) return;
    for (const component of this.changingComponents(groups)) this.reviewed.add(component);
  }

  /** Purchases that may be proposed for an evaluation: those that had one, of the groups that may change or that may get them. */
  addReviewedOrders(members: ReadonlyMap<string, ReadonlySet<Pseudonym>>, purchases: Iterable<Purchase>): void {
    if (this.reviewed.size === 0) return;
    const ids = new Set([...this.reviewed].flatMap((component) => [...(members.get(component) ?? [])]));
    for (const { orderId, anchor, evaluated, evaluation, occurredAt } of purchases) {
      if ((anchor !== null && !ids.has(anchor.id)) || (!evaluated && evaluation.attempts === 0)) continue;
      const order = this.named(orderId);
      order.evaluated = true;
      order.occurredAt.add(occurredAt);
    }
  }

  /** The times of purchases that may be evaluated. */
  evaluatedTimes(): Set<number> {
    const times = new Set<number>();
    for (const { evaluated, occurredAt } of this.orders.values()) {
      if (evaluated) for (const at of occurredAt) times.add(at);
    }
    return times;
  }

  /** Components whose touchpoints an evaluation needs. */
  evaluatedComponents(): Set<string> {
    const components = new Set<string>(this.reviewed);
    for (const [orderId, { evaluated }] of this.orders) {
      if (evaluated) components.add(this.components.of(orderKey(orderId)));
    }
    return components;
  }

  /**
   * The time from which a component's purchases are loaded: all of them if groups may merge, otherwise those that a new
   * touchpoint or purchase may precede. A component that is left out needs none.
   * @param groups how many groups the component has now
   * @param everyEvaluated true if evaluations need earlier purchases
   */
  ordersSince(groups: ReadonlyMap<string, ReadonlySet<Pseudonym>>, everyEvaluated: boolean): Map<string, number> {
    const since = new Map<string, number>();
    for (const [key, from] of this.readsSince) {
      const component = this.components.of(key);
      since.set(component, Math.min(from, since.get(component) ?? Infinity));
    }
    for (const [component, { size }] of groups) if (size > 1) since.set(component, -Infinity);
    for (const component of this.unmergedComponents()) since.set(component, -Infinity);
    if (everyEvaluated) for (const component of this.evaluatedComponents()) since.set(component, -Infinity);
    return since;
  }

  private named(orderId: string): NamedOrder {
    let order = this.orders.get(orderId);
    if (order === undefined) {
      order = {
        recorded: false,
        versions: 0,
        evaluated: false,
        paid: false,
        recordedAt: Infinity,
        occurredAt: new Set(),
        codes: new Set(),
        position: Infinity,
        tokens: new Set(),
        buyers: new Set(),
        claims: [],
        claimedByToken: false,
      };
      this.orders.set(orderId, order);
    }
    return order;
  }

  private addBuyers(orderId: string, order: NamedOrder, customer: Pseudonym | undefined, email: Pseudonym | undefined) {
    for (const id of [customer, this.linksByEmail ? email : undefined]) {
      if (id === undefined) continue;
      order.buyers.add(id);
      this.buyers.add(id);
      this.join(orderId, id);
    }
  }

  private join(orderId: string, id: Pseudonym): void {
    this.identifiers.add(id);
    this.components.join(orderKey(orderId), id);
  }

  private pair(a: Pseudonym, b: Pseudonym): void {
    const pair = a < b ? ([a, b] as const) : ([b, a] as const);
    this.pairs.set(pair.join(' '), pair);
    this.components.join(a, b);
  }

  private readsOrders(key: string, since: number): void {
    this.readsSince.set(key, Math.min(since, this.readsSince.get(key) ?? Infinity));
  }
}

export function orderKey(orderId: string): string {
  return `order ${orderId}`;
}
