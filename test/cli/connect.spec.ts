/**
 * `tributary connect` while a buyer walks through the test shops. With RECORD_CONNECT=1 (`npm run record-connect`) what it
 * printed is written to docs/recordings, where the first-day page shows it.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import type { Browser, BrowserContext } from 'playwright-core';
import { connect, type ConnectOptions } from '../../apps/cli/connect-command';
import { newOutput } from '../../apps/cli/output';
import { openSession, type Session } from '../../apps/cli/session';
import { Intake } from '../../libs/intake/intake';
import { runCommand } from '../chaos/program';
import { CUSTOM_SECRET, paidOrder, TestApp, type TestMerchant } from '../support/app';
import { launchBrowser } from '../support/browser';
import { buildSdk } from '../support/sdk';
import { SECRETS_KEY } from '../support/secrets';
import { settledOrder } from '../support/shops/recorded';
import { ShopifyShop } from '../support/shops/shopify-shop';
import { WooCommerceShop } from '../support/shops/woocommerce-shop';
import { until, untilMet } from '../support/until';

const RECORDINGS = path.join(__dirname, '../../docs/recordings');
const WAIT_SECONDS = 80;

let app: TestApp;
let browser: Browser;
let session: Session;
let context: BrowserContext;
let merchant: TestMerchant;
let folder: string;
beforeAll(async () => {
  [app, browser] = await Promise.all([buildSdk().then(() => TestApp.start()), launchBrowser()]);
  session = await openSession({ DATABASE_URL: app.database.url, SECRETS_KEY }, () => undefined);
  folder = await mkdtemp(path.join(tmpdir(), 'tributary-connect-'));
});
afterAll(async () => {
  await session?.close();
  await browser?.close();
  await app?.stop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  merchant = await app.merchant({ settlingPeriodSeconds: 0 });
  context = await browser.newContext();
});
afterEach(() => context.close());

class Screen extends Writable {
  text = '';
  columns = 70;

  constructor(readonly isTTY: boolean) {
    super();
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}

interface Run {
  screen: Screen;
  code: Promise<number>;
}

function run(options: Partial<ConnectOptions>, isTTY = false): Run {
  const screen = new Screen(isTTY);
  const { merchantId, publishable } = merchant;
  const all: ConnectOptions = {
    ...{ merchant: merchantId, platform: 'shopify', url: 'https://tributary.example', key: publishable },
    ...{ wait: WAIT_SECONDS, ...options },
  };
  return { screen, code: connect(session, all, newOutput(options.json ?? false, screen), screen) };
}

interface Shown {
  parts: { part: string; lastSeenAt: string | null }[];
  findings: { code: string }[];
}

async function shown({ secret }: TestMerchant): Promise<Shown> {
  return (await app.get('/v1/connection', secret)).body as unknown as Shown;
}

const untilSeen = (name: string) =>
  untilMet(async () => {
    const { parts } = await shown(merchant);
    expect(parts).toContainEqual(expect.objectContaining({ part: name, lastSeenAt: expect.any(String) }));
  });

const said = (one: Run, text: string | RegExp) => until(() => one.screen.text.search(text) >= 0);

/** What differs from run to run is told as in the docs. */
function told({ screen }: Run): string {
  return screen.text
    .replaceAll(merchant.merchantId, 'acme')
    .replaceAll(merchant.publishable, 'pk_…')
    .replaceAll(/\/t\.[0-9a-f]{16}\.js/g, '/t.0123456789abcdef.js')
    .replaceAll(/sha384-[A-Za-z0-9+/=]+/g, 'sha384-…')
    .replaceAll(/(shown this once:\n +)\S+/g, '$1…')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-01-31T10:00:00.000Z');
}

/** @param from the text at which the recording begins */
async function expectRecorded(name: string, one: Run, from = ''): Promise<void> {
  const text = told(one).slice(told(one).indexOf(from));
  const file = path.join(RECORDINGS, `${name}.txt`);
  if (process.env['RECORD_CONNECT']) {
    await mkdir(RECORDINGS, { recursive: true });
    await writeFile(file, text);
  }
  // In which order the last parts are seen is chance.
  expect(text.split('\n').sort()).toEqual((await readFile(file, 'utf8')).split('\n').sort());
}

const pixelText = async () =>
  (await app.request('GET', `/v1/connect/shopify-pixel.js?key=${merchant.publishable}`)).body[
    'text'
  ] as never as string;

describe('tributary connect', () => {
  it('tells the steps for Shopify, ticks each part off when it comes, and ends when all are there', async () => {
    const secretFile = path.join(folder, 'secret.txt');
    await writeFile(secretFile, 'shopify-secret\n');
    const one = run({ secretFile });
    await said(one, 'TAG_NEVER_SEEN');
    const shop = await ShopifyShop.open(app, merchant, { pixel: await pixelText() });
    const page = await context.newPage();
    await page.goto(shop.url('/?utm_source=newsletter&utm_medium=email'));
    await until(() => Object.keys(shop.cartAttributes).length === 1);
    await said(one, '✓ tag ');
    await page.goto(shop.checkout());
    await said(one, '✓ pixel, at the checkout');
    await page.goto(shop.checkout(1001));
    await said(one, '✓ pixel, at the order');
    await shop.delivers(1001);
    expect(await one.code).toBe(0);
    await shop.close();
    await expectRecorded('connect-shopify', one);
  });

  it('shows what is wrong, until a test order goes all the way through', async () => {
    const secretFile = path.join(folder, 'secret-with-a-typo.txt');
    await writeFile(secretFile, 'shopify-secrets\n');
    await run({ secretFile, wait: 0 }).code;
    await app.shopify(merchant.merchantId, 'shopify-secret', 'orders/create', { id: 1001 });
    await app.tributary.app.get(Intake).tallies.write();
    const typo = run({ wait: 0 });
    expect(await typo.code).toBe(1);
    await expectRecorded('connect-wrong-secret', typo, 'So far');

    const shop = await ShopifyShop.open(app, merchant, { pixel: await pixelText() });
    const page = await context.newPage();
    await page.goto(shop.url('/?utm_source=newsletter&utm_medium=email'));
    await until(() => Object.keys(shop.cartAttributes).length === 1);
    // The checkout has no tag: what the tag could not send before would wait for the next page of the shop.
    await untilSeen('tag');
    await page.goto(shop.checkout());
    await untilSeen('checkout');
    await page.goto(shop.checkout(1001));
    await untilSeen('completion');
    await shop.delivers(1001, { test: true });
    await untilMet(async () => {
      const { findings } = await shown(merchant);
      expect(findings).toMatchObject([{ code: 'TEST_ORDERS_IGNORED' }]);
    });
    const ignored = run({ wait: 0 });
    expect(await ignored.code).toBe(1);
    await expectRecorded('connect-test-order-ignored', ignored, 'So far');

    await app.request('PUT', '/v1/policy', { key: merchant.secret, body: { acceptTestOrders: true } });
    await shop.delivers(1001, { test: true });
    const taken = run({});
    expect(await taken.code).toBe(0);
    const { attribution } = await settledOrder(app, merchant, 1001);
    expect(attribution!.credits).toMatchObject([{ source: 'email', channel: 'newsletter' }]);
    await shop.close();
    await expectRecorded('connect-test-order', taken, 'Waiting');
  });

  it('makes a secret for WooCommerce, and ends without what is only well to have', async () => {
    const one = run({ platform: 'woocommerce' });
    await said(one, 'TAG_NEVER_SEEN');
    const shop = await WooCommerceShop.open(app, merchant, '', '');
    const page = await context.newPage();
    await page.goto(shop.url('/?utm_source=newsletter&utm_medium=email'));
    await said(one, '✓ tag ');
    await page.goto(shop.confirmation(1001));
    await said(one, '✓ claim of an order');
    await shop.delivers(1001);
    expect(await one.code).toBe(0);
    await shop.close();
    await expectRecorded('connect-woocommerce', one);
  });

  it('draws the list anew in its place on a terminal, no line longer than the screen', async () => {
    await app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
    const one = run({ platform: 'custom' }, true);
    await said(one, '· tag ');
    await app.post('/v1/track/touchpoint', merchant.publishable, { anonymousId: 'd', source: 'direct' });
    await said(one, '✓ tag ');
    await app.custom(merchant.merchantId, CUSTOM_SECRET, paidOrder('1'));
    const claim = { anonymousId: 'd', orderId: '1', token: 'token-1' };
    await app.post('/v1/track/purchase', merchant.publishable, claim);
    expect(await one.code).toBe(0);
    const drawn = one.screen.text.split('Ctrl-C')[1]!.split('\nConnected.')[0]!;
    const [first, ...others] = drawn.split('\x1b[J');
    expect(first).toContain('· tag ');
    expect(others.at(-1)).toContain('✓ tag ');
    const lines = first!.split('\n').slice(1, -1);
    // It goes back by as many lines as it drew.
    expect(first!.endsWith(`\n\x1b[${lines.length}A`)).toBe(true);
    for (const line of lines) expect(line.length).toBeLessThan(one.screen.columns);
  });

  it('prints one JSON object, with what is filled in and what was seen', async () => {
    const one = run({ platform: 'custom', wait: 0, json: true, url: 'http://10.0.0.5:3000/tributary/' });
    expect(await one.code).toBe(1);
    const result = JSON.parse(one.screen.text) as Record<string, unknown>;
    expect(result).toMatchObject({
      connected: false,
      key: merchant.publishable,
      webhook: `http://10.0.0.5:3000/tributary/v1/webhooks/${merchant.merchantId}/custom`,
      webhookSecret: expect.stringMatching(/^whsec_/),
      tag: expect.stringMatching(
        /^<script async src="http:\/\/10\.0\.0\.5:3000\/tributary\/t\.[0-9a-f]{16}\.js" integrity="sha384-/,
      ),
      findings: [{ code: 'WEBHOOK_NEVER_SEEN' }, { code: 'TAG_NEVER_SEEN' }],
    });
    expect(result['pixel']).toBeUndefined();
  });

  it('fills in the tag that is served, with the integrity of its bytes', async () => {
    const one = run({ wait: 0, json: true, url: app.tributary.url });
    await one.code;
    const { tag } = JSON.parse(one.screen.text) as { tag: string };
    const page = await context.newPage();
    await page.route('**/shop', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<html><head>${tag}</head></html>` }),
    );
    await page.goto(`${app.tributary.url}/shop`);
    await page.waitForFunction(`typeof tributary?.id === 'function'`);
  });

  it('makes the merchant, its keys and another key when it is asked to', async () => {
    const made = run({ merchant: `new-${merchant.merchantId}`, key: undefined, create: true, wait: 0 });
    expect(await made.code).toBe(1);
    const [secret] = /sk_\S+/.exec(made.screen.text)!;
    expect((await app.get('/v1/connection', secret)).status).toBe(200);
    const again = run({ key: undefined, wait: 0 });
    await again.code;
    const [key] = /pk_[\w-]+/.exec(again.screen.text)!;
    expect(key).not.toBe(merchant.publishable);
    const visit = { anonymousId: 'd', source: 'direct' };
    expect((await app.post('/v1/track/touchpoint', key, visit)).status).toBe(202);
  });

  it.each<[string, Partial<ConnectOptions>, RegExp]>([
    ['a merchant that is not there', { merchant: 'nobody' }, /--create makes it/],
    ['an address that is none', { url: 'tributary' }, /not an http address/],
    ['a key of somebody else', { key: 'pk_guessed' }, /no publishable key of/],
    ['a file that is not there', { secretFile: '/nowhere/at/all' }, /no file/],
    ['a wait without end', { wait: 86_401 }, /at most 86400 seconds/],
    ['a secret that the platform cannot have', { platform: 'custom', secretFile: __filename }, /whsec_|secret/],
  ])('refuses %s', async (_what, options, message) => {
    await expect(run({ wait: 0, ...options }).code).rejects.toThrow(message);
  });

  it('refuses another platform than the one that the merchant has', async () => {
    await app.webhookSecret(merchant.merchantId, 'woocommerce', 'secret');
    await expect(run({ wait: 0 }).code).rejects.toThrow(/platform is woocommerce/);
  });

  it('ends at Ctrl-C with what was seen, and the exit code of an interruption', async () => {
    const { merchantId, publishable } = merchant;
    const args = ['connect', '--merchant', merchantId, '--platform', 'woocommerce', '--key', publishable];
    const command = await runCommand(args, { DATABASE_URL: app.database.url, SECRETS_KEY });
    await until(() => command.output.stdout.includes('TAG_NEVER_SEEN'));
    command.child.kill('SIGINT');
    expect(await command.ended).toBe(130);
    expect(command.output.stdout).toMatch(/Not everything was seen\./);
    expect(command.output.stderr).not.toMatch(/at .*\.js:/);
  });
});
