import { read } from './answers';
import type { Attack } from './attack';
import { Shop } from './shop';

const URL_LENGTH = 2_000;
const REPETITIONS = 100;
const ITEMS_OF_TEXTS = 20_000;
const ITEMS_OF_CREDITS = 5_000;
const CREDITS = 1_000;
const CAMPAIGNS = 5;
const EVALUATION_TIMEOUT_MS = 45_000;

/** Conditions that make large texts, and conditions that go through all items for each of many credits. */
export const heavyCampaigns: Attack = {
  size: `${ITEMS_OF_TEXTS} items; ${CAMPAIGNS} campaigns × ${CREDITS} credits`,
  timeoutMs: 2 * EVALUATION_TIMEOUT_MS + 10_000,
  async run(url) {
    return [...(await largeTexts(url)), ...(await manyCredits(url))];
  },
};

async function largeTexts(url: string): Promise<string[]> {
  const shop = await Shop.open(url, 'texts');
  const text = `(${new Array<string>(REPETITIONS).fill('touchpoint.url').join(' + ')}).split('')`;
  const forEachItem = await publish(shop, 'for-each-item', `purchase.items.map(i, ${text}).size() >= 0`);
  if (forEachItem.status < 400) throw new Error('a condition that makes a text for each item was published');
  read(await publish(shop, 'once', `${text}.size() >= 0`));

  const page = `https://shop.example/${'a'.repeat(URL_LENGTH)}`.slice(0, URL_LENGTH);
  read(
    await shop.send('POST', '/v1/track/touchpoint', { anonymousId: 'device', source: 'paid', url: page, ...REFERRED }),
  );
  read(await shop.order('order', itemsOf(ITEMS_OF_TEXTS)));
  const evaluated = await shop.claimed('order', 'device', EVALUATION_TIMEOUT_MS);
  return [
    `a large text for each item: refused at publication with ${forEachItem.status}, ${detailOf(forEachItem.text)}`,
    `a large text, and ${ITEMS_OF_TEXTS} items: ${evaluated}`,
  ];
}

async function manyCredits(url: string): Promise<string[]> {
  const shop = await Shop.open(url, 'credits', { model: 'linear' });
  for (let n = 0; n < CAMPAIGNS; n++) {
    read(await publish(shop, `campaign-${n}`, 'purchase.items.exists(i, i.sku == touchpoint.campaign)'));
  }
  const touchpoint = { type: 'touchpoint', anonymousId: 'device', source: 'paid', campaign: 'nothing', ...REFERRED };
  await shop.batches(CREDITS, 1, () => touchpoint);
  read(await shop.order('order', itemsOf(ITEMS_OF_CREDITS)));
  const evaluated = await shop.claimed('order', 'device', EVALUATION_TIMEOUT_MS);
  return [`${CAMPAIGNS} campaigns that search ${ITEMS_OF_CREDITS} items for each credit: ${evaluated}`];
}

const REFERRED = { referrer: { type: 'customer_id', value: 'referrer' } };

function publish(shop: Shop, campaignId: string, condition: string) {
  const rewards = [{ to: 'referrer', kind: 'fixed', amount: 1 }];
  return shop.send('PUT', `/v1/campaigns/${campaignId}`, { name: campaignId, condition, currency: 'EUR', rewards });
}

function itemsOf(count: number): string {
  return JSON.stringify(Array.from({ length: count }, (_, n) => ({ sku: `sku-${n}`, quantity: 1, price: 1 })));
}

function detailOf(text: string): string {
  const { code, detail } = JSON.parse(text) as { code: string; detail?: string };
  return detail === undefined ? code : `${code}: ${detail}`;
}
