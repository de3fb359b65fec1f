/** Each fact in plain words, as far as one purchase is concerned. A new fact does not compile until it has some. */
import type { Fact } from '../../kernel/facts';
import { unpacked } from '../../kernel/kernel';
import { isMerchantFact } from '../../kernel/facts';
import { type Names, sentence, sum } from './words';

const STATUSES = {
  pending: 'not paid yet',
  paid: 'paid',
  partially_refunded: 'partly refunded',
  refunded: 'refunded',
  cancelled: 'cancelled',
};

/** @param isFirst it is the first that was heard of the order */
export function factInWords(fact: Fact, orderId: string, isFirst: boolean, names: Names): string {
  if (!isMerchantFact(fact)) return 'The service was configured anew.';
  const own = unpacked(fact);
  const again = fact.type === 'FactRequeued' ? `${fact.data.actor} had it tried again (“${fact.data.reason}”): ` : '';
  return sentence(again + words(own, orderId, isFirst, names));
}

function words(fact: ReturnType<typeof unpacked>, orderId: string, isFirst: boolean, names: Names): string {
  const other = (id: string) => (id === orderId ? 'this order' : `order ${id}`);
  switch (fact.type) {
    case 'MerchantRegistered':
      return 'the merchant was registered.';
    case 'PolicyChanged':
      return "the merchant's policy was changed.";
    case 'TouchpointRecorded': {
      const { touchpointId, anonymousId, source, channel, campaign, referrer, occurredAt } = fact.data;
      const name = names.touchpoint({ touchpointId, source, channel, campaign, referrer }, Date.parse(occurredAt));
      return `a visit of ${names.person(anonymousId)} was reported: ${name}.`;
    }
    case 'PurchaseClaimed':
      return fact.data.orderId === undefined
        ? `the browser of ${names.person(fact.data.anonymousId)} reported a checkout by its secret token.`
        : `the browser of ${names.person(fact.data.anonymousId)} reported that it finished ${other(fact.data.orderId)}.`;
    case 'CodeAssigned':
      return `the code ${fact.data.code} was assigned to ${names.person(fact.data.owner)}.`;
    case 'IdentityForgotten':
      return `${fact.data.actor} erased an identifier (“${fact.data.reason}”).`;
    case 'MerchantForgotten':
      return `${fact.data.actor} erased the merchant (“${fact.data.reason}”).`;
    case 'CodeReleased':
      return `the code ${fact.data.code} was released.`;
    case 'IdentityAsserted': {
      const { a, b, evidence } = fact.data;
      return `the shop's server said that ${names.person(a)} and ${names.person(b)} are one person${evidence === undefined ? '' : ` (“${evidence}”)`}.`;
    }
    case 'PurchaseRecorded': {
      const { status, total, refunded, currency, customerId } = fact.data;
      const buyer = customerId === undefined || customerId.blocked ? 'a guest' : names.person(customerId);
      const back = refunded > 0 ? `, of which ${sum(refunded, currency)} were refunded` : '';
      const what = fact.data.orderId !== orderId || isFirst ? 'reported' : 'sent a newer version of';
      return `the shop ${what} ${other(fact.data.orderId)}: ${sum(total, currency)}${back}, ${STATUSES[status]}, by ${buyer}.`;
    }
    case 'RewardEvaluationRequested': {
      const { requestedBy, actor, reason } = fact.data;
      if (requestedBy === 'timer') return `${other(fact.data.orderId)} was due to be decided.`;
      return `${actor ?? 'an operator'} asked to decide ${other(fact.data.orderId)} again${reason === undefined ? '' : ` (“${reason}”)`}.`;
    }
    case 'CampaignPublished':
      return `${names.campaign(fact.data.campaignId)} was published.`;
    case 'CampaignPaused':
      return `${names.campaign(fact.data.campaignId)} was paused.`;
    case 'CampaignResumed':
      return `${names.campaign(fact.data.campaignId)} was resumed.`;
    case 'CampaignArchived':
      return `${names.campaign(fact.data.campaignId)} was archived.`;
    case 'RewardPaymentRecorded':
      return `the reward ${fact.data.rewardId} was paid out (reference ${fact.data.reference}).`;
    case 'ExchangeRatesRecorded':
      return `exchange rates of ${fact.data.base} were recorded.`;
    case 'MergeRequested': {
      const { a, b, actor, reason } = fact.data;
      return `${actor} said that ${names.person(a)} and ${names.person(b)} are one person (“${reason}”).`;
    }
    case 'UnmergeRequested':
      return `${fact.data.actor} took a connection of two identifiers back (“${fact.data.reason}”).`;
    case 'SeparationLifted': {
      const { a, b, actor, reason } = fact.data;
      return `${actor} allowed again that ${names.person(a)} and ${names.person(b)} are one person (“${reason}”).`;
    }
    case 'ProposalDecided': {
      const { decision, actor, reason } = fact.data;
      return `${actor} ${decision} the proposal to decide again (“${reason}”).`;
    }
    case 'FactPassedOver':
      return 'an earlier report was passed over, as processes ended on it.';
    default:
      return fact satisfies never;
  }
}
