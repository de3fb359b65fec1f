/** Journeys as facts: every visitor's steps, and for each conversion a purchase with its claim. */
import { Random } from '../../apps/cli/demo/random';
import { ExactShare } from '../../apps/cli/import/exact-share';
import { type Visitor, visitorsOf } from '../../apps/cli/import/journeys';
import type { Fact, RecordedFact } from '../../libs/kernel/facts';
import type { Millis } from '../../libs/kernel/time';
import { identifierOf, uuid } from '../bench/facts';
import { bought, claimed, kernelChanged, touched } from '../kernel/support/builders';
import { Simulation } from '../kernel/support/simulation';
import { HISTORY_START, MERCHANT, merchantRegistered } from '../kernel/support/universe';
import { World } from '../../libs/kernel/world';

const PARTITION = 3;
/** A later version may decide otherwise, and the recorded hash is that of this one. */
const KERNEL = 2;

export function journeyFacts(visitors: readonly Visitor[]): RecordedFact[] {
  const facts = visitors.flatMap((visitor, number) => factsOf(visitor, number)).sort((a, b) => a.at - b.at);
  const shop = new Simulation(new World(PARTITION, true));
  shop.record(kernelChanged(KERNEL), HISTORY_START);
  shop.record(merchantRegistered({ model: 'linear' }), HISTORY_START);
  for (const { at, fact } of facts) shop.record(fact, at);
  return shop.finish().played.map(({ recorded }) => ({ ...recorded, id: uuid(`journeys ${recorded.position}`) }));
}

function factsOf({ id, steps, purchase }: Visitor, number: number): { at: Millis; fact: Fact }[] {
  const device = identifierOf(MERCHANT, 'anonymous_id', id);
  const visits = steps.map(({ channel, at }, i) => ({
    at,
    fact: touched(`${number}-${i + 1}`, device, { source: 'other', channel, occurredAt: at }),
  }));
  if (purchase === undefined) return visits;
  const { total, at } = purchase;
  const order = bought(number, { total, items: [], occurredAt: at });
  return [...visits, { at, fact: order }, { at, fact: claimed(`c-${number}`, number, device, { occurredAt: at }) }];
}

const CHANNELS: readonly (readonly [number, string])[] = [
  [30, 'search'],
  [20, 'direct'],
  [15, 'newsletter'],
  [15, 'video'],
  [10, 'partners'],
  [10, 'friends'],
];

/** The project's own journeys: like real ones, most of their paths are short, and few of them end with a purchase. */
export function ownJourneys(paths: number, seed: number): Visitor[] {
  const random = new Random(seed);
  const share = new ExactShare(2);
  return Array.from({ length: paths }, (_, line) => {
    const channels = [random.pick(CHANNELS)];
    while (random.chance(0.4)) channels.push(random.pick(CHANNELS));
    const converts = random.chance(0.2);
    const value = { units: BigInt(converts ? random.whole(500, 20_000) : 0), scale: 2 };
    const journey = { line, channels, conversions: converts ? 1 : 0, value, others: converts ? 0 : 1 };
    return [...visitorsOf(journey, { digest: 'own', ordinal: line, start: HISTORY_START, share })];
  }).flat();
}
