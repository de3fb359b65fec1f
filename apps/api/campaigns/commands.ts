import { Command } from '@nestjs/cqrs';
import { type CampaignChange, STATE_AFTER } from '../../../libs/intake/campaigns';
import type { CampaignState } from '../../../libs/kernel/rewards/campaign';
import { findCampaignNow, findCampaignVersion } from '../../../libs/queries/campaigns';
import { commandHandler } from '../handling';
import { Problem, valueOf } from '../http/problem';

/** Publishes the next version and waits for its number. */
export class PublishCampaign extends Command<{ campaignId: string; version: number; position: number }> {
  constructor(
    readonly merchantId: string,
    readonly campaignId: string,
    readonly body: unknown,
  ) {
    super();
  }
}

export class ChangeCampaign extends Command<{ campaignId: string; state: CampaignState; position: number }> {
  constructor(
    readonly merchantId: string,
    readonly campaignId: string,
    readonly change: CampaignChange,
  ) {
    super();
  }
}

export const CAMPAIGN_COMMANDS = [
  commandHandler(PublishCampaign, async ({ merchantId, campaignId, body }, { intake, reads, pool }) => {
    const { position } = valueOf(await intake.campaigns.publish(merchantId, campaignId, body));
    await reads.waitForDecision(merchantId, position);
    const version = await findCampaignVersion(pool, merchantId, campaignId, position);
    if (version !== null) return { campaignId, version, position };
    // Another publication came first, so the kernel refused this one; the read model says why by now.
    valueOf(await intake.campaigns.checkPublication(merchantId, campaignId, body), { position });
    throw new Error(`the publication at position ${position} made no version`);
  }),
  commandHandler(ChangeCampaign, async ({ merchantId, campaignId, change }, { intake, reads, pool }) => {
    // Whether there is anything to do depends on all earlier requests.
    await reads.waitForNewest(merchantId);
    const { position } = valueOf(await intake.campaigns.change(merchantId, campaignId, change));
    await reads.waitForDecision(merchantId, position);
    const now = await findCampaignNow(pool, merchantId, campaignId);
    const state = STATE_AFTER[change];
    if (now?.state === 'archived' && state !== 'archived' && now.statePosition < position) {
      throw new Problem('CAMPAIGN_ARCHIVED', undefined, { position });
    }
    return { campaignId, state, position };
  }),
];
