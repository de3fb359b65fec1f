/** What each recipient has, can be paid, was paid and is owed. */
import type { Pool } from 'pg';
import type { IdentifierType } from '../kernel/identity/identifier';
import { RECIPIENT_GROUP, SHOWN_STATE, type ShownRewardState } from './rewards';
import { type Listed, pageOf, type PlainIdentifier } from './rows';

/** Sums in minor units of one recipient, in one currency. */
export interface RecipientView {
  recipient: PlainIdentifier;
  recipientGroupId: string;
  currency: string;
  /** Not available yet. */
  held: number;
  available: number;
  paid: number;
  /** Below 0, or 0. */
  clawedBack: number;
  withheld: number;
}

export interface RecipientPlace {
  /** Of the recipient's rewards that are neither paid nor taken back. */
  unpaid: number;
  recipientId: string;
  currency: string;
}

interface RecipientRow {
  recipient_id: string;
  recipient_type: IdentifierType;
  value: string | null;
  group_id: string;
  currency: string;
  unpaid: string;
  withheld: string;
  sums: Partial<Record<ShownRewardState, number>> | null;
}

/** Those whose unpaid rewards are worth most come first; `after` is the `next` of the previous page. */
export async function listRecipients(
  pool: Pool,
  merchantId: string,
  filter: { campaignId?: string },
  limit: number,
  after: RecipientPlace | null,
): Promise<Listed<RecipientView, RecipientPlace>> {
  const { rows } = await pool.query<RecipientRow>({
    name: 'list-recipients',
    // States are worked out for the rewards of the page alone.
    text: `with granted as (
        select recipient_id, recipient_type, currency, coalesce(sum(amount) filter (where state = 'granted'), 0) as unpaid
        from rewards where merchant_id = $1 and ($2::text is null or campaign_id = $2) group by 1, 2, 3
      ), withheld as materialized (
        select (entry -> 'recipient' ->> 'id')::uuid as recipient_id, entry -> 'recipient' ->> 'type' as recipient_type,
          entry ->> 'currency' as currency, (entry ->> 'amount')::bigint as amount
        from withheld_rewards where merchant_id = $1 and position is not null
          and ($2::text is null or entry ->> 'campaignId' = $2)
      ), waiting as (
        select recipient_id, recipient_type, currency, sum(amount) as withheld from withheld group by 1, 2, 3
      ), page as (
        select recipient_id, recipient_type, currency, coalesce(unpaid, 0) as unpaid, coalesce(withheld, 0) as withheld
        from granted full join waiting using (recipient_id, recipient_type, currency)
        where $3::bigint is null or (-coalesce(unpaid, 0), recipient_id, currency) > (-$3, $4::uuid, $5::text)
        order by unpaid desc nulls last, recipient_id, currency limit $6
      )
      select r.*, v.value, ${RECIPIENT_GROUP} as group_id,
        (select json_object_agg(state, amount) from (
          select ${SHOWN_STATE('one')} as state, sum(one.amount) as amount from rewards one
          where one.merchant_id = $1 and one.recipient_id = r.recipient_id and one.currency = r.currency
            and ($2::text is null or one.campaign_id = $2)
          group by 1) by_state) as sums
      from (select $1::text as merchant_id, page.* from page) r
      left join vault v on v.merchant_id = $1 and v.pseudonym = r.recipient_id
      order by r.unpaid desc, r.recipient_id, r.currency`,
    values: [merchantId, filter.campaignId, after?.unpaid, after?.recipientId, after?.currency, limit + 1],
  });
  const page = pageOf(rows, limit);
  return {
    items: page.rows.map(({ recipient_type: type, value, group_id, currency, sums, withheld }) => ({
      recipient: { type, value },
      recipientGroupId: group_id,
      currency,
      held: sums?.granted ?? 0,
      available: sums?.available ?? 0,
      paid: sums?.paid ?? 0,
      clawedBack: sums?.clawed_back ?? 0,
      withheld: Number(withheld),
    })),
    next: page.last && {
      unpaid: Number(page.last.unpaid),
      recipientId: page.last.recipient_id,
      currency: page.last.currency,
    },
  };
}
