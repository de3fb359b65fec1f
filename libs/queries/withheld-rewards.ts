/** Rewards that wait for room in a budget or a cap. */
import type { Pool } from 'pg';
import type { RewardPlace, WithheldJson, WithheldView } from './rewards';
import { toWithheld } from './rewards';
import { type Listed, pageOf } from './rows';

export interface WaitingRewardView extends WithheldView {
  orderId: string;
  /** Position of the fact because of which it was withheld. */
  position: number;
  /** Among the decisions of that fact. */
  ordinal: number;
}

/** Newest first; `before` is the `next` of the previous page. */
export async function listWithheld(
  pool: Pool,
  merchantId: string,
  filter: { campaignId?: string },
  limit: number,
  before: RewardPlace | null,
): Promise<Listed<WaitingRewardView, RewardPlace>> {
  const { rows } = await pool.query<WithheldJson & { position: string; ordinal: number }>({
    name: 'list-withheld',
    text: `select w.entry, w.position, w.ordinal, v.value, coalesce(i.group_id, w.recipient_id) as "groupId"
      from (
        select entry, position, (entry ->> 'ordinal')::integer as ordinal,
          (entry -> 'recipient' ->> 'id')::uuid as recipient_id
        from withheld_rewards
        where merchant_id = $1 and position is not null
          and ($2::text is null or entry ->> 'campaignId' = $2)
          and ($3::bigint is null or (position, (entry ->> 'ordinal')::integer) < ($3, $4::integer))
        order by 2 desc, 3 desc limit $5
      ) w
      left join vault v on v.merchant_id = $1 and v.pseudonym = w.recipient_id
      left join identifiers i on i.merchant_id = $1 and i.id = w.recipient_id
      order by w.position desc, w.ordinal desc`,
    values: [merchantId, filter.campaignId, before?.position, before?.ordinal, limit + 1],
  });
  const page = pageOf(rows, limit);
  return {
    items: page.rows.map((row) => ({
      ...toWithheld(row),
      orderId: row.entry.orderId,
      position: Number(row.position),
      ordinal: row.ordinal,
    })),
    next: page.last && { position: Number(page.last.position), ordinal: page.last.ordinal },
  };
}
