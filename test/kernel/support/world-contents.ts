/** Everything a complete world holds of a merchant, for comparing worlds; and a copy in another order. */
import { canonicalJson } from '../../../libs/kernel/canonical-json';
import { waitingKey } from '../../../libs/kernel/rewards/reward';
import type { MerchantWorld } from '../../../libs/kernel/world';

/** Every row and every list, as plain data; a set of claims as the list of them. */
export function contentsOf(merchant: MerchantWorld) {
  const claims = [...merchant.purchases.claims.orders.values()].map((order) => ({
    ...order,
    claims: [...order.claims.values()],
  }));
  const contents = {
    registration: merchant.settings.registration,
    policies: merchant.policies.changes,
    identifiers: [...merchant.identities.identifiers.values()],
    connections: [...merchant.identities.connections.values()],
    purchases: [...merchant.purchases.rows.values()],
    claims,
    rates: [...merchant.rates.pairs],
    rewards: [...merchant.rewards.orders.values()],
    proposals: [...merchant.proposals.rows.values()],
    budgetUsage: [...merchant.rewards.budgetUsage.keys()].map((key) => [key, merchant.rewards.budgetUsage.get(key)]),
    capUsage: [...merchant.rewards.capUsage.keys()].map((key) => [
      key,
      [...(merchant.rewards.capUsage.get(key) ?? [])],
    ]),
    withheld: [...merchant.rewards.withheld.values()].map((entries) => [...entries]),
    failed: [...merchant.purchases.failed.values()].map((orders) => [...orders]),
    ...listsOf(merchant),
  };
  return JSON.parse(canonicalJson(contents)) as typeof contents;
}

/** Puts every list in an order that `random` decides. Claims stay in log order, which is part of the rules. */
export function shuffleRows(merchant: MerchantWorld, random: () => number): void {
  const { members } = merchant.identities;
  const { byAnchor, byEvidence, unlinked, failed } = merchant.purchases;
  const { byDevice } = merchant.touchpoints;
  const { byCode } = merchant.codes;
  for (const list of [...merchant.purchases.claims.byToken.values()]) {
    if (list.length > 0) merchant.purchases.claims.byToken.load(list[0]!.token!, shuffled(list, random));
  }
  for (const [first] of [...byCode.values()]) byCode.load(first!.code, shuffled(byCode.get(first!.code), random));
  const { withheld } = merchant.rewards;
  failed.load('RATE_MISSING', shuffled(failed.get('RATE_MISSING'), random));
  for (const key of new Set([...withheld.values()].flat().map(waitingKey))) {
    withheld.load(key, shuffled(withheld.get(key), random));
  }
  for (const key of keysOf(merchant)) {
    for (const index of [members, byAnchor, byEvidence, unlinked]) {
      index.load(key, shuffled(index.get(key), random));
    }
    byDevice.load(key, shuffled(byDevice.get(key), random));
  }
}

function listsOf(merchant: MerchantWorld) {
  const keys = keysOf(merchant);
  const lists = (index: { get(key: string): readonly unknown[] }) =>
    Object.fromEntries(keys.map((key) => [key, index.get(key)]));
  return {
    members: lists(merchant.identities.members),
    touchpoints: lists(merchant.touchpoints.byDevice),
    claimsByToken: [...merchant.purchases.claims.byToken.values()].map((list) => [...list]),
    ordersByToken: [...merchant.purchases.byToken.values()].map((list) => [...list]),
    codes: [...merchant.codes.byCode.values()].map((list) => [...list]),
    ordersByAnchor: lists(merchant.purchases.byAnchor),
    unlinkedOrders: lists(merchant.purchases.unlinked),
    ordersByEvidence: lists(merchant.purchases.byEvidence),
  };
}

/** All keys of lists: identifiers, and buyers who were never seen. */
function keysOf(merchant: MerchantWorld): string[] {
  const keys = new Set([...merchant.identities.identifiers.values()].map(({ id }) => id));
  for (const { customer, email } of merchant.purchases.rows.values()) {
    if (customer) keys.add(customer.id);
    if (email) keys.add(email.id);
  }
  return [...keys];
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
