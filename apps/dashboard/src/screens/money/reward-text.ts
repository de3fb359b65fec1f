import type { Shown } from '../../api/client';
import { moneyText } from '../../components/money';
import { CAMPAIGN } from '../../texts/money';

const TEXTS = CAMPAIGN.reward;
const BASIS_POINTS = 10_000;
const PERCENT = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 2 });

type Reward = Shown['CampaignVersionShown']['rewards'][number];

/** What somebody gets: `The referrer gets 10% of the net, at most €15.00`. */
export function rewardText(reward: Reward, of: Pick<Shown['CampaignVersionShown'], 'currency' | 'base'>): string {
  const { currency, base } = of;
  const money = (amount: number) => moneyText(amount, currency);
  const rate = (basisPoints: number) => TEXTS.percent(PERCENT.format(basisPoints / BASIS_POINTS), base);
  return `${TEXTS.of[reward.to]} ${amountText()}`;

  function amountText(): string {
    switch (reward.kind) {
      case 'fixed':
        return money(reward.amount);
      case 'percent': {
        const { min, max, basisPoints } = reward;
        const least = min === undefined || min === null ? '' : `, ${TEXTS.min} ${money(min)}`;
        const most = max === undefined || max === null ? '' : `, ${TEXTS.max} ${money(max)}`;
        return rate(basisPoints) + least + most;
      }
      case 'tiered': {
        const tiers = reward.tiers.map((tier) => {
          const { amount, basisPoints } = tier as { amount?: number | null; basisPoints?: number | null };
          const given = typeof amount === 'number' ? money(amount) : rate(basisPoints ?? 0);
          return `${TEXTS.from} ${money(tier.from)} ${given}`;
        });
        return `${TEXTS.tiers} ${tiers.join(', ')}`;
      }
    }
  }
}
