/** The tag in a real browser, on a shop with WooCommerce's pages, against the whole application. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ADMIN_KEY, TestApp, type TestMerchant } from '../support/app';
import { launchBrowser } from '../support/browser';
import { buildSdk } from '../support/sdk';
import { type Recorded, recordedFacts, settledOrder } from '../support/shops/recorded';
import { WooCommerceShop } from '../support/shops/woocommerce-shop';
import { campaign, summary, type ShownPurchase } from '../support/storefront';
import { eventually, until } from '../support/until';

const TWO_DAYS = '48:00:00';

let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  [app, browser] = await Promise.all([buildSdk().then(() => TestApp.start()), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

let merchant: TestMerchant;
let shop: WooCommerceShop;
let context: BrowserContext;
/** What went wrong on the shop's pages. */
let errors: string[];
beforeEach(async () => {
  merchant = await app.merchant({ settlingPeriodSeconds: 0 });
  await app.request('PUT', '/v1/campaigns/friends', { key: merchant.secret, body: campaign() });
  errors = [];
});
afterEach(async () => {
  await context.close();
  await shop.close();
  expect(errors).toEqual([]);
});

/** @param tag attributes of the script element; @param head of the shop's pages, before the tag */
async function open(tag = '', head = ''): Promise<Page> {
  shop = await WooCommerceShop.open(app, merchant, tag, head);
  context = await browser.newContext();
  context.on('weberror', (error) => errors.push(error.error().message));
  return context.newPage();
}

const recorded = (type: 'TouchpointRecorded' | 'PurchaseClaimed' = 'TouchpointRecorded') =>
  recordedFacts(app, merchant, type);

const touchpoints = (count: number) =>
  eventually(async () => {
    const found = await recorded();
    return found.length >= count ? found : undefined;
  });

/** The purchase, once its claim is judged and its evaluation has ended. */
async function settled(orderId: number): Promise<ShownPurchase> {
  await until(async () => (await recorded('PurchaseClaimed')).length > 0);
  return settledOrder(app, merchant, orderId);
}

const cookieOf = async () => (await context.cookies()).find(({ name }) => name === '_tributary')?.value;

it('gives the reward to the friend whose link a stranger clicked, although he came back two days later to buy', async () => {
  const page = await open();
  await page.clock.install();
  await page.goto(shop.friend('/?ref=4711'));
  await page.click('#link');
  const [first] = await touchpoints(1);
  expect(first!.data).toMatchObject({ source: 'referral', referrer: { type: 'customer_id' } });

  await page.clock.fastForward(TWO_DAYS);
  await page.goto(shop.url());
  const [, second] = await touchpoints(2);
  expect(second!.data).toMatchObject({ source: 'direct', anonymousId: first!.data.anonymousId });

  await shop.delivers(17);
  await page.goto(shop.confirmation(17));
  expect(summary(await settled(17))).toEqual([['4711', 500, 'available']]);
  await page.reload();
  await page.goto(shop.url());
  expect(await recorded('PurchaseClaimed')).toHaveLength(1);
});

it('tells from where a visit came, once a session, and again when a link says so', async () => {
  const page = await open();
  await page.goto(shop.friend('/', 'www.google.example'));
  await page.click('#link');
  await touchpoints(1);
  await page.goto(shop.url('/?utm_source=news&utm_medium=email&utm_campaign=May'));
  await touchpoints(2);
  await page.reload();
  await page.click('#product');
  await page.goto(shop.url('/?gclid=x1'));
  expect((await touchpoints(3)).map(({ data }) => [data['source'], data['channel'], data['campaign']])).toEqual([
    ['other', 'google.example', undefined],
    ['email', 'news', 'May'],
    ['paid', undefined, undefined],
  ]);
  await page.goto(shop.confirmation(1));
  await until(async () => (await recorded('PurchaseClaimed')).length === 1);
  expect(await recorded()).toHaveLength(3);
});

it('sees links that a page follows without loading', async () => {
  const page = await open();
  await page.goto(shop.url());
  await touchpoints(1);
  await page.evaluate(`history.pushState({ of: 'the page' }, '', '/tea')`);
  await page.evaluate(`history.pushState({}, '', '/tea?ref=ada')`);
  expect((await touchpoints(2)).map(({ data }) => data['source'])).toEqual(['direct', 'referral']);
});

describe('an id', () => {
  it.each([
    ['the cookie', `localStorage.clear()`],
    ['localStorage', `document.cookie = '_tributary=; path=/; domain=shop.example; max-age=0'`],
  ])('that is left in %s alone stays the same', async (_, loss) => {
    const page = await open();
    await page.goto(shop.url());
    const id = await cookieOf();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect((await context.cookies())[0]).toMatchObject({ domain: '.shop.example', sameSite: 'Lax', path: '/' });
    await page.evaluate(loss);
    await page.goto(shop.url('/again'));
    expect(await page.evaluate(`[tributary.id(), localStorage.getItem('_tributary')]`)).toEqual([id, id]);
    expect(await cookieOf()).toBe(id);
  });
});

describe('consent', () => {
  it('that is required and not given leaves nothing, neither here nor there', async () => {
    const page = await open('data-consent="required"');
    await page.goto(shop.url('/?ref=ada'));
    await page.waitForFunction(`typeof tributary.id === 'function'`);
    expect(await page.evaluate(`[tributary.id(), document.cookie, localStorage.length]`)).toEqual([null, '', 0]);
    await page.evaluate(`tributary.consent(false)`);
    expect(await page.evaluate(`[tributary.id(), document.cookie, localStorage.length]`)).toEqual([null, '', 0]);
    expect(await recorded()).toEqual([]);
  });

  it('that is given late counts for the visit that it was asked on', async () => {
    const page = await open('data-consent="required"');
    await page.goto(shop.url('/?ref=ada'));
    await page.waitForFunction(`typeof tributary.id === 'function'`);
    await page.evaluate(`history.pushState({}, '', '/privacy'); tributary.consent(true)`);
    const [arrival] = await touchpoints(1);
    expect(arrival!.data).toMatchObject({ source: 'referral' });
    expect(await page.evaluate(`tributary.id()`)).toBe(await cookieOf());
  });

  it('that is taken back forgets the visitor', async () => {
    const page = await open();
    await page.goto(shop.url());
    await touchpoints(1);
    await page.evaluate(`tributary.consent(false)`);
    expect(await page.evaluate(`[tributary.id(), document.cookie, localStorage.length]`)).toEqual([null, '', 0]);
  });

  it("is Shopify's answer, once it is there", async () => {
    const page = await open(
      '',
      '<script>window.Shopify = { loadFeatures(features, done) { window.loaded = done } }</script>',
    );
    await page.route('**/cart/update.js', (route) => route.fulfill({ json: {} }));
    await page.goto(shop.url('/?ref=ada'));
    await page.waitForFunction(`window.loaded && typeof tributary.id === 'function'`);
    expect(await page.evaluate(`tributary.id()`)).toBeNull();
    await page.evaluate(`Shopify.customerPrivacy = { analyticsProcessingAllowed: () => true }; loaded()`);
    await touchpoints(1);
  });

  it("is that of WordPress' consent API, and a denial there forgets the visitor", async () => {
    const page = await open('', '<script>window.wp_has_consent = () => !!window.yes</script>');
    await page.goto(shop.url('/?ref=ada'));
    await page.waitForFunction(`typeof tributary.id === 'function'`);
    expect(await page.evaluate(`tributary.id()`)).toBeNull();
    const change = (answer: string) =>
      page.evaluate(
        `yes = ${answer === 'allow'}; document.dispatchEvent(new CustomEvent('wp_listen_for_consent_change', { detail: { marketing: '${answer}' } }))`,
      );
    await change('allow');
    await touchpoints(1);
    await change('deny');
    expect(await page.evaluate(`[tributary.id(), document.cookie, localStorage.length]`)).toEqual([null, '', 0]);
  });
});

describe('on a bad day', () => {
  it('an ad blocker costs nothing: what it stopped is sent by a later page, once, and never throws', async () => {
    const page = await open();
    let blocked = 0;
    await context.route('**/v1/track/**', (route) => {
      blocked++;
      return route.abort('blockedbyclient');
    });
    await page.goto(shop.url('/?ref=ada'));
    await until(() => blocked > 0);
    await context.unroute('**/v1/track/**');
    await page.goto(shop.url('/more'));
    expect(await touchpoints(1)).toMatchObject([{ data: { source: 'referral' } }]);
    await until(
      async () => (await page.evaluate(`Object.keys(localStorage).filter((k) => k.includes(':')).length`)) === 0,
    );
    expect(await recorded()).toHaveLength(1);
  });

  it('a browser that keeps nothing is one visitor a page, and not one visit a page', async () => {
    const page = await open();
    await context.addInitScript(`
      Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } });
      Object.defineProperty(Document.prototype, 'cookie', { get() { throw new DOMException('no', 'SecurityError') }, set() { throw new DOMException('no', 'SecurityError') } });
    `);
    await page.goto(shop.url('/?ref=ada'));
    await touchpoints(1);
    await page.click('#product');
    await page.waitForFunction(`typeof tributary?.id === 'function'`);
    await page.goto(shop.url('/?ref=bea'));
    expect((await touchpoints(2)).map(({ data }) => data['source'])).toEqual(['referral', 'referral']);
  });

  it('a clock that is wrong by days dates nothing', async () => {
    const page = await open();
    await page.clock.install({ time: Date.now() + 5 * 86_400_000 });
    await page.goto(shop.url('/?ref=ada'));
    const [{ data, recordedAt }] = (await touchpoints(1)) as [Recorded];
    expect(Math.abs(Date.parse(data['occurredAt'] as string) - recordedAt)).toBeLessThan(60_000);
  });

  it('two tabs are one visitor, and send each visit once', async () => {
    const one = await open();
    const two = await context.newPage();
    await Promise.all([one.goto(shop.url('/?ref=ada')), two.goto(shop.url('/?ref=bea'))]);
    await touchpoints(2);
    await Promise.all([one.reload(), two.reload()]);
    const ids = (await recorded()).map(({ data }) => data.anonymousId.id);
    expect(ids).toHaveLength(2);
    expect(await one.evaluate(`tributary.id()`)).toBe(await two.evaluate(`tributary.id()`));
  });

  it('a tab that is closed in the middle of sending loses nothing', async () => {
    await open();
    for (let visit = 0; visit < 10; visit++) {
      const page = await context.newPage();
      await page.goto(shop.url(`/?ref=friend-${visit}`), { waitUntil: 'load' });
      await page.waitForFunction(`typeof tributary?.id === 'function'`);
      await page.close({ runBeforeUnload: false });
    }
    await touchpoints(10);
  });

  it('calls of the page before the tag is there are done in their order, and nonsense in them harms nobody', async () => {
    const calls = `[['consent', true], ['nonsense', 1], ['claim'], ['claim', { orderId: 'o-1', token: 't' }]]`;
    const page = await open('data-consent="required"', `<script>tributary = ${calls}</script>`);
    await page.goto(shop.url());
    await until(async () => (await recorded('PurchaseClaimed')).length === 1);
    expect(await page.evaluate(`tributary.id()`)).toBe(await cookieOf());
  });
});

describe('the file', () => {
  it('is small, packed as the client likes, kept for ever under its hash, and checked by browsers', async () => {
    const ask = (path: string, headers: Record<string, string>) => fetch(app.tributary.url + path, { headers });
    const plain = await ask('/t.js', { 'accept-encoding': 'identity' });
    const text = await plain.text();
    expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(plain.headers.get('cache-control')).toMatch(/^public, max-age=300/);
    for (const encoding of ['br', 'gzip']) {
      const packed = await ask('/t.js', { 'accept-encoding': `${encoding}, deflate` });
      expect([packed.headers.get('content-encoding'), await packed.text()]).toEqual([encoding, text]);
      const again = await ask('/t.js', { 'accept-encoding': encoding, 'if-none-match': packed.headers.get('etag')! });
      expect(again.status).toBe(304);
    }
    const hash = plain.headers.get('etag')!;
    expect((await ask('/t.0123456789abcdef.js', {})).status).toBe(404);
    expect(hash).not.toBe('');
  });

  it('is no more than a key of another kind can start', async () => {
    const { status } = await app.request('GET', `/v1/connect/shopify-pixel.js?key=${ADMIN_KEY}`);
    expect(status).toBe(403);
  });
});
