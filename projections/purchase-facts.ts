/**
 * Pointers to the facts of a purchase that may have caused no decision: later versions of the order, and payments. With
 * the first version, the claims and `purchase_history`, they are everything that made the purchase what it was at any time.
 */
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Decision } from '../libs/kernel/decisions';
import { isMerchantFact, type Fact } from '../libs/kernel/facts';
import { unpacked } from '../libs/kernel/kernel';
import type { World } from '../libs/kernel/world';
import { asNumber, type ReadModel } from './read-model';

@Entity('purchase_facts')
@Index('purchase_facts_left_anchor', ['merchantId', 'leftAnchor'], { where: 'left_anchor is not null' })
export class PurchaseFactRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ name: 'order_id', type: 'text' }) orderId: string;
  @PrimaryColumn({ type: 'bigint', transformer: asNumber }) position: number;
  /** The anchor that the purchase had until this fact moved it. */
  @Column({ name: 'left_anchor', type: 'uuid', nullable: true }) leftAnchor: string | null;
}

export const purchaseFacts: ReadModel<PurchaseFactRow> = {
  entity: PurchaseFactRow,
  version: 1,
  madeOf: 'appended',
  madeAt: ({ position }) => position,
  rows({ world, decided }) {
    const rows: PurchaseFactRow[] = [];
    for (const { fact, decisions } of decided) {
      const orderId = laterFactOf(world, fact.fact, fact.position);
      // A fact that failed changed nothing.
      if (orderId === undefined || decisions[0]?.type === 'FactFailed') continue;
      const { merchantId } = fact.fact.data as { merchantId: string };
      rows.push({ merchantId, orderId, position: fact.position, leftAnchor: leftAnchorIn(decisions) });
    }
    return rows;
  },
};

/** The purchase of which the fact is a later version, or a payment of a reward. */
function laterFactOf(world: World, fact: Fact, position: number): string | undefined {
  if (!isMerchantFact(fact)) return undefined;
  const { type, data } = unpacked(fact);
  const { purchases, rewards } = world.merchant(data.merchantId);
  switch (type) {
    case 'PurchaseRecorded':
      return purchases.find(data.orderId)?.firstPosition === position ? undefined : data.orderId;
    case 'RewardPaymentRecorded':
      return rewards.orderOfReward.get(data.rewardId);
    default:
      return undefined;
  }
}

function leftAnchorIn(decisions: readonly Decision[]): string | null {
  for (const { type, data } of decisions) if (type === 'PurchaseAnchorMoved') return data.from;
  return null;
}
