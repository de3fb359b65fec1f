import type { RewardTotal } from '../../libs/queries/rewards';
import { money } from './channel-table';
import { table } from './output';

/** Count and sum of the rewards in each state. */
export function rewardTable(totals: readonly RewardTotal[]): string[] {
  const rows = totals.map(({ state, count, amount, currency }) => {
    return [state.replace('_', ' '), String(count), money(amount, currency)];
  });
  return table(['rewards', 'count', 'amount'], rows, ['count', 'amount']);
}
