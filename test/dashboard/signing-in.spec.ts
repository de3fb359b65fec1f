/** Who gets in, who does not, and what happens when the session or the server goes away. */
import type { Page } from 'playwright-core';
import { ADMIN_KEY } from '../support/app';
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

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const signInPage = (page: Page) => heading(page, 'Sign in');

it('shows the admin all merchants, and takes another one from the list', async () => {
  const other = await dashboard.app.merchant();
  const page = await dashboard.open('/purchases');
  await page.getByRole('link', { name: '1006' }).waitFor();
  await page.getByLabel('Merchant').selectOption(other.merchantId);
  await page.getByText('There are no purchases yet').waitFor();
  expect(new URL(page.url()).searchParams.get('merchant')).toBe(other.merchantId);
});

it('shows a merchant its own purchases, whatever the address names', async () => {
  const other = await dashboard.app.merchant();
  const page = await dashboard.open(`/purchases?merchant=${other.merchantId}`, { key: dashboard.secret });
  await page.getByRole('link', { name: '1006' }).waitFor();
  expect(await page.getByRole('combobox', { name: 'Merchant' }).count()).toBe(0);
});

it('says why a key does not sign in', async () => {
  const { publishable } = await dashboard.app.merchant();
  const page = await dashboard.newPage();
  await page.goto(dashboard.url('/'));
  for (const [key, reason] of [
    ['sk_nobody-has-this-key', 'No such key'],
    [publishable, 'A publishable key'],
  ] as const) {
    await page.getByLabel('Key').fill(key);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').filter({ hasText: reason }).waitFor();
  }
  expect(await seriousFindings(page)).toEqual([]);
});

it('keeps the key nowhere: not in the address, in no storage, in no cookie that scripts read', async () => {
  const page = await dashboard.open('/purchases');
  await page.getByRole('link', { name: '1006' }).waitFor();
  const kept = await page.evaluate(
    '[location.href, document.cookie, JSON.stringify({...localStorage, ...sessionStorage})].join()',
  );
  expect(kept).not.toContain(ADMIN_KEY);
  expect(await page.evaluate('document.cookie')).toBe('');
  const [cookie] = await page.context().cookies(`${dashboard.app.tributary.url}/v1/`);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/v1' });
});

it('asks to sign in again when the session ends, and goes on where it was', async () => {
  const page = await dashboard.open('/purchases/1006');
  await heading(page, 'Order 1006').waitFor();
  await dashboard.app.database.pool.query("delete from sessions where purpose = 'session'");
  // The page notices when it reads again.
  await page.getByText('Event', { exact: true }).first().click();
  await signInPage(page).waitFor();
  await dashboard.signIn(page, ADMIN_KEY);
  await heading(page, 'Order 1006').waitFor();
});

it('forgets everything when somebody signs out', async () => {
  const page = await dashboard.open('/purchases');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signInPage(page).waitFor();
  await page.reload();
  await signInPage(page).waitFor();
});

it('signs in once with the address that the demonstration printed', async () => {
  const page = await dashboard.newPage();
  await page.goto(dashboard.signInUrl);
  await page.getByRole('link', { name: '1006' }).waitFor();
  expect(page.url()).not.toContain('sign-in');
  const second = await dashboard.newPage();
  await second.goto(dashboard.signInUrl);
  await second.getByRole('alert').filter({ hasText: 'signs in once' }).waitFor();
  expect(second.url()).not.toContain('sign-in');
});

it('says that the server is away, keeps what it shows, and recovers by itself', async () => {
  const page = await dashboard.open('/purchases');
  await page.getByRole('link', { name: '1006' }).waitFor();
  await dashboard.app.tributary.stop();
  const banner = page.getByRole('alert').filter({ hasText: 'The server does not answer' });
  await banner.waitFor();
  await page.getByRole('link', { name: '1006' }).waitFor();
  await dashboard.app.restart();
  await banner.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: '1006' }).click();
  await page.getByText('What happened').waitFor();
});

it('answers unknown paths with the page, unknown files with 404, and nothing that a cache keeps too long', async () => {
  const { url } = dashboard.app.tributary;
  const page = await fetch(`${url}/dashboard/purchases/what%2Fever`, { headers: { 'accept-encoding': 'br' } });
  const policy = page.headers.get('content-security-policy')!;
  expect([page.status, page.headers.get('cache-control'), page.headers.get('content-encoding')]).toEqual([
    200,
    'no-cache',
    'br',
  ]);
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe/);
  const [asset] = /\/dashboard\/assets\/[\w.-]+\.js/.exec(await page.text())!;
  const script = await fetch(url + asset);
  expect([script.status, script.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  const old = await fetch(`${url}/dashboard/assets/index-00000000.js`);
  expect([old.status, old.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
});

it.each(LOOKS)('is usable at %d pixels (%s)', async (width, colorScheme) => {
  const page = await dashboard.newPage({ width, colorScheme });
  await page.goto(dashboard.url('/'));
  await signInPage(page).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await isWiderThanWindow(page)).toBe(false);
  await picture(page, `sign-in-${width}`);
});
