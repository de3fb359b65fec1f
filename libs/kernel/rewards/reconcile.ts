/**
 * Makes the live rewards of a purchase equal to the desired ones. It first takes back rewards that are superfluous or
 * differ, and then grants the missing ones as far as budgets and caps have room. First evaluations, later ones and
 * refunds all run this step; running it twice changes nothing.
 */
import type { WithholdingCode } from '../codes';
import type { Deciding } from '../deciding';
import { DAY, toInstant } from '../time';
import type { DesiredReward } from './desired';
import { budgetKey, keyOf, netOf, windowsOf, type Reward } from './reward';
import { capUsageOf, Room } from './room';

export function reconcile(deciding: Deciding, orderId: string, desired: readonly DesiredReward[]): void {
  const { merchant } = deciding;
  const amounts = new Map(desired.map(({ key, amount }) => [key, amount]));
  const keys = new Set(merchant.rewards.of(orderId).rewards.map(({ key }) => key));
  const room = new Room(deciding, orderId);
  for (const key of keys) takeBack(deciding, orderId, key, amounts.get(key) ?? 0);

  for (const entry of merchant.rewards.of(orderId).withheld) {
    const missing = (amounts.get(entry.key) ?? 0) - netOf(merchant.rewards.of(orderId).rewards, entry.key);
    if (missing > 0) continue;
    deciding.emit({ type: 'WithholdingEnded', data: { merchantId: merchant.merchantId, orderId, ...keyOf(entry) } });
  }
  for (const reward of desired) grantMissing(deciding, orderId, reward);
  room.callThoseWhoWait();
}

/**
 * A payment was recorded for a reversed reward. The money has moved, so a clawback follows. Payment and clawback cancel
 * out, so no budget gains room.
 */
export function clawBackPaid(deciding: Deciding, reward: Reward): void {
  clawBack(deciding, reward, reward.amount);
}

function takeBack(deciding: Deciding, orderId: string, key: string, desired: number): void {
  const entries = () => deciding.merchant.rewards.of(orderId).rewards.filter((reward) => reward.key === key);
  if (netOf(entries(), key) === desired) return;
  for (const reward of entries()) {
    if (reward.state !== 'granted') continue;
    const { rewardId, amount, currency } = reward;
    const data = { merchantId: deciding.merchant.merchantId, orderId, ...keyOf(reward), rewardId, amount, currency };
    deciding.emit({ type: 'RewardReversed', data });
  }
  let excess = netOf(entries(), key) - desired;
  for (const paid of entries().toReversed()) {
    if (paid.state !== 'paid' || excess <= 0) continue;
    const clawedBack = entries().reduce(
      (sum, { clawsBack, amount }) => (clawsBack === paid.rewardId ? sum - amount : sum),
      0,
    );
    const part = Math.min(excess, paid.amount - clawedBack);
    if (part > 0) clawBack(deciding, paid, part);
    excess -= part;
  }
}

function clawBack(deciding: Deciding, paid: Reward, amount: number): void {
  const { orderId, rewardId: clawsBack, currency } = paid;
  const { merchantId } = deciding.merchant;
  const rewardId = deciding.newId('rw');
  const data = { merchantId, orderId, ...keyOf(paid), rewardId, clawsBack, amount: -amount, currency };
  deciding.emit({ type: 'RewardClawedBack', data });
}

function grantMissing(deciding: Deciding, orderId: string, desired: DesiredReward): void {
  const { merchant, recordedAt } = deciding;
  const { merchantId } = merchant;
  const { rewards, withheld } = merchant.rewards.of(orderId);
  const { key } = desired;
  const net = netOf(rewards, key);
  const amount = desired.amount - net;
  if (amount <= 0) return;

  const { currency, holdDays } = desired.campaign.definition;
  const refusals = refusalsOf(deciding, orderId, desired, amount, net);
  if (refusals.length === 0) {
    const availableAt = toInstant(recordedAt + holdDays * DAY);
    const rewardId = deciding.newId('rw');
    deciding.emit({
      type: 'RewardGranted',
      // Written out: this runs for every reward, and an object that grows field by field is slow.
      data: {
        merchantId,
        orderId,
        campaignId: desired.campaignId,
        campaignVersion: desired.campaignVersion,
        rewardIndex: desired.rewardIndex,
        role: desired.role,
        touchpointId: desired.touchpointId,
        recipient: desired.recipient,
        rewardId,
        amount,
        currency,
        availableAt,
      },
    });
    return;
  }
  const before = withheld.find((entry) => entry.key === key);
  // A withheld reward waits for the same budget or cap until that has room, even if others are full by now too.
  if (before?.amount === amount && refusals.some(({ blockedBy }) => blockedBy === before.blockedBy)) return;
  const data = { merchantId, orderId, ...keyOf(desired), amount, currency, ...refusals[0]! };
  deciding.emit({ type: 'RewardWithheld', data });
}

interface Refusal {
  code: WithholdingCode;
  blockedBy: string;
}

/** Every budget and cap that has no room for a reward; one is enough to withhold it as a whole. */
function refusalsOf(
  deciding: Deciding,
  orderId: string,
  desired: DesiredReward,
  amount: number,
  net: number,
): Refusal[] {
  const { merchant } = deciding;
  const { campaignId, recipient, campaign } = desired;
  const { caps, budgets } = campaign.definition;
  const refusals: Refusal[] = [];
  if (caps !== undefined) {
    const used = capUsageOf(merchant, campaignId, recipient.id);
    // An entry that adds a difference to a reward does not add to the count.
    const tooMany = caps.count !== undefined && net <= 0 && used.count >= caps.count;
    const tooMuch = caps.amount !== undefined && used.amount + amount > caps.amount;
    if (tooMany || tooMuch) refusals.push({ code: 'CAP_REACHED', blockedBy: 'cap' });
  }
  const windows = windowsOf(merchant.purchases.get(orderId).firstRecordedAt);
  // Even without a budget, a sum must stay an exact integer that its column can hold.
  for (const budget of [...budgets, { window: 'total' as const, amount: Number.MAX_SAFE_INTEGER }]) {
    const blockedBy = windows[budget.window];
    const used = merchant.rewards.usedOf(budgetKey(campaignId, blockedBy));
    if (used + amount > budget.amount) refusals.push({ code: 'BUDGET_EXHAUSTED', blockedBy });
  }
  return refusals;
}
