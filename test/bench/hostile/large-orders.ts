import type { Attack } from './attack';
import { tally } from './answers';
import { Shop } from './shop';

const ORDERS = 400;
const BODY_BYTES = 1_000_000;
const ITEM = { sku: 'a-thing-of-the-shop', quantity: 1, price: 1 };

export const largeOrders: Attack = {
  size: `${ORDERS} orders × ${BODY_BYTES / 1_000_000} MB`,
  timeoutMs: 60_000,
  async run(url) {
    const shop = await Shop.open(url, 'large');
    const items = itemsOf(BODY_BYTES);
    const answers = await Promise.all(Array.from({ length: ORDERS }, (_, n) => shop.order(`order-${n}`, items)));
    const slowest = Math.max(...answers.map(({ ms }) => ms));
    return [`answers: ${tally(answers)}; the slowest after ${(slowest / 1_000).toFixed(1)} s`];
  },
};

/** Items as JSON of at most `bytes`, with room for the rest of an order. */
function itemsOf(bytes: number): string {
  const item = JSON.stringify(ITEM);
  const count = Math.floor((bytes - 1_000) / (item.length + 1));
  return `[${new Array<string>(count).fill(item).join(',')}]`;
}
