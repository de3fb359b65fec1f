import { type Answer, tally } from './answers';
import type { Attack } from './attack';
import { Shop } from './shop';

const TOUCHPOINTS = 5_000;
const CONNECTIONS = 64;

/** One browser sends as fast as it can. */
export const rateLimits: Attack = {
  size: `${TOUCHPOINTS} touchpoints of one address`,
  timeoutMs: 60_000,
  async run(url) {
    const shop = await Shop.open(url, 'browser');
    const authorization = `Bearer ${shop.keys.publishable}`;
    const answers: Answer[] = [];
    let sent = 0;
    const began = performance.now();
    const work = async () => {
      while (sent < TOUCHPOINTS) {
        const touchpoint = { anonymousId: `device-${sent++}`, source: 'organic' };
        answers.push(await shop.send('POST', '/v1/track/touchpoint', touchpoint, { authorization }));
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, work));
    return [`answers within ${((performance.now() - began) / 1_000).toFixed(1)} s: ${tally(answers)}`];
  },
};
