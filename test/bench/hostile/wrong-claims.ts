import { type Answer, read, tally } from './answers';
import type { Attack } from './attack';
import { Shop } from './shop';

const CLAIMS = 50_000;
const ORDERS = 500;
const LISTS = 20;
const CONNECTIONS = 8;
const DECIDED_TIMEOUT_MS = 60_000;

/** Claims of one order with guessed tokens, and then what reading the order costs. */
export const wrongClaims: Attack = {
  size: `${CLAIMS} claims of one order; ${LISTS} lists of ${ORDERS}`,
  timeoutMs: DECIDED_TIMEOUT_MS + 60_000,
  async run(url) {
    const shop = await Shop.open(url, 'claims');
    for (let n = 0; n < ORDERS; n++) read(await shop.order(`order-${n}`));
    const last = await shop.batches(CLAIMS, CONNECTIONS, (n) => ({
      ...{ type: 'purchase', orderId: `order-${ORDERS - 1}` },
      ...{ anonymousId: `device-${n}`, token: `guess-${n}` },
    }));
    await shop.decided(last, DECIDED_TIMEOUT_MS);
    const story = await shop.send('GET', `/v1/purchases/order-${ORDERS - 1}`);
    read(story);
    const list = () => shop.send('GET', `/v1/purchases?limit=${ORDERS}`);
    const lists = await Promise.all(Array.from({ length: LISTS }, list));
    const slowest = lists.reduce((slowest, answer) => (answer.ms > slowest.ms ? answer : slowest));
    return [
      `the order with the claims: ${shown(story)}`,
      `${LISTS} lists at once: ${tally(lists)}, the slowest ${shown(slowest)}`,
    ];
  },
};

function shown({ text, ms }: Answer): string {
  return `${Math.ceil(Buffer.byteLength(text) / 1_000)} kB in ${Math.round(ms)} ms`;
}
