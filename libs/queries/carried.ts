/** What an order itself carries of where its buyer came from, as reads show it. */
import type { IdentifierType } from '../kernel/identity/identifier';
import type { Visit } from '../kernel/purchases/carried';
import type { TouchpointSource } from '../kernel/policy';
import { toInstant, type Instant } from '../kernel/time';
import type { PlainIdentifier } from './rows';

export interface CarriedView {
  devices: (string | null)[];
  visit: VisitView | null;
}

export interface VisitView {
  source: TouchpointSource;
  channel: string | null;
  campaign: string | null;
  referrer: PlainIdentifier | null;
  url: string | null;
  /** Null: the purchase's. */
  occurredAt: Instant | null;
}

/** A code of the order, and whose it was when the order was first recorded; null: nobody's. */
export interface OrderCodeView {
  code: string;
  owner: PlainIdentifier | null;
}

export interface CarriedColumns {
  codes: { code: string; type: IdentifierType | null; value: string | null }[] | null;
  visit: Visit | null;
  visit_referrer: string | null;
  devices: (string | null)[] | null;
}

/** Of the purchase `p`. */
export const CARRIED_COLUMNS = `
  (select json_agg(json_build_object('code', k.code, 'type', a.owner_type, 'value', v.value) order by k.place)
    from jsonb_array_elements_text(p.carried -> 'codes' -> 'value') with ordinality k(code, place)
    left join lateral (
      select * from code_assignments a
      where a.merchant_id = p.merchant_id and a.code = k.code and a.position <= p.first_position
      order by a.position desc limit 1
    ) a on true
    left join vault v on v.merchant_id = p.merchant_id and v.pseudonym = a.owner_id) as codes,
  p.carried -> 'visit' -> 'value' as visit,
  (select v.value from vault v where v.merchant_id = p.merchant_id
    and v.pseudonym = (p.carried -> 'visit' -> 'value' -> 'referrer' ->> 'id')::uuid) as visit_referrer,
  (select json_agg(v.value order by k.place) from unnest(p.carried_devices) with ordinality k(id, place)
    left join vault v on v.merchant_id = p.merchant_id and v.pseudonym = k.id) as devices`;

export function toCodes({ codes }: CarriedColumns): OrderCodeView[] {
  return (codes ?? []).map(({ code, type, value }) => ({ code, owner: type === null ? null : { type, value } }));
}

export function toCarried({ visit, visit_referrer, devices }: CarriedColumns): CarriedView {
  return { devices: devices ?? [], visit: visit && toVisit(visit, visit_referrer) };
}

function toVisit({ source, channel, campaign, referrer, url, occurredAt }: Visit, value: string | null): VisitView {
  return {
    source,
    channel: channel ?? null,
    campaign: campaign ?? null,
    referrer: referrer ? { type: referrer.type, value } : null,
    url: url ?? null,
    occurredAt: occurredAt === null ? null : toInstant(occurredAt),
  };
}
