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
 * Facts about campaigns and rewards. A request is refused here, before it is recorded, when the read models show that it
 * has no effect; of two requests at the same moment the kernel decides, in log order.
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
   * Checks a version, by itself and as the next of its campaign: CONDITION_INVALID, CURRENCY_FIXED,
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
   * Records nothing when the campaign already is in the wanted state; the position is then the one at which it came into
   * it. NOT_FOUND, CAMPAIGN_ARCHIVED.
   */
  async change(merchantId: string, campaignId: string, change: CampaignChange): Promise<Outcome<{ position: number }>> {
    const now = await findCampaignNow(this.pool, merchantId, campaignId);
    if (now === null) return refused('NOT_FOUND', 'There is no such campaign.');
    if (now.state === STATE_AFTER[change]) return ok({ position: now.statePosition });
    if (now.state === 'archived') return archived(campaignId);
    return this.appender.append(merchantId, campaignChangeDraft(merchantId, campaignId, change));
  }

  /** `input` is PAYMENT. The same payment again is a duplicate. As `checkPayment`. */
  async recordPayment(merchantId: string, rewardId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    const checked = await this.checkPayment(merchantId, rewardId, input);
    return checked.ok
      ? this.appender.append(merchantId, paymentDraft(merchantId, rewardId, checked.value.reference))
      : checked;
  }

  /**
   * NOT_FOUND, NOT_AVAILABLE, NOT_PAYABLE; ALREADY_PAID under another reference. A reward that was reversed meanwhile can
   * be paid, because the money has moved.
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
    if (!reward.held) return body;
    if (reward.availableAt !== null) return refused('NOT_AVAILABLE', `The reward is held until ${reward.availableAt}.`);
    return refused(
      'NOT_AVAILABLE',
      'The last evaluation of its purchase failed; the reward is held until one succeeds.',
    );
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
