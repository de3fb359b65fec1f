/** Writes the changed purchases of each scenario to a CSV file. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { toMillis } from '../../../libs/kernel/time';
import type { Field, Row } from '../../../libs/queries/exports/export-table';
import type { PurchaseChange } from '../../../libs/what-if/purchase-changes';
import { showChanges, type PurchaseChangeView } from '../../../libs/what-if/shown';
import { toFile } from '../export/destination';
import { csvWriter } from '../export/text-formats';

const COLUMNS: readonly Field[] = [
  column('order_id', 'text', 'The order.'),
  column('recorded_at', 'instant', "Of the purchase's first recording."),
  column('credits_now', 'text', 'Touchpoints and millionths, as recorded.'),
  column('credits_then', 'text', 'The same in the scenario.'),
  column('rewards_lost_minor', 'integer', 'Minor units.'),
  column('rewards_gained_minor', 'integer', 'Minor units.'),
  column('currency', 'text', 'Of the rewards; empty without any.'),
];
const SLICE = 1_000;

/** Returns the names of the files: one for each scenario. */
export async function writeChanges(
  pool: Pool,
  directory: string,
  merchantId: string,
  scenarios: readonly { report: { name: string }; changes: readonly PurchaseChange[] }[],
): Promise<string[]> {
  await mkdir(directory, { recursive: true });
  const files: string[] = [];
  for (const [i, { report, changes }] of scenarios.entries()) {
    const file = join(directory, `${i + 1}-${report.name.replaceAll(/[^\w.-]+/g, '-').slice(0, 60)}.csv`);
    const to = await toFile(file);
    try {
      const writer = csvWriter(COLUMNS, to);
      for (let at = 0; at < changes.length; at += SLICE) {
        const shown = await showChanges(pool, merchantId, changes.slice(at, at + SLICE));
        await writer.write(shown.flatMap(rowsOf));
      }
      await writer.end();
      await to.finish();
    } catch (error) {
      await to.abandon();
      throw error;
    }
    files.push(file);
  }
  return files;
}

/** One row for each currency of the purchase's changed rewards, or one without rewards. */
function rowsOf({ orderId, recordedAt, credits, rewards }: PurchaseChangeView): Row[] {
  const currencies = new Set([...rewards.lost, ...rewards.gained].map(({ currency }) => currency));
  const sum = (entries: PurchaseChangeView['rewards']['lost'], currency: string) =>
    entries.filter((entry) => entry.currency === currency).reduce((total, { amount }) => total + amount, 0);
  const about = [orderId, toMillis(recordedAt), creditsText(credits.now), creditsText(credits.then)];
  if (currencies.size === 0) return [[...about, 0, 0, null]];
  return [...currencies].map((currency) => {
    return [...about, sum(rewards.lost, currency), sum(rewards.gained, currency), currency];
  });
}

/** Touchpoint and millionths, one after the other; empty: no credit. */
function creditsText(credits: PurchaseChangeView['credits']['now']): string {
  if (credits === null) return 'not evaluated';
  return credits.map(({ touchpointId, share }) => `${touchpointId}:${share}`).join(' ');
}

function column(name: string, type: Field['type'], says: string): Field {
  return { name, type, nullable: name === 'currency', says };
}
