import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { attribute } from '../../libs/kernel/attribution/attribute';
import type { Touchpoint } from '../../libs/kernel/attribution/touchpoint';
import { ATTRIBUTION_MODELS, DEFAULT_POLICY, type AttributionModel } from '../../libs/kernel/policy';
import { DAY, HOUR } from '../../libs/kernel/time';

const PURCHASED_AT = Date.UTC(2026, 0, 31);
/** 10,000 customer paths in the format of multi-touch attribution packages; not part of the project. */
const JOURNEYS = path.join(__dirname, '../../../shared/data/journeys.csv.gz');
const SIZES = [1, 3, 10, 100, 1_000, 100_000];
const BUDGET_MS = 300;

/** Times an attribution by group size, in the worst order; then each conversion of a file of real journeys. */
export async function benchAttribution(): Promise<void> {
  for (const model of ATTRIBUTION_MODELS) {
    const times = SIZES.map((size) => `${size}: ${microseconds(time(model, shuffled(journey(size))))}`);
    console.log(`${model}, by touchpoints: ${times.join(', ')}`);
  }
  if (!existsSync(JOURNEYS)) {
    console.log(`real journeys: not measured, ${JOURNEYS} is missing`);
    return;
  }
  const journeys = readJourneys();
  for (const model of ATTRIBUTION_MODELS) {
    const began = performance.now();
    for (const touchpoints of journeys) run(model, touchpoints);
    const seconds = (performance.now() - began) / 1000;
    console.log(`${journeys.length} real journeys, ${model}: ${Math.round(journeys.length / seconds)} purchases/s`);
  }
}

function run(model: AttributionModel, touchpoints: readonly Touchpoint[]): number {
  const policy = { ...DEFAULT_POLICY, model, lookbackDays: 365 };
  const isSelfReferral = ({ referrer }: Touchpoint) => referrer?.id === 'buyer';
  return attribute({ purchasedAt: PURCHASED_AT, touchpoints, isSelfReferral, policy, policyVersion: 1 }).attribution
    .credits.length;
}

/** Milliseconds per attribution, after an equally long warm-up. */
function time(model: AttributionModel, touchpoints: readonly Touchpoint[]): number {
  let took = 0;
  for (let round = 0; round < 2; round++) {
    const began = performance.now();
    let count = 0;
    for (; performance.now() - began < BUDGET_MS; count++) run(model, touchpoints);
    took = (performance.now() - began) / count;
  }
  return took;
}

function journey(size: number, channels: readonly string[] = ['alpha']): Touchpoint[] {
  const step = Math.min(HOUR, (300 * DAY) / size);
  return Array.from({ length: size }, (_, i) => ({
    touchpointId: `touchpoint-${i}`,
    position: i,
    identifierId: 'device',
    source: 'referral',
    channel: channels[i % channels.length],
    referrer: { type: 'customer_id', id: `referrer-${i % 7}` },
    occurredAt: PURCHASED_AT - Math.ceil((size - i) * step),
  }));
}

/** Shuffles by a multiplier that is coprime to the sizes, so that all runs are the same. */
function shuffled<T>(list: readonly T[]): T[] {
  return list.map((_, i) => list[(i * 7_919) % list.length]!);
}

function readJourneys(): Touchpoint[][] {
  const [, ...lines] = gunzipSync(readFileSync(JOURNEYS)).toString('utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const [route, conversions] = line.split(',');
    const channels = route!.split(' > ');
    return Array.from({ length: Number(conversions) }, () => journey(channels.length, channels));
  });
}

function microseconds(milliseconds: number): string {
  return milliseconds < 1 ? `${(milliseconds * 1_000).toFixed(1)} µs` : `${milliseconds.toFixed(1)} ms`;
}
