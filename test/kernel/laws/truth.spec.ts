import fc from 'fast-check';
import { DEFAULT_POLICY, type PolicyPatch } from '../../../libs/kernel/policy';
import { arrivals } from '../support/arrivals';
import { outsideFacts, policyPatches, type FactOptions } from '../support/facts';
import { play } from '../support/histories';
import { outcomeOf } from '../support/outcome';
import { truthOf } from '../support/truth';
import { WITHOUT_GUARD_RAILS } from '../support/universe';

function expectTruth(options: Partial<FactOptions>, fixed: PolicyPatch): void {
  const arriving = outsideFacts(options).chain((facts) => fc.tuple(fc.constant(facts), arrivals(facts)));
  fc.assert(
    fc.property(arriving, policyPatches, ([facts, list], patch) => {
      const policy = { ...patch, ...fixed };
      const { purchases, groups } = outcomeOf(play({ policy, arrivals: list }).merchant());
      expect({ groups, purchases }).toEqual(truthOf(facts, { ...DEFAULT_POLICY, ...policy }, 1));
    }),
    { numRuns: 100 },
  );
}

describe('the outcome of the kernel is what the facts say, in whatever order they came', () => {
  it('among people who use only their own identifiers', () => {
    expectTruth({ orders: 4, claimsMax: 10, touchpointsMax: 16, versionsMax: 4 }, {});
  });

  it('among people who share everything, if no guard rail refuses', () => {
    expectTruth({ identifiers: 'shared', people: 4, orders: 4, assertionsMax: 8 }, WITHOUT_GUARD_RAILS);
  });

  it('when guest orders link by e-mail', () => {
    expectTruth(
      { identifiers: 'shared', orders: 5, claimsMax: 4, assertionsMax: 1 },
      { ...WITHOUT_GUARD_RAILS, linkByEmail: true },
    );
  });
});
