/**
 * For each touchpoint that got nothing: why, and what would have had to be different. The kernel's own attribution is
 * asked again with that one thing changed, so what is said here is what would have been decided.
 */
import { attribute, rankOf, type AttributionInput } from '../../kernel/attribution/attribute';
import { newestFirst, type Touchpoint } from '../../kernel/attribution/touchpoint';
import type { Attribution, Credit, ExclusionReason } from '../../kernel/decisions';
import { ATTRIBUTION_MODELS, POLICY_LIMITS } from '../../kernel/policy';
import { DAY, type Millis } from '../../kernel/time';
import { counted, howLong, listed, type Names, percent, sentence, sourceInWords, when } from './words';

export const COUNTERFACTUALS_MAX = 100;

/** The reasons of exclusions, and three more for touchpoints that an attribution does not list. */
export type CounterfactualCode = ExclusionReason | 'MODEL' | 'AFTER_PURCHASE' | 'NOT_KNOWN_THEN';

export interface Counterfactual {
  touchpointId: string;
  code: CounterfactualCode;
  text: string;
}

export interface Decided {
  /** What the attribution depended on; the touchpoints also hold those that came after the purchase. */
  input: AttributionInput;
  attribution: Attribution;
  /** Whether the kernel decides the same again from what is loaded: only then it can be asked what else it would decide. */
  isRepeatable: boolean;
  /** Touchpoints of the group or evidence that were recorded, or joined, after the decision. */
  later: readonly Touchpoint[];
  names: Names;
}

/** The newest touchpoints first. */
export function counterfactualsOf(decided: Decided): Counterfactual[] {
  const { input, attribution, later } = decided;
  const { credits, excluded } = attribution;
  const reasons = new Map(excluded.map(({ touchpointId, reason }) => [touchpointId, reason]));
  const credited = new Set(credits.map(({ touchpointId }) => touchpointId));
  const known = candidatesOf(input).flatMap((touchpoint): [Touchpoint, CounterfactualCode][] => {
    const { touchpointId, occurredAt } = touchpoint;
    if (occurredAt > input.purchasedAt) return [[touchpoint, 'AFTER_PURCHASE']];
    const reason = reasons.get(touchpointId);
    if (reason !== undefined) return [[touchpoint, reason]];
    return credited.has(touchpointId) || !competes(decided, touchpoint) ? [] : [[touchpoint, 'MODEL']];
  });
  const late = later.map((touchpoint): [Touchpoint, CounterfactualCode] => [touchpoint, 'NOT_KNOWN_THEN']);
  return [...known, ...late]
    .sort(([a], [b]) => newestFirst(a, b))
    .slice(0, COUNTERFACTUALS_MAX)
    .map(([touchpoint, code]) => {
      const name = decided.names.touchpoint(touchpoint, touchpoint.occurredAt);
      const text = `${sentence(name)}: ${explained(decided, touchpoint, code)}`;
      return { touchpointId: touchpoint.touchpointId, code, text };
    });
}

/** All that the attribution considered. */
export function candidatesOf({ touchpoints, own = [], lastResort }: AttributionInput): Touchpoint[] {
  return [...touchpoints, ...own, ...(lastResort ? [lastResort] : [])];
}

function competes({ input, attribution }: Decided, touchpoint: Touchpoint): boolean {
  const best = attribution.credits[0];
  if (best === undefined || touchpoint.occurredAt <= windowStart(input)) return false;
  const { sourceRanking } = input.policy;
  return (
    rankOf(touchpoint.source, sourceRanking) === rankOf(best.source, sourceRanking) && !input.isSelfReferral(touchpoint)
  );
}

function explained(decided: Decided, touchpoint: Touchpoint, code: CounterfactualCode): string {
  const { input, attribution, names } = decided;
  const { policy, purchasedAt, touchpoints, own = [] } = input;
  const { occurredAt, source, referrer } = touchpoint;
  switch (code) {
    case 'OUTSIDE_WINDOW': {
      const days = Math.floor((purchasedAt - occurredAt) / DAY) + 1;
      const tooOld =
        `it came ${howLong(windowStart(input) - occurredAt)} before the look-back window of ${policy.lookbackDays} days began, ` +
        `which reached back to ${when(windowStart(input))}.`;
      if (days > POLICY_LIMITS.lookbackDays[1])
        return `${tooOld} No look-back may be as long as the ${days} days that it would take.`;
      const changed = { ...input, policy: { ...policy, lookbackDays: days } };
      return `${tooOld} ${then(decided, touchpoint, changed, `with a look-back of ${days} days`)}`;
    }
    case 'SELF_REFERRAL': {
      const isOthers = (other: Touchpoint) => other !== touchpoint && input.isSelfReferral(other);
      const who = referrer === undefined ? 'its referrer' : names.person(referrer);
      return (
        `${who} referred somebody who counts as the same person, or did so on a device of their own, and nobody earns from referring themselves. ` +
        then(decided, touchpoint, { ...input, isSelfReferral: isOthers }, 'with another referrer')
      );
    }
    case 'LOWER_RANK': {
      const rank = rankOf(source, policy.sourceRanking);
      const better = [...touchpoints, ...own].filter((other) => {
        const counts =
          other.occurredAt <= purchasedAt && other.occurredAt > windowStart(input) && !input.isSelfReferral(other);
        return counts && rankOf(other.source, policy.sourceRanking) < rank;
      });
      const kinds = [...new Set(better.map((other) => other.source))].map(sourceInWords);
      const others = (list: readonly Touchpoint[]) => list.filter((other) => !better.includes(other));
      const without = { ...input, touchpoints: others(touchpoints), own: others(own) };
      return (
        `only the best kind of visit competes, and here that was a ${listed(kinds.length > 0 ? kinds : ['better one'])}. ` +
        then(decided, touchpoint, without, `without the ${counted(better.length, 'better visit')}`)
      );
    }
    case 'FALLBACK':
      return (
        'the shop itself saw this visit, and that counts only where nothing else is known. ' +
        then(decided, touchpoint, { ...input, touchpoints: [], own: [] }, 'without any other visit or code')
      );
    case 'LIMIT':
      return 'very many visits competed, and only the newest 1,000 share an order. It would have had to be among them.';
    case 'MODEL': {
      const others = ATTRIBUTION_MODELS.flatMap((model) => {
        if (model === policy.model) return [];
        const { share } = askAgain(touchpoint, { ...input, policy: { ...policy, model } });
        return share > 0 ? [`${percent(share)} under ${model}`] : [];
      });
      const winners = listed(attribution.credits.slice(0, 2).map((credit) => names.touchpoint(credit)));
      const could = others.length > 0 && decided.isRepeatable ? ` It would have got ${listed(others)}.` : '';
      return `it competed, but the model ${policy.model} gives the credit to ${winners}.${could}`;
    }
    case 'AFTER_PURCHASE': {
      const moved = { ...touchpoint, occurredAt: purchasedAt };
      const earlier = { ...input, touchpoints: touchpoints.map((other) => (other === touchpoint ? moved : other)) };
      return (
        `it came ${howLong(occurredAt - purchasedAt)} after the order of ${when(purchasedAt)}, so it cannot have led to it. ` +
        then(decided, moved, earlier, 'with a visit before the order')
      );
    }
    case 'NOT_KNOWN_THEN':
      return (
        'when it was decided last, it was not known yet, or its device did not belong to the buyer yet. ' +
        then(decided, touchpoint, { ...input, touchpoints: [...touchpoints, touchpoint] }, 'with this known in time')
      );
    default:
      return code satisfies never;
  }
}

/** What the kernel would have decided with `changed`; `change` says it in words. */
function then(decided: Decided, touchpoint: Touchpoint, changed: AttributionInput, change: string): string {
  if (!decided.isRepeatable) return '';
  const { share, winner } = askAgain(touchpoint, changed);
  if (share > 0) return `${sentence(change)}, it would have got ${percent(share)} of the credit.`;
  const rest =
    winner === undefined
      ? 'nobody would have got credit'
      : `the credit would have gone to ${decided.names.touchpoint(winner)}`;
  return `Even ${change}, ${rest}.`;
}

function askAgain(touchpoint: Touchpoint, input: AttributionInput): { share: number; winner: Credit | undefined } {
  const { attribution, credited } = attribute({ ...input, touchpoints: [...input.touchpoints] });
  const { credits } = attribution;
  const share = credits.reduce((sum, credit, i) => (credited[i] === touchpoint ? sum + credit.share : sum), 0);
  return { share, winner: credits[0] };
}

function windowStart({ purchasedAt, policy }: AttributionInput): Millis {
  return purchasedAt - policy.lookbackDays * DAY;
}
