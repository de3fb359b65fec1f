/** Evaluations under many campaigns. */
import type { Pool } from 'pg';
import { openDatabase } from '../../libs/database/database';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import type { CampaignPublished, Fact } from '../../libs/kernel/facts';
import { decideAll, PARTITIONS, phasesText } from './engine';
import { recordHistory } from './history';

const PEOPLE = 20_000;
const CAMPAIGNS = 50;
/** Number of campaigns whose condition is true for each purchase; the others are evaluated too. */
const HOLDING = 2;
const MEBIBYTE = 2 ** 20;

export async function benchRewards(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir });
  const log = new PostgresEventLog(database.pool);
  try {
    const history = await recordHistory(log, {
      partitions: PARTITIONS,
      people: PEOPLE,
      campaigns,
      evaluationsLast: true,
    });
    await decideAll(database.url, history.facts - history.evaluations);
    await history.recordEvaluations();
    const { seconds, phases, peakBytes } = await decideAll(database.url, history.evaluations);
    const rate = history.evaluations / seconds;
    const rewards = await count(database.pool, 'select count(*) as count from rewards');
    console.log(`evaluations under ${CAMPAIGNS} campaigns: ${Math.round(rate)} purchases/s, ${rewards} rewards`);
    console.log(`  seconds by phase: ${phasesText(phases)}`);
    console.log(`  peak memory of the process: ${Math.round(peakBytes / MEBIBYTE)} MiB`);
  } finally {
    await log.close();
    await database.close();
  }
}

function campaigns(merchantId: string): Fact[] {
  return Array.from({ length: CAMPAIGNS }, (_, i): Fact => {
    const holds = i < HOLDING;
    const data: CampaignPublished = {
      merchantId,
      campaignId: `campaign-${i}`,
      name: `Campaign ${i}`,
      condition: holds ? 'touchpoint.hasReferrer && purchase.net >= 1000' : `touchpoint.campaign == "campaign-${i}"`,
      currency: 'EUR',
      priority: 100,
      exclusive: false,
      holdDays: 14,
      rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 500, max: 500 }],
      budgets: [{ window: 'month', amount: 10_000_000 }],
    };
    return { type: 'CampaignPublished', data };
  });
}

async function count(pool: Pool, text: string): Promise<number> {
  const { rows } = await pool.query<{ count: string }>(text);
  return Number(rows[0]!.count);
}
