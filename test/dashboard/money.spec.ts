/** What is held, due, paid and withheld; a payment is recorded; the file of what is due; a campaign with its budgets. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import {
  isWiderThanWindow,
  picture,
  seriousFindings,
  type TestDashboard,
  useDashboard,
  LOOKS,
} from '../support/dashboard';
import { Storefront } from '../support/storefront';

let dashboard: TestDashboard;
let shop: Storefront;

/** A spreadsheet would run it. */
const FORMULA = `=HYPERLINK("https://evil.example","open")`;

useDashboard(async (started) => {
  dashboard = started;
  shop = await Storefront.open(dashboard.app);
  await shop.campaign('friends', {
    name: '<img src=x>',
    caps: { count: 2 },
    budgets: [
      { window: 'total', amount: 10_000 },
      { window: 'day', amount: 2_000 },
    ],
  });
  for (const [orderId, referrer] of [
    ['1', FORMULA],
    ['2', 'berta'],
    ['3', 'berta'],
    ['4', 'berta'],
  ] as const) {
    await shop.referred(orderId, referrer);
  }
});

const rewards = (page: Page) => page.getByRole('table', { name: 'Rewards, newest first' });
const asShop = (path: string) => dashboard.open(path, { key: shop.merchant.secret });

it('makes a file of what can be paid, in which no name is a formula', async () => {
  const page = await asShop('/money');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV of what can be paid' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('rewards-to-pay.csv');
  const lines = (await readFile(await download.path(), 'utf8')).replace('\uFEFF', '').trimEnd().split('\r\n');
  const { body } = await shop.get('/v1/rewards?state=available');
  const items = body['items'] as unknown as { rewardId: string; grantedAt: string; availableAt: string }[];
  expect(lines).toHaveLength(1 + items.length);
  const { rewardId, grantedAt, availableAt } = items.at(-1)!;
  const name = `"'=HYPERLINK(""https://evil.example"",""open"")"`;
  expect(lines.at(-1)).toBe(`${rewardId},5.00,EUR,customer_id,${name},referrer,1,friends,${grantedAt},${availableAt}`);
  await page.getByText('3 rewards are in the file').waitFor();
});

it('records a payment under its reference, once somebody confirmed it', async () => {
  const page = await asShop('/money');
  await rewards(page).getByRole('button', { name: 'Record payment: €5.00 to berta' }).first().click();
  const dialog = page.getByRole('alertdialog', { name: 'Was €5.00 paid?' });
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'It was paid' }).click();
  // Without a reference the form stays open.
  await dialog.getByLabel('Reference').fill('transfer 7');
  await dialog.getByRole('button', { name: 'It was paid' }).click();
  await dialog.waitFor({ state: 'detached' });
  const { body } = await shop.get('/v1/rewards?state=paid');
  expect(body['items']).toMatchObject([{ reference: 'transfer 7', recipient: { value: 'berta' }, amount: 500 }]);
  await page.getByLabel('State').selectOption('Paid');
  await rewards(page).getByText('transfer 7').waitFor();
});

it('says what each recipient has, and leads to the rewards of one', async () => {
  const page = await asShop('/money?show=recipients');
  const table = page.getByRole('table', { name: 'Recipients, whoever is to be paid most first' });
  const berta = table.getByRole('row').filter({ hasText: 'berta' });
  await berta.waitFor();
  const { body } = await shop.get('/v1/rewards/recipients');
  expect(body['items']).toContainEqual(expect.objectContaining({ recipient: { type: 'customer_id', value: 'berta' } }));
  expect(await berta.innerText()).toMatch(/€5\.00\s+€5\.00/);
  await berta.getByRole('link').click();
  await rewards(page).getByRole('row').nth(2).waitFor();
  expect(await rewards(page).getByRole('row').count()).toBe(3);
  expect(await rewards(page).innerText()).not.toContain('HYPERLINK');
});

it('says which rewards are withheld, and why', async () => {
  const page = await asShop('/money?show=withheld');
  const row = page.getByRole('table', { name: 'Withheld rewards' }).getByRole('row').nth(1);
  await row.waitFor();
  expect(await row.innerText()).toContain('Cap of the recipient reached');
  await row.getByRole('link', { name: '4' }).click();
  await page.getByText('Withheld: cap reached').waitFor();
});

it('shows a campaign with its versions, and how its budgets burn down', async () => {
  const page = await asShop('/money?show=campaigns');
  await page.getByRole('link', { name: 'friends' }).click();
  await page.getByRole('heading', { name: 'Campaign friends' }).waitFor();
  expect(await page.locator('img').count()).toBe(0);
  await page.getByText('€15.00 of €100.00').waitFor();
  await page.getByText('€15.00 of €20.00').waitFor();
  await page.getByRole('img', { name: 'In all, €85.00 of €100.00 are left.' }).waitFor();
  const figure = page.getByRole('figure', { name: 'In all: what was left' });
  await figure.getByRole('button', { name: 'Show as a table' }).click();
  expect(await figure.getByRole('row').nth(1).innerText()).toMatch(/€15\.00\s+€85\.00/);
});

it('says what to do where there is nothing yet', async () => {
  const { secret } = await dashboard.app.merchant();
  const page = await dashboard.open('/money', { key: secret });
  await page.getByText('No reward is like that').waitFor();
  await page.getByRole('link', { name: 'Campaigns' }).click();
  await page.getByText('There are no campaigns yet').waitFor();
});

it.each(LOOKS)('every part can be used by everybody at %d pixels (%s)', async (width, colorScheme) => {
  const page = await dashboard.open('/money', { width, colorScheme });
  const check = async (name: string) => {
    expect(await seriousFindings(page)).toEqual([]);
    expect(await isWiderThanWindow(page)).toBe(false);
    await picture(page, `${name}-${width}`);
  };
  await rewards(page).getByRole('row').nth(1).waitFor();
  await check('money');
  for (const part of ['Recipients', 'Withheld', 'Campaigns']) {
    await page.getByRole('link', { name: part, exact: true }).click();
    // Nothing of the demonstration is withheld any more.
    const shown = part === 'Withheld' ? page.getByText('Nothing is withheld') : page.getByRole('row').nth(1);
    await shown.waitFor();
    await check(`money-${part.toLowerCase()}`);
  }
  await page.getByRole('link', { name: 'gifts' }).click();
  await page.locator('[data-drawn]').waitFor();
  await check('campaign');
});
