/** A replay that keeps few rows in memory decides the same, and knows the same, as one that keeps all. */
import fc from 'fast-check';
import { ColdFile } from '../../../libs/engine/cold-file';
import { canonicalJson } from '../../../libs/kernel/canonical-json';
import { step } from '../../../libs/kernel/kernel';
import { Settings } from '../../../libs/kernel/settings';
import { World, type MerchantWorld } from '../../../libs/kernel/world';
import { histories, play } from '../support/histories';
import { operatorHistories } from '../support/operator-histories';
import { ALL_ACTS, playRewards, rewardHistories, type Does } from '../support/reward-histories';
import type { Simulation } from '../support/simulation';
import { MERCHANT } from '../support/universe';
import { contentsOf } from '../support/world-contents';
import { decidedByNewest } from '../support/worlds';

const RUNS = { numRuns: 60 };
/** Small, so that rows are read back from the file too, and not only from what is about to be written. */
const WRITTEN_AT_ONCE = 512;
const EVERYTHING: readonly Does[] = [...ALL_ACTS, 'rates'];

const asRecorded = <T>(value: T): T => JSON.parse(canonicalJson(value)) as T;

/** Counts how often a row came back. */
class WatchedFile extends ColdFile {
  back = 0;
  override take(store: number, key: string): unknown {
    const row = super.take(store, key);
    if (row !== undefined) this.back++;
    return row;
  }
}

/** The contents of a world without the order of its rows and lists, which means nothing; empty lists are as good as none. */
function knowledgeOf(merchant: MerchantWorld): Record<string, unknown> {
  const known = Object.entries(contentsOf(merchant)).map(([name, part]) => {
    if (!Array.isArray(part)) return [name, part];
    const rows = (part as unknown[]).map(canonicalJson);
    return [name, rows.filter((row) => row !== '[]').sort()];
  });
  return Object.fromEntries(known) as Record<string, unknown>;
}

/** Returns how many rows came back from the file. */
function replayedSame({ played, world: all }: Simulation, hotMax: number): number {
  const cold = new WatchedFile(hotMax, WRITTEN_AT_ONCE);
  const seen = all.seenFacts && new Set<string>();
  const world = decidedByNewest(new World(all.partition, true, seen, new Settings(), false, cold));
  try {
    for (const { recorded, decisions } of played) {
      expect(step(world, asRecorded(recorded)).map(canonicalJson)).toEqual(decisions.map(canonicalJson));
    }
    expect(knowledgeOf(world.merchant(MERCHANT))).toEqual(knowledgeOf(all.merchant(MERCHANT)));
    // Reading a world makes no row hot, so it is read the same again.
    expect(knowledgeOf(world.merchant(MERCHANT))).toEqual(knowledgeOf(all.merchant(MERCHANT)));
    return cold.back;
  } finally {
    cold.close();
  }
}

const hotMaxima = fc.constantFrom(0, 2, 5, 30);

describe.each<[string, fc.Arbitrary<Simulation>]>([
  ['arbitrary facts', histories().map(play)],
  ['acts of operators', operatorHistories()],
  [
    'campaigns, payments and rates',
    fc
      .tuple(
        fc.oneof(
          rewardHistories(true, {}, EVERYTHING),
          rewardHistories(true, { identifiers: 'shared', versionsAgree: false }, EVERYTHING),
        ),
        fc.boolean(),
      )
      .map(([history, withRates]) => playRewards({ ...history, withRates })),
  ],
])('a replay of %s that keeps few rows in memory', (_, simulations) => {
  it('makes the same ledger, byte for byte, and the same world', () => {
    let back = 0;
    fc.assert(
      fc.property(simulations, hotMaxima, (simulation, hotMax) => {
        back += replayedSame(simulation, hotMax);
      }),
      RUNS,
    );
    expect(back).toBeGreaterThan(100);
  });
});
