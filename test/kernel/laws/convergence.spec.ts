import fc from 'fast-check';
import type { PolicyPatch } from '../../../libs/kernel/policy';
import { arrivingTwice, repeated } from '../support/arrivals';
import { outsideFacts, policyPatches, type FactOptions } from '../support/facts';
import { play } from '../support/histories';
import { outcomeOf } from '../support/outcome';
import { WITHOUT_GUARD_RAILS } from '../support/universe';

/** Groups, links, credits and exclusions do not depend on the order or the repetition of facts. */
function expectConvergence(options: Partial<FactOptions>, fixed: PolicyPatch): void {
  const twice = arrivingTwice(outsideFacts(options)).chain(([a, b]) => fc.tuple(repeated(a), repeated(b)));
  fc.assert(
    fc.property(twice, policyPatches, ([once, again], patch) => {
      const policy = { ...patch, ...fixed };
      const outcome = (arrivals: typeof once) => outcomeOf(play({ policy, arrivals }).merchant());
      expect(outcome(again)).toEqual(outcome(once));
    }),
    { numRuns: 100 },
  );
}

describe('the same facts in any order, with duplicates, have the same outcome', () => {
  it('among people who use only their own identifiers', () => {
    expectConvergence({ orders: 4, claimsMax: 10, touchpointsMax: 16, versionsMax: 4 }, {});
  });

  it('among people who share everything, if no guard rail refuses', () => {
    expectConvergence({ identifiers: 'shared', people: 4, orders: 4, assertionsMax: 8 }, WITHOUT_GUARD_RAILS);
  });

  it('when few touchpoints and assertions exist and orders have to find their customer', () => {
    expectConvergence({ orders: 6, claimsMax: 3, assertionsMax: 1, touchpointsMax: 4 }, {});
  });

  it('when guest orders link by e-mail', () => {
    expectConvergence(
      { identifiers: 'shared', orders: 5, claimsMax: 4, assertionsMax: 1 },
      { ...WITHOUT_GUARD_RAILS, linkByEmail: true },
    );
  });
});
