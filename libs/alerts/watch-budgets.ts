import type { ClientBase } from 'pg';
import type { BudgetWindow } from '../kernel/facts';
import { windowsOf } from '../kernel/rewards/reward';
import { FOUND_MAX, type Finding, type Findings, type OpenAlert } from './alert';

/** Campaigns that one round looks at; the next round takes the next ones. */
const CAMPAIGNS_MAX = 2_000;
const LOW_PERCENT = 80;

interface Asked {
  merchant_id: string;
  campaign_id: string;
}

interface BudgetRow extends Asked {
  window: BudgetWindow;
  of: string;
  amount: string;
  used: string;
  version: number;
}

/**
 * Watches the budgets of active campaigns, by their newest version, in the current windows. No index finds campaigns
 * near their budget, so rounds take all campaigns in turn; every round also takes those with an open alert.
 */
export class BudgetWatch {
  private after: Asked = { merchant_id: '', campaign_id: '' };

  async look(client: ClientBase, open: readonly OpenAlert[]): Promise<Findings> {
    const { rows: next } = await client.query<Asked>(
      `select merchant_id, campaign_id from campaign_versions
       where version = 1 and (merchant_id, campaign_id) > ($1, $2)
       order by merchant_id, campaign_id limit ${CAMPAIGNS_MAX}`,
      [this.after.merchant_id, this.after.campaign_id],
    );
    this.after = next.length === CAMPAIGNS_MAX ? next.at(-1)! : { merchant_id: '', campaign_id: '' };
    const alerted = open.flatMap(({ kind, merchantId, detail }) =>
      kind === 'budget-low' || kind === 'budget-exhausted'
        ? [{ merchant_id: merchantId!, campaign_id: String(detail['campaignId']) }]
        : [],
    );
    const found = (await this.used(client, [...next, ...alerted])).map(findingOf);
    return { kinds: ['budget-low', 'budget-exhausted'], found, complete: found.length < FOUND_MAX };
  }

  private async used(client: ClientBase, campaigns: readonly Asked[]): Promise<BudgetRow[]> {
    if (campaigns.length === 0) return [];
    const { rows: clock } = await client.query<{ now: Date }>('select now()');
    const { rows } = await client.query<BudgetRow>(
      `with asked as (
         select distinct merchant_id, campaign_id from unnest($1::text[], $2::text[]) as a(merchant_id, campaign_id)
       ), inforce as (
         select a.*, newest.version, newest.definition
         from asked a
         cross join lateral (
           select v.version, v.definition from campaign_versions v
           where v.merchant_id = a.merchant_id and v.campaign_id = a.campaign_id order by v.version desc limit 1
         ) newest
         where (newest.definition ->> 'validUntil' is null or (newest.definition ->> 'validUntil')::timestamptz > now())
           and coalesce((
             select s.state from campaign_states s
             where s.merchant_id = a.merchant_id and s.campaign_id = a.campaign_id order by s.position desc limit 1
           ), 'active') = 'active'
       )
       select c.merchant_id, c.campaign_id, c.version, b."window", $3::jsonb ->> b."window" as "of", b.amount, u.used
       from inforce c
       cross join lateral jsonb_to_recordset(c.definition -> 'budgets') as b("window" text, amount bigint)
       join budget_usage u
         on u.merchant_id = c.merchant_id and u.key = c.campaign_id || ' ' || ($3::jsonb ->> b."window")
       where u.used * 100 >= b.amount * ${LOW_PERCENT}
       order by c.merchant_id, c.campaign_id, b."window" limit ${FOUND_MAX}`,
      [
        campaigns.map((campaign) => campaign.merchant_id),
        campaigns.map((campaign) => campaign.campaign_id),
        JSON.stringify(windowsOf(clock[0]!.now.getTime())),
      ],
    );
    return rows;
  }
}

function findingOf(row: BudgetRow): Finding {
  const { merchant_id: merchantId, campaign_id: campaignId, version: campaignVersion, window, of } = row;
  const [amount, used] = [Number(row.amount), Number(row.used)];
  const isExhausted = used >= amount;
  return {
    kind: isExhausted ? 'budget-exhausted' : 'budget-low',
    merchantId,
    key: `${campaignId} ${of}`,
    severity: isExhausted ? 'error' : 'warning',
    detail: { campaignId, campaignVersion, window, of, amount, used, percent: Math.floor((used * 100) / amount) },
  };
}
