import { moneyText } from '../../components/money';
import { LAB } from '../../texts/lab';

const WHOLE = 1_000_000;
const PURCHASES = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

/** Millionths of purchases. */
export function conversionsText(millionths: number): string {
  return PURCHASES.format(millionths / WHOLE);
}

export function countText(count: number): string {
  return count.toLocaleString();
}

/** With its sign. */
export function differenceText(now: number, then: number, currency: string): string {
  return `${then > now ? '+' : ''}${moneyText(then - now, currency)}`;
}

export function channelText(channel: string | null): string {
  return channel ?? LAB.nobody;
}
