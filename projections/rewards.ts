import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RewardRole } from '../libs/kernel/rewards/reward-rule';
import type { IdentifierType } from '../libs/kernel/identity/identifier';
import { rewardKey, waitingKey, type Reward, type RewardState, type Withheld } from '../libs/kernel/rewards/reward';
import { digest } from './digest';
import { asMillis, asNumber, type ReadModel } from './read-model';

@Entity('rewards')
@Index('rewards_order', ['merchantId', 'orderId', 'position', 'ordinal'])
@Index('rewards_recipient', ['merchantId', 'recipientId', 'recipientType', 'currency', 'campaignId', 'state', 'amount'])
@Index('rewards_clawbacks', ['at'], { where: 'claws_back is not null' })
export class RewardRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ name: 'reward_id', type: 'text' }) rewardId: string;
  @Column({ name: 'order_id', type: 'text' }) orderId: string;
  @Column({ name: 'campaign_id', type: 'text' }) campaignId: string;
  @Column({ name: 'campaign_version', type: 'integer' }) campaignVersion: number;
  @Column({ name: 'reward_index', type: 'smallint' }) rewardIndex: number;
  @Column({ type: 'text' }) role: RewardRole;
  @Column({ name: 'touchpoint_id', type: 'text', nullable: true }) touchpointId: string | null;
  @Column({ name: 'recipient_type', type: 'text' }) recipientType: IdentifierType;
  @Column({ name: 'recipient_id', type: 'uuid' }) recipientId: string;
  /** Minor units; negative for a clawback. */
  @Column({ type: 'bigint', transformer: asNumber }) amount: number;
  @Column({ type: 'text' }) currency: string;
  @Column({ type: 'text' }) state: RewardState;
  @Column({ name: 'available_at', type: 'timestamptz', precision: 3, transformer: asMillis }) availableAt: number;
  @Column({ name: 'claws_back', type: 'text', nullable: true }) clawsBack: string | null;
  @Column({ type: 'text', nullable: true }) reference: string | null;
  @Column({ type: 'bigint', transformer: asNumber }) position: number;
  @Column({ type: 'integer' }) ordinal: number;
  @Column({ type: 'timestamptz', precision: 3, transformer: asMillis }) at: number;
}

export const rewards: ReadModel<RewardRow> = {
  entity: RewardRow,
  version: 1,
  madeOf: 'merchants',
  madeAt: ({ position }) => position,
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, rewards: { orders } }) =>
      [...orders.changedRows()].flatMap(({ rewards }) => rewards.map((reward) => toRow(merchantId, reward))),
    ),
};

/** Both directions are written out because a rest copy is slow. */
function toRow(merchantId: string, reward: Reward): RewardRow {
  return {
    merchantId,
    rewardId: reward.rewardId,
    orderId: reward.orderId,
    campaignId: reward.campaignId,
    campaignVersion: reward.campaignVersion,
    rewardIndex: reward.rewardIndex,
    role: reward.role,
    touchpointId: reward.touchpointId ?? null,
    recipientType: reward.recipient.type,
    recipientId: reward.recipient.id,
    amount: reward.amount,
    currency: reward.currency,
    state: reward.state,
    availableAt: reward.availableAt,
    clawsBack: reward.clawsBack,
    reference: reward.reference,
    position: reward.position,
    ordinal: reward.ordinal,
    at: reward.at,
  };
}

export function rewardFromRow(row: RewardRow): Reward {
  const reward: Reward = {
    campaignId: row.campaignId,
    campaignVersion: row.campaignVersion,
    rewardIndex: row.rewardIndex,
    role: row.role,
    touchpointId: row.touchpointId ?? undefined,
    recipient: { type: row.recipientType, id: row.recipientId },
    key: '',
    orderId: row.orderId,
    rewardId: row.rewardId,
    amount: row.amount,
    currency: row.currency,
    state: row.state,
    availableAt: row.availableAt,
    clawsBack: row.clawsBack,
    reference: row.reference,
    position: row.position,
    ordinal: row.ordinal,
    at: row.at,
  };
  reward.key = rewardKey(reward);
  return reward;
}

/** Rewards that a purchase should have but that exceed a budget or cap. */
@Entity('withheld_rewards')
@Index('withheld_rewards_waiting', ['merchantId', 'waitingKey', 'position'], { where: 'position is not null' })
export class WithheldRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ name: 'order_id', type: 'text' }) orderId: string;
  /** Digest of the reward's key. */
  @PrimaryColumn({ name: 'reward_key', type: 'text' }) rewardKey: string;
  /** The budget window or cap that the reward waits for. */
  @Column({ name: 'waiting_key', type: 'text' }) waitingKey: string;
  @Column({ type: 'jsonb' }) entry: Withheld;
  /** Null: the reward was granted or is no longer desired. */
  @Column({ type: 'bigint', nullable: true, transformer: asNumber }) position: number | null;
}

export const withheldRewards: ReadModel<WithheldRow> = {
  entity: WithheldRow,
  version: 2,
  madeOf: 'merchants',
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, rewards: { orders, endedWithheld } }) => {
      const rows = new Map<string, WithheldRow>();
      const add = (entry: Withheld, position: number | null) => {
        const row = { merchantId, orderId: entry.orderId, rewardKey: digest(entry.key), waitingKey: waitingKey(entry) };
        rows.set(`${row.orderId} ${row.rewardKey}`, { ...row, entry, position });
      };
      for (const entry of endedWithheld) add(entry, null);
      for (const { withheld } of orders.changedRows()) for (const entry of withheld) add(entry, entry.position);
      return [...rows.values()];
    }),
};

/** Use of each budget window by live rewards: `total`, `day 2026-01-31`, `week …` (its Monday), `month 2026-01`. */
@Entity('budget_usage')
export class BudgetUsageRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  /** Campaign id and window, as in `budgetKey`. */
  @PrimaryColumn({ type: 'text' }) key: string;
  @Column({ type: 'bigint', transformer: asNumber }) used: number;
}

export const budgetUsage: ReadModel<BudgetUsageRow> = {
  entity: BudgetUsageRow,
  version: 1,
  madeOf: 'merchants',
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, rewards }) =>
      [...rewards.budgetUsage.changedEntries()].map(([key, used]) => ({ merchantId, key, used })),
    ),
};

/** Use of a campaign's caps by each recipient's live rewards. */
@Entity('cap_usage')
export class CapUsageRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ name: 'recipient_id', type: 'uuid' }) recipientId: string;
  @PrimaryColumn({ name: 'campaign_id', type: 'text' }) campaignId: string;
  @Column({ type: 'integer' }) count: number;
  @Column({ type: 'bigint', transformer: asNumber }) amount: number;
}

export const capUsage: ReadModel<CapUsageRow> = {
  entity: CapUsageRow,
  version: 1,
  madeOf: 'merchants',
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, rewards }) =>
      [...rewards.capUsage.changedEntries()].flatMap(([recipientId, used]) =>
        [...used].map(([campaignId, usage]) => ({
          merchantId,
          recipientId,
          campaignId,
          ...usage,
        })),
      ),
    ),
};
