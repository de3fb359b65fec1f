/**
 * Arbitrary facts from outside about the small universe: touchpoints, claims, purchases with their
 * versions, assertions. Ids are unique per kind. No fact occurs after `HISTORY_END`, and facts arrive after that, so
 * none occurs after its arrival.
 */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonicalJson } from '../../../libs/kernel/canonical-json';
import {
  PURCHASE_STATUSES,
  type Carried,
  type Fact,
  type PurchaseRecorded,
  type PurchaseStatus,
} from '../../../libs/kernel/facts';
import type { IdentifierRef } from '../../../libs/kernel/identity/identifier';
import {
  ATTRIBUTION_MODELS,
  DEFAULT_POLICY,
  TOUCHPOINT_SOURCES,
  type PolicyPatch,
  type TouchpointSource,
} from '../../../libs/kernel/policy';
import { DAY, HOUR, toInstant } from '../../../libs/kernel/time';
import { codeAssigned, codeReleased } from './builders';
import * as universe from './universe';
import { MERCHANT, type FactOf } from './universe';

export interface FactOptions {
  people: number;
  orders: number;
  /**
   * `own`: everybody buys, claims and asserts with their own identifiers, so the default guard rails refuse nobody.
   * `shared`: anybody uses anybody's identifiers.
   */
  identifiers: 'own' | 'shared';
  /** True: the versions of an order agree on token, customer and e-mail. */
  versionsAgree: boolean;
  touchpointsMax: number;
  /** At most 10 keeps the limit of accepted claims per order out of reach. */
  claimsMax: number;
  assertionsMax: number;
  versionsMax: number;
  /** Assignments and releases of codes at any time, beside `CODES`; with any, it matters what comes first. */
  codeFactsMax: number;
  sources: readonly TouchpointSource[];
  statuses: readonly PurchaseStatus[];
  totals: readonly number[];
  /** Size of the lists of touchpoints and claims: `max` makes them as long as allowed. */
  size: 'small' | 'max';
}

export const FACT_OPTIONS: FactOptions = {
  people: 3,
  orders: 3,
  identifiers: 'own',
  versionsAgree: true,
  touchpointsMax: 10,
  claimsMax: 6,
  assertionsMax: 4,
  versionsMax: 3,
  codeFactsMax: 0,
  sources: TOUCHPOINT_SOURCES,
  statuses: PURCHASE_STATUSES,
  totals: [0, 1_000, 1_999],
  size: 'small',
};

/** Many moments coincide, and many lie on the edge of a window or of a half-life. */
export const moments: fc.Arbitrary<number> = fc
  .record({
    days: fc.constantFrom(0, 7, 14, 30, 37, 44),
    rest: fc.oneof(fc.constantFrom(0, 0, 1, HOUR), fc.nat(DAY - 1)),
  })
  .map(({ days, rest }) => universe.HISTORY_START + days * DAY + rest);

const instants = moments.map(toInstant);

export function touchpoints(options: FactOptions): fc.Arbitrary<FactOf<'TouchpointRecorded'>[]> {
  const touchpoint = fc.record({
    anonymousId: rarely(universe.BLOCKED_DEVICE, devices(options)),
    source: fc.constantFrom(...options.sources),
    campaign: fc.constantFrom(undefined, 'spring'),
    referrer: fc.option(rarely(universe.BLOCKED_CUSTOMER, anybody(options)), { nil: undefined }),
    occurredAt: instants,
  });
  return fc.array(touchpoint, { maxLength: options.touchpointsMax, size: options.size }).map((list) =>
    list.map((data, i) => ({
      type: 'TouchpointRecorded',
      data: defined({ merchantId: MERCHANT, touchpointId: `touchpoint-${i}`, ...data }),
    })),
  );
}

export function claims(options: FactOptions): fc.Arbitrary<FactOf<'PurchaseClaimed'>[]> {
  const claim = orders(options).chain((order) =>
    fc.record({
      orderId: fc.constantFrom(undefined, universe.orderIdOf(order), universe.orderIdOf(order)),
      token: rarely(universe.WRONG_TOKEN, fc.constant(universe.tokenOf(order))),
      anonymousId: rarely(universe.BLOCKED_DEVICE, devices(options, buyerOf(order, options))),
      occurredAt: instants,
    }),
  );
  return fc.array(claim, { maxLength: options.claimsMax, size: options.size }).map((list) =>
    list.map((data, i) => ({
      type: 'PurchaseClaimed',
      data: defined({ merchantId: MERCHANT, claimId: `claim-${i}`, ...data }),
    })),
  );
}

export function assertions(options: FactOptions): fc.Arbitrary<FactOf<'IdentityAsserted'>[]> {
  const assertion = people(options).chain((person) => {
    const side = rarely(universe.BLOCKED_CUSTOMER, anybody(options, person));
    return fc.record({ a: side, b: side });
  });
  return fc.array(assertion, { maxLength: options.assertionsMax }).map((list) =>
    list.map((data, i) => ({
      type: 'IdentityAsserted',
      data: { merchantId: MERCHANT, assertionId: `assertion-${i}`, ...data },
    })),
  );
}

/** The versions of one order, without repeats, unordered. */
export function purchase(order: number, options: FactOptions): fc.Arbitrary<FactOf<'PurchaseRecorded'>[]> {
  const buyer = options.identifiers === 'own' ? fc.constant(buyerOf(order, options)) : people(options);
  const party = buyer.chain((person) =>
    fc.record({
      customerId: fc.constantFrom(undefined, universe.customer(person), universe.customer(person)),
      emailHash: fc.constantFrom(undefined, universe.email(person)),
      token: rarely<string | undefined>(undefined, fc.constant(universe.tokenOf(order))),
    }),
  );
  const version = fc.record({
    status: fc.constantFrom(...options.statuses),
    total: fc.constantFrom(...options.totals),
    currency: fc.constantFrom('EUR', 'JPY'),
    items: fc.subarray([
      { sku: 'tea', quantity: 1_000, price: 999 },
      { sku: 'rope', quantity: 1_500, price: 667 },
    ]),
    sourceVersion: fc.oneof(fc.nat(3), instants),
    occurredAt: instants,
    goods: fc.constantFrom(undefined, undefined, 500),
    renewal: fc.constantFrom(undefined, undefined, true as const),
    carried: fc.option(carried(order, options), { nil: undefined }),
  });
  const versions = fc.array(fc.record({ version, refunded: fc.constantFrom(0, 500), other: party }), {
    minLength: 1,
    maxLength: options.versionsMax,
  });
  return fc.tuple(party, versions).map(([agreed, list]) => {
    const byHash = new Map<string, FactOf<'PurchaseRecorded'>>();
    for (const { version: content, refunded, other } of list) {
      const data = purchaseData(
        order,
        content,
        Math.min(refunded, content.total),
        options.versionsAgree ? agreed : other,
      );
      byHash.set(data.bodyHash, { type: 'PurchaseRecorded', data });
    }
    return [...byHash.values()];
  });
}

const CODE_NAMES = ['ANNA', 'BEN', 'CLEO', 'GONE', 'NOBODYS'];

/** Evidence that a version of an order carries. Few devices keep the limit of accepted claims per order out of reach. */
function carried(order: number, options: FactOptions): fc.Arbitrary<Carried> {
  const person = buyerOf(order, options);
  const other = options.identifiers === 'shared' ? (person + 1) % options.people : person;
  const devices = fc.subarray([universe.device(person, 0), universe.device(other, 2), universe.BLOCKED_DEVICE]);
  const visit = fc
    .record({
      source: fc.constantFrom(...options.sources),
      campaign: fc.constantFrom(undefined, 'autumn'),
      referrer: fc.option(rarely(universe.BLOCKED_CUSTOMER, anybody(options)), { nil: undefined }),
      occurredAt: fc.option(instants, { nil: undefined }),
    })
    .map(defined);
  return fc
    .record({ codes: fc.subarray(CODE_NAMES, { maxLength: 2 }), visit, devices }, { requiredKeys: [] })
    .map(defined);
}

function codeFacts(options: FactOptions): fc.Arbitrary<Fact[]> {
  const assigned = fc
    .tuple(fc.constantFrom(...CODE_NAMES), rarely(universe.BLOCKED_CUSTOMER, anybody(options)), fc.nat(999))
    .map(([code, owner, label]) => codeAssigned(code, owner, { channel: `channel ${label}` }));
  const released = fc.tuple(fc.constantFrom(...CODE_NAMES), fc.nat(999)).map(([code, n]) => codeReleased(code, `${n}`));
  return fc.uniqueArray(fc.oneof<fc.Arbitrary<Fact>[]>(assigned, assigned, released), {
    maxLength: options.codeFactsMax,
    selector: canonicalJson,
  });
}

/** All of the above for one universe. For how they arrive, see `arrivals`. */
export function outsideFacts(overrides: Partial<FactOptions> = {}): fc.Arbitrary<Fact[]> {
  const options = { ...FACT_OPTIONS, ...overrides };
  const purchases = Array.from({ length: options.orders }, (_, order) =>
    fc.option(purchase(order, options), { nil: [], freq: 6 }),
  );
  return fc
    .tuple(touchpoints(options), claims(options), assertions(options), codeFacts(options), ...purchases)
    .map((kinds): Fact[] => kinds.flat());
}

/** Policy fields that affect attributions, links and groups; guard rails and finality keep their defaults. */
export const policyPatches: fc.Arbitrary<PolicyPatch> = fc.record(
  {
    model: fc.constantFrom(...ATTRIBUTION_MODELS),
    lookbackDays: fc.constantFrom(1, 7, 30, 365),
    settlingPeriodSeconds: fc.constantFrom(0, 60, 3_600),
    sourceRanking: fc.constantFrom(DEFAULT_POLICY.sourceRanking, [], [['direct' as const], ['paid' as const]]),
    requireToken: fc.boolean(),
    linkByEmail: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** Policy changes that a merchant may make at any moment, in both directions. */
export const POLICY_CHANGES: readonly PolicyPatch[] = [
  { requireToken: false },
  { requireToken: true },
  { linkByEmail: true },
  { linkByEmail: false },
  { reprocess: 'review' },
  { reprocess: 'off' },
  { reprocess: 'auto' },
  { blockedIds: [universe.customer(0).id, universe.device(1).id] },
  { blockedIds: [] },
  { settlingPeriodSeconds: 0, lookbackDays: 7 },
  { maxIdentifiersPerGroup: 3, maxCustomersPerGroup: 2 },
];

type Version = Omit<PurchaseRecorded, 'merchantId' | 'orderId' | 'platform' | 'refunded' | 'bodyHash'>;
type Party = Pick<PurchaseRecorded, 'customerId' | 'emailHash' | 'token'>;

function purchaseData(order: number, version: Version, refunded: number, party: Party): PurchaseRecorded {
  const orderId = universe.orderIdOf(order);
  const goods = version.goods === undefined ? undefined : Math.min(version.goods, version.total);
  const said = { merchantId: MERCHANT, orderId, platform: 'custom' as const, ...version, goods, refunded, ...party };
  const data = defined(said);
  return { ...data, bodyHash: createHash('sha256').update(canonicalJson(data)).digest('hex') };
}

/** Among people who use only their own identifiers, every order has its buyer. */
function buyerOf(order: number, { people: count }: FactOptions): number {
  return order % count;
}

function people(options: FactOptions): fc.Arbitrary<number> {
  return fc.nat(options.people - 1);
}

function orders(options: FactOptions): fc.Arbitrary<number> {
  return fc.nat(options.orders - 1);
}

/** A device of that person; of anybody if none is named, or if people share. */
function devices(options: FactOptions, owner?: number): fc.Arbitrary<IdentifierRef> {
  const owners = owner === undefined || options.identifiers === 'shared' ? people(options) : fc.constant(owner);
  return fc.tuple(owners, fc.nat(universe.DEVICES_PER_PERSON - 1)).map(([person, i]) => universe.device(person, i));
}

/** Any identifier of that person, likewise. */
function anybody(options: FactOptions, owner?: number): fc.Arbitrary<IdentifierRef> {
  const owners = owner === undefined || options.identifiers === 'shared' ? people(options) : fc.constant(owner);
  return owners.chain((person) => fc.constantFrom(...universe.identifiersOf(person)));
}

function rarely<T>(odd: T, usual: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: fc.constant(odd) });
}

/** Facts leave optional fields out. */
function defined<T extends object>(data: T): T {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as T;
}
