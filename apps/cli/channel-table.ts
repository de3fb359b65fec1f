import { exponentOf } from '../../libs/kernel/money';
import type { ChannelTotal } from '../../libs/queries/channel-totals';
import { table } from './output';

const MILLION = 1_000_000;

/** The credit of each channel, and the totals per currency. */
export function channelTable(totals: readonly ChannelTotal[]): string[] {
  const rows = totals.map(({ channel, conversions, value, currency }) => [
    channel ?? '(no touchpoint)',
    (conversions / MILLION).toFixed(2),
    money(value, currency),
  ]);
  const currencies = [...new Set(totals.map(({ currency }) => currency))];
  const sums = currencies.map((currency) => {
    const ours = totals.filter((one) => one.currency === currency);
    const conversions = ours.reduce((sum, one) => sum + one.conversions, 0);
    const value = ours.reduce((sum, one) => sum + one.value, 0);
    return ['all', (conversions / MILLION).toFixed(2), money(value, currency)];
  });
  return table(['channel', 'conversions', 'value'], [...rows, ...sums], ['conversions', 'value']);
}

/** 1999, EUR → 19.99 EUR. */
export function money(minor: number, currency: string): string {
  if (minor < 0) return `-${money(-minor, currency)}`;
  const exponent = exponentOf(currency) ?? 0;
  const digits = String(minor).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const fraction = exponent > 0 ? `.${digits.slice(-exponent)}` : '';
  return `${whole}${fraction} ${currency}`;
}
