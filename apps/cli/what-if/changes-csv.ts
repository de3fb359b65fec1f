/** Writes the changed purchases of each scenario to a CSV file. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { PurchaseChange } from '../../../libs/what-if/purchase-changes';
import { showChanges, type PurchaseChangeView } from '../../../libs/what-if/shown';

const HEAD = [
  'order_id',
  'recorded_at',
  'credits_now',
  'credits_then',
  'rewards_lost_minor',
  'rewards_gained_minor',
  'currency',
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
    const lines = [HEAD.join(',')];
    for (let at = 0; at < changes.length; at += SLICE) {
      const shown = await showChanges(pool, merchantId, changes.slice(at, at + SLICE));
      lines.push(...shown.flatMap(linesOf));
    }
    const file = join(directory, `${i + 1}-${report.name.replaceAll(/[^\w.-]+/g, '-').slice(0, 60)}.csv`);
    // Under another name first, so that a file with this name is always whole.
    await writeFile(`${file}.part`, `${lines.join('\n')}\n`);
    await rename(`${file}.part`, file);
    files.push(file);
  }
  return files;
}

/** One line for each currency of the purchase's changed rewards, or one without rewards. */
function linesOf({ orderId, recordedAt, credits, rewards }: PurchaseChangeView): string[] {
  const currencies = new Set([...rewards.lost, ...rewards.gained].map(({ currency }) => currency));
  const sum = (entries: PurchaseChangeView['rewards']['lost'], currency: string) =>
    entries.filter((entry) => entry.currency === currency).reduce((total, { amount }) => total + amount, 0);
  const about = [orderId, recordedAt, creditsText(credits.now), creditsText(credits.then)];
  if (currencies.size === 0) return [[...about, 0, 0, ''].map(cell).join(',')];
  return [...currencies].map((currency) => {
    return [...about, sum(rewards.lost, currency), sum(rewards.gained, currency), currency].map(cell).join(',');
  });
}

/** Touchpoint and millionths, one after the other; empty: no credit. */
function creditsText(credits: PurchaseChangeView['credits']['now']): string {
  if (credits === null) return 'not evaluated';
  return credits.map(({ touchpointId, share }) => `${touchpointId}:${share}`).join(' ');
}

/** RFC 4180; a leading quote keeps spreadsheets from reading a text as a formula. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
