import fc from 'fast-check';
import { canonicalJson } from '../../../libs/kernel/canonical-json';
import { evolveDecision } from '../../../libs/kernel/evolve';
import { evolveFact, step } from '../../../libs/kernel/kernel';
import { ALL_ACTS, playRewards, rewardHistories, type Does } from '../support/reward-histories';
import type { Played } from '../support/simulation';
import { MERCHANT } from '../support/universe';
import { contentsOf, shuffleRows } from '../support/world-contents';
import { newestWorld } from '../support/worlds';

const RUNS = { numRuns: 40 };
const EVERYTHING: readonly Does[] = [...ALL_ACTS, 'rates'];
const histories = fc
  .tuple(
    fc.oneof(
      rewardHistories(true, {}, EVERYTHING),
      rewardHistories(true, { identifiers: 'shared', versionsAgree: false }, EVERYTHING),
    ),
    fc.boolean(),
  )
  .map(([history, withRates]) => ({ ...history, withRates }));

const asRecorded = <T>(value: T): T => JSON.parse(canonicalJson(value)) as T;
const recordedLedger = (played: readonly Played[]) =>
  played.flatMap(({ decisions }) => decisions.map((decision) => canonicalJson(decision)));

describe('replaying an intake with campaigns, payments and rates', () => {
  it('makes the same ledger, byte for byte, in whatever order a world keeps its rows', () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.nat(1_000)), (history, random) => {
        const { played } = playRewards(history);
        const world = newestWorld(3);
        const ledger = played.flatMap(({ recorded }) => {
          shuffleRows(world.merchant(MERCHANT), () => random.next().value);
          return step(world, asRecorded(recorded)).map(canonicalJson);
        });
        expect(ledger).toEqual(recordedLedger(played));
      }),
      RUNS,
    );
  });

  it('makes the same world from the recorded facts and decisions as deciding did', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { world, played } = playRewards(history);
        const evolved = newestWorld(3);
        for (const { recorded, decisions } of played) {
          const merchant = evolved.merchant(MERCHANT);
          evolveFact(merchant, asRecorded(recorded.fact) as never, recorded);
          decisions.forEach((decision, ordinal) => {
            const { position, recordedAt } = recorded;
            evolveDecision(merchant, asRecorded(decision), { position, ordinal, recordedAt });
          });
        }
        expect(contentsOf(evolved.merchant(MERCHANT))).toEqual(contentsOf(world.merchant(MERCHANT)));
      }),
      RUNS,
    );
  });
});
