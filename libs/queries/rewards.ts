/** Rewards, with their recipients as they are known now. */
import type { Pool } from 'pg';
import type { WithholdingCode } from '../kernel/codes';
import type { RewardRole } from '../kernel/rewards/reward-rule';
import type { IdentifierType } from '../kernel/identity/identifier';
import type { RewardState, Withheld } from '../kernel/rewards/reward';
import type { Instant } from '../kernel/time';
import { ENDS_EVALUATION } from '../../projections/purchases';
import { instant, instantOrNull, type Listed, pageOf, type PlainIdentifier } from './rows';

export const REWARD_STATES = ['granted', 'available', 'paid', 'reversed', 'clawed_back'] as const;
export type ShownRewardState = (typeof REWARD_STATES)[number];

/** A reward as its purchase shows it. */
export interface PurchaseRewardView {
  rewardId: string;
  campaignId: string;
  campaignVersion: number;
  role: RewardRole;
  recipient: PlainIdentifier;
  /** The recipient's canonical group now. */
  recipientGroupId: string;
  touchpointId: string | null;
  /** Minor units; negative for a clawback. */
  amount: number;
  currency: string;
  state: ShownRewardState;
  /** Null: it is on hold because the last evaluation of its purchase failed. */
  availableAt: Instant | null;
  /** Only on a clawback: the paid reward that it claws back. */
  clawsBack?: string;
}

export interface RewardView extends PurchaseRewardView {
  orderId: string;
  /** Reference of the payment. */
  reference: string | null;
  grantedAt: Instant;
  /** Position of the fact that caused the reward. */
  position: number;
}

export interface RewardFilter {
  orderId?: string;
  campaignId?: string;
  /** Pseudonym of an identifier; selects the rewards of its whole group. */
  recipient?: string;
  state?: ShownRewardState;
}

export interface RewardPlace {
  position: number;
  ordinal: number;
}

/**
 * `r` is a reward that may no longer be what its purchase should have: the purchase's last evaluation failed. It cannot
 * be paid until one succeeds. An evaluation that is only scheduled, or proposed, changes nothing of that.
 */
const onHold = (r: string) => `(${r}.state = 'granted' and coalesce((select h.type from purchase_history h
  where h.merchant_id = ${r}.merchant_id and h.order_id = ${r}.order_id and ${ENDS_EVALUATION}
  order by h.ledger_revision desc limit 1) in ('RewardEvaluationFailed', 'RewardEvaluationExhausted'), false))`;
export const ON_HOLD = onHold('r');

/** The state of reward `r`. No event marks the end of a hold; it ends when `available_at` passes. */
export const SHOWN_STATE = (r: string) => `case
  when ${r}.state = 'granted' and ${r}.available_at <= clock_timestamp() and not ${onHold(r)}
  then 'available' else ${r}.state end`;
const STATE = SHOWN_STATE('r');
const AVAILABLE_AT = `case when ${ON_HOLD} then null else r.available_at end`;

/** A recipient who was named but never seen is a group of one. */
export const RECIPIENT_GROUP = `coalesce((select i.group_id from identifiers i
  where i.merchant_id = r.merchant_id and i.id = r.recipient_id), r.recipient_id)`;

/** An SQL expression: the newest rewards of purchase `p`, in log order, as JSON. */
export const rewardsOfPurchase = (limit: number) => `(select json_agg(json_build_object(
    'rewardId', r.reward_id, 'campaignId', r.campaign_id, 'campaignVersion', r.campaign_version, 'role', r.role,
    'recipientType', r.recipient_type, 'recipientValue', v.value, 'recipientGroupId', ${RECIPIENT_GROUP},
    'touchpointId', r.touchpoint_id, 'amount', r.amount, 'currency', r.currency, 'state', ${STATE},
    'availableAt', ${AVAILABLE_AT}, 'clawsBack', r.claws_back) order by r.position, r.ordinal)
  from (
    select * from rewards r where r.merchant_id = p.merchant_id and r.order_id = p.order_id
    order by r.position desc, r.ordinal desc limit ${limit}
  ) r left join vault v on v.merchant_id = r.merchant_id and v.pseudonym = r.recipient_id)`;
export const COUNT_OF_REWARDS = `(select count(*) from rewards r
  where r.merchant_id = p.merchant_id and r.order_id = p.order_id)`;

/** A reward in the JSON of `rewardsOfPurchase`, or in a row, where its amount is text. */
export interface RewardJson extends Omit<PurchaseRewardView, 'recipient' | 'amount' | 'availableAt' | 'clawsBack'> {
  amount: number | string;
  recipientType: IdentifierType;
  recipientValue: string | null;
  availableAt: string | Date | null;
  clawsBack: string | null;
}

export function toPurchaseReward(row: RewardJson): PurchaseRewardView {
  const { rewardId, campaignId, campaignVersion, role, recipientType, recipientValue, recipientGroupId } = row;
  const { touchpointId, amount, currency, state, availableAt, clawsBack } = row;
  return {
    rewardId,
    campaignId,
    campaignVersion,
    role,
    recipient: { type: recipientType, value: recipientValue },
    recipientGroupId,
    touchpointId,
    amount: Number(amount),
    currency,
    state,
    availableAt: instantOrNull(availableAt),
    ...(clawsBack !== null && { clawsBack }),
  };
}

/** A reward that a purchase should earn but that exceeds a budget or cap. */
export interface WithheldView {
  campaignId: string;
  campaignVersion: number;
  role: RewardRole;
  recipient: PlainIdentifier;
  recipientGroupId: string;
  touchpointId: string | null;
  amount: number;
  currency: string;
  code: WithholdingCode;
  /** A budget's window (`total`, `day 2026-01-31`, `week …`, `month …`) or `cap`. */
  blockedBy: string;
}

/** An SQL expression: the newest withheld rewards of purchase `p`, in log order, as JSON. */
export const withheldOfPurchase = (
  limit: number,
) => `(select json_agg(json_build_object('entry', w.entry, 'value', v.value,
    'groupId', coalesce(i.group_id, recipient.id)) order by w.position, (w.entry ->> 'ordinal')::integer)
  from (
    select * from withheld_rewards w
    where w.merchant_id = p.merchant_id and w.order_id = p.order_id and w.position is not null
    order by w.position desc, (w.entry ->> 'ordinal')::integer desc limit ${limit}
  ) w
  cross join lateral (select (w.entry -> 'recipient' ->> 'id')::uuid as id) recipient
  left join vault v on v.merchant_id = w.merchant_id and v.pseudonym = recipient.id
  left join identifiers i on i.merchant_id = w.merchant_id and i.id = recipient.id)`;
export const COUNT_OF_WITHHELD = `(select count(*) from withheld_rewards w
  where w.merchant_id = p.merchant_id and w.order_id = p.order_id and w.position is not null)`;

export interface WithheldJson {
  entry: Withheld;
  value: string | null;
  groupId: string;
}

export function toWithheld({ entry, value, groupId }: WithheldJson): WithheldView {
  const { campaignId, campaignVersion, role, recipient, touchpointId, amount, currency, code, blockedBy } = entry;
  return {
    campaignId,
    campaignVersion,
    role,
    recipient: { type: recipient.type, value },
    recipientGroupId: groupId,
    touchpointId: touchpointId ?? null,
    amount,
    currency,
    code,
    blockedBy,
  };
}

/** Newest first; `before` is the `next` of the previous page. */
export async function listRewards(
  pool: Pool,
  merchantId: string,
  filter: RewardFilter,
  limit: number,
  before: RewardPlace | null,
): Promise<Listed<RewardView, RewardPlace>> {
  const { rows } = await pool.query<
    RewardJson & { orderId: string; reference: string | null; at: Date; position: string; ordinal: number }
  >({
    name: 'list-rewards',
    text: `select r.reward_id as "rewardId", r.order_id as "orderId", r.campaign_id as "campaignId",
        r.campaign_version as "campaignVersion", r.role, r.recipient_type as "recipientType",
        v.value as "recipientValue", ${RECIPIENT_GROUP} as "recipientGroupId", r.touchpoint_id as "touchpointId",
        r.amount, r.currency, ${STATE} as state, ${AVAILABLE_AT} as "availableAt", r.claws_back as "clawsBack",
        r.reference, r.at, r.position, r.ordinal
      from rewards r
      left join vault v on v.merchant_id = r.merchant_id and v.pseudonym = r.recipient_id
      where r.merchant_id = $1
        and ($2::text is null or r.order_id = $2)
        and ($3::text is null or r.campaign_id = $3)
        and ($4::uuid is null or r.recipient_id in (
          select $4 union select i.id from identifiers i where i.merchant_id = $1 and i.group_id =
            (select home.group_id from identifiers home where home.merchant_id = $1 and home.id = $4)))
        and ($5::text is null or ${STATE} = $5)
        and ($6::bigint is null or (r.position, r.ordinal) < ($6, $7::integer))
      order by r.position desc, r.ordinal desc limit $8`,
    values: [
      merchantId,
      filter.orderId,
      filter.campaignId,
      filter.recipient,
      filter.state,
      before?.position,
      before?.ordinal,
      limit + 1,
    ],
  });
  const page = pageOf(rows, limit);
  const next = page.last === null ? null : { position: Number(page.last.position), ordinal: page.last.ordinal };
  return {
    items: page.rows.map(({ orderId, reference, at, position, ordinal: _, ...reward }) => ({
      ...toPurchaseReward(reward),
      orderId,
      reference,
      grantedAt: instant(at),
      position: Number(position),
    })),
    next,
  };
}

export interface Payable {
  state: RewardState;
  reference: string | null;
  /** Null: it is on hold because the last evaluation of its purchase failed. */
  availableAt: Instant | null;
  /** It cannot be paid now, by the database's clock. */
  held: boolean;
}

/** What must be known of a reward before it is paid; null: the reward does not exist. */
export async function findPayable(pool: Pool, merchantId: string, rewardId: string): Promise<Payable | null> {
  const { rows } = await pool.query<Omit<Payable, 'availableAt'> & { availableAt: Date | null }>({
    name: 'find-payable',
    text: `select r.state, r.reference, ${AVAILABLE_AT} as "availableAt",
        (r.available_at > clock_timestamp() or ${ON_HOLD}) as held
      from rewards r where r.merchant_id = $1 and r.reward_id = $2`,
    values: [merchantId, rewardId],
  });
  return rows[0] === undefined ? null : { ...rows[0], availableAt: instantOrNull(rows[0].availableAt) };
}

export interface RewardTotal {
  state: ShownRewardState | 'withheld';
  currency: string;
  count: number;
  /** Minor units. */
  amount: number;
}

/** Count and sum of a merchant's rewards, or of those of one campaign, in each state. */
export async function rewardTotals(pool: Pool, merchantId: string, campaignId?: string): Promise<RewardTotal[]> {
  const { rows } = await pool.query<{ state: RewardTotal['state']; currency: string; count: string; amount: string }>({
    name: 'reward-totals',
    // Narrow rows first: states, and fields of JSON, are sorted and grouped slowly.
    text: `
      with states as materialized (
        select ${STATE} as state, r.currency, r.amount from rewards r
        where r.merchant_id = $1 and ($2::text is null or r.campaign_id = $2)
        union all
        select 'withheld', w.entry ->> 'currency', (w.entry ->> 'amount')::bigint from withheld_rewards w
        where w.merchant_id = $1 and w.position is not null and ($2::text is null or w.entry ->> 'campaignId' = $2)
      )
      select state, currency, count(*) as count, sum(amount) as amount from states group by 1, 2
      order by 2, 1`,
    values: [merchantId, campaignId],
  });
  return rows.map(({ count, amount, ...total }) => ({ ...total, count: Number(count), amount: Number(amount) }));
}
