import { read } from './answers';
import type { Attack } from './attack';
import { Shop } from './shop';

const TOUCHPOINTS = Number(process.env.HOSTILE_TOUCHPOINTS ?? 500_000);
const CONNECTIONS = 8;
/** For a thousand touchpoints, on a busy machine; and for the evaluation after them. */
const THOUSAND_TIMEOUT_MS = 240;
const EVALUATION_TIMEOUT_MS = 60_000;
const PROGRESS_EVERY = 100_000;

/** A purchase looks at the newest touchpoints of its group, however many there are. */
export const oneDevice: Attack = {
  size: `${TOUCHPOINTS} touchpoints`,
  timeoutMs: (TOUCHPOINTS / 1_000) * THOUSAND_TIMEOUT_MS + EVALUATION_TIMEOUT_MS,
  async run(url) {
    const shop = await Shop.open(url, 'device');
    const began = performance.now();
    const touchpoint = { type: 'touchpoint', anonymousId: 'device', source: 'organic' };
    await shop.batches(TOUCHPOINTS, CONNECTIONS, (n) => {
      if (n > 0 && n % PROGRESS_EVERY === 0) console.log(`  ${n} touchpoints sent`);
      return touchpoint;
    });
    const seconds = (performance.now() - began) / 1_000;
    const { position } = read<{ position: number }>(await shop.order('order'));
    await shop.decided(position, EVALUATION_TIMEOUT_MS);
    const decided = (performance.now() - began) / 1_000;
    const evaluated = await shop.claimed('order', 'device', EVALUATION_TIMEOUT_MS);
    return [
      `sent in ${seconds.toFixed(1)} s, ${Math.round(TOUCHPOINTS / seconds)}/s; decided after ${decided.toFixed(1)} s`,
      `the purchase of that device: ${evaluated}`,
    ];
  },
};
