/** Campaign conditions that failed at run time: the newest failure of each campaign and purchase. */
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { digest } from './digest';
import { asMillis, asNumber, type ReadModel } from './read-model';

@Entity('condition_failures')
@Index('condition_failures_newest', ['at'])
export class ConditionFailureRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  /** Digest of campaign and order. */
  @PrimaryColumn({ type: 'text' }) key: string;
  @Column({ name: 'campaign_id', type: 'text' }) campaignId: string;
  @Column({ name: 'order_id', type: 'text' }) orderId: string;
  @Column({ name: 'campaign_version', type: 'integer' }) campaignVersion: number;
  /** Null: the condition was evaluated without a credit. */
  @Column({ name: 'touchpoint_id', type: 'text', nullable: true }) touchpointId: string | null;
  @Column({ type: 'text' }) error: string;
  @Column({ type: 'bigint', transformer: asNumber }) position: number;
  @Column({ type: 'timestamptz', precision: 3, transformer: asMillis }) at: number;
}

export const conditionFailures: ReadModel<ConditionFailureRow> = {
  entity: ConditionFailureRow,
  version: 2,
  madeOf: 'facts',
  rows: ({ decided }) => {
    const rows = new Map<string, ConditionFailureRow>();
    for (const { fact, decisions } of decided) {
      for (const { type, data } of decisions) {
        if (type !== 'ConditionFailed') continue;
        const { merchantId, campaignId, orderId, campaignVersion, touchpointId, error } = data;
        const key = digest(campaignId, orderId);
        rows.set(`${merchantId} ${key}`, {
          merchantId,
          key,
          campaignId,
          orderId,
          campaignVersion,
          error,
          touchpointId: touchpointId ?? null,
          position: fact.position,
          at: fact.recordedAt,
        });
      }
    }
    return [...rows.values()];
  },
};
