import type { Attribution, Credit, Exclusion, ExclusionReason } from '../decisions';
import { LIMITS } from '../limits';
import type { AttributionModel, CreditSource, Policy } from '../policy';
import { DAY, toInstant, type Millis } from '../time';
import { sharesOf } from './models';
import { newest, newestFirst, oldestFirst, withoutRepeats, type Touchpoint } from './touchpoint';

export interface AttributionInput {
  purchasedAt: Millis;
  /** Touchpoints of the buyer's group and of the devices in evidence, in any order; one may come twice. */
  touchpoints: readonly Touchpoint[];
  /** Candidates that the order brings along, for this purchase alone. */
  own?: readonly Touchpoint[];
  /** Competes only if nobody else is left. */
  lastResort?: Touchpoint | null;
  /** How many more touchpoints count as excluded, too old to earn a credit or to be listed. */
  leftOut?: number;
  /** Whether the touchpoint's referrer is the buyer, or somebody who shares the touchpoint's device. */
  isSelfReferral(touchpoint: Touchpoint): boolean;
  policy: Policy;
  policyVersion: number;
}

export interface Attributed {
  attribution: Attribution;
  /** The touchpoint of each credit, in the order of the credits. */
  credited: Touchpoint[];
}

/**
 * Credits a purchase to the touchpoints that led to it. The result depends on what the touchpoints say, never on their
 * order. There are nearly always few, so the code sorts only where it must.
 */
export function attribute({
  purchasedAt,
  touchpoints,
  own = [],
  lastResort = null,
  leftOut = 0,
  isSelfReferral,
  policy,
  policyVersion,
}: AttributionInput): Attributed {
  const windowStart = purchasedAt - policy.lookbackDays * DAY;
  const disqualification = (touchpoint: Touchpoint): ExclusionReason | undefined => {
    if (touchpoint.occurredAt <= windowStart) return 'OUTSIDE_WINDOW';
    return isSelfReferral(touchpoint) ? 'SELF_REFERRAL' : undefined;
  };

  let bestRank = Infinity;
  let competing: Touchpoint[] = [];
  let excluded: Touchpoint[] = [];
  const consider = (touchpoint: Touchpoint) => {
    if (touchpoint.occurredAt > purchasedAt) return;
    const rank = disqualification(touchpoint) ? Infinity : rankOf(touchpoint.source, policy.sourceRanking);
    if (rank < bestRank) {
      excluded = excluded.concat(competing);
      competing = [];
      bestRank = rank;
    }
    if (rank === bestRank && rank !== Infinity) competing.push(touchpoint);
    else excluded.push(touchpoint);
  };
  for (const touchpoint of withoutRepeats(touchpoints)) consider(touchpoint);
  for (const touchpoint of own) consider(touchpoint);
  const isFallback = lastResort !== null && competing.length > 0;
  if (isFallback) excluded.push(lastResort);
  else if (lastResort !== null) consider(lastResort);

  let excludedCount = excluded.length + leftOut;
  if (competing.length > LIMITS.candidates) {
    excludedCount += competing.length - LIMITS.candidates;
    // The list of exclusions also shows candidates beyond the limit, as far as it has room.
    competing = newest(competing, LIMITS.candidates + LIMITS.exclusionsListed);
    excluded = excluded.concat(competing.splice(LIMITS.candidates));
  }

  const { credits, credited } = creditsOf(policy.model, competing);
  const attribution: Attribution = {
    model: policy.model,
    lookbackDays: policy.lookbackDays,
    policyVersion,
    purchasedAt: toInstant(purchasedAt),
    credits,
    excluded: newest(excluded, LIMITS.exclusionsListed).map((touchpoint): Exclusion => {
      const { touchpointId, source } = touchpoint;
      const disqualified = disqualification(touchpoint);
      if (disqualified !== undefined) return { touchpointId, reason: disqualified };
      if (touchpoint === lastResort) return { touchpointId, reason: 'FALLBACK' };
      const isOutranked = rankOf(source, policy.sourceRanking) > bestRank;
      return { touchpointId, reason: isOutranked ? 'LOWER_RANK' : 'LIMIT' };
    }),
    excludedCount,
  };
  if (competing.length === 0) attribution.reason = excludedCount === 0 ? 'NO_TOUCHPOINT' : 'ALL_EXCLUDED';
  return { attribution, credited };
}

/** Index of the source's class, best first; the sources that the ranking leaves out share the rank after the last. */
export function rankOf(source: CreditSource, ranking: readonly (readonly CreditSource[])[]): number {
  for (let rank = 0; rank < ranking.length; rank++) {
    if (ranking[rank]!.includes(source)) return rank;
  }
  return ranking.length;
}

/** Credits with a share above 0, oldest first. `competing` may be reordered. */
function creditsOf(model: AttributionModel, competing: Touchpoint[]): { credits: Credit[]; credited: Touchpoint[] } {
  const credits: Credit[] = [];
  const credited: Touchpoint[] = [];
  if (competing.length === 0) return { credits, credited };
  const touches = contenders(model, competing);
  sharesOf(model, touches).forEach((share, index) => {
    if (share === 0) return;
    credits.push(creditOf(touches[index]!, share));
    credited.push(touches[index]!);
  });
  return { credits, credited };
}

/** Oldest first. For a model that credits a single touch, only that one, found in one pass. */
function contenders(model: AttributionModel, competing: Touchpoint[]): Touchpoint[] {
  if (model !== 'last-touch' && model !== 'first-touch') return competing.sort(oldestFirst);
  const precedes = model === 'last-touch' ? newestFirst : oldestFirst;
  return [competing.reduce((winner, touchpoint) => (precedes(touchpoint, winner) < 0 ? touchpoint : winner))];
}

function creditOf({ touchpointId, source, channel, campaign, referrer }: Touchpoint, share: number): Credit {
  const credit: Credit = { touchpointId, source, share };
  if (channel !== undefined) credit.channel = channel;
  if (campaign !== undefined) credit.campaign = campaign;
  if (referrer !== undefined) credit.referrer = { type: referrer.type, id: referrer.id };
  return credit;
}
