/** Operations: partitions, timers, what failed and is tried again, alerts, and how everything is checked. */
import type { Page } from 'playwright-core';
import { withRebuildLock } from '../../libs/engine/rebuild/sessions';
import { ADMIN_KEY } from '../support/app';
import {
  isWiderThanWindow,
  picture,
  seriousFindings,
  type TestDashboard,
  useDashboard,
  LOOKS,
} from '../support/dashboard';
import { Storefront } from '../support/storefront';
import { useBundledThreads } from '../support/bundled-program';
import { WAIT_MAX_MS } from '../support/until';

useBundledThreads();
let dashboard: TestDashboard;
useDashboard((started) => (dashboard = started));

const SHOPIFY_SECRET = 'shopify-secret';

const openFor = ({ merchantId }: { merchantId: string }, part: string) =>
  dashboard.open(`/operations?part=${part}`, { merchantId });

async function confirm(page: Page, button: string): Promise<void> {
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Reason').fill('it was mended');
  await dialog.getByLabel('Your name').fill('olga');
  await dialog.getByRole('button', { name: button }).click();
}

/** An evaluation for which a rate was missing too often. */
async function exhausted(): Promise<Storefront> {
  const shop = await Storefront.open(dashboard.app);
  await shop.campaign('euros', { rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1_000 }] });
  await shop.referred('77', 'anna', { currency: 'USD' });
  for (let attempt = 1; attempt <= 4; attempt++) {
    await shop.until('77', ({ evaluation }) => evaluation.attempts === attempt);
    await dashboard.app.database.pool.query(
      `update purchases set evaluation_due_at = now()
       where merchant_id = $1 and order_id = '77' and evaluation_state = 'failed'`,
      [shop.merchant.merchantId],
    );
  }
  return shop;
}

it('shows who decides each partition, and how far it is', async () => {
  const page = await dashboard.open('/operations');
  const table = page.getByRole('table', { name: 'Partitions' });
  await table.waitFor();
  // The head, and one row for each of the 16.
  expect(await table.getAttribute('aria-rowcount')).toBe('17');
  await table.getByText('Decides').first().waitFor();
  expect(await page.locator('.sums > div').filter({ hasText: 'Processes' }).locator('dd').innerText()).toBe('1');
});

it('counts down the timers of a merchant', async () => {
  const shop = await Storefront.open(dashboard.app, { settlingPeriodSeconds: 3_600 });
  await shop.order('77');
  await shop.claim('77', 'laptop');
  await shop.until('77', ({ evaluation }) => evaluation.state === 'scheduled');
  const page = await openFor(shop.merchant, 'timers');
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: '77' }) });
  await row.getByRole('timer').waitFor();
  expect(await row.innerText()).toContain('settling period');
});

it('tries a dead letter again, with a reason', async () => {
  const shop = await exhausted();
  const page = await openFor(shop.merchant, 'deadLetters');
  await page.getByText('RATE_MISSING').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Try again …' }).click();
  await confirm(page, 'Try again');
  await page.getByRole('status').filter({ hasText: 'Order 77 is tried again' }).waitFor();
  await page.getByText('There are no dead letters').waitFor();
  const { history } = await shop.until('77', ({ evaluation }) => evaluation.attempts === 1);
  expect(history.at(-1)).toMatchObject({ type: 'RewardEvaluationFailed' });
});

it('tries all dead letters again at once', async () => {
  const shop = await exhausted();
  const page = await openFor(shop.merchant, 'deadLetters');
  await page.getByRole('button', { name: 'Try all again …' }).click();
  await confirm(page, 'Try all again');
  await page.getByRole('status').filter({ hasText: '1 are tried again, 0 are left.' }).waitFor();
  await page.getByText('There are no dead letters').waitFor();
});

describe('the quarantine', () => {
  it('keeps what still cannot be read, says why, and reads again what was mended', async () => {
    const { app } = dashboard;
    const merchant = await app.merchant({ settlingPeriodSeconds: 0 });
    await app.webhookSecret(merchant.merchantId, 'shopify', SHOPIFY_SECRET);
    const order = {
      id: 4_711,
      total_price: '19.99',
      currency: 'EUR',
      checkout_token: 'checkout-1',
      processed_at: '2026-11-01T10:00:00Z',
      financial_status: 'paid',
      customer: { id: 5 },
    };
    await app.shopify(merchant.merchantId, SHOPIFY_SECRET, 'orders/updated', { ...order, updated_at: null });
    const page = await openFor(merchant, 'quarantine');
    await page.getByText('VERSION_INVALID').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Read again …' }).click();
    await confirm(page, 'Read again');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('STILL_UNREADABLE').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    // What an update of the program would do: the same delivery can be read.
    const mended = JSON.stringify({ ...order, updated_at: '2026-11-01T10:00:02Z' });
    await app.database.pool.query('update quarantine set body = $1 where merchant_id = $2', [
      Buffer.from(mended),
      merchant.merchantId,
    ]);
    await page.getByRole('button', { name: 'Read again …' }).click();
    await confirm(page, 'Read again');
    await page.getByRole('status').filter({ hasText: 'The delivery was recorded at position' }).waitFor();
    await page.getByText('The quarantine is empty').waitFor();
    const recorded = await app.get('/v1/purchases/4711', merchant.secret);
    expect(recorded).toMatchObject({ status: 200, body: { total: 1_999 } });
  });
});

it('shows alerts by state and merchant, with their numbers', async () => {
  const shop = await exhausted();
  const page = await openFor(shop.merchant, 'alerts');
  await page.getByRole('combobox', { name: 'Merchant' }).last().selectOption('This one');
  const row = page.getByRole('row').filter({ hasText: 'Decisions given up' });
  await row.waitFor();
  await row.getByRole('button', { name: 'Show' }).click();
  await page.getByText('Detail: Decisions given up').waitFor();
  expect(await page.locator('pre').innerText()).toContain('"77"');
  await page.getByLabel('State').selectOption('Closed');
  await page.getByText('No alert is like that').waitFor();
});

describe('verify and rebuild', () => {
  const openChecks = () => dashboard.open('/operations?part=checks');
  const runs = (page: Page) => page.getByRole('table', { name: 'Runs, the newest first' });
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const seen = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: WAIT_MAX_MS });

  it('verifies at a click, and says what it found in words', async () => {
    const page = await openChecks();
    await seen(page, 'Nothing was run yet');
    await button(page, 'Verify').click();
    await seen(
      page,
      /^The law held: [\d,]+ decisions follow from [\d,]+ facts, byte for byte\. [\d,]+ rows of the vault/,
    );
    const row = runs(page).getByRole('row').filter({ hasText: 'Verify' });
    expect(await row.innerText()).toMatch(/Done[\s\S]*Everything is as it must be\.[\s\S]* s$/);
  });

  it('shows how far a run is and starts no second one; cancelled, it changes nothing', async () => {
    const page = await openChecks();
    await withRebuildLock(dashboard.app.database.url, {}, async () => {
      await button(page, 'Rebuild …').click();
      const dialog = page.getByRole('alertdialog');
      await dialog.getByText('until then nothing changes').waitFor();
      await dialog.getByRole('button', { name: 'Rebuild' }).click();
      await page.getByRole('progressbar', { name: 'Progress: Rebuild' }).waitFor();
      expect(await button(page, 'Verify').isDisabled()).toBe(true);
      expect(await button(page, 'Rebuild …').isDisabled()).toBe(true);
      expect(await seriousFindings(page)).toEqual([]);
      await button(page, 'Cancel').click();
      await seen(page, 'It was cancelled, and nothing was changed.');
    });
    await page.getByRole('progressbar', { name: 'Progress: Rebuild' }).waitFor({ state: 'detached' });
    expect(await button(page, 'Verify').isDisabled()).toBe(false);
  });

  it('shows rows that are not what the log gives, and a rebuild puts them right', async () => {
    const shop = await Storefront.open(dashboard.app);
    await shop.referred('1', 'anna');
    const { pool } = dashboard.app.database;
    const of = [shop.merchant.merchantId];
    await pool.query('update purchases set total = 1 where merchant_id = $1', of);
    const page = await openChecks();
    await button(page, 'Verify with read models').click();
    await seen(page, 'Rows were not what the log gives: purchases.');
    const differences = page.getByRole('table', { name: 'Differences of the read models' });
    expect((await differences.getByRole('row').last().innerText()).split('\t').slice(-2)).toEqual(['1', '1999']);
    expect(await seriousFindings(page)).toEqual([]);
    await button(page, 'Rebuild …').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Rebuild' }).click();
    await seen(page, 'The rebuilt tables have taken their place.');
    const { rows } = await pool.query('select total from purchases where merchant_id = $1', of);
    expect(rows).toEqual([{ total: '1999' }]);
  });

  it.each(LOOKS)('says where the ledger was tampered with, at %d pixels (%s)', async (width, colorScheme) => {
    const { pool } = dashboard.app.database;
    const { rows } = await pool.query<{ stream: string; revision: string; data: string; meta: string }>(
      `select stream, revision, data, meta from events where type = 'RewardGranted' order by stream, revision limit 1`,
    );
    const [event] = rows;
    const write = (data: string) =>
      pool.query('update events set data = $3 where (stream, revision) = ($1, $2)', [
        event!.stream,
        event!.revision,
        data,
      ]);
    await write(event!.data.replace('"amount":', '"amount":1'));
    try {
      const page = await dashboard.open('/operations?part=checks', { width, colorScheme });
      await button(page, 'Verify').click();
      await seen(page, 'The law did not hold: 1 difference.');
      const { position, ordinal } = JSON.parse(event!.meta) as { position: number; ordinal: number };
      const differences = page.getByRole('table', { name: 'Differences of the ledger' });
      const place = `position ${position.toLocaleString('en-GB')}, decision ${ordinal}`;
      expect(await differences.getByRole('row').last().innerText()).toContain(place);
      expect([await seriousFindings(page), await isWiderThanWindow(page)]).toEqual([[], false]);
      await picture(page, `operations-tampered-${width}`);
    } finally {
      await write(event!.data);
    }
  });
});

it('shows the replays of a merchant with their progress, and says how to verify and rebuild', async () => {
  const shop = await Storefront.open(dashboard.app);
  await shop.referred('1', 'anna');
  const { merchantId } = shop.merchant;
  const body = { scenarios: [{ name: 'first touch', policy: { model: 'first-touch' } }] };
  const asked = await dashboard.app.request('POST', `/v1/replays?merchantId=${merchantId}`, { key: ADMIN_KEY, body });
  expect(asked.status).toBe(202);
  const page = await openFor(shop.merchant, 'checks');
  await page.getByText(`npx tributary verify --merchant ${merchantId}`).waitFor();
  const row = page.getByRole('row').filter({ hasText: 'first touch' });
  await row.getByText('Done').waitFor({ timeout: WAIT_MAX_MS });
  expect(await row.innerText()).toMatch(/\d+ of \d+ facts/);
});

it.each(LOOKS)('every part can be used by everybody at %d pixels (%s)', async (width, colorScheme) => {
  const page = await dashboard.open('/operations', { width, colorScheme });
  for (const [part, shown] of [
    ['partitions', page.getByRole('table')],
    ['timers', page.getByText('Nothing is due')],
    ['deadLetters', page.getByText('There are no dead letters')],
    ['quarantine', page.getByText('The quarantine is empty')],
    ['alerts', page.getByLabel('Kind')],
    ['checks', page.getByText('npx tributary rebuild', { exact: true })],
  ] as const) {
    await page.goto(dashboard.url(`/operations?part=${part}`));
    await shown.waitFor();
    expect([part, await seriousFindings(page), await isWiderThanWindow(page)]).toEqual([part, [], false]);
    await picture(page, `operations-${part}-${width}`);
  }
});
