/** Whether the shop is connected, and how well what it sends finds what browsers send. */
import type { Page } from 'playwright-core';
import { CUSTOM_SECRET, paidOrder } from '../support/app';
import {
  isWiderThanWindow,
  picture,
  seriousFindings,
  type TestDashboard,
  useDashboard,
  LOOKS,
} from '../support/dashboard';
import { buildSdk } from '../support/sdk';
import { Storefront } from '../support/storefront';

let dashboard: TestDashboard;
useDashboard(async (started) => {
  dashboard = started;
  await buildSdk();
});

const finding = (page: Page, code: string, badge?: string) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByText(code, { exact: true }) })
    .filter({ hasText: badge });

describe('the connection', () => {
  it('shows what is missing, and that it is done, while somebody connects the shop', async () => {
    const merchant = await dashboard.app.merchant({ settlingPeriodSeconds: 0 });
    const page = await dashboard.open('/connection', { key: merchant.secret });
    await finding(page, 'WEBHOOK_NOT_CONFIGURED', 'Next step').waitFor();
    await page.getByText('No order came within 24 hours').waitFor();

    await dashboard.app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
    await finding(page, 'WEBHOOK_NOT_CONFIGURED', 'Done').waitFor();
    await finding(page, 'WEBHOOK_NEVER_SEEN', `/v1/webhooks/${merchant.merchantId}/custom`).waitFor();

    await dashboard.app.custom(merchant.merchantId, CUSTOM_SECRET, paidOrder('first-order'));
    await finding(page, 'WEBHOOK_NEVER_SEEN', 'Done').waitFor();
    await page.getByText('0 of 1 orders').waitFor();
    const webhook = page.getByRole('row').filter({ hasText: 'Webhook' });
    expect(await webhook.getByRole('cell').nth(1).innerText()).toBe('Seen');
    await webhook.getByRole('link', { name: 'first-order' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Order first-order' }).waitFor();
  });

  it('fills a key of this merchant into the tag and the pixel, and keeps it nowhere', async () => {
    const merchant = await dashboard.app.merchant();
    const page = await dashboard.open('/connection', { key: merchant.secret });
    await fillIn(page, merchant.publishable);
    const tag = page.getByRole('region', { name: 'The tag' });
    await tag.filter({ hasText: merchant.publishable }).waitFor();
    const { origin } = new URL(dashboard.app.tributary.url);
    expect(await tag.innerText()).toBe(
      `<script async src="${origin}/t.js" data-key="${merchant.publishable}"></script>`,
    );
    const { text } = await served(`/v1/connect/shopify-pixel.js?key=${merchant.publishable}`);
    expect(await page.getByRole('region', { name: 'Shopify’s pixel' }).textContent()).toBe(text);
    const kept = await page.evaluate<string>(
      'JSON.stringify([localStorage, sessionStorage, location.href, document.cookie])',
    );
    expect(kept).not.toContain(merchant.publishable);
    await page.reload();
    await tag.waitFor();
    expect(await page.content()).not.toContain(merchant.publishable);
  });

  it('takes no secret key, no unknown one and none of another merchant, and nobody is signed out by it', async () => {
    const [merchant, other] = [await dashboard.app.merchant(), await dashboard.app.merchant()];
    const page = await dashboard.open('/connection', { key: merchant.secret });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await fillIn(page, merchant.secret);
    await page.getByText('It was not sent').waitFor();
    await fillIn(page, 'pk_unknown');
    await page.getByText('No such key').waitFor();
    expect(asked.filter((url) => url.includes(merchant.secret))).toEqual([]);
    const asAdmin = await dashboard.open('/connection');
    await fillIn(asAdmin, other.publishable);
    await asAdmin.getByText('This key belongs to another merchant').waitFor();
    expect(await page.getByRole('button', { name: 'Make a key' }).count()).toBe(0);
    await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  });

  it('makes a key for the tag, once the admin confirmed it, which the API takes', async () => {
    const page = await dashboard.open('/connection');
    await page.getByRole('button', { name: 'Make a key for the tag' }).click();
    const dialog = page.getByRole('alertdialog');
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Make the key' }).click();
    const tag = page.getByRole('region', { name: 'The tag' });
    await tag.filter({ hasText: /"pk_[^…"]+"/ }).waitFor();
    const key = /data-key="([^"]+)"/.exec(await tag.innerText())![1]!;
    const visit = { anonymousId: 'of-the-new-key', source: 'organic' };
    expect(await dashboard.app.post('/v1/track/touchpoint', key, visit)).toMatchObject({ status: 202 });
  });
});

describe('link health', () => {
  it('leads from a reason to an example with both sides, and from there to its story', async () => {
    const page = await dashboard.open('/link-health');
    await page.getByRole('link', { name: 'Show examples: Wrong token' }).click();
    await page.getByRole('heading', { name: 'Examples: Wrong token' }).waitFor();
    const example = page.getByRole('article').filter({ hasText: 'Order 1010' });
    await example.getByText('€').waitFor();
    await example.getByText('TOKEN_MISMATCH').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await example.getByRole('link', { name: 'The story of this purchase 1010' }).click();
    await page.getByRole('heading', { level: 1, name: 'Order 1010' }).waitFor();
    await page.goBack();
    await example.waitFor();
  });

  it('leads from a part of a bar, and from its number in the table, to the examples of that day', async () => {
    const shop = await daysOfOrders();
    const page = await dashboard.open('/link-health?days=28', { key: shop.merchant.secret });
    const parts = page.getByRole('link', { name: /^\d+: No report of a browser, / });
    await parts.first().waitFor();
    expect(await parts.count()).toBeGreaterThan(3);
    await parts.last().click();
    await page.getByText('Nothing: no browser reported this order.').waitFor();
    const [one] = await page.getByRole('article').getByRole('heading', { level: 3 }).allInnerTexts();
    expect(one).toMatch(/^Order day-2-/);
    await page.getByRole('figure', { name: 'What does not find' }).getByRole('button').click();
    const rows = page.getByRole('table', { name: 'What does not find' }).getByRole('row');
    await rows
      .filter({ has: page.getByRole('link') })
      .first()
      .getByRole('link')
      .first()
      .click();
    await page.getByRole('article').filter({ hasText: 'Order day-20-' }).first().waitFor();
  });

  it('shows a report whose order the shop never delivered', async () => {
    const shop = await daysOfOrders();
    await shop.track({ anonymousId: 'lost', orderId: 'never-delivered', token: 'token' });
    await shop.seen('/v1/link-health');
    await earlier(shop, 'claims', 'recorded_at', 'never-delivered', 2);
    const page = await dashboard.open('/link-health?days=1&show=WEBHOOK_SILENT', { key: shop.merchant.secret });
    const example = page.getByRole('article').filter({ hasText: 'never-delivered' });
    await example.getByText('the shop has not delivered this order').waitFor();
    await example.getByText('Waiting').waitFor();
    expect(await example.getByRole('link').count()).toBe(0);
  });

  it('has each number of its pictures in a table', async () => {
    const shop = await daysOfOrders();
    const page = await dashboard.open('/link-health?days=28', { key: shop.merchant.secret });
    const course = page.getByRole('figure', { name: 'Coverage and wrong tokens over time' });
    await course.locator('.chart[data-drawn]').waitFor();
    await course.getByRole('button', { name: 'Show as a table' }).click();
    const row = course.getByRole('row').filter({ hasText: '3 (60%)' });
    await row.first().waitFor();
    expect(await row.count()).toBeGreaterThan(3);
  });

  it('says what to do where nothing came', async () => {
    const merchant = await dashboard.app.merchant();
    const page = await dashboard.open('/link-health', { key: merchant.secret });
    await page.getByRole('link', { name: 'Go to the connection' }).click();
    await page.getByRole('heading', { level: 1, name: 'Connection' }).waitFor();
  });

  it('shows hostile names as text', async () => {
    const name = '<img src=x onerror="document.title=`pwned`">';
    const shop = await Storefront.open(dashboard.app);
    await shop.order(name);
    const claim = { anonymousId: name, customerId: name, orderId: name, token: 'wrong' };
    shop.written(await dashboard.app.post('/v1/track/purchase', shop.merchant.publishable, claim));
    await shop.seen('/v1/link-health');
    const page = await dashboard.open('/link-health?show=TOKEN_MISMATCH', { key: shop.merchant.secret });
    const example = page.getByRole('article');
    await example.getByText('TOKEN_MISMATCH').waitFor();
    expect(await example.locator('bdi').filter({ hasText: name }).count()).toBe(3);
    expect(await page.locator('img').count()).toBe(0);
  });
});

it.each(LOOKS)('both can be used by everybody at %d pixels (%s)', async (width, colorScheme) => {
  const suffix = `${width}`;
  const page = await dashboard.open('/connection', { width, colorScheme });
  await page.getByRole('row').filter({ hasText: 'Tag: visits' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await isWiderThanWindow(page)).toBe(false);
  await picture(page, `connection-${suffix}`);
  const shop = await daysOfOrders();
  const asMerchant = await dashboard.open('/link-health?days=28&show=SDK_SILENT', {
    ...{ width, colorScheme, key: shop.merchant.secret },
  });
  await asMerchant.getByText('Nothing: no browser reported this order.').first().waitFor();
  await asMerchant.locator('.chart[data-drawn]').waitFor();
  expect(await seriousFindings(asMerchant)).toEqual([]);
  expect(await isWiderThanWindow(asMerchant)).toBe(false);
  await asMerchant.evaluate('window.scrollTo(0, 0)');
  await picture(asMerchant, `link-health-${suffix}`);
  const toTables = asMerchant.getByRole('button', { name: 'Show as a table' });
  while ((await toTables.count()) > 0) await toTables.first().click();
  expect(await seriousFindings(asMerchant)).toEqual([]);
  expect(await isWiderThanWindow(asMerchant)).toBe(false);
});

async function fillIn(page: Page, key: string): Promise<void> {
  await page.getByLabel('Publishable key').fill(key);
  await page.getByRole('button', { name: 'Fill it in' }).click();
}

async function served(path: string): Promise<{ text: string }> {
  const answer = await fetch(new URL(path, dashboard.app.tributary.url));
  return { text: await answer.text() };
}

const DAYS = [20, 17, 13, 9, 6, 4, 2];
let madeDays: Promise<Storefront> | undefined;

/** A shop with five orders on some days: two linked, one after a wrong token, one with a wrong token alone, one that no browser reported. */
function daysOfOrders(): Promise<Storefront> {
  return (madeDays ??= (async () => {
    const shop = await Storefront.open(dashboard.app);
    for (const day of DAYS) {
      for (const part of ['good', 'known', 'late', 'wrong', 'silent']) {
        const orderId = `day-${day}-${part}`;
        await shop.order(orderId);
        if (part === 'late' || part === 'wrong')
          await shop.track({ anonymousId: `wrong-${orderId}`, orderId, token: 'wrong' });
        if (['good', 'known', 'late'].includes(part))
          await shop.track({ anonymousId: orderId, orderId, token: `token-${orderId}` });
      }
    }
    await shop.seen('/v1/link-health');
    for (const day of DAYS) {
      await earlier(shop, 'claims', 'recorded_at', `day-${day}-%`, day * 24);
      await earlier(shop, 'purchases', 'first_recorded_at', `day-${day}-%`, day * 24);
    }
    return shop;
  })());
}

/** Moves the recording into the past. */
async function earlier(shop: Storefront, table: string, column: string, orders: string, hours: number): Promise<void> {
  const { rowCount } = await dashboard.app.database.pool.query(
    `update ${table} set ${column} = ${column} - $3 * interval '1 hour' where merchant_id = $1 and order_id like $2`,
    [shop.merchant.merchantId, orders, hours],
  );
  expect(rowCount).toBeGreaterThan(0);
}
