/** Merges: the list, a person's graph through time, merging and taking back by hand, and many proposals at once. */
import type { Page } from 'playwright-core';
import { ADMIN_KEY } from '../support/app';
import {
  isWiderThanWindow,
  listScrollsSideways,
  picture,
  seriousFindings,
  type TestDashboard,
  useDashboard,
  LOOKS,
} from '../support/dashboard';
import { Storefront } from '../support/storefront';
import { eventually } from '../support/until';

let dashboard: TestDashboard;
useDashboard((started) => (dashboard = started));

const by = { reason: 'ticket 7', actor: 'ann' };
const device = (value: string) => ({ type: 'anonymous_id', value });
const customer = (value: string) => ({ type: 'customer_id', value });

/** A friend led the phone here; orders were made on the laptop, and nobody knows that both are one person's. */
async function shopOf(orders: readonly string[], policy: object = {}): Promise<Storefront> {
  const shop = await Storefront.open(dashboard.app, { ...policy });
  await shop.campaign('spring', { condition: 'true', budgets: [{ window: 'total', amount: 10_000 }] });
  await shop.visit('phone', 'friend');
  for (const orderId of orders) {
    await shop.order(orderId);
    await shop.claim(orderId, 'laptop');
    await shop.settled(orderId);
  }
  return shop;
}

function ask(shop: Storefront, method: string, path: string, body?: unknown) {
  const url = `/v1/${path}${path.includes('?') ? '&' : '?'}merchantId=${shop.merchant.merchantId}`;
  return dashboard.app.request(method, url, { key: ADMIN_KEY, body });
}

/** As the admin, who looks at the data of this shop. */
const openFor = ({ merchant: { merchantId } }: Storefront, path: string) => dashboard.open(path, { merchantId });

async function confirm(page: Page, button: string, { reason, actor } = by): Promise<void> {
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByLabel('Your name').fill(actor);
  await dialog.getByRole('button', { name: button }).click();
  await dialog.waitFor({ state: 'detached' });
}

const field = (page: Page, legend: string) => page.getByRole('group', { name: legend });

async function name(page: Page, legend: string, kind: string, value: string): Promise<void> {
  await field(page, legend).getByLabel('Kind').selectOption(kind);
  await field(page, legend).getByLabel('Value').fill(value);
}

/** What the sum of this name comes to. */
const sum = (page: Page, of: string) =>
  page.locator('.sums > div').filter({ hasText: of }).locator('dd').first().innerText();

it('merges by hand after a preview, shows the effects, and takes it back after another', async () => {
  const shop = await shopOf(['o']);
  const page = await openFor(shop, '/merges/new');
  await name(page, 'One identifier', 'Device', 'phone');
  await name(page, 'The other', 'Device', 'laptop');
  expect(await page.getByRole('button', { name: 'Merge …' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Show what would change' }).click();
  const preview = page.getByRole('group', { name: 'What would change' });
  await preview.waitFor();
  expect([await sum(page, 'change person'), await sum(page, 'Purchases'), await sum(page, 'granted')]).toEqual([
    '1',
    '1',
    '1\n€5.00',
  ]);
  const budget = preview.getByRole('row').filter({ hasText: 'spring' }).last();
  expect(await budget.getByRole('cell').allInnerTexts()).toEqual(['total', '€0.00', '€5.00']);
  expect(await seriousFindings(page)).toEqual([]);
  await picture(page, 'merge-preview-1440');
  // Nothing is changed yet.
  expect((await ask(shop, 'GET', 'merges?evidence=operator')).body['items']).toEqual([]);

  await page.getByRole('button', { name: 'Merge …' }).click();
  await confirm(page, 'Merge');
  await page.getByRole('heading', { level: 1, name: /^Merge merge_/ }).waitFor();
  await page.getByText('ticket 7').waitFor();
  await eventually(async () => ((await sum(page, 'Rewards granted')) === '1' ? true : undefined));
  expect((await shop.until('o', ({ rewards }) => rewards.length > 0)).rewards).toMatchObject([{ amount: 500 }]);

  await page.getByRole('button', { name: 'Show what would change' }).click();
  await page.getByText('The person would come apart').waitFor();
  await page.getByRole('button', { name: 'Take it back …' }).click();
  await confirm(page, 'Take it back', { reason: 'two sisters', actor: 'bob' });
  const result = page.getByRole('status').filter({ hasText: 'It is taken back' });
  await result.getByRole('link', { name: 'o', exact: true }).waitFor();
  await result.getByText('Reversed').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await picture(page, 'merge-taken-back-1440');
  await page.getByText('two sisters').waitFor();
  await shop.until('o', ({ rewards }) => rewards.every(({ state }) => state === 'reversed'));

  await page.getByRole('button', { name: 'Let them connect again …' }).click();
  await confirm(page, 'Let them connect');
  await page.getByText('May connect again since').waitFor();
});

it('says why a merge is refused, and lets an operator override it', async () => {
  const shop = await shopOf([]);
  for (const [phone, who] of [
    ['p1', 'ada'],
    ['p2', 'bea'],
  ] as const) {
    await ask(shop, 'POST', 'identities/assert', { a: device(phone), b: customer(who) });
  }
  const page = await openFor(shop, '/merges/new');
  await name(page, 'One identifier', 'Customer', 'ada');
  await name(page, 'The other', 'Customer', 'bea');
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await page.getByText('It would be refused').waitFor();
  await page.getByText('CUSTOMER_CONFLICT').waitFor();
  await page.getByLabel('Two customers are one person all the same').check();
  // Another question asks for another preview.
  expect(await page.getByText('It would be refused').count()).toBe(0);
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await page.getByRole('button', { name: 'Merge …' }).click();
  await confirm(page, 'Merge');
  await page.getByRole('heading', { level: 1, name: /^Merge merge_/ }).waitFor();
});

it('lists merges by outcome, evidence and operator', async () => {
  const shop = await shopOf(['o']);
  const { body } = await ask(shop, 'POST', 'merges', { a: device('phone'), b: device('laptop'), ...by });
  await ask(shop, 'POST', 'merges', { a: device('laptop'), b: customer('guest'), ...by, actor: 'eve' });
  await ask(shop, 'POST', `merges/${String(body['mergeId'])}/revert`, { reason: 'no', actor: 'bob' });
  const page = await openFor(shop, '/merges');
  const rows = async () => {
    const table = page.getByRole('table', { name: 'Merges, the newest first' });
    await table.waitFor();
    return (await table.getByRole('row').allInnerTexts()).slice(1);
  };
  expect((await rows()).length).toBe(2);
  expect(await listScrollsSideways(page)).toBe(false);
  await page.getByLabel('Outcome').selectOption('Taken back');
  await eventually(async () => ((await rows()).length === 1 ? true : undefined));
  await page.getByLabel('Outcome').selectOption('Refused');
  await eventually(async () => ((await rows()).join().includes('BLOCKED_IDENTIFIER') ? true : undefined));
  await page.getByLabel('Outcome').selectOption('All');
  await page.getByRole('searchbox', { name: 'Operator' }).fill('bob');
  await page.getByRole('searchbox', { name: 'Operator' }).press('Enter');
  await eventually(async () => {
    const found = await rows();
    return found.length === 1 && found[0]!.includes('Taken back') ? true : undefined;
  });
  await page.getByRole('link', { name: 'Show all' }).click();
  await page.getByLabel('From').fill('2090-01-01');
  await page.getByText('No merge is like that').waitFor();
});

it('shows a person as a graph through time, refused connections dashed, and the same as a table', async () => {
  const shop = await shopOf(['o']);
  await ask(shop, 'POST', 'identities/assert', { a: device('laptop'), b: customer('ada') });
  await ask(shop, 'POST', 'identities/assert', { a: device('tablet'), b: customer('bea') });
  const { body: merged } = await ask(shop, 'POST', 'merges', { a: device('phone'), b: device('laptop'), ...by });
  const refused = await ask(shop, 'POST', 'merges', { a: customer('ada'), b: customer('bea'), ...by });
  expect(refused.body['refused']).toBe('CUSTOMER_CONFLICT');
  await ask(shop, 'POST', `merges/${String(merged['mergeId'])}/revert`, by);

  const page = await openFor(shop, '/merges/group');
  await name(page, 'Find a person', 'Customer', 'ada');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const graph = (words: string) => page.getByRole('img', { name: words });
  await graph('Graph of 3 identifiers, 1 connections and 1 refused ones').waitFor();
  await page.locator('canvas').first().waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const slider = page.getByRole('slider', { name: 'Moment' });
  expect(await slider.getAttribute('aria-valuetext')).toBe('Now');
  await slider.focus();
  // Four moments: the assertion, the merge, the refusal, and that the merge was taken back.
  await page.keyboard.press('ArrowLeft');
  await page.getByText('Moment 4 of 4').waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.getByText('Moment 3 of 4').waitFor();
  await graph('Graph of 4 identifiers, 2 connections and 1 refused ones').waitFor();
  await page.keyboard.press('ArrowLeft');
  await graph('Graph of 3 identifiers, 2 connections and 0 refused ones').waitFor();
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await graph('Graph of 4 identifiers, 2 connections and 1 refused ones').waitFor();
  await picture(page, 'person-then-1440');
  await page.keyboard.press('ArrowLeft');
  await graph('Graph of 3 identifiers, 2 connections and 0 refused ones').waitFor();
  await page.getByRole('button', { name: 'Show as a table' }).click();
  expect(await seriousFindings(page)).toEqual([]);
  const table = page.getByRole('table', { name: 'Connections of this person' });
  expect((await table.getByRole('row').allInnerTexts()).slice(1).map((row) => row.replace(/\s+/g, ' '))).toEqual([
    expect.stringContaining('Device laptop Customer ada Server’s word'),
    expect.stringContaining('Device phone Device laptop Operator ann'),
  ]);
});

it('decides many proposals at once, and says of each what came of it, also when another operator was quicker', async () => {
  const shop = await shopOf(['o1', 'o2', 'o3'], { reprocess: 'review' });
  await ask(shop, 'POST', 'merges', { a: device('phone'), b: device('laptop'), ...by });
  const page = await openFor(shop, '/merges/proposals');
  await page.getByRole('checkbox', { name: 'Choose the proposal for order o2' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Choose all 3 open ones' }).click();
  await page.getByRole('button', { name: 'Approve …' }).click();

  // While she thinks about it, somebody else rejects one of them.
  const { body } = await ask(shop, 'GET', 'proposals?orderId=o2');
  const [{ proposalId }] = body['items'] as unknown as [{ proposalId: string }];
  await ask(shop, 'POST', `proposals/${proposalId}/reject`, { reason: 'a shared phone', actor: 'bob' });
  await confirm(page, 'Approve');

  const results = page.getByRole('list', { name: 'What came of each' });
  await page.getByText('2 of 3: approved', { exact: true }).waitFor();
  const told = await results.getByRole('listitem').allInnerTexts();
  expect(told[0]).toMatch(/^o2 Somebody was quicker: rejected by bob, .*\d\d:\d\d.* a shared phone$/);
  expect(await seriousFindings(page)).toEqual([]);
  await picture(page, 'proposals-decided-1440');
  expect(told.slice(1).sort()).toEqual(['o1 Approved', 'o3 Approved']);
  await page.getByText('Nothing waits for approval').waitFor();
  for (const orderId of ['o1', 'o3']) await shop.until(orderId, ({ rewards }) => rewards.length === 1);
  expect((await shop.purchase('o2')).rewards).toEqual([]);
  await page.getByLabel('State').selectOption('Rejected');
  await page.getByRole('row').filter({ hasText: 'o2' }).filter({ hasText: 'bob' }).waitFor();
});

it('shows a merchant people, and nothing that is the admin’s', async () => {
  const shop = await shopOf(['o']);
  const page = await dashboard.open('/merges', { key: shop.merchant.secret });
  await page.getByRole('heading', { level: 1, name: 'A person' }).waitFor();
  await name(page, 'Find a person', 'Device', 'laptop');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByText('Refused connections are shown to the admin alone').waitFor();
  expect(await page.getByRole('link', { name: 'Proposals' }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Operations' }).count()).toBe(0);
  for (const path of ['/merges/new', '/merges/proposals', '/operations']) {
    await page.goto(dashboard.url(path, null));
    await page.getByText('This is for the admin').waitFor();
  }
});

it('shows hostile names as text', async () => {
  const shop = await shopOf([]);
  const hostile = '<img src=x onerror=a>';
  await ask(shop, 'POST', 'identities/assert', { a: device(hostile), b: customer('\u202Eresu') });
  await ask(shop, 'POST', 'merges', { a: device('other'), b: device(hostile), reason: hostile, actor: '__proto__' });
  const page = await openFor(shop, '/merges');
  await page
    .getByRole('link', { name: `Device ${hostile}` })
    .first()
    .click();
  await page.getByRole('img', { name: 'Graph of 3 identifiers' }).waitFor();
  await page.getByRole('button', { name: 'Show as a table' }).click();
  await page.getByRole('cell', { name: hostile }).first().waitFor();
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.title()).toBe('A person · Tributary');
});

it.each(LOOKS)('every part can be used by everybody at %d pixels (%s)', async (width, colorScheme) => {
  const page = await dashboard.open('/merges', { width, colorScheme });
  const parts: [path: string, name: string, shown: () => Promise<unknown>][] = [
    ['/merges', 'merges', () => page.getByRole('table').waitFor()],
    [
      '/merges/group?type=customer_id&value=dora',
      'person',
      () => page.locator('canvas').first().scrollIntoViewIfNeeded(),
    ],
    ['/merges/new', 'merge-by-hand', () => field(page, 'The other').waitFor()],
    ['/merges/proposals', 'proposals', () => page.getByText('Nothing waits for approval').waitFor()],
  ];
  for (const [path, name, shown] of parts) {
    await page.goto(dashboard.url(path));
    await shown();
    expect([name, await seriousFindings(page), await isWiderThanWindow(page)]).toEqual([name, [], false]);
    await picture(page, `${name}-${width}`);
  }
});
