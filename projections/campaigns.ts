import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CampaignPublished, ExchangeRatesRecorded } from '../libs/kernel/facts';
import type { CampaignState } from '../libs/kernel/rewards/campaign';
import { asMillis, asNumber, type ReadModel } from './read-model';

/** Every version of every campaign, as published. */
@Entity('campaign_versions')
export class CampaignVersionRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ name: 'campaign_id', type: 'text' }) campaignId: string;
  @PrimaryColumn({ type: 'integer' }) version: number;
  @Column({ type: 'bigint', transformer: asNumber }) position: number;
  @Column({ name: 'published_at', type: 'timestamptz', precision: 3, transformer: asMillis }) publishedAt: number;
  @Column({ type: 'jsonb' }) definition: CampaignPublished;
}

export const campaignVersions: ReadModel<CampaignVersionRow> = {
  entity: CampaignVersionRow,
  version: 1,
  madeOf: 'merchants',
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, settings }) =>
      [...settings.newCampaigns].map(({ campaignId, version, position, at, definition }) => {
        return { merchantId, campaignId, version, position, publishedAt: at, definition };
      }),
    ),
};

/** Pauses, resumptions and archivings; the newest gives the campaign's state, and a campaign without any is active. */
@Entity('campaign_states')
export class CampaignStateRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ name: 'campaign_id', type: 'text' }) campaignId: string;
  @PrimaryColumn({ type: 'bigint', transformer: asNumber }) position: number;
  @Column({ type: 'text' }) state: CampaignState;
  @Column({ type: 'timestamptz', precision: 3, transformer: asMillis }) at: number;
}

export const campaignStates: ReadModel<CampaignStateRow> = {
  entity: CampaignStateRow,
  version: 1,
  madeOf: 'merchants',
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, settings }) =>
      [...settings.newCampaignStates].map((row) => ({ merchantId, ...row })),
    ),
};

@Entity('exchange_rates')
export class ExchangeRatesRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ type: 'bigint', transformer: asNumber }) position: number;
  @Column({ type: 'text' }) base: string;
  @Column({ type: 'jsonb' }) rates: ExchangeRatesRecorded['rates'];
  @Column({ name: 'as_of', type: 'timestamptz', precision: 3, transformer: asMillis }) asOf: number;
}

export const exchangeRates: ReadModel<ExchangeRatesRow> = {
  entity: ExchangeRatesRow,
  version: 1,
  madeOf: 'merchants',
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, settings }) => [...settings.newRates].map((rates) => ({ merchantId, ...rates }))),
};
