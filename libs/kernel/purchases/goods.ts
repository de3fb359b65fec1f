import type { PurchaseItem } from '../facts';
import { divideHalfEven } from '../money';

const THOUSANDTHS = 1_000;

/**
 * What the goods cost, at most the total. If the version does not say it, the sum of its items; without items, or if they
 * come to more than the total (the shop has a discount that they do not show), the total.
 */
export function goodsOf({ goods, total, items }: { goods?: number; total: number; items: PurchaseItem[] }): number {
  if (goods !== undefined) return Math.min(goods, total);
  if (items.length === 0) return total;
  const sum = sumOf(items);
  return sum <= total ? sum : total;
}

function sumOf(items: readonly PurchaseItem[]): number {
  let sum = 0;
  for (const { quantity, price } of items) sum += quantity * price;
  if (sum <= Number.MAX_SAFE_INTEGER && sum % THOUSANDTHS === 0) return sum / THOUSANDTHS;
  const exact = items.reduce((part, { quantity, price }) => part + BigInt(quantity) * BigInt(price), 0n);
  return Number(divideHalfEven(exact, BigInt(THOUSANDTHS)));
}
