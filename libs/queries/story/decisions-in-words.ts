/** Each decision in plain words. A new decision does not compile until it has some. */
import type { ClaimRefusal, EvaluationError, MergeRefusal } from '../../kernel/codes';
import type { Attribution, Decision, Evidence, Ref, RewardKey } from '../../kernel/decisions';
import type { EvaluationReason } from '../../kernel/facts';
import { counted, listed, type Names, percent, sentence, sum, when } from './words';

const CREDITS_NAMED = 5;

export function decisionInWords(decision: Decision, names: Names): string {
  switch (decision.type) {
    case 'IdentifierBlocked': {
      const { identifier } = decision.data;
      return `${sentence(names.person(identifier))} is on the list of values that identify nobody, so it counts for nothing.`;
    }
    case 'IdentityEdgeConfirmed': {
      const { a, b, evidence } = decision.data;
      return `${sentence(names.person(a))} and ${names.person(b)} were known to be one person already; ${evidenceInWords(evidence)} confirms it.`;
    }
    case 'IdentityMergeRefused': {
      const { a, b, code } = decision.data;
      return `${sentence(names.person(a))} and ${names.person(b)} were not taken for one person: ${MERGE_REFUSALS[code]}.`;
    }
    case 'IdentityGroupsMerged': {
      const { a, b, evidence, moved, forced } = decision.data;
      const more = moved.length > 1 ? ` ${counted(moved.length, 'identifier')} joined.` : '';
      const by = forced ? ` The operator overrode ${listed(forced)}.` : '';
      return `From here on ${names.person(a)} and ${names.person(b)} count as one person: ${evidenceInWords(evidence)} says so.${more}${by}`;
    }
    case 'IdentityGroupsUnmerged':
      return takenBackInWords({ ...decision.data, split: decision.data.parts.length > 1 }, names);
    case 'MergeRequestDecided': {
      const { refused } = decision.data;
      return refused === undefined
        ? 'The merge that an operator asked for is in force.'
        : `The merge that an operator asked for was refused: ${MERGE_REFUSALS[refused]}.`;
    }
    case 'PurchaseClaimAccepted':
      return `The report of ${names.device(decision.data.device)} is accepted: it knows the secret token of this order.`;
    case 'PurchaseClaimRejected': {
      const { device, code } = decision.data;
      return `The report of ${names.device(device)} is rejected: ${CLAIM_REFUSALS[code]}. Its visits do not count for this order.`;
    }
    case 'WaitingClaimsDropped':
      return `${counted(decision.data.count, 'older report')} with a wrong token are rejected together.`;
    case 'DeviceEvidenceAdded':
      return `The visits of ${names.device(decision.data.device)} count for this one order, although the device stays apart from the buyer.`;
    case 'PurchaseLinked': {
      const { via, anchor } = decision.data;
      return `The order is linked to ${names.person(anchor)}, ${LINKED_BY[via]}.`;
    }
    case 'PurchaseAnchorMoved':
      return `The order now belongs to ${names.person(decision.data.anchor)}, as a newer version of it says.`;
    case 'RewardEvaluationScheduled': {
      const { dueAt, reasons } = decision.data;
      return `It will be decided who gets credit on ${when(dueAt)}, because ${listed(reasons.map((reason) => REASONS[reason]))}.`;
    }
    case 'PurchaseAttributed':
      return attributionInWords(decision.data, names, decision.data.supersedes !== undefined);
    case 'EvaluationConfirmed':
      return 'It was decided again who gets credit, and the outcome is the same as before.';
    case 'RewardGranted': {
      const { recipient, amount, currency, availableAt } = decision.data;
      return `${sentence(names.person(recipient))} gets ${sum(amount, currency)} ${forWhat(decision.data, names)}, to be paid from ${when(availableAt)} on.`;
    }
    case 'RewardReversed': {
      const { recipient, amount, currency } = decision.data;
      return `${sentence(names.person(recipient))} loses the ${sum(amount, currency)} ${forWhat(decision.data, names)}: after what changed, it is not earned any more. It was not paid yet.`;
    }
    case 'RewardClawedBack': {
      const { recipient, amount, currency } = decision.data;
      return `${sentence(names.person(recipient))} owes ${sum(-amount, currency)} back ${forWhat(decision.data, names)}: it was paid, and after what changed it is not earned any more.`;
    }
    case 'RewardWithheld': {
      const { recipient, amount, currency } = decision.data;
      return `${sentence(names.person(recipient))} would get ${sum(amount, currency)} ${forWhat(decision.data, names)}, but ${withheldBecause(decision.data)}. It waits for room.`;
    }
    case 'WithholdingEnded':
      return `${sentence(names.person(decision.data.recipient))} no longer waits for a reward ${forWhat(decision.data, names)}: it is not earned any more.`;
    case 'ConditionFailed': {
      const { campaignId, error } = decision.data;
      return `The condition of ${names.campaign(campaignId)} cannot be answered for this order (${error}), which counts as no.`;
    }
    case 'ExchangeRatePinned': {
      const { from, to, base, rate, asOf } = decision.data;
      const other = base === from ? to : from;
      return `Rewards in ${to} are computed with 1 ${base} = ${rate} ${other}, the rate of ${when(asOf)}, now and later.`;
    }
    case 'RewardEvaluationFailed': {
      const { error, attempt, nextAttemptAt } = decision.data;
      return `Attempt ${attempt} to decide failed: ${EVALUATION_ERRORS[error]}. The next is on ${when(nextAttemptAt)}.`;
    }
    case 'RewardEvaluationExhausted': {
      const { error, attempts } = decision.data;
      return `After ${attempts} attempts it is given up: ${EVALUATION_ERRORS[error]}. An operator has to start it again.`;
    }
    case 'ReprocessingProposed': {
      const { reasons, difference } = decision.data;
      const { lost, gained } = difference.rewards;
      return `It would be decided anew, because ${listed(reasons.map((reason) => REASONS[reason]))}; an operator has to approve that first. ${counted(lost.length, 'reward')} would be lost, ${counted(gained.length, 'reward')} gained.`;
    }
    case 'CampaignRefused':
      return `A new version of ${names.campaign(decision.data.campaignId)} is refused (${decision.data.code}).`;
    case 'FactFailed':
      return `This could not be taken in because of an error of the program (${decision.data.error}), so it changed nothing. An operator can try it again.`;
    default:
      return decision satisfies never;
  }
}

export interface TakenBack {
  a: Ref;
  b: Ref;
  actor: string;
  reason: string;
  split: boolean;
}

/** What to say of the others that are counted with a decision. */
export function othersInWords(count: number): string[] {
  const others = count - 1;
  return others === 0 ? [] : [`So ${others === 1 ? 'is' : 'are'} ${counted(others, 'other report')} of that hour.`];
}

export function takenBackInWords({ a, b, actor, reason, split }: TakenBack, names: Names): string {
  return (
    `${actor} took back that ${names.person(a)} and ${names.person(b)} are one person (“${reason}”). ` +
    (split ? 'They count as different people again.' : 'Other evidence still holds them together.')
  );
}

export function attributionInWords(attribution: Attribution, names: Names, again: boolean): string {
  const { credits, excludedCount, reason, model } = attribution;
  const start = again ? 'It is decided anew: ' : '';
  const passedOver = excludedCount === 0 ? '' : ` ${counted(excludedCount, 'visit')} got nothing, see below.`;
  if (reason === 'NO_TOUCHPOINT')
    return sentence(`${start}nobody gets credit, as no visit of the buyer before the order is known.`);
  if (reason === 'ALL_EXCLUDED')
    return sentence(`${start}nobody gets credit, as none of the buyer's visits counts.${passedOver}`);
  const named = credits
    .slice(0, CREDITS_NAMED)
    .map((credit) => `${percent(credit.share)} of the credit go to ${names.touchpoint(credit)}`);
  const rest = credits.length - named.length;
  if (rest > 0) named.push(`the rest to ${counted(rest, 'more visit')}`);
  return sentence(`${start}${listed(named)} (model ${model}).${passedOver}`);
}

/** A budget's window is named by its day: `day 2026-01-31`. */
export function withheldBecause({ code, blockedBy }: { code: 'BUDGET_EXHAUSTED' | 'CAP_REACHED'; blockedBy: string }) {
  if (code === 'CAP_REACHED') return 'one person may not get more from this campaign (its cap is reached)';
  const [window, of] = blockedBy.split(' ');
  return `the campaign's budget ${of === undefined ? 'as a whole' : `of the ${window} ${of}`} is used up`;
}

function forWhat({ role, campaignId }: RewardKey, names: Names): string {
  return `${role === 'referrer' ? 'for the referral' : 'as the buyer'}, by ${names.campaign(campaignId)}`;
}

export function evidenceInWords({ kind, orderId, note, actor }: Evidence): string {
  const said = note === undefined ? '' : ` (“${note}”)`;
  switch (kind) {
    case 'claim':
      return `the browser that finished order ${orderId}`;
    case 'assertion':
      return `the shop's server${said}`;
    case 'purchase':
      return `order ${orderId}, which has both`;
    case 'operator':
      return `the operator ${actor}${said}`;
    default:
      return kind satisfies never;
  }
}

const LINKED_BY = {
  claim: 'as a browser proved that it finished it',
  customer: 'as this customer is known already, from another order or from the server of the shop',
  email: 'as this e-mail address is known',
};

export const REASONS: Record<EvaluationReason, string> = {
  settling: 'the settling period is over then',
  merge: "two groups of the buyer's identifiers became one",
  unmerge: "the buyer's identifiers were taken apart",
  'late-touchpoint': 'an earlier visit became known late',
  evidence: 'the visits of another device count now',
  customer: 'the order belongs to another customer now',
  'late-purchase': 'an earlier order of the buyer became known late',
  updated: 'the shop changed the order',
  budget: 'a budget or cap has room again',
  refund: 'money was refunded',
  cancellation: 'the order was cancelled',
  operator: 'an operator asked for it',
};

export const MERGE_REFUSALS: Record<MergeRefusal, string> = {
  BLOCKED_IDENTIFIER: 'one of them is a value that identifies nobody',
  SEPARATED: 'an operator said that they are two people',
  CUSTOMER_CONFLICT: 'they belong to two different customers, who may share a device',
  GROUP_TOO_LARGE: 'together they would be too many for one person',
};

export const CLAIM_REFUSALS: Record<ClaimRefusal, string> = {
  BLOCKED_IDENTIFIER: 'its device id is a value that identifies nobody',
  TOKEN_MISMATCH: 'its token is not that of the order',
  TOKEN_MISSING: 'the shop sent the order without a token, so there is no proof',
  EXPIRED: 'it came too long before the order',
  TOO_MANY_CLAIMS: 'the order has ten accepted reports already',
};

export const EVALUATION_ERRORS: Record<EvaluationError, string> = {
  RATE_MISSING: 'no exchange rate is recorded between the currencies of the order and of a campaign',
  INTERNAL: 'an error of the program',
};
