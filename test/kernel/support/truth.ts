/**
 * The outcome of facts, defined without any order of arrival. The kernel must agree with it once all due evaluations
 * have run, as long as no guard rail or limit refuses and the versions of an order name one buyer and token.
 */
import { attribute } from '../../../libs/kernel/attribution/attribute';
import type { Touchpoint } from '../../../libs/kernel/attribution/touchpoint';
import {
  PURCHASE_STATUSES,
  type CarriedVisit,
  type Fact,
  type FactType,
  type PurchaseRecorded,
} from '../../../libs/kernel/facts';
import { toRef, type IdentifierRef } from '../../../libs/kernel/identity/identifier';
import type { Policy } from '../../../libs/kernel/policy';
import { toMillis } from '../../../libs/kernel/time';
import { connectedSets } from './sets';
import { customer, device, email, type FactOf } from './universe';
import type { outcomeOf } from './outcome';

type Pair = readonly [IdentifierRef, IdentifierRef];

export function truthOf(facts: readonly Fact[], policy: Policy, policyVersion: number): ReturnType<typeof outcomeOf> {
  const touchpoints = dataOf(facts, 'TouchpointRecorded').filter(({ anonymousId }) => !anonymousId.blocked);
  const assertions = dataOf(facts, 'IdentityAsserted');
  const usable = assertions.filter(({ a, b }) => !a.blocked && !b.blocked);
  const orders = ordersOf(facts, policy);
  const viaOf = ({ isClaimed, devices, buyer }: (typeof orders)[number]) =>
    isClaimed ? 'claim' : devices.length > 0 ? 'carried' : buyer?.type === 'customer_id' ? 'customer' : 'email';

  const known = new Set(usable.flatMap(({ a, b }) => [a.id, b.id]));
  for (const { buyer, devices } of orders) if (buyer && devices.length > 0) known.add(buyer.id);
  const linked = orders.filter(({ buyer, devices }) => devices.length > 0 || (buyer && known.has(buyer.id)));

  const edges: Pair[] = usable.map(({ a, b }): Pair => [a, b]);
  for (const { buyer, devices, held } of linked) {
    const anchor = (buyer ?? devices[0])!;
    edges.push([anchor, anchor], ...devices.map((device): Pair => [device, anchor]));
    if (policy.linkByEmail && held.customerId && held.emailHash) edges.push([held.customerId, held.emailHash]);
  }
  const seen = [
    ...touchpoints.map(({ anonymousId }) => anonymousId),
    ...assertions.flatMap(({ a, b }) => [a, b]).filter(({ blocked }) => !blocked),
    ...edges.flat(),
  ];
  const groups = connectedSets(
    seen.map(({ id }) => id),
    edges.map(([a, b]) => [a.id, b.id]),
  );

  return {
    groups,
    purchases: orders.map((order) => {
      const { held, everPaid, pastPending, buyer, devices } = order;
      const isLinked = linked.includes(order);
      const group = isLinked ? groups.find((ids) => ids.includes((buyer ?? devices[0])!.id))! : null;
      const isEvaluated = (group !== null || order.speaksForItself) && pastPending;
      const ofGroup = touchpoints.filter(({ anonymousId }) => group?.includes(anonymousId.id));
      const buyers = [...(group ?? []), held.customerId?.id, held.emailHash?.id];
      return {
        orderId: held.orderId,
        ...{ status: held.status, total: held.total, refunded: held.refunded, everPaid },
        group,
        via: isLinked ? viaOf(order) : null,
        evaluation: isEvaluated ? 'done' : 'none',
        attribution: isEvaluated
          ? attribute({
              ...{
                purchasedAt: toMillis(held.occurredAt),
                touchpoints: ofGroup.map(asTouchpoint),
                own: order.codes.flatMap((code) => codeCandidate(code, held)),
                lastResort: order.visit && visitCandidate(order.visit, held),
                policy,
                policyVersion,
              },
              isSelfReferral: ({ referrer, identifierId }) => {
                const own = identifierId === '' ? buyers : group;
                return referrer !== undefined && own!.includes(referrer.id);
              },
            }).attribution
          : null,
      };
    }),
  };
}

/** Each order with its held version, its buyer, and the devices with right claims. */
function ordersOf(facts: readonly Fact[], policy: Policy) {
  const recorded = dataOf(facts, 'PurchaseRecorded');
  const orderIds = [...new Set(recorded.map(({ orderId }) => orderId))].sort();
  return orderIds.map((id) => {
    const versions = recorded.filter(({ orderId }) => orderId === id);
    const held = versions.reduce((best, version) => (isGreater(version, best) ? version : best));
    const claims = dataOf(facts, 'PurchaseClaimed').filter(({ orderId = id }) => orderId === id);
    const right = claims.filter(({ token, orderId, anonymousId }) => {
      const needsNone = held.token === undefined && orderId !== undefined && !policy.requireToken;
      return !anonymousId.blocked && (needsNone || token === held.token);
    });
    const carried = versions.flatMap((version) => version.carried?.devices ?? []).filter(({ blocked }) => !blocked);
    const saying = (what: 'codes' | 'visit') => {
      const said = versions.filter(({ carried }) => carried?.[what] !== undefined);
      return said.length === 0
        ? undefined
        : said.reduce((best, version) => (isGreater(version, best) ? version : best));
    };
    const statuses = versions.map(({ status }) => status);
    return {
      held,
      buyer: held.customerId ?? (policy.linkByEmail ? held.emailHash : undefined),
      codes: saying('codes')?.carried!.codes ?? [],
      visit: saying('visit')?.carried!.visit ?? null,
      speaksForItself: versions.some(
        ({ carried }) => carried?.visit !== undefined || carried?.codes?.some((code) => OWNERS[code] !== undefined),
      ),
      isClaimed: right.length > 0,
      devices: [...right.map(({ anonymousId }) => anonymousId), ...carried],
      pastPending: statuses.some((status) => status !== 'pending'),
      everPaid: statuses.some((status) => status !== 'pending' && status !== 'cancelled'),
    };
  });
}

/** Compares by source version (integers below instants), then refund, status, lower net, body hash. */
function isGreater(a: PurchaseRecorded, b: PurchaseRecorded): boolean {
  const key = ({ sourceVersion, refunded, status, total, bodyHash }: PurchaseRecorded) => [
    typeof sourceVersion === 'number' ? sourceVersion : 1e15 + toMillis(sourceVersion),
    refunded,
    PURCHASE_STATUSES.indexOf(status),
    refunded - total,
    bodyHash,
  ];
  const [keyA, keyB] = [key(a), key(b)];
  const at = keyA.findIndex((value, i) => value !== keyB[i]);
  return at >= 0 && keyA[at]! > keyB[at]!;
}

function asTouchpoint(data: FactOf<'TouchpointRecorded'>['data'], position: number): Touchpoint {
  const { touchpointId, anonymousId, source, channel, campaign, referrer, occurredAt } = data;
  return {
    ...{ touchpointId, position, identifierId: anonymousId.id, source, channel, campaign },
    referrer: referrer && !referrer.blocked ? toRef(referrer) : undefined,
    occurredAt: toMillis(occurredAt),
  };
}

/** As `CODES` has them. */
const OWNERS: Record<string, Partial<Touchpoint> | undefined> = {
  ANNA: { referrer: toRef(customer(1)), channel: 'friends' },
  BEN: { referrer: toRef(device(0)) },
  CLEO: { referrer: toRef(email(2)), campaign: 'spring' },
};

function codeCandidate(code: string, { occurredAt }: PurchaseRecorded): Touchpoint[] {
  const owner = OWNERS[code];
  if (owner === undefined) return [];
  const own = { touchpointId: `code:${code}`, position: 0, identifierId: '', source: 'code' as const };
  return [{ ...own, ...owner, occurredAt: toMillis(occurredAt) }];
}

function visitCandidate(visit: CarriedVisit, { orderId, occurredAt }: PurchaseRecorded): Touchpoint {
  const { source, campaign, referrer } = visit;
  return {
    ...{ touchpointId: `visit:${orderId}`, position: 0, identifierId: '', source, campaign },
    referrer: referrer && !referrer.blocked ? toRef(referrer) : undefined,
    occurredAt: Math.min(toMillis(visit.occurredAt ?? occurredAt), toMillis(occurredAt)),
  };
}

function dataOf<T extends FactType>(facts: readonly Fact[], type: T): FactOf<T>['data'][] {
  return facts.flatMap((fact) => (fact.type === type ? [fact.data as FactOf<T>['data']] : []));
}
