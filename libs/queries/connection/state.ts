/** What is known of a merchant's shop. No statement reads more rows of one kind than a constant. */
import type { Pool } from 'pg';
import { SIGHTED_PARTS, type SightedPart } from '../../../projections/read-model';
import { kernelTypes } from '../../database/kernel-types';
import type { TallyKind } from '../../intake/tallies';
import { SHOP_PLATFORMS } from '../../intake/shop-platforms';
import type { Platform } from '../../kernel/facts';
import { DEFAULT_POLICY, type Policy } from '../../kernel/policy';
import { HOUR, SECOND, type Millis } from '../../kernel/time';
import { findPolicy } from '../policies';

/** Of the last 24 hours, so many orders and claims are looked at, the newest. */
export const CONNECTION_LIMITS = { orders: 1_000, claims: 1_000, judgedClaims: 100, codes: 5 };
/** A claim whose order has not come is given so long. */
export const ORDER_PATIENCE_MS = 30 * SECOND;
/** Codes of orders that are asked for, the most frequent. */
const CODES_ASKED = 50;

export interface Seen {
  lastAt: Millis | null;
  of24h: number;
  /** That it joined; of a webhook, that it brought. */
  firstOrderId: string | null;
  lastOrderId: string | null;
}

export interface TopicSeen extends Seen {
  topic: string | null;
  firstAt: Millis | null;
}

/** Requests of one kind within the last hour, counted since the beginning of the hour of the first. */
export interface Tallied {
  count: number;
  since: Millis;
  lastAt: Millis;
}

export interface ConnectionState {
  now: Millis;
  /** Of the webhook secret; null without one. */
  platform: Platform | null;
  /** From where deliveries are taken. */
  shopHost: string | null;
  policy: Pick<Policy, 'acceptTestOrders' | 'requireToken' | 'mismatchAlertPercent'>;
  sighted: Record<SightedPart, Seen>;
  topics: TopicSeen[];
  tallies: ReadonlyMap<TallyKind, Tallied>;
  recent: RecentOrders;
  claims: RecentClaims;
  ratesMissing: { orders: number; orderId: string | null };
}

interface RecentOrders {
  orders: number;
  joined: number;
  /** Codes of orders that belong to nobody, the most frequent. */
  unassigned: string[];
}

interface RecentClaims {
  /** Within the last hour, and their order has not come. */
  withoutOrder: number;
  orderId: string | null;
  lastAt: Millis | null;
  judged: number;
  mismatched: number;
  missingToken: number;
}

/** The platform of the merchant's webhook secret, and from where its deliveries are taken. */
export async function findShop(
  pool: Pool,
  merchantId: string,
): Promise<{ platform: Platform | null; host: string | null }> {
  const { rows } = await pool.query<{ platform: Platform | null; host: string | null }>({
    name: 'connection-shop',
    text: SHOP,
    values: [merchantId],
  });
  return rows[0]!;
}

export async function readState(
  pool: Pool,
  merchantId: string,
  partition: number,
  now: Millis,
): Promise<ConnectionState> {
  const at = new Date(now);
  const ask = async <Row extends object>(name: string, text: string, values: unknown[]) =>
    (await pool.query<Row>({ name: `connection-${name}`, text, values: [merchantId, ...values], types: kernelTypes }))
      .rows;
  const [{ platform, host }, sighted, topics, tallies, recent, claims, rates, policy] = await Promise.all([
    findShop(pool, merchantId),
    ask<Seen & { part: SightedPart }>('sightings', SIGHTINGS, [[...SIGHTED_PARTS], at]),
    ask<TopicRow>('topics', TOPICS, [at]),
    ask<Tallied & { kind: TallyKind }>('tallies', TALLIES, [at]),
    ask<RecentOrders>('orders', RECENT_ORDERS, [at]),
    ask<RecentClaims>('claims', RECENT_CLAIMS, [at]),
    ask<ConnectionState['ratesMissing']>('rates', RATES_MISSING, []),
    findPolicy(pool, merchantId, partition),
  ]);
  return {
    now,
    platform,
    shopHost: host,
    policy: policy?.policy ?? DEFAULT_POLICY,
    sighted: Object.fromEntries(sighted.map(({ part, ...seen }) => [part, seen])) as ConnectionState['sighted'],
    topics: platform === null ? [unseenTopic(null)] : topicsOf(platform, topics),
    tallies: new Map(tallies.map(({ kind, ...tallied }) => [kind, tallied])),
    recent: recent[0]!,
    claims: claims[0]!,
    ratesMissing: rates[0]!,
  };
}

type TopicRow = Omit<TopicSeen, 'topic'> & { topic: string; platform: Platform };

/** Those that the shop is to send, then any others that it sent. */
function topicsOf(platform: Platform, rows: readonly TopicRow[]): TopicSeen[] {
  const own = rows.filter((row) => row.platform === platform);
  const known = SHOP_PLATFORMS[platform].topics;
  const seen = (topic: string, name: string | null) => {
    const row = own.find((one) => one.topic === topic);
    if (row === undefined) return unseenTopic(name);
    const { firstAt, lastAt, of24h, firstOrderId, lastOrderId } = row;
    return { topic: name, firstAt, lastAt, of24h, firstOrderId, lastOrderId };
  };
  if (known.length === 0) return [seen('', null)];
  const others = own.filter(({ topic }) => !known.includes(topic));
  return [...known, ...others.map(({ topic }) => topic)].map((topic) => seen(topic, topic));
}

function unseenTopic(topic: string | null): TopicSeen {
  return { topic, firstAt: null, lastAt: null, of24h: 0, firstOrderId: null, lastOrderId: null };
}

const SHOP = `select
  (select platform from webhook_secrets where merchant_id = $1 order by id desc limit 1) as platform,
  (select host from shop_hosts where merchant_id = $1) as host`;

const OF_PART = 's.merchant_id = $1 and s.part = p.part';

const SIGHTINGS = `
select p.part, seen.last_at as "lastAt", day.count as "of24h", first.first_order_id as "firstOrderId",
  last.last_order_id as "lastOrderId"
from unnest($2::text[]) as p(part)
left join lateral (select s.last_at from sightings s
  where ${OF_PART} and s.last_at is not null order by s.hour desc limit 1) seen on true
left join lateral (select coalesce(sum(s.seen), 0)::bigint as count from sightings s
  where ${OF_PART} and s.hour > $3::timestamptz - interval '24 hours') day on true
left join lateral (select s.first_order_id from sightings s
  where ${OF_PART} and s.first_order_id is not null order by s.hour limit 1) first on true
left join lateral (select s.last_order_id from sightings s
  where ${OF_PART} and s.last_order_id is not null order by s.hour desc limit 1) last on true`;

const TOPICS = `
select t.platform, t.topic, t.first_at as "firstAt", t.last_at as "lastAt", t.first_order_id as "firstOrderId",
  t.last_order_id as "lastOrderId", coalesce((select sum(r.count) from request_tallies r
    where r.merchant_id = $1 and r.kind = 'TOPIC ' || t.topic
      and r.hour > $2::timestamptz - interval '24 hours'), 0)::bigint as "of24h"
from webhook_topics t where t.merchant_id = $1 order by t.topic`;

const TALLIES = `
select kind, sum(count)::bigint as count, min(hour) as since, max(last_at) as "lastAt"
from request_tallies
where merchant_id = $1 and hour > $2::timestamptz - interval '2 hours' and last_at > $2::timestamptz - interval '1 hour'
group by kind`;

const RECENT_ORDERS = `
with recent as materialized (
  select p.anchor_id is not null or p.attribution -> 'credits' -> 0 is not null as joined,
    p.carried -> 'codes' -> 'value' as codes
  from purchases p where p.merchant_id = $1 and p.first_recorded_at > $2::timestamptz - interval '24 hours'
  order by p.first_recorded_at desc limit ${CONNECTION_LIMITS.orders}
), asked as (
  select k.code, count(*) as orders from recent r cross join jsonb_array_elements_text(r.codes) k(code)
  group by k.code order by orders desc, k.code limit ${CODES_ASKED}
)
select count(*)::bigint as orders, count(*) filter (where joined)::bigint as joined, array(
  select a.code from asked a where (select c.assigned from code_assignments c
    where c.merchant_id = $1 and c.code = a.code order by c.position desc limit 1) is not true
  order by a.orders desc, a.code limit ${CONNECTION_LIMITS.codes}
) as unassigned
from recent`;

const RECENT_CLAIMS = `
with waiting as materialized (
  select c.order_id, c.recorded_at from claims c
  where c.merchant_id = $1 and c.status = 'waiting' and c.recorded_at > $2::timestamptz - interval '${HOUR} milliseconds'
    and c.recorded_at <= $2::timestamptz - interval '${ORDER_PATIENCE_MS} milliseconds'
  order by c.recorded_at desc limit ${CONNECTION_LIMITS.claims}
), lost as (
  select w.* from waiting w where w.order_id <> ''
    and not exists (select from purchases p where p.merchant_id = $1 and p.order_id = w.order_id)
), newest as materialized (
  select c.reason, c.carried, c.recorded_at from claims c
  where c.merchant_id = $1 and c.status <> 'waiting' and c.recorded_at > $2::timestamptz - interval '24 hours'
  order by c.recorded_at desc limit ${CONNECTION_LIMITS.claims}
), judged as (
  select reason from newest where not carried order by recorded_at desc limit ${CONNECTION_LIMITS.judgedClaims}
)
select (select count(*) from lost) as "withoutOrder",
  (select order_id from lost order by recorded_at desc limit 1) as "orderId",
  (select max(recorded_at) from lost) as "lastAt",
  (select count(*) from judged) as judged,
  (select count(*) from judged where reason = 'TOKEN_MISMATCH') as mismatched,
  (select count(*) from judged where reason = 'TOKEN_MISSING') as "missingToken"`;

const RATES_MISSING = `
with failed as (select p.order_id from purchases p
  where p.merchant_id = $1 and p.evaluation_error = 'RATE_MISSING' limit ${CONNECTION_LIMITS.orders})
select (select count(*) from failed) as orders, (select order_id from failed limit 1) as "orderId"`;
