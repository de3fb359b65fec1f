/** Imports real history with each model: how long it takes, and whether channels get the credit of their paths. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { importFile } from '../../apps/cli/import-command';
import type { Output } from '../../apps/cli/output';
import { openSession } from '../../apps/cli/session';
import { channelTotals } from '../../libs/queries/channel-totals';

const JOURNEYS = path.join(__dirname, '../../../shared/data/journeys.csv.gz');
const MODELS = ['last-touch', 'first-touch', 'linear'] as const;
type Model = (typeof MODELS)[number];
/** Shares are millionths of a purchase, each off by at most one. */
const MILLION = 1_000_000;

export async function benchImport(dataDir: string): Promise<void> {
  if (!existsSync(JOURNEYS)) {
    console.log('not measured: the journeys are missing (../shared/data/journeys.csv.gz)');
    return;
  }
  const session = await openSession({ DATA_DIR: dataDir }, () => undefined);
  try {
    for (const model of MODELS) {
      const merchant = `journeys-${model}`;
      const policy = { model, settlingPeriodSeconds: 0 };
      const registered = await session.intake.merchants.register({ merchantId: merchant, name: model, policy });
      if (!registered.ok) throw new Error(registered.problem.detail);
      const began = performance.now();
      const options = { merchant, format: 'journeys', start: '2025-01-01T00:00:00Z', currency: 'EUR', wait: true };
      await importFile(session, JOURNEYS, options, SILENT);
      const seconds = (performance.now() - began) / 1_000;
      const totals = await channelTotals(session.pool, merchant);
      const conversions = totals.reduce((sum, total) => sum + total.conversions, 0) / MILLION;
      const value = totals.reduce((sum, total) => sum + total.value, 0) / 100;
      console.log(
        `journeys, ${model}: imported and decided in ${seconds.toFixed(0)} s, ${conversions} conversions, value ${value.toFixed(2)}`,
      );
      const worst = worstDifference(new Map(totals.map((total) => [total.channel!, total.conversions])), model);
      console.log(`  greatest difference from the paths in any channel: ${worst.toFixed(6)} conversions`);
    }
  } finally {
    await session.close();
  }
}

const SILENT: Output = {
  say: () => undefined,
  result: () => undefined,
  progress: () => ({ to: () => undefined, done: () => undefined }),
};

/** Computes the expected credit from the file alone. */
function worstDifference(found: ReadonlyMap<string, number>, model: Model): number {
  const expected = new Map<string, number>();
  const add = (channel: string, conversions: number) =>
    expected.set(channel, (expected.get(channel) ?? 0) + conversions);
  const [, ...lines] = gunzipSync(readFileSync(JOURNEYS)).toString().trim().split('\n');
  for (const line of lines) {
    const [steps, conversions] = line.split(',') as [string, string];
    const channels = steps.split(' > ');
    if (model === 'first-touch') add(channels[0]!, Number(conversions));
    else if (model === 'last-touch') add(channels.at(-1)!, Number(conversions));
    else for (const channel of channels) add(channel, Number(conversions) / channels.length);
  }
  const channels = new Set([...expected.keys(), ...found.keys()]);
  return Math.max(
    ...[...channels].map((name) => Math.abs((expected.get(name) ?? 0) - (found.get(name) ?? 0) / MILLION)),
  );
}
