/**
 * Loads the touchpoints of devices for evaluations. Of a device with very many, only those are loaded that can earn a
 * credit or be listed as excluded; the others are counted. Nobody can make an evaluation large by sending touchpoints.
 */
import type { ClientBase } from 'pg';
import { tableOf } from '../../../projections/registry';
import { TouchpointRow, touchpointFromRow } from '../../../projections/touchpoints';
import type { Touchpoint } from '../../kernel/attribution/touchpoint';
import type { Pseudonym } from '../../kernel/identity/identifier';
import { LIMITS } from '../../kernel/limits';
import { columns, ownerOf, select, type Entry, type Key } from './select';

const TOUCHPOINT = tableOf(TouchpointRow);
/** Credits and listed exclusions of one purchase; a device with no more is loaded as a whole. */
const NEWEST = LIMITS.candidates + LIMITS.exclusionsListed;

/** A device with very many touchpoints, and the time of a purchase that may be evaluated. */
interface Moment extends Key {
  at: number;
}

export async function loadTouchpoints(client: ClientBase, devices: readonly Key[]): Promise<void> {
  if (devices.length === 0) return;
  for (const { merchant, key } of devices) merchant.touchpoints.byDevice.load(key, []);
  const rows = await select<TouchpointRow>(
    client,
    'touchpoints',
    `select ${TOUCHPOINT.selectList} from unnest($1::text[], $2::uuid[]) as k(merchant_id, identifier_id)
     cross join lateral (
       select * from touchpoints t
       where t.merchant_id = k.merchant_id and t.identifier_id = k.identifier_id limit $3
     ) t`,
    [...columns(devices), NEWEST + 1],
  );
  const owner = ownerOf(devices);
  for (const row of rows) owner(row).merchant.touchpoints.byDevice.add(row.identifierId, touchpointFromRow(row));
  const large = devices.filter(({ merchant, key }) => merchant.touchpoints.of(key).length > NEWEST);
  if (large.length > 0) await loadParts(client, large);
}

async function loadParts(client: ClientBase, devices: readonly Key[]): Promise<void> {
  const moments = devices.flatMap((key) => [...key.reach.evaluatedTimes()].map((at): Moment => ({ ...key, at })));
  const parts = await loadNewest(client, moments);
  const firsts = await loadFirsts(client, devices);
  const counts = await countUntil(client, moments);
  for (const entry of devices) {
    const { merchant, key } = entry;
    const part = parts.get(merchant)?.get(key) ?? [];
    const until = new Map<number, number>();
    for (const [at, count] of counts.get(merchant)?.get(key) ?? []) {
      until.set(at, count - part.filter(({ occurredAt }) => occurredAt <= at).length);
    }
    merchant.touchpoints.loadPart(key, part, { firstAt: firsts.get(merchant)!.get(key)!, until });
  }
}

/**
 * The newest of each source, up to each moment. Those whose referrer is somebody of the batch are a class of their own
 * for each referrer, as they may count as self-referrals and must not take the place of others.
 */
async function loadNewest(
  client: ClientBase,
  moments: readonly Moment[],
): Promise<Map<Entry['merchant'], Map<Pseudonym, Touchpoint[]>>> {
  const known = [...new Set(moments.flatMap(({ merchant }) => [...merchant.identities.identifiers.keys()]))];
  const rows = await select<TouchpointRow>(
    client,
    'newest touchpoints',
    `select ${TOUCHPOINT.selectList} from (
       select distinct merchant_id, identifier_id, position from (
         select t.merchant_id, t.identifier_id, t.position, rank() over (
           partition by t.merchant_id, t.identifier_id, k.at, t.source,
             case when t.referrer_id = any($4::uuid[]) then t.referrer_id end
           order by t.occurred_at desc
         ) as place
         from unnest($1::text[], $2::uuid[], $3::timestamptz[]) as k(merchant_id, identifier_id, at)
         join touchpoints t using (merchant_id, identifier_id) where t.occurred_at <= k.at
       ) ranked where place <= $5
     ) newest join touchpoints t using (merchant_id, identifier_id, position)`,
    [...columns(moments), moments.map(({ at }) => new Date(at).toISOString()), known, NEWEST],
  );
  const parts = new Map<Entry['merchant'], Map<Pseudonym, Touchpoint[]>>();
  const owner = ownerOf(moments);
  for (const row of rows) {
    const ofMerchant = valueIn(parts, owner(row).merchant, () => new Map<Pseudonym, Touchpoint[]>());
    valueIn(ofMerchant, row.identifierId, () => []).push(touchpointFromRow(row));
  }
  return parts;
}

async function loadFirsts(
  client: ClientBase,
  devices: readonly Key[],
): Promise<Map<Entry['merchant'], Map<Pseudonym, number>>> {
  const rows = await select<{ merchantId: string; id: Pseudonym; first: number }>(
    client,
    'first touchpoints',
    `select merchant_id as "merchantId", identifier_id as id, min(t.occurred_at) as first
     from unnest($1::text[], $2::uuid[]) as k(merchant_id, identifier_id)
     join touchpoints t using (merchant_id, identifier_id) group by merchant_id, identifier_id`,
    columns(devices),
  );
  const firsts = new Map<Entry['merchant'], Map<Pseudonym, number>>();
  const owner = ownerOf(devices);
  for (const row of rows)
    valueIn(firsts, owner(row).merchant, () => new Map<Pseudonym, number>()).set(row.id, row.first);
  return firsts;
}

async function countUntil(
  client: ClientBase,
  moments: readonly Moment[],
): Promise<Map<Entry['merchant'], Map<Pseudonym, Map<number, number>>>> {
  const rows = await select<{ merchantId: string; id: Pseudonym; at: number; count: number }>(
    client,
    'touchpoints until a purchase',
    `select k.merchant_id as "merchantId", k.identifier_id as id, k.at, count(t.position) as count
     from unnest($1::text[], $2::uuid[], $3::timestamptz[]) as k(merchant_id, identifier_id, at)
     left join touchpoints t
       on t.merchant_id = k.merchant_id and t.identifier_id = k.identifier_id and t.occurred_at <= k.at
     group by k.merchant_id, k.identifier_id, k.at`,
    [...columns(moments), moments.map(({ at }) => new Date(at).toISOString())],
  );
  const counts = new Map<Entry['merchant'], Map<Pseudonym, Map<number, number>>>();
  const owner = ownerOf(moments);
  for (const row of rows) {
    const ofMerchant = valueIn(counts, owner(row).merchant, () => new Map<Pseudonym, Map<number, number>>());
    valueIn(ofMerchant, row.id, () => new Map<number, number>()).set(row.at, row.count);
  }
  return counts;
}

function valueIn<K, V>(map: Map<K, V>, key: K, first: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = first()));
  return value;
}
