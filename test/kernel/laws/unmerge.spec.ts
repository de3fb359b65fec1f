/** A merge that was taken back leaves no trace: the outcome is as if its edge had never come. */
import fc from 'fast-check';
import type { Fact } from '../../../libs/kernel/facts';
import type { RewardRule } from '../../../libs/kernel/rewards/reward-rule';
import type { IdentifierRef } from '../../../libs/kernel/identity/identifier';
import type { PolicyPatch } from '../../../libs/kernel/policy';
import { netOf, rewardKey } from '../../../libs/kernel/rewards/reward';
import type { MerchantWorld } from '../../../libs/kernel/world';
import { arrivals, type Arrival } from '../support/arrivals';
import { CODES, asserted, mergeRequested, operatorAsks, unmergeRequested } from '../support/builders';
import { outsideFacts, policyPatches, type FactOptions } from '../support/facts';
import { outcomeOf } from '../support/outcome';
import { Simulation } from '../support/simulation';
import * as universe from '../support/universe';
import { MERCHANT, merchantRegistered, WITHOUT_GUARD_RAILS } from '../support/universe';

const PEOPLE = 4;
const WILD: Partial<FactOptions> = { identifiers: 'shared', versionsAgree: false, people: PEOPLE, orders: 5 };

const rewards: RewardRule[] = [
  { to: 'referrer', kind: 'percent', basisPoints: 1_000 },
  { to: 'referee', kind: 'fixed', amount: 100 },
];
const campaign: Fact = {
  type: 'CampaignPublished',
  data: {
    ...{ merchantId: MERCHANT, campaignId: 'spring', name: 'Spring', condition: 'customer.purchasesBefore < 2' },
    ...{ currency: 'EUR', priority: 100, exclusive: false, holdDays: 0, rewards, budgets: [] },
  },
};

const rates: Fact = {
  type: 'ExchangeRatesRecorded',
  data: { merchantId: MERCHANT, base: 'EUR', rates: { JPY: '160.5' }, asOf: '2020-01-01T00:00:00.000Z' },
};

const EVERYBODY = Array.from({ length: PEOPLE }, (_, person) => universe.identifiersOf(person)).flat();
/** Few people with many connects, so that most connects are within one group. */
const TWO: Partial<FactOptions> = {
  ...WILD,
  versionsAgree: true,
  people: 2,
  orders: 4,
  claimsMax: 14,
  assertionsMax: 8,
};

interface Reverted {
  policy: PolicyPatch;
  a: IdentifierRef;
  b: IdentifierRef;
  before: Arrival[];
  meanwhile: Arrival[];
  after: Arrival[];
}

function reverted(
  policy: PolicyPatch,
  options: Partial<FactOptions> = WILD,
  pairOf: readonly IdentifierRef[] = EVERYBODY,
): fc.Arbitrary<Reverted> {
  const facts = outsideFacts(options).chain(arrivals);
  return fc
    .record({
      policies: policyPatches,
      facts,
      cuts: fc.tuple(fc.nat(100), fc.nat(100)),
      a: fc.constantFrom(...pairOf),
      b: fc.constantFrom(...pairOf),
    })
    .filter(({ a, b }) => a.id !== b.id)
    .map(({ policies, facts: list, cuts, a, b }) => {
      const [first, second] = cuts.map((cut) => Math.floor((cut / 101) * (list.length + 1))).sort((x, y) => x - y);
      const parts = { before: list.slice(0, first), meanwhile: list.slice(first, second), after: list.slice(second) };
      return { policy: { ...policies, ...policy }, a, b, ...parts };
    });
}

/** @param merges false replaces both requests by facts that do nothing */
function play({ policy, a, b, before, meanwhile, after }: Reverted, merges: boolean): Simulation {
  const nothing = operatorAsks(99);
  const simulation = new Simulation().play(merchantRegistered(policy), ...CODES, campaign, rates);
  const receive = (list: readonly Arrival[]) => {
    for (const { id, fact, recordedAt } of list) simulation.record(fact, recordedAt, id);
  };
  receive(before);
  // Both identifiers are seen and known in either history.
  simulation.play(asserted('a', a, a), asserted('b', b, b));
  simulation.play(merges ? mergeRequested('merge', a, b, ['CUSTOMER_CONFLICT']) : nothing);
  const decided = simulation.decisions.at(-1);
  const edgeId = decided?.type === 'MergeRequestDecided' ? decided.data.edgeId : undefined;
  receive(meanwhile);
  simulation.play(merges && edgeId ? unmergeRequested(edgeId) : nothing);
  receive(after);
  return simulation.finish();
}

/** Everything except ids, places in the log, and records of the pair itself. */
function comesTo(merchant: MerchantWorld, pair: readonly string[]) {
  const isPair = (ref: { id: string }, other: { id: string }) => pair.includes(ref.id) && pair.includes(other.id);
  const connections = [...merchant.identities.connections.values()].filter(({ a, b }) => !isPair(a, b));
  const shown = connections.map(({ kind, a, b, into, from, moved, mergeId }) => {
    return [kind, a.id, b.id, mergeId !== null, into, from, ...moved].join(' ');
  });
  const live = [...merchant.rewards.orders.values()].flatMap(({ orderId, rewards: entries }) =>
    [...new Set(entries.map(rewardKey))].map((key) => [orderId, key, netOf(entries, key)] as const),
  );
  return {
    ...outcomeOf(merchant),
    canonical: [...merchant.identities.identifiers.values()]
      .map(({ id, groupId, known }) => [id, groupId, known])
      .sort(),
    evidence: [...merchant.purchases.rows.values()]
      .map(({ orderId, evidence }) => [orderId, ...evidence.toSorted()])
      .sort(),
    connections: shown.sort(),
    rewards: live.filter(([, , net]) => net !== 0).sort(),
    budgets: [...merchant.rewards.budgetUsage.keys()]
      .map((key) => [key, merchant.rewards.budgetUsage.get(key)])
      .filter(([, used]) => used),
  };
}

function holds(universeOf: Reverted): void {
  const without = play(universeOf, false);
  const pair = [universeOf.a.id, universeOf.b.id];
  const touchesPair = [...without.merchant().identities.connections.values()].some(
    ({ a, b }) => pair.includes(a.id) && pair.includes(b.id) && a.id !== b.id,
  );
  fc.pre(!touchesPair);
  const taken = play(universeOf, true);
  const unmerged = taken.decisions.find(({ type }) => type === 'IdentityGroupsUnmerged');
  // Connects that were refused meanwhile stay refused.
  fc.pre(unmerged?.type !== 'IdentityGroupsUnmerged' || unmerged.data.refusedMeanwhile.length === 0);
  expect(comesTo(taken.merchant(), pair)).toEqual(comesTo(without.merchant(), pair));
}

describe('a history with a merge that was taken back ends like the one without it', () => {
  it('when nothing is refused', () => {
    fc.assert(fc.property(reverted(WITHOUT_GUARD_RAILS), holds), { numRuns: 100 });
  });

  it('when the rules refuse connects that only the merge had allowed', () => {
    fc.assert(fc.property(reverted({}), holds), { numRuns: 100 });
  });

  it('when force had merged two customers and their devices', () => {
    const customers = [universe.customer(0), universe.customer(1)];
    fc.assert(fc.property(reverted({}, TWO, customers), holds), { numRuns: 100 });
  });

  it('when groups are small', () => {
    fc.assert(fc.property(reverted({ maxIdentifiersPerGroup: 4 }), holds), { numRuns: 100 });
  });
});
