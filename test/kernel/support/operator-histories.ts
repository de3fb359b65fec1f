/** Arbitrary histories in which operators merge, unmerge, lift separations and decide proposals. */
import fc from 'fast-check';
import { REPROCESS_MODES } from '../../../libs/kernel/policy';
import { arrivals } from './arrivals';
import { CODES } from './builders';
import { outsideFacts, policyPatches } from './facts';
import { actOf, operators } from './operators';
import { Simulation } from './simulation';
import { identifiersOf, merchantRegistered } from './universe';

const people = Array.from({ length: 4 }, (_, person) => identifiersOf(person)).flat();

/** A history of arbitrary facts, with acts of operators in between. */
export const operatorHistories = (): fc.Arbitrary<Simulation> =>
  fc
    .record({
      facts: outsideFacts({ identifiers: 'shared', versionsAgree: false, people: 4, orders: 5 }).chain(arrivals),
      acts: operators(people),
      policy: fc.tuple(policyPatches, fc.constantFrom(...REPROCESS_MODES), fc.constantFrom(3, 200)),
    })
    .map(({ facts, acts, policy: [patch, reprocess, maxIdentifiersPerGroup] }) => {
      const simulation = new Simulation().play(
        merchantRegistered({ ...patch, reprocess, maxIdentifiersPerGroup }),
        ...CODES,
      );
      facts.forEach(({ id, fact, recordedAt }, i) => {
        simulation.record(fact, recordedAt, id);
        for (const act of acts) {
          const done = act.after === i ? actOf(act, simulation.merchant(), simulation.played.length) : null;
          if (done) simulation.record(done);
        }
      });
      return simulation.finish();
    });
