/** How well claims and purchases find each other. Ages are measured by the database's clock when the query runs. */
import type { Pool } from 'pg';
import { DEFAULT_POLICY } from '../kernel/policy';
import { HOUR, toInstant, type Instant, type Millis } from '../kernel/time';
import { alertPercentSql, MISMATCH_CLAIMS_MIN, MISMATCH_HOURS, percentOf } from './mismatch-rate';

/** A claim without its purchase, or a purchase without its claim, counts as lost after an hour. */
export const SILENT_AFTER_MS = HOUR;

const UNLINKED_REASONS = ['SDK_SILENT', 'TOKEN_MISMATCH', 'WAITING'] as const;
export type UnlinkedReason = (typeof UNLINKED_REASONS)[number];

/** Each reason shows its newest orders as examples. */
export const EXAMPLES_MAX = 5;
/** At most this many claims are searched for examples, because anybody can send claims. */
export const EXAMPLE_CLAIMS_MAX = 1_000;

export interface ClaimCounts {
  matched: number;
  mismatched: number;
  missingToken: number;
  expired: number;
  /** Claims of blocked devices. */
  blocked: number;
  /** Claims beyond the ten that an order can have. */
  tooMany: number;
  waiting: number;
}

export interface LinkCounts {
  claims: ClaimCounts;
  /** Waiting claims that have had no purchase for more than an hour. */
  claimsWithoutPurchase: { WEBHOOK_SILENT: number };
  purchases: {
    linked: { claim: number; customer: number; email: number };
    unlinked: Record<UnlinkedReason, number>;
  };
}

export interface LinkHealthView extends LinkCounts {
  from: Instant;
  to: Instant;
  mismatchRate: {
    judged: number;
    mismatched: number;
    percent: number | null;
    alertPercent: number;
    /** There are enough judged claims for a rate, and too many of them are mismatched. */
    exceeded: boolean;
  };
  /** Every hour that the range touches, oldest first. */
  hours: ({ hour: Instant } & LinkCounts)[];
  /** Order ids, newest first. */
  examples: Record<UnlinkedReason | 'WEBHOOK_SILENT', string[]>;
}

interface RateRow {
  judged: string;
  mismatched: string;
  alert_percent: number;
}

/** Milliseconds by the clock that ages are measured by. */
export async function databaseNow(pool: Pool): Promise<Millis> {
  const { rows } = await pool.query<{ now: Date }>('select clock_timestamp()::timestamptz(3) as now');
  return rows[0]!.now.getTime();
}

/**
 * Covers what was recorded in `from <= at < to`. A claim counts in the hour in which it was recorded, a purchase in the
 * hour of its first version. Without an end, the range includes the newest.
 */
export async function findLinkHealth(
  pool: Pool,
  merchantId: string,
  partition: number,
  range: { from: Millis; to: Millis; isOpen: boolean },
): Promise<LinkHealthView> {
  const values = [merchantId, new Date(range.from), range.isOpen ? null : new Date(range.to)];
  const [claims, purchases, silent, rate] = await Promise.all([
    pool.query<ClaimHour>({ name: 'link-health-claims', text: CLAIM_HOURS, values }),
    pool.query<PurchasesRow>({ name: 'link-health-purchases', text: PURCHASE_HOURS, values }),
    pool.query<{ order_id: string }>({ name: 'link-health-silent-webhooks', text: SILENT_WEBHOOKS, values }),
    pool.query<RateRow>({ name: 'link-health-rate', text: RATE, values: [merchantId, partition] }),
  ]);
  const { linked, unlinked, ...orders } = purchases.rows[0]!;
  const hours = hoursOf(range, claims.rows, linked ?? [], unlinked ?? []);
  return {
    from: toInstant(range.from),
    to: toInstant(range.to),
    ...sum(hours),
    mismatchRate: rateOf(rate.rows[0]!),
    hours,
    examples: {
      SDK_SILENT: orders.SDK_SILENT,
      TOKEN_MISMATCH: orders.TOKEN_MISMATCH,
      WAITING: orders.WAITING,
      WEBHOOK_SILENT: silent.rows.map((row) => row.order_id),
    },
  };
}

const SILENT = `interval '${SILENT_AFTER_MS} milliseconds'`;
const WITHIN = (at: string) => `${at} >= $2 and ($3::timestamptz is null or ${at} < $3)`;
const HOUR_OF = (at: string) => `date_bin('1 hour', ${at}, 'epoch')`;
/** Costly, so it is applied to gathered rows only. */
const IN_MILLIS = (at: string) => `(extract(epoch from ${at}) * 1000)::float8`;
const HAS_NO_PURCHASE = `not exists (select from purchases p where p.merchant_id = $1 and p.order_id = c.order_id)`;

interface ClaimHour extends Record<keyof ClaimCounts | 'silent', string> {
  hour: Millis;
}

/** Waiting and judged claims have an index each, so each has its own subquery. */
const CLAIM_HOURS = `
select ${IN_MILLIS(HOUR_OF('c.recorded_at'))} as hour,
  count(*) filter (where c.status = 'accepted') as matched,
  count(*) filter (where c.reason = 'TOKEN_MISMATCH') as mismatched,
  count(*) filter (where c.reason = 'TOKEN_MISSING') as "missingToken",
  count(*) filter (where c.reason = 'EXPIRED') as expired,
  count(*) filter (where c.reason = 'BLOCKED_IDENTIFIER') as blocked,
  count(*) filter (where c.reason = 'TOO_MANY_CLAIMS') as "tooMany",
  count(*) filter (where c.status = 'waiting') as waiting,
  count(*) filter (where c.silent) as silent
from (
  select c.recorded_at, c.status, c.reason, false as silent from claims c
  where c.merchant_id = $1 and c.status <> 'waiting' and ${WITHIN('c.recorded_at')}
  union all
  select c.recorded_at, c.status, c.reason, c.recorded_at <= now() - ${SILENT} and ${HAS_NO_PURCHASE} from claims c
  where c.merchant_id = $1 and c.status = 'waiting' and ${WITHIN('c.recorded_at')}
) c group by ${HOUR_OF('c.recorded_at')}`;

const SILENT_WEBHOOKS = `
select newest.order_id from (
  select c.order_id, c.recorded_at, c.position from claims c
  where c.merchant_id = $1 and c.status = 'waiting' and ${WITHIN('c.recorded_at')}
    and c.recorded_at <= now() - ${SILENT} and ${HAS_NO_PURCHASE}
  order by c.recorded_at desc limit ${EXAMPLE_CLAIMS_MAX}
) newest group by newest.order_id order by max(newest.position) desc limit ${EXAMPLES_MAX}`;

interface PurchaseHour extends Record<UnlinkedReason | 'claim' | 'customer' | 'email', number> {
  hour: Millis;
}

type PurchasesRow = {
  linked: Pick<PurchaseHour, 'hour' | 'claim' | 'customer' | 'email'>[] | null;
  unlinked: Pick<PurchaseHour, 'hour' | UnlinkedReason>[] | null;
} & Record<UnlinkedReason, string[]>;

/** A mismatched claim outweighs claims that wait. Each order has a subquery that never reads all of its claims. */
const PURCHASE_HOURS = `
with found as materialized (
  select p.order_id, p.first_recorded_at, p.first_position,
    case
      when (select true from claims c where c.merchant_id = $1 and c.order_id = p.order_id
        and c.reason = 'TOKEN_MISMATCH' limit 1) then 'TOKEN_MISMATCH'
      when p.first_recorded_at <= now() - ${SILENT}
        and (select true from claims c where c.merchant_id = $1 and c.order_id = p.order_id limit 1) is null
        then 'SDK_SILENT'
      else 'WAITING'
    end as reason
  from purchases p where p.merchant_id = $1 and p.anchor_id is null and ${WITHIN('p.first_recorded_at')}
)
select
  (select json_agg(h) from (
    select ${IN_MILLIS(HOUR_OF('p.first_recorded_at'))} as hour,
      count(*) filter (where p.link_via = 'claim') as claim,
      count(*) filter (where p.link_via = 'customer') as customer,
      count(*) filter (where p.link_via = 'email') as email
    from purchases p where p.merchant_id = $1 and p.anchor_id is not null and ${WITHIN('p.first_recorded_at')}
    group by ${HOUR_OF('p.first_recorded_at')}
  ) h) as linked,
  (select json_agg(h) from (
    select ${IN_MILLIS(HOUR_OF('first_recorded_at'))} as hour,
      ${UNLINKED_REASONS.map((reason) => `count(*) filter (where reason = '${reason}') as "${reason}"`).join(', ')}
    from found group by ${HOUR_OF('first_recorded_at')}
  ) h) as unlinked,
  ${UNLINKED_REASONS.map(
    (reason) => `array(select order_id from found where reason = '${reason}'
      order by first_position desc limit ${EXAMPLES_MAX}) as "${reason}"`,
  ).join(', ')}`;

const RATE = `
select count(*) as judged, count(*) filter (where c.reason = 'TOKEN_MISMATCH') as mismatched,
  ${alertPercentSql('$1', '$2', String(DEFAULT_POLICY.mismatchAlertPercent))} as alert_percent
from claims c
where c.merchant_id = $1 and c.status <> 'waiting' and c.recorded_at > now() - interval '${MISMATCH_HOURS} hours'`;

function rateOf(row: RateRow): LinkHealthView['mismatchRate'] {
  const [judged, mismatched, alertPercent] = [Number(row.judged), Number(row.mismatched), row.alert_percent];
  const exceeded = judged >= MISMATCH_CLAIMS_MIN && mismatched * 100 > alertPercent * judged;
  return { judged, mismatched, percent: percentOf(mismatched, judged), alertPercent, exceeded };
}

function hoursOf(
  { from, to }: { from: Millis; to: Millis },
  claims: readonly ClaimHour[],
  linked: readonly Pick<PurchaseHour, 'hour'>[],
  unlinked: readonly Pick<PurchaseHour, 'hour'>[],
): LinkHealthView['hours'] {
  const claimsAt = new Map(claims.map((row) => [row.hour, row]));
  const purchasesAt = new Map<Millis, Partial<PurchaseHour>>();
  for (const row of [...linked, ...unlinked]) purchasesAt.set(row.hour, { ...purchasesAt.get(row.hour), ...row });
  const hours: LinkHealthView['hours'] = [];
  // What was recorded since `to` was taken may belong to an hour that began since.
  const end = Math.max(to, ...[...claimsAt.keys(), ...purchasesAt.keys()].map((hour) => hour + 1));
  for (let hour = Math.floor(from / HOUR) * HOUR; hour < end; hour += HOUR) {
    hours.push({ hour: toInstant(hour), ...countsOf(claimsAt.get(hour), purchasesAt.get(hour)) });
  }
  return hours;
}

function countsOf(claims: ClaimHour | undefined, purchases: Partial<PurchaseHour> | undefined): LinkCounts {
  return {
    claims: {
      matched: Number(claims?.matched ?? 0),
      mismatched: Number(claims?.mismatched ?? 0),
      missingToken: Number(claims?.missingToken ?? 0),
      expired: Number(claims?.expired ?? 0),
      blocked: Number(claims?.blocked ?? 0),
      tooMany: Number(claims?.tooMany ?? 0),
      waiting: Number(claims?.waiting ?? 0),
    },
    claimsWithoutPurchase: { WEBHOOK_SILENT: Number(claims?.silent ?? 0) },
    purchases: {
      linked: { claim: purchases?.claim ?? 0, customer: purchases?.customer ?? 0, email: purchases?.email ?? 0 },
      unlinked: {
        SDK_SILENT: purchases?.SDK_SILENT ?? 0,
        TOKEN_MISMATCH: purchases?.TOKEN_MISMATCH ?? 0,
        WAITING: purchases?.WAITING ?? 0,
      },
    },
  };
}

function sum(hours: readonly LinkCounts[]): LinkCounts {
  const total = countsOf(undefined, undefined);
  const add = <Field extends string>(to: Record<Field, number>, from: Record<Field, number>) => {
    for (const field of Object.keys(to) as Field[]) to[field] += from[field];
  };
  for (const { claims, claimsWithoutPurchase, purchases } of hours) {
    add(total.claims, claims);
    add(total.claimsWithoutPurchase, claimsWithoutPurchase);
    add(total.purchases.linked, purchases.linked);
    add(total.purchases.unlinked, purchases.unlinked);
  }
  return total;
}
