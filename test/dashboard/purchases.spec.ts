/** The list of purchases, the search, and the story of each scenario of the demonstration. */
import type { Page } from 'playwright-core';
import { ADMIN_KEY, CUSTOM_SECRET, paidOrder } from '../support/app';
import {
  isWiderThanWindow,
  picture,
  seriousFindings,
  type TestDashboard,
  useDashboard,
  LOOKS,
} from '../support/dashboard';

let dashboard: TestDashboard;
useDashboard((started) => (dashboard = started));

const story = (page: Page) => page.getByRole('list').filter({ has: page.locator('.story-text') });

async function openOrder(orderId: string, options = {}): Promise<Page> {
  const page = await dashboard.open(`/purchases/${encodeURIComponent(orderId)}`, options);
  await story(page).waitFor();
  return page;
}

describe('the story of a purchase', () => {
  it.each([
    ['1001', ['is accepted', 'count as one person', 'referral link of customer anna']],
    ['1002', ['reported that it finished this order', 'is accepted', 'referral link of customer anna']],
    ['1004', ['count as one person', 'referral link of customer ben']],
    [
      '1006',
      [
        'referral link of customer anna',
        'It is decided anew',
        'Customer anna loses',
        'referral link of customer carla',
      ],
    ],
    ['1007', ['is accepted', 'search engine']],
    ['1009', ['referral link of customer dora']],
    ['1010', ['is rejected']],
    ['1012', ['has room again', 'Customer ben gets']],
    ['1013', ['was paid out', 'owes']],
  ])('%s tells what came and what was decided', async (orderId, said) => {
    const page = await openOrder(orderId);
    const told = await story(page).innerText();
    for (const words of said) expect(told).toContain(words);
  });

  it('joins each decision to the fact that caused it, and shows both as they are recorded', async () => {
    const page = await openOrder('1006');
    const decision = page.locator('.is-decision').filter({ hasText: 'It is decided anew' });
    const cause = /because of (\d+)/.exec(await decision.innerText())![1]!;
    const fact = page.locator('.is-fact').filter({ has: page.getByText(cause, { exact: true }) });
    await fact.getByText('Event').click();
    await fact.getByText('"RewardEvaluationRequested"').waitFor();
    await decision.getByText('Event').click();
    await decision.getByText('"PurchaseAttributed"').waitFor();
  });

  it('counts down to a decision that is due, and shows it when it came', async () => {
    const { merchantId, secret } = await dashboard.app.merchant({ settlingPeriodSeconds: 3_600 });
    await dashboard.app.webhookSecret(merchantId, 'custom', CUSTOM_SECRET);
    await dashboard.app.custom(merchantId, CUSTOM_SECRET, paidOrder('77'));
    await dashboard.app.post('/v1/track/purchase', secret, { anonymousId: 'phone', orderId: '77', token: 'token-77' });
    const page = await dashboard.open('/purchases/77', { key: secret });
    await page
      .getByRole('timer')
      .filter({ hasText: /^in 59 min \d+ s$/ })
      .waitFor();
    const evaluate = `/v1/purchases/77/evaluate?merchantId=${merchantId}`;
    await dashboard.app.post(evaluate, ADMIN_KEY, { reason: 'a test', actor: 'tests' });
    await page.getByText('Nobody gets credit', { exact: true }).waitFor();
    await page.getByRole('timer').waitFor({ state: 'detached' });
  });

  it('asks an operator for reason and name before it is decided again', async () => {
    const page = await openOrder('1001');
    await page.getByRole('button', { name: 'Decide again' }).click();
    const dialog = page.getByRole('alertdialog');
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByLabel('Reason').fill('a customer asked');
    await dialog.getByLabel('Your name').fill('Olga');
    await dialog.getByRole('button', { name: 'Decide again' }).click();
    await story(page).getByText('a customer asked').waitFor();
    const asMerchant = await openOrder('1001', { key: dashboard.secret });
    expect(await asMerchant.getByRole('button', { name: 'Decide again' }).count()).toBe(0);
  });

  it('says what to do about an order that nobody knows', async () => {
    const page = await dashboard.open('/purchases/no-such-order');
    await page.getByText('There is no such purchase').waitFor();
  });
});

describe('the search', () => {
  const search = async (page: Page, text: string) => {
    await page.getByLabel('Find a purchase').fill(text);
    await page.getByRole('button', { name: 'Search' }).click();
  };

  it('finds a customer’s purchases', async () => {
    const page = await dashboard.open('/purchases');
    await search(page, 'dora');
    const table = page.getByRole('table', { name: 'What was found for dora' });
    await table.getByRole('link', { name: '1004' }).waitFor();
    expect(await table.getByRole('link').allInnerTexts()).toEqual(['1004', '1003']);
  });

  it('hashes an e-mail address before it leaves the browser', async () => {
    const asked: string[] = [];
    const page = await dashboard.open('/purchases');
    page.on('request', (request) => asked.push(request.url()));
    await search(page, ' Somebody@Shop.example ');
    await page.getByText('Nothing was found').waitFor();
    expect(asked.filter((url) => /somebody/i.test(url))).toEqual([]);
    expect(asked.some((url) => /\/v1\/search\?text=[0-9a-f]{64}\b/.test(url))).toBe(true);
    expect(page.url()).not.toMatch(/somebody/i);
  });
});

it('shows hostile names as text, each for itself', async () => {
  const names = ['<img src=x onerror="document.title=`pwned`">', '\u202Eresu', '__proto__'];
  const merchant = await dashboard.app.merchant({ settlingPeriodSeconds: 0 });
  await dashboard.app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
  for (const name of names) {
    await dashboard.app.custom(merchant.merchantId, CUSTOM_SECRET, paidOrder(name, { customerId: name }));
  }
  const page = await dashboard.open('/purchases', { key: merchant.secret });
  for (const name of names) {
    await page.getByRole('link', { name, exact: true }).waitFor();
    expect(await page.locator('bdi').filter({ hasText: name }).count()).toBe(2);
  }
  for (const name of names) {
    await page.goto(dashboard.url('/purchases', null));
    await page.getByRole('link', { name, exact: true }).click();
    await story(page).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(`Order ${name}`);
    expect(await page.title()).toBe(`Order ${name} · Tributary`);
  }
  expect(await page.locator('img').count()).toBe(0);
});

it('filters by status, and says so when nothing is like that', async () => {
  const page = await dashboard.open('/purchases');
  await page.getByLabel('Status').selectOption('Refunded');
  await page.getByRole('link', { name: '1011' }).waitFor();
  expect(await page.getByRole('table').getByRole('link').allInnerTexts()).toEqual(['1011']);
  await page.getByLabel('Status').selectOption('Pending');
  await page.getByText('No purchase is like that').waitFor();
});

it.each(LOOKS)('list and story can be used by everybody at %d pixels (%s)', async (width, colorScheme) => {
  const page = await dashboard.open('/purchases', { width, colorScheme });
  await page.getByRole('link', { name: '1013' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await isWiderThanWindow(page)).toBe(false);
  await picture(page, `purchases-${width}`);
  await page.goto(dashboard.url('/purchases/1006'));
  await story(page).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await isWiderThanWindow(page)).toBe(false);
  await picture(page, `purchase-${width}`);
});
