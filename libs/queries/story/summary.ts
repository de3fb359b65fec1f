/** The answer in a few sentences, for somebody who asks: why did I get nothing? */
import type { ClaimRefusal, EvaluationError } from '../../kernel/codes';
import type { PurchaseSummary } from '../purchases';
import { CLAIM_REFUSALS, EVALUATION_ERRORS } from './decisions-in-words';
import type { CampaignExplained } from './rewards-in-words';
import { counted, listed, percent, personInWords, sentence, sourceInWords, sum, when } from './words';

interface Asked {
  view: PurchaseSummary;
  campaigns: readonly CampaignExplained[];
  /** Why the last evaluation failed. */
  error: EvaluationError | null;
}

export function summaryOf(asked: Asked): string {
  const { view } = asked;
  const { orderId, total, refunded, currency, occurredAt, status } = view;
  const money = `${sum(total, currency)}${refunded > 0 ? `, of which ${sum(refunded, currency)} were refunded` : ''}`;
  const order = `Order ${orderId} of ${when(occurredAt)} over ${money} is ${STATUS[status]}.`;
  return [order, ...linkOf(view), ...creditOf(asked), ...rewardsOf(asked)].join(' ');
}

function linkOf(view: PurchaseSummary): string[] {
  if (view.link !== null) return [];
  const rejected = view.claims.filter(({ status }) => status === 'rejected');
  const reasons = [...new Set(rejected.map(({ reason }) => CLAIM_REFUSALS[reason as ClaimRefusal]))];
  const why =
    rejected.length > 0
      ? `${counted(rejected.length, 'report')} came from browsers, but none was accepted (${listed(reasons)})`
      : 'no browser reported that it finished it (the page after the checkout may not have the tag, or the buyer blocks it)';
  const customer =
    view.customerId === null ? 'the buyer is a guest' : `customer ${view.customerId} is not known from any other order`;
  return [
    `We do not know which visits its buyer made: ${why}, and ${customer}. So nobody gets credit or a reward for it.`,
  ];
}

function creditOf({ view, error }: Asked): string[] {
  const { attribution, evaluation, link } = view;
  if (link === null && attribution === null) return [];
  const said: string[] = [];
  if (evaluation.state === 'scheduled' && evaluation.dueAt !== null) {
    said.push(`It is ${attribution === null ? 'to be decided' : 'to be decided again'} on ${when(evaluation.dueAt)}.`);
  }
  if (evaluation.state === 'failed' || evaluation.state === 'exhausted') {
    said.push(`The last attempt to decide failed: ${EVALUATION_ERRORS[error ?? 'INTERNAL']}.`);
  }
  if (evaluation.state === 'proposed') said.push('A new decision waits for the approval of an operator.');
  if (evaluation.state === 'none') said.push('Nothing is decided before it is paid.');
  if (attribution === null) return said;
  const { credits, excludedCount, reason } = attribution;
  if (credits.length > 0) {
    const shares = credits.slice(0, 3).map(({ source, referrer, share }) => {
      const owner = referrer === null ? '' : ` of ${personInWords(referrer)}`;
      return `${percent(share)} to the ${sourceInWords(source)}${owner}`;
    });
    const rest = credits.length - shares.length;
    said.unshift(`Credit: ${listed(rest > 0 ? [...shares, `the rest to ${counted(rest, 'more visit')}`] : shares)}.`);
  } else if (reason === 'NO_TOUCHPOINT') {
    said.unshift('Nobody gets credit: no visit of the buyer before the order is known.');
  } else {
    said.unshift(`Nobody gets credit: none of the buyer's ${counted(excludedCount, 'visit')} counts.`);
  }
  return said;
}

function rewardsOf({ view, campaigns }: Asked): string[] {
  const live = view.rewards.filter(({ state }) => state !== 'reversed' && state !== 'clawed_back');
  const clawedBack = new Set(view.rewards.flatMap(({ clawsBack }) => clawsBack ?? []));
  const said = live.map(({ recipient, amount, currency, state, availableAt, rewardId }) => {
    const money = `${sentence(personInWords(recipient))} gets ${sum(amount, currency)}`;
    if (state === 'paid')
      return `${money}, which is paid${clawedBack.has(rewardId) ? ' and, all or part of it, owed back' : ''}.`;
    if (state === 'available') return `${money}, which can be paid.`;
    return availableAt === null
      ? `${money}, which is on hold.`
      : `${money}, which can be paid from ${when(availableAt)} on.`;
  });
  if (live.length > 0) return said;
  if (view.attribution === null) return [];
  const taken = view.rewards.length > 0 ? 'What had been granted was taken back. ' : '';
  if (campaigns.length === 0) return [`${taken}Nobody gets a reward: there was no campaign.`];
  const inForce = campaigns.filter(({ code }) => code !== 'LATER');
  if (inForce.length === 0) return [`${taken}Nobody gets a reward: no campaign was in force when the order came.`];
  return [
    `${taken}Nobody gets a reward. ${inForce
      .slice(0, 3)
      .map(({ text }) => text)
      .join(' ')}`,
  ];
}

const STATUS: Record<PurchaseSummary['status'], string> = {
  pending: 'not paid yet',
  paid: 'paid',
  partially_refunded: 'partly refunded',
  refunded: 'refunded',
  cancelled: 'cancelled',
};
