import type { Pool } from 'pg';
import { countCampaigns, findCampaignNow } from '../queries/campaigns';
import { findPayable } from '../queries/rewards';
import { readBody } from './body-shape';
import {
  CAMPAIGN,
  campaignChangeDraft,
  campaignDraft,
  CAMPAIGNS_MAX,
  STATE_AFTER,
  type CampaignChange,
  type CampaignDefinition,
} from './campaigns';
import type { FactAppender } from './fact-appender';
import type { Merchants } from './merchants';
import { ok, refused, type Outcome, type Refusal, type WriteAnswer } from './outcomes';
import { EXCHANGE_RATES, exchangeRatesDraft, PAYMENT, paymentDraft } from './payouts';

/**
 * Facts about campaigns and rewards. What the read models know to be of no use is refused here, before it is recorded;
 * what two callers do at the same moment is decided in log order, by the kernel.
 */
export class CampaignIntake {
  constructor(
    private readonly pool: Pool,
    private readonly merchants: Merchants,
    private readonly appender: FactAppender,
  ) {}

  /** `input` is CAMPAIGN; it becomes the next version. As `checkPublication`. */
  async publish(merchantId: string, campaignId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    const checked = await this.checkPublication(merchantId, campaignId, input);
    return checked.ok
      ? this.appender.append(merchantId, campaignDraft(merchantId, campaignId, checked.value))
      : checked;
  }

  /**
   * What is wrong with a version, by itself or as the next of its campaign: CONDITION_INVALID, CURRENCY_FIXED,
   * CAMPAIGN_ARCHIVED, TOO_MANY_CAMPAIGNS.
   */
  async checkPublication(merchantId: string, campaignId: string, input: unknown): Promise<Outcome<CampaignDefinition>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const body = readBody(CAMPAIGN, input);
    if (!body.ok) return body;
    const now = await findCampaignNow(this.pool, merchantId, campaignId);
    if (now === null) {
      const full = (await countCampaigns(this.pool, merchantId)) >= CAMPAIGNS_MAX;
      return full ? refused('TOO_MANY_CAMPAIGNS', `The merchant has ${CAMPAIGNS_MAX} campaigns.`) : body;
    }
    if (now.state === 'archived') return archived(campaignId);
    if (now.currency !== body.value.currency) {
      return refused('CURRENCY_FIXED', `The currency of the campaign is ${now.currency}, for good.`);
    }
    return body;
  }

  /**
   * Of a campaign that is in the wanted state already nothing is recorded; the position is then the one at which it came
   * there. NOT_FOUND, CAMPAIGN_ARCHIVED.
   */
  async change(merchantId: string, campaignId: string, change: CampaignChange): Promise<Outcome<{ position: number }>> {
    const now = await findCampaignNow(this.pool, merchantId, campaignId);
    if (now === null) return refused('NOT_FOUND', 'There is no such campaign.');
    if (now.state === STATE_AFTER[change]) return ok({ position: now.statePosition });
    if (now.state === 'archived') return archived(campaignId);
    return this.appender.append(merchantId, campaignChangeDraft(merchantId, campaignId, change));
  }

  /** `input` is PAYMENT. Told again it is a duplicate. As `checkPayment`. */
  async recordPayment(merchantId: string, rewardId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    const checked = await this.checkPayment(merchantId, rewardId, input);
    return checked.ok
      ? this.appender.append(merchantId, paymentDraft(merchantId, rewardId, checked.value.reference))
      : checked;
  }

  /**
   * NOT_FOUND, NOT_AVAILABLE, NOT_PAYABLE; ALREADY_PAID under another reference. A reward that was reversed meanwhile can
   * be paid: the money has moved.
   */
  async checkPayment(merchantId: string, rewardId: string, input: unknown): Promise<Outcome<{ reference: string }>> {
    const body = readBody(PAYMENT, input);
    if (!body.ok) return body;
    const reward = await findPayable(this.pool, merchantId, rewardId);
    if (reward === null) return refused('NOT_FOUND', 'There is no such reward.');
    if (reward.state === 'clawed_back') return refused('NOT_PAYABLE', 'This is a clawback; there is nothing to pay.');
    if (reward.state === 'paid') {
      if (reward.reference === body.value.reference) return body;
      return refused('ALREADY_PAID', `The reward was paid under the reference ${reward.reference}.`);
    }
    if (reward.held) return refused('NOT_AVAILABLE', `The reward is held until ${reward.availableAt}.`);
    return body;
  }

  /** `input` is EXCHANGE_RATES. */
  async recordExchangeRates(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const body = readBody(EXCHANGE_RATES, input);
    return body.ok ? this.appender.append(merchantId, exchangeRatesDraft(merchantId, body.value)) : body;
  }
}

function archived(campaignId: string): Refusal {
  return refused('CAMPAIGN_ARCHIVED', `The campaign ${campaignId} is archived, for good.`);
}
