/** All that a complete world holds of a merchant, for comparing worlds; and the same in another order. */
import { canonicalJson } from '../../../libs/kernel/canonical-json';
import { waitingKey } from '../../../libs/kernel/rewards/reward';
import type { MerchantWorld } from '../../../libs/kernel/world';

/** Every row and every list, as plain data; a set of claims as the list of them. */
export function contentsOf(merchant: MerchantWorld) {
  const claims = [...merchant.claims.values()].map((order) => ({ ...order, claims: [...order.claims.values()] }));
  const contents = {
    registration: merchant.settings.registration,
    policies: merchant.policies.changes,
    identifiers: [...merchant.identifiers.values()],
    connections: [...merchant.connections.values()],
    purchases: [...merchant.purchases.values()],
    claims,
    rates: [...merchant.rates.pairs],
    rewards: [...merchant.orderRewards.values()],
    proposals: [...merchant.proposals.values()],
    budgetUsage: [...merchant.budgetUsage.keys()].map((key) => [key, merchant.budgetUsage.get(key)]),
    capUsage: [...merchant.capUsage.keys()].map((key) => [key, [...(merchant.capUsage.get(key) ?? [])]]),
    withheld: [...merchant.withheld.values()].map((entries) => [...entries]),
    failed: [...merchant.failedOrders.values()].map((orders) => [...orders]),
    ...listsOf(merchant),
  };
  return JSON.parse(canonicalJson(contents)) as typeof contents;
}

/** Puts every list in an order that `random` decides. Claims stay in log order: theirs is part of the rules. */
export function shuffleRows(merchant: MerchantWorld, random: () => number): void {
  const { members, touchpoints, ordersByAnchor, ordersByEvidence, unlinkedOrders, failedOrders, withheld } = merchant;
  failedOrders.load('RATE_MISSING', shuffled(failedOrders.get('RATE_MISSING'), random));
  for (const key of new Set([...withheld.values()].flat().map(waitingKey))) {
    withheld.load(key, shuffled(withheld.get(key), random));
  }
  for (const key of keysOf(merchant)) {
    for (const index of [members, ordersByAnchor, ordersByEvidence, unlinkedOrders]) {
      index.load(key, shuffled(index.get(key), random));
    }
    touchpoints.load(key, shuffled(touchpoints.get(key), random));
  }
}

function listsOf(merchant: MerchantWorld) {
  const keys = keysOf(merchant);
  const lists = (index: { get(key: string): readonly unknown[] }) =>
    Object.fromEntries(keys.map((key) => [key, index.get(key)]));
  return {
    members: lists(merchant.members),
    touchpoints: lists(merchant.touchpoints),
    ordersByAnchor: lists(merchant.ordersByAnchor),
    unlinkedOrders: lists(merchant.unlinkedOrders),
    ordersByEvidence: lists(merchant.ordersByEvidence),
  };
}

/** All that lists are kept for: identifiers, and buyers who were never seen. */
function keysOf(merchant: MerchantWorld): string[] {
  const keys = new Set([...merchant.identifiers.values()].map(({ id }) => id));
  for (const { customer, email } of merchant.purchases.values()) {
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
