import fc from 'fast-check';
import { canonicalJson } from '../../../libs/kernel/canonical-json';
import { evolveDecision } from '../../../libs/kernel/evolve';
import { evolveFact, step } from '../../../libs/kernel/kernel';
import { World } from '../../../libs/kernel/world';
import { histories, play } from '../support/histories';
import type { Played } from '../support/simulation';
import { MERCHANT } from '../support/universe';
import { contentsOf, shuffleRows } from '../support/world-contents';
import { newestWorld } from '../support/worlds';

const RUNS = { numRuns: 100 };

const asRecorded = <T>(value: T): T => JSON.parse(canonicalJson(value)) as T;

/** The ledger that `world` makes from the facts, with each decision in canonical JSON. */
function ledgerOf(played: readonly Played[], world: World, beforeEach: () => void = () => undefined): string[] {
  return played.flatMap(({ recorded }) => {
    beforeEach();
    return step(world, asRecorded(recorded)).map(canonicalJson);
  });
}

const recordedLedger = (played: readonly Played[]) =>
  played.flatMap(({ decisions }) => decisions.map((decision) => canonicalJson(decision)));

describe('replaying the intake', () => {
  it('makes the same ledger, byte for byte', () => {
    fc.assert(
      fc.property(histories(), (history) => {
        const { played } = play(history);
        expect(ledgerOf(played, newestWorld(3, new Set()))).toEqual(recordedLedger(played));
      }),
      RUNS,
    );
  });

  it('makes the same ledger in whatever order a world keeps its rows', () => {
    fc.assert(
      fc.property(histories(), fc.infiniteStream(fc.nat(1_000)), (history, random) => {
        const { played } = play(history);
        const world = newestWorld(3, new Set());
        const shuffle = () => shuffleRows(world.merchant(MERCHANT), () => random.next().value);
        expect(ledgerOf(played, world, shuffle)).toEqual(recordedLedger(played));
      }),
      RUNS,
    );
  });
});

describe('evolving by the recorded facts and decisions', () => {
  const evolved = (played: readonly Played[]) => {
    const world = newestWorld(3);
    for (const { recorded, decisions } of played) {
      const merchant = world.merchant(MERCHANT);
      evolveFact(merchant, asRecorded(recorded.fact) as never, recorded);
      decisions.forEach((decision, ordinal) => {
        const { position, recordedAt } = recorded;
        evolveDecision(merchant, asRecorded(decision), { position, ordinal, recordedAt });
      });
    }
    return world;
  };

  it('makes the same world as deciding: nothing else changes a world', () => {
    fc.assert(
      fc.property(histories(), (history) => {
        const { world, played } = play(history);
        // The kernel acted only once on facts that came twice.
        const first = played.filter(
          ({ recorded }, i) => i === played.findIndex((other) => other.recorded.id === recorded.id),
        );
        expect(contentsOf(evolved(first).merchant(MERCHANT))).toEqual(contentsOf(world.merchant(MERCHANT)));
      }),
      RUNS,
    );
  });
});
