/** What each campaign had for a purchase, and why others got nothing. */
import type { PurchaseSummary } from '../purchases';
import type { CampaignOutcome } from '../../kernel/rewards/desired';
import { withheldBecause } from './decisions-in-words';
import type { CampaignOfThen } from './evaluated';
import { listed, type Names, sentence, sum, when } from './words';

export interface CampaignExplained {
  campaignId: string;
  /** Null: it was published after the order came. */
  version: number | null;
  code: CampaignOutcome | 'PAUSED' | 'ARCHIVED' | 'LATER' | 'WITHHELD' | 'EARNS_NOTHING' | 'UNDECIDED';
  text: string;
}

/** A campaign whose first version came after the order. */
export interface LaterCampaign {
  campaignId: string;
  name: string;
  at: number;
}

export function campaignsExplained(
  view: PurchaseSummary,
  campaigns: readonly CampaignOfThen[],
  later: readonly LaterCampaign[],
  names: Names,
): CampaignExplained[] {
  const known = campaigns.map((campaign): CampaignExplained => {
    const { campaignId } = campaign.definition;
    const code = codeOf(view, campaign);
    const text = sentence(`${names.campaign(campaignId)}: ${explained(code, view, campaign)}`);
    return { campaignId, version: campaign.version, code, text };
  });
  const after = later.map(({ campaignId, at }): CampaignExplained => {
    const text = `${names.campaign(campaignId)}: it was published on ${when(at)}, after the order had come; an order has the campaigns of its first moment.`;
    return { campaignId, version: null, code: 'LATER', text: sentence(text) };
  });
  return [...known, ...after];
}

function codeOf(view: PurchaseSummary, { definition, state, outcome }: CampaignOfThen): CampaignExplained['code'] {
  if (state === 'paused') return 'PAUSED';
  if (state === 'archived') return 'ARCHIVED';
  if (view.attribution === null) return 'UNDECIDED';
  if (outcome === 'DESIRED' && view.withheld.some(({ campaignId }) => campaignId === definition.campaignId)) {
    return 'WITHHELD';
  }
  return outcome ?? 'EARNS_NOTHING';
}

function explained(code: CampaignExplained['code'], view: PurchaseSummary, campaign: CampaignOfThen): string {
  const { validFrom, validUntil, condition, rewards, campaignId } = campaign.definition;
  switch (code) {
    case 'PAUSED':
      return 'it was paused when the order came.';
    case 'ARCHIVED':
      return 'it had been archived when the order came.';
    case 'LATER':
      return 'it was published later.';
    case 'UNDECIDED':
      return 'it is in force for this order; nothing is decided yet.';
    case 'EARNS_NOTHING':
      return `the order earns nothing, as it is ${EARNS_NOTHING[view.status]}.`;
    case 'NOT_YET_VALID':
      return `it is valid for orders from ${when(validFrom!)} on, and the order is of ${when(view.occurredAt)}.`;
    case 'NO_LONGER_VALID':
      return `it was valid for orders before ${when(validUntil!)}, and the order is of ${when(view.occurredAt)}.`;
    case 'NO_CREDIT':
      return 'it rewards referrers, and no visit got credit for this order, so there is nobody to reward.';
    case 'CONDITION_FALSE':
      return `its condition does not hold for this order: ${condition}`;
    case 'NOBODY_TO_REWARD': {
      const referrers = rewards.some(({ to }) => to === 'referrer');
      const named = view.attribution?.credits.some(({ referrer }) => referrer !== null) === true;
      if (referrers && !named) return 'it rewards referrers, and the visits that got credit name none.';
      return 'what it would give for this order comes to nothing.';
    }
    case 'BEHIND_EXCLUSIVE':
      return 'a campaign before it is exclusive and rewards this order, so the others do not.';
    case 'WITHHELD': {
      const waiting = view.withheld.filter((entry) => entry.campaignId === campaignId);
      return `it would give ${listed(waiting.map((entry) => `${sum(entry.amount, entry.currency)}, but ${withheldBecause(entry)}`))}.`;
    }
    case 'DESIRED':
      return 'it rewards this order.';
    default:
      return code satisfies never;
  }
}

export const EARNS_NOTHING: Record<PurchaseSummary['status'], string> = {
  pending: 'not paid yet',
  paid: 'paid, but nothing of its money is left after refunds',
  partially_refunded: 'refunded so far that nothing of its money is left',
  refunded: 'refunded',
  cancelled: 'cancelled',
};
