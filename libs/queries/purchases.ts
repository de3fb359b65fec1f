/** A purchase: what the shop reported, who it is linked to, what was decided and why. */
import type { Pool } from 'pg';
import type { EventLog } from '../event-log/event-log';
import type { Attribution, Credit, Exclusion, LinkVia } from '../kernel/decisions';
import type { EvaluationReason, Platform, PurchaseItem, PurchaseStatus, SourceVersion } from '../kernel/facts';
import type { AttributionModel, CreditSource } from '../kernel/policy';
import type { Instant } from '../kernel/time';
import { sourceVersionFromText } from '../../projections/purchases';
import type { ClaimPlace } from './claims';
import {
  CARRIED_COLUMNS,
  toCarried,
  toCodes,
  type CarriedColumns,
  type CarriedView,
  type OrderCodeView,
} from './carried';
import { type EventPointer, eventsOfPurchase, type HistoryEvent, readHistory } from './purchase-history';
import type { Reader } from './reader';
import {
  COUNT_OF_REWARDS,
  COUNT_OF_WITHHELD,
  rewardsOfPurchase,
  toPurchaseReward,
  toWithheld,
  withheldOfPurchase,
  type PurchaseRewardView,
  type RewardJson,
  type WithheldJson,
  type WithheldView,
} from './rewards';
import { firstOf, inSlices, instant, instantOrNull, type Listed, pageOf, type PlainIdentifier } from './rows';

export const PURCHASE_LIMITS = {
  /** So many of the newest claims, rewards and events are shown with a purchase. */
  shown: 100,
  /** So many of the first items are shown. */
  itemsShown: 200,
} as const;

/** A purchase as lists show it. */
export interface PurchaseSummary {
  orderId: string;
  platform: Platform;
  customerId: string | null;
  status: PurchaseStatus;
  total: number;
  refunded: number;
  /** What the goods cost, without shipping and taxes, as far as shop, items and total tell. */
  goods: number;
  currency: string;
  renewal: boolean;
  occurredAt: Instant;
  sourceVersion: SourceVersion;
  /** Quantities in units. */
  items: { sku: string; quantity: number; price: number }[];
  itemsCount: number;
  codes: OrderCodeView[];
  carried: CarriedView;
  groupId: string | null;
  link: { via: LinkVia; at: Instant } | null;
  claims: { claimId: string; status: string; reason: string | null; carried: boolean }[];
  /** The place from which `listClaims` goes on with older ones; null: there are none. */
  claimsNext: ClaimPlace | null;
  evaluation: { state: string; dueAt: Instant | null; reasons: EvaluationReason[]; attempts: number };
  attribution: {
    model: AttributionModel;
    credits: CreditView[];
    excluded: Exclusion[];
    excludedCount: number;
    reason: string | null;
  } | null;
  rewards: PurchaseRewardView[];
  rewardsCount: number;
  withheld: WithheldView[];
  withheldCount: number;
}

export interface PurchaseView extends PurchaseSummary {
  history: HistoryEvent[];
  /** The place from which `listHistory` goes on with older events; null: there are none. */
  historyNext: number | null;
}

export interface CreditView {
  touchpointId: string;
  source: CreditSource;
  channel: string | null;
  campaign: string | null;
  /** In millionths. */
  share: number;
  referrer: PlainIdentifier | null;
}

export interface PurchaseFilter {
  status?: PurchaseStatus;
  linked?: boolean;
  /** Any home group of the group. */
  group?: string;
}

interface PurchaseRow extends CarriedColumns {
  order_id: string;
  partition: number;
  platform: Platform;
  first_position: string;
  customer_value: string | null;
  status: PurchaseStatus;
  total: string;
  refunded: string;
  goods: string;
  currency: string;
  renewal: boolean;
  items: PurchaseItem[];
  items_count: number;
  source_version: string;
  occurred_at: Date;
  group_id: string | null;
  link_via: LinkVia | null;
  linked_at: Date | null;
  evaluation_state: string;
  evaluation_due_at: Date | null;
  evaluation_reasons: EvaluationReason[];
  evaluation_attempts: number;
  attribution: Attribution | null;
  claims: (PurchaseSummary['claims'][number] & ClaimPlace)[] | null;
  referrers: Record<string, string> | null;
  rewards: RewardJson[] | null;
  rewards_count: string;
  withheld: WithheldJson[] | null;
  withheld_count: string;
}

/** One statement, so that a read never mixes the states before and after a decision. */
const COLUMNS = `p.order_id, p.partition, p.platform, p.first_position, p.status, p.total, p.refunded, p.goods,
  p.currency, p.renewal,${CARRIED_COLUMNS},
  ${firstOf('p.items', PURCHASE_LIMITS.itemsShown)} as items,
  jsonb_array_length(p.items) as items_count, p.source_version, p.occurred_at, p.link_via, p.linked_at, p.evaluation_state, p.evaluation_due_at,
  p.evaluation_reasons, p.evaluation_attempts, p.attribution,
  anchor.group_id,
  (select v.value from vault v where v.merchant_id = p.merchant_id and v.pseudonym = p.customer_id) as customer_value,
  (select json_agg(json_build_object('claimId', c.claim_id, 'status', c.status, 'reason', c.reason,
      'carried', c.carried, 'position', c.position, 'ordinal', c.ordinal) order by c.position desc, c.ordinal desc)
    from (
      select * from claims c where c.merchant_id = p.merchant_id and c.order_id = p.order_id
      order by c.position desc, c.ordinal desc limit ${PURCHASE_LIMITS.shown + 1}
    ) c) as claims,
  (select json_object_agg(v.pseudonym, v.value) from vault v
    where v.merchant_id = p.merchant_id and v.pseudonym in (
      select (credit -> 'referrer' ->> 'id')::uuid from jsonb_array_elements(p.attribution -> 'credits') credit
    )) as referrers,
  ${rewardsOfPurchase(PURCHASE_LIMITS.shown)} as rewards,
  ${COUNT_OF_REWARDS} as rewards_count,
  ${withheldOfPurchase(PURCHASE_LIMITS.shown)} as withheld,
  ${COUNT_OF_WITHHELD} as withheld_count`;
const FROM = `from purchases p
left join identifiers anchor on anchor.merchant_id = p.merchant_id and anchor.id = p.anchor_id`;

const ONE = `${FROM} where p.merchant_id = $1 and p.order_id = $2`;

/** The purchase without its history. */
export async function findPurchaseSummary(
  reader: Reader,
  merchantId: string,
  orderId: string,
): Promise<PurchaseSummary | null> {
  const { rows } = await reader.query<PurchaseRow>({
    name: 'find-purchase-summary',
    text: `select ${COLUMNS} ${ONE}`,
    values: [merchantId, orderId],
  });
  const [row] = rows;
  return row === undefined ? null : toSummary(row);
}

export async function findPurchase(
  reader: Reader,
  log: EventLog,
  merchantId: string,
  orderId: string,
): Promise<PurchaseView | null> {
  const { rows } = await reader.query<PurchaseRow & { history: EventPointer[] }>({
    name: 'find-purchase',
    text: `select ${COLUMNS}, ${eventsOfPurchase('null', '$3')} as history ${ONE}`,
    values: [merchantId, orderId, PURCHASE_LIMITS.shown + 1],
  });
  const [row] = rows;
  if (row === undefined) return null;
  const { items: history, next: historyNext } = await readHistory(
    log,
    row.partition,
    row.history,
    PURCHASE_LIMITS.shown,
  );
  return { ...toSummary(row), history, historyNext };
}

/**
 * Newest first, by each purchase's first fact; `before` is the `next` of the previous page. A page of large purchases is
 * shorter than `limit`.
 */
export async function listPurchases(
  pool: Pool,
  merchantId: string,
  filter: PurchaseFilter,
  limit: number,
  before: number | null,
): Promise<Listed<PurchaseSummary, number>> {
  return inSlices(limit, before, (length, place) => listSlice(pool, merchantId, filter, length, place));
}

async function listSlice(
  pool: Pool,
  merchantId: string,
  filter: PurchaseFilter,
  limit: number,
  before: number | null,
): Promise<Listed<PurchaseSummary, number>> {
  const { rows } = await pool.query<PurchaseRow>({
    name: 'list-purchases',
    text: `select ${COLUMNS} ${FROM}
      where p.merchant_id = $1
        and ($2::bigint is null or p.first_position < $2)
        and ($3::text is null or p.status = $3)
        and ($4::boolean is null or (p.anchor_id is not null) = $4)
        and ($5::uuid is null or anchor.group_id =
          (select i.group_id from identifiers i where i.merchant_id = p.merchant_id and i.id = $5))
      order by p.first_position desc limit $6`,
    values: [merchantId, before, filter.status, filter.linked, filter.group, limit + 1],
  });
  const page = pageOf(rows, limit);
  return { items: page.rows.map(toSummary), next: page.last === null ? null : Number(page.last.first_position) };
}

function toSummary(row: PurchaseRow): PurchaseSummary {
  const claims = pageOf(row.claims ?? [], PURCHASE_LIMITS.shown);
  return {
    orderId: row.order_id,
    platform: row.platform,
    customerId: row.customer_value,
    status: row.status,
    total: Number(row.total),
    refunded: Number(row.refunded),
    goods: Number(row.goods),
    currency: row.currency,
    renewal: row.renewal,
    occurredAt: instant(row.occurred_at),
    sourceVersion: sourceVersionFromText(row.source_version),
    items: row.items.map((item) => ({ ...item, quantity: item.quantity / 1_000 })),
    itemsCount: row.items_count,
    codes: toCodes(row),
    carried: toCarried(row),
    groupId: row.group_id,
    link: row.link_via === null ? null : { via: row.link_via, at: instant(row.linked_at!) },
    claims: claims.rows.toReversed().map(({ position: _p, ordinal: _o, ...claim }) => claim),
    claimsNext: claims.last && { position: claims.last.position, ordinal: claims.last.ordinal },
    evaluation: {
      state: row.evaluation_state,
      dueAt: instantOrNull(row.evaluation_due_at),
      reasons: row.evaluation_reasons,
      attempts: row.evaluation_attempts,
    },
    attribution: row.attribution && attributionView(row.attribution, row.referrers ?? {}),
    rewards: (row.rewards ?? []).map(toPurchaseReward),
    rewardsCount: Number(row.rewards_count),
    withheld: (row.withheld ?? []).map(toWithheld),
    withheldCount: Number(row.withheld_count),
  };
}

function attributionView(attribution: Attribution, values: Record<string, string>): PurchaseView['attribution'] {
  const { model, credits, excluded, excludedCount, reason } = attribution;
  return {
    model,
    credits: credits.map((credit) => toCreditView(credit, new Map(Object.entries(values)))),
    excluded,
    excludedCount,
    reason: reason ?? null,
  };
}

/** @param values plain values by pseudonym */
export function toCreditView(credit: Credit, values: ReadonlyMap<string, string>): CreditView {
  const { touchpointId, source, channel, campaign, share, referrer } = credit;
  return {
    touchpointId,
    source,
    channel: channel ?? null,
    campaign: campaign ?? null,
    share,
    referrer: referrer === undefined ? null : { type: referrer.type, value: values.get(referrer.id) ?? null },
  };
}
