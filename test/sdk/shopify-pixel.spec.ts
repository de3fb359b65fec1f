/** Shopify's pixel in the sandboxed frame of a checkout, in a real browser, beside the tag of the theme. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { TestApp, type TestMerchant } from '../support/app';
import { launchBrowser } from '../support/browser';
import { buildSdk } from '../support/sdk';
import { recordedFacts, settledOrder } from '../support/shops/recorded';
import { ShopifyShop, type ShopifyOptions } from '../support/shops/shopify-shop';
import { campaign, summary } from '../support/storefront';
import { until } from '../support/until';

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
let shop: ShopifyShop;
let context: BrowserContext;
beforeEach(async () => {
  merchant = await app.merchant({ settlingPeriodSeconds: 0 });
  await app.request('PUT', '/v1/campaigns/friends', { key: merchant.secret, body: campaign() });
});
afterEach(async () => {
  await context.close();
  await shop.close();
});

async function open(options: ShopifyOptions = {}): Promise<Page> {
  shop = await ShopifyShop.open(app, merchant, options);
  context = await browser.newContext();
  return context.newPage();
}

async function pixelText(): Promise<string> {
  const { status, body } = await app.request('GET', `/v1/connect/shopify-pixel.js?key=${merchant.publishable}`);
  expect(status).toBe(200);
  return body['text'] as never;
}

const visits = () => recordedFacts(app, merchant, 'TouchpointRecorded');
const claims = () => recordedFacts(app, merchant, 'PurchaseClaimed');

const settled = (orderId: number) => settledOrder(app, merchant, orderId);

it('claims the completed order of a known customer on a new phone for the friend whose link he came by', async () => {
  const page = await open({ pixel: await pixelText() });
  await page.goto(shop.url());
  await until(() => Object.keys(shop.cartAttributes).length === 1);
  await shop.delivers(1, { customer: { id: 77 } });
  await page.goto(shop.checkout(1));
  expect(summary(await settled(1))).toEqual([]);

  await context.close();
  context = await browser.newContext();
  shop.nextBuyer();
  const phone = await context.newPage();
  await phone.goto(shop.url('/?ref=4711'));
  await until(async () => (await visits()).length === 2);
  await phone.goto(shop.checkout(2));
  await shop.delivers(2, { customer: { id: 77 } });
  await phone.goto(shop.checkout(2));
  expect(summary(await settled(2))).toEqual([['4711', 500, 'available']]);
});

it('takes the visitor from the cart where the browser keeps no cookie', async () => {
  const page = await open({ pixel: await pixelText() });
  await page.goto(shop.url('/?ref=4711'));
  await until(() => Object.keys(shop.cartAttributes).length === 1);
  await context.clearCookies();
  await page.goto(shop.checkout(3));
  await until(async () => (await claims()).length > 0);
  const [visit] = await visits();
  const [claim] = await claims();
  expect(claim!.data).toMatchObject({ orderId: '3', anonymousId: visit!.data.anonymousId });
});

it('is not needed where the order carries the visitor of the cart', async () => {
  const page = await open();
  await page.goto(shop.url('/?ref=4711'));
  await until(() => Object.keys(shop.cartAttributes).length === 1);
  await page.goto(shop.checkout(5));
  await shop.delivers(5);
  expect(summary(await settled(5))).toEqual([['4711', 500, 'available']]);
  expect(await claims()).toEqual([]);
});

it('joins an order whose confirmation nobody saw, by the claim of the checkout', async () => {
  const page = await open({ pixel: await pixelText() });
  await page.goto(shop.url('/?ref=4711'));
  await until(() => Object.keys(shop.cartAttributes).length === 1);
  await page.goto(shop.checkout());
  await until(async () => (await claims()).length === 1);
  await shop.delivers(6, { note_attributes: [] });
  expect(summary(await settled(6))).toEqual([['4711', 500, 'available']]);
});

it('claims nothing before the buyer agrees', async () => {
  const page = await open({ pixel: await pixelText(), privacy: { analyticsProcessingAllowed: false } });
  await context.addCookies([{ name: '_tributary', value: 'a2b1c0de-0000-4000-8000-000000000001', url: shop.url() }]);
  await page.goto(shop.checkout(4));
  await page.waitForLoadState('networkidle');
  expect(await claims()).toEqual([]);
  await page.evaluate(`pixel.contentWindow.postMessage({ privacy: { analyticsProcessingAllowed: true } }, '*')`);
  await until(async () => (await claims()).length === 1);
});

it('has the key and the address filled in, and nothing else from the request', async () => {
  await open();
  const headers = { host: 'evil"</script>.example' };
  const { status } = await app.request('GET', '/v1/connect/shopify-pixel.js', { key: merchant.publishable, headers });
  expect(status).toBe(400);
  const text = await pixelText();
  expect(text.split('\n').slice(0, 2)).toEqual([
    `const KEY = "${merchant.publishable}";`,
    `const URL_OF_API = "${app.tributary.url}";`,
  ]);
});
