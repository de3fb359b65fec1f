/**
 * What the versions of an order carry of where its buyer came from. A version that says nothing of codes or of the visit
 * takes nothing away: the greatest of those that say it counts, in any order of arrival.
 */
import type { Ref } from '../decisions';
import type { CarriedVisit, PurchaseRecorded } from '../facts';
import { toRef } from '../identity/identifier';
import { isBlocked, type EffectivePolicy } from '../policy-history';
import { toMillis, type Millis } from '../time';
import { isNewer, type VersionRank } from './version';

export interface Carried {
  codes: Said<string[]> | null;
  visit: Said<Visit> | null;
}

interface Said<T> {
  value: T;
  by: VersionRank;
}

export interface Visit extends Pick<CarriedVisit, 'source' | 'channel' | 'campaign' | 'url'> {
  /** Absent if nobody referred the buyer, or somebody whose value never identifies anybody. */
  referrer?: Ref;
  /** Null: the purchase's. */
  occurredAt: Millis | null;
}

export function codesOf({ carried }: { carried: Carried | null }): readonly string[] {
  return carried?.codes?.value ?? [];
}

export function visitOf({ carried }: { carried: Carried | null }): Visit | null {
  return carried?.visit?.value ?? null;
}

/** What is carried after one more version. Null: nothing ever was. */
export function withCarried(
  before: Carried | null,
  data: PurchaseRecorded,
  { policy, kernelVersion }: { policy: EffectivePolicy; kernelVersion: number },
): Carried | null {
  const { codes, visit } = data.carried ?? {};
  if (kernelVersion < 2 || (codes === undefined && visit === undefined)) return before;
  const { sourceVersion, refunded, status, total, bodyHash } = data;
  const by: VersionRank = { sourceVersion, refunded, status, total, bodyHash };
  const greatest = <T>(held: Said<T> | null | undefined, value: T | undefined): Said<T> | null => {
    if (value === undefined || (held && !isNewer(by, held.by, kernelVersion))) return held ?? null;
    return { value, by };
  };
  return {
    codes: greatest(before?.codes, codes),
    visit: greatest(before?.visit, visit && visitFrom(visit, policy)),
  };
}

function visitFrom({ referrer, occurredAt, ...visit }: CarriedVisit, policy: EffectivePolicy): Visit {
  return {
    source: visit.source,
    channel: visit.channel,
    campaign: visit.campaign,
    url: visit.url,
    referrer: referrer === undefined || isBlocked(policy, referrer) ? undefined : toRef(referrer),
    occurredAt: occurredAt === undefined ? null : toMillis(occurredAt),
  };
}
