/** Arbitrary histories: a policy, and facts as they arrive under it. */
import fc from 'fast-check';
import type { PolicyPatch } from '../../../libs/kernel/policy';
import { arrivals, type Arrival } from './arrivals';
import { CODES } from './builders';
import { outsideFacts, policyPatches, type FactOptions } from './facts';
import { Simulation } from './simulation';
import { merchantRegistered, WITHOUT_GUARD_RAILS } from './universe';
import { newestWorld } from './worlds';

export interface History {
  policy: PolicyPatch;
  arrivals: Arrival[];
}

/** Anybody uses anybody's identifiers, versions contradict each other, and guard rails refuse. */
const WILD: Partial<FactOptions> = {
  ...{ identifiers: 'shared', versionsAgree: false, people: 4, claimsMax: 14, codeFactsMax: 3 },
};
/** Many orders of few people, few of whom say who they are: the orders wait, and link together. */
const CROWDED: Partial<FactOptions> = { ...WILD, people: 2, orders: 6, claimsMax: 4, assertionsMax: 2 };

/** Policies whose guard rails refuse something sooner or later. */
const strictPolicies: fc.Arbitrary<PolicyPatch> = fc
  .tuple(policyPatches, fc.constantFrom({}, WITHOUT_GUARD_RAILS, { maxIdentifiersPerGroup: 3 }))
  .map(([policy, guardRails]) => ({ ...policy, ...guardRails }));

export function histories(): fc.Arbitrary<History> {
  const facts = fc.oneof(outsideFacts(WILD), outsideFacts(CROWDED));
  return fc.record({ policy: strictPolicies, arrivals: facts.chain(arrivals) });
}

/** The history played to its end, on a log that may hold a fact twice. */
export function play({ policy, arrivals: list }: History): Simulation {
  return new Simulation(newestWorld(3, new Set())).play(merchantRegistered(policy), ...CODES).receive(list);
}
