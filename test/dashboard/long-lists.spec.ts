/** A list behind which there are many rows. */
import type { Page } from 'playwright-core';
import { CUSTOM_SECRET, paidOrder, type TestMerchant } from '../support/app';
import { isWiderThanWindow, listScrollsSideways, type TestDashboard, useDashboard } from '../support/dashboard';
import { eventually } from '../support/until';

const PURCHASES = 100_000;
/** Every so many is refunded. */
const REFUNDED_EVERY = 1_000;
const PAGE_ROWS = 100;
const PAGES = 12;
/** What is in view, what is kept beyond both edges, and the head. */
const ROWS_MAX = 60;

let dashboard: TestDashboard;
let merchant: TestMerchant;
useDashboard(async (started) => {
  dashboard = started;
  merchant = await manyPurchases();
});

const order = (page: Page, n: number) => page.getByRole('link', { name: `order-${n}`, exact: true });

it('scrolls page by page through 100,000 purchases, and has those in view alone', async () => {
  const page = await dashboard.open('/purchases', { key: merchant.secret });
  const rows = page.getByRole('table').getByRole('row');
  for (let last = PAGE_ROWS; last <= PAGES * PAGE_ROWS; last += PAGE_ROWS) {
    await page.getByText(`${last.toLocaleString('en-GB')} and more`).waitFor();
    await page.evaluate("document.querySelector('.table').scrollTop = 1e9");
    await order(page, last).waitFor();
    expect(await rows.count()).toBeLessThanOrEqual(ROWS_MAX);
  }
  await page.evaluate("document.querySelector('.table').scrollTop = 0");
  await order(page, 1).waitFor();
});

it('filters and searches 100,000 purchases', async () => {
  const page = await dashboard.open('/purchases', { key: merchant.secret });
  await page.getByLabel('Status').selectOption('Refunded');
  await page.getByText(`${PURCHASES / REFUNDED_EVERY} rows`, { exact: true }).waitFor();
  await page.evaluate("document.querySelector('.table').scrollTop = 1e9");
  await order(page, PURCHASES).waitFor();
  await page.getByLabel('Find a purchase').fill('order-77777');
  await page.getByRole('button', { name: 'Search' }).click();
  await order(page, 77_777).waitFor();
});

it('does not scroll sideways in its table at 1,440 pixels', async () => {
  const page = await dashboard.open('/purchases', { key: merchant.secret, width: 1_440 });
  await order(page, 1).waitFor();
  expect(await isWiderThanWindow(page)).toBe(false);
  expect(await listScrollsSideways(page)).toBe(false);
});

/** One purchase by the shop's webhook, and copies of it in the read model: the newest is order-1. */
async function manyPurchases(): Promise<TestMerchant> {
  const made = await dashboard.app.merchant();
  await dashboard.app.webhookSecret(made.merchantId, 'custom', CUSTOM_SECRET);
  await dashboard.app.custom(made.merchantId, CUSTOM_SECRET, paidOrder('order-0'));
  const { pool } = dashboard.app.database;
  await eventually(async () => {
    const { rowCount } = await pool.query(
      `insert into purchases select copy.* from purchases p, generate_series(1, $2::integer) n,
        jsonb_populate_record(p, jsonb_build_object('order_id', 'order-' || n, 'first_position', p.first_position + $2 - n,
          'status', case when n % $3::integer = 0 then 'refunded' else p.status end)) copy
      where p.merchant_id = $1`,
      [made.merchantId, PURCHASES, REFUNDED_EVERY],
    );
    return rowCount === 0 ? undefined : rowCount;
  });
  await pool.query("delete from purchases where merchant_id = $1 and order_id = 'order-0'", [made.merchantId]);
  await pool.query('analyze purchases');
  return made;
}
