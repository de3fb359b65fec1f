/** A merchant published, paused, resumed or archived a campaign. */
import type { CampaignRefusal } from '../codes';
import { factRule } from '../fact-rule';
import type { CampaignArchived, CampaignPaused, CampaignPublished, CampaignResumed } from '../facts';
import { campaignRefusal, type CampaignState } from './campaign';

export const campaignPublished = factRule<CampaignPublished, CampaignRefusal | null>({
  before: ({ campaigns }, data) => campaignRefusal(campaigns, data),

  evolve({ settings, campaigns }, data, moment) {
    if (campaignRefusal(campaigns, data) === null) settings.publishCampaign(data, moment);
  },

  decide(deciding, { merchantId, campaignId }, code) {
    if (code !== null) deciding.emit({ type: 'CampaignRefused', data: { merchantId, campaignId, code } });
  },
});

const changesTo = (state: CampaignState) =>
  factRule<CampaignPaused | CampaignResumed | CampaignArchived>({
    evolve: ({ settings }, { campaignId }, moment) => settings.changeCampaign(campaignId, state, moment),
  });

export const campaignPaused = changesTo('paused');
export const campaignResumed = changesTo('active');
export const campaignArchived = changesTo('archived');
