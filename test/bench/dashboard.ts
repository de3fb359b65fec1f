/**
 * What the dashboard costs whoever uses it, in a real browser on a long history: the first view, the way from a click to
 * the story of an order, and lists that are scrolled far down. Needs Chromium, as the tests do.
 */
import { execFile } from 'node:child_process';
import { loadavg } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page, Request } from 'playwright-core';
import { type Database, openDatabase } from '../../libs/database/database';
import { freePort } from '../../libs/database/embedded-server-state';
import { Merchants } from '../../libs/intake/merchants';
import { partitionOf } from '../../libs/intake/partition';
import { Sessions } from '../../libs/intake/sessions';
import { launchBrowser } from '../support/browser';
import { SECRETS } from '../support/secrets';
import { until } from '../support/until';
import { expectStory, firstViewMs, linkInView, ORDER_LINK, scroll, scrollTo, storyMs, watch } from './dashboard-watch';
import { PARTITIONS, recordLongHistory } from './long-history';
import { ADMIN_KEY, PROGRAM, programVariables, startServer } from './servers';

const FIRST_VIEWS = 5;
const FIRST_VIEW_MAX_MS = 1_500;
const FIRST_VIEW_MAX_BYTES = 350_000;
const STORIES = 20;
const STORY_MAX_MS = 100;
const PAGES = 300;
const NEXT_PAGE_MAX_MS = 200;
const ROWS_MAX = 100;
const HEAP_MAX_BYTES = 100 * 2 ** 20;
const MERCHANT = merchantOf(0);
/** Beside the purchases: the merges, the rewards, and who gets them. */
const OTHER_LISTS = ['/merges', '/money?state=all', '/money?show=recipients'];

/** The API finds the log of a merchant by the name. */
function merchantOf(partition: number): string {
  for (let i = 0; ; i++) if (partitionOf(`merchant-${i}`, PARTITIONS) === partition) return `merchant-${i}`;
}

export async function benchDashboard(dataDir: string): Promise<void> {
  await promisify(execFile)(process.execPath, [path.join(__dirname, '../../apps/dashboard/build.mjs')]);
  const database = await openDatabase({ dataDir });
  try {
    const { facts } = await recordLongHistory(database, (partition) => [merchantOf(partition)]);
    console.log(`${facts.toLocaleString('en')} facts, ${PARTITIONS} merchants`);
    await measureDashboard(database);
    // Whoever shares the machine makes each wait longer.
    console.log(`  processes that wanted a processor meanwhile, in the mean of a minute: ${loadavg()[0]!.toFixed(1)}`);
  } finally {
    await database.close();
  }
}

async function measureDashboard(database: Database): Promise<void> {
  const variables = { ...programVariables(database.url), PARTITIONS: String(PARTITIONS) };
  const program = await startServer(PROGRAM, await freePort(0), variables);
  const sessions = new Sessions(database.pool, ADMIN_KEY);
  const url = async (screen: string) => {
    const address = new URL(`/dashboard${screen}`, program.url);
    address.searchParams.set('merchant', MERCHANT);
    address.hash = `sign-in=${await sessions.makeCode({ keyId: null })}`;
    return address.href;
  };
  const browser = await launchBrowser();
  try {
    // With the secrets key that the program recorded when it started.
    await new Merchants(database.pool, SECRETS).prepare(MERCHANT);
    await firstViews(browser, () => url('/purchases'));
    const page = await newPage(browser);
    await page.goto(await url('/purchases'));
    await firstViewMs(page);
    await scrolling(page, 'purchases');
    await stories(page);
    await page.context().close();
    for (const list of OTHER_LISTS) {
      const page = await newPage(browser);
      await page.goto(await url(list));
      await page.locator('.table-body [role="row"]').first().waitFor();
      await scrolling(page, list);
      await page.context().close();
    }
  } finally {
    await browser.close();
    program.process.kill('SIGTERM');
    await new Promise((resolve) => program.process.once('exit', resolve));
  }
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  await watch(page);
  return page;
}

/** Each in a browser that has nothing of the page, by an address that signs in. */
async function firstViews(browser: Browser, address: () => Promise<string>): Promise<void> {
  const times: number[] = [];
  const sizes: number[] = [];
  for (let view = 0; view < FIRST_VIEWS; view++) {
    const page = await newPage(browser);
    const devTools = await page.context().newCDPSession(page);
    let bytes = 0;
    devTools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await devTools.send('Network.enable');
    await page.goto(await address());
    times.push(await firstViewMs(page));
    sizes.push(bytes);
    await page.context().close();
  }
  const [ms, size] = [sorted(times), sorted(sizes)];
  tell(
    `first view, ${FIRST_VIEWS} times: median ${text(ms, 0.5)}, worst ${text(ms, 1)}`,
    `below ${FIRST_VIEW_MAX_MS} ms`,
    ms.at(-1)! < FIRST_VIEW_MAX_MS,
  );
  tell(
    `  received until then: median ${kilobytes(at(size, 0.5))}, most ${kilobytes(size.at(-1)!)}`,
    `below ${kilobytes(FIRST_VIEW_MAX_BYTES)}`,
    size.at(-1)! < FIRST_VIEW_MAX_BYTES,
  );
}

/** Orders from all over the list, each opened once, by somebody who waits until the list is there. */
async function stories(page: Page): Promise<void> {
  const times: number[] = [];
  const pending = new Set<Request>();
  page.on('request', (request) => pending.add(request));
  page.on('requestfinished', (request) => pending.delete(request));
  page.on('requestfailed', (request) => pending.delete(request));
  for (let story = 0; story < STORIES; story++) {
    await scrollTo(page, story / STORIES);
    const link = await linkInView(page);
    await until(() => pending.size === 0);
    await expectStory(page);
    await link.click();
    times.push(await storyMs(page));
    await page.goBack();
    await page.locator(ORDER_LINK).first().waitFor();
  }
  const ms = sorted(times);
  tell(
    `from click to story, ${STORIES} orders: median ${text(ms, 0.5)}, p95 ${text(ms, 0.95)}, worst ${text(ms, 1)}`,
    `p95 at most ${STORY_MAX_MS} ms`,
    at(ms, 0.95) <= STORY_MAX_MS,
  );
}

async function scrolling(page: Page, list: string): Promise<void> {
  const { pagesMs, rowsMax } = await scroll(page, PAGES);
  if (pagesMs.length === 0) return tell(`${list}: one page, nothing to scroll`, 'none', true);
  const ms = sorted(pagesMs);
  const heap = await heapBytes(page);
  tell(
    `${list}, ${pagesMs.length} pages down: next page median ${text(ms, 0.5)}, p95 ${text(ms, 0.95)}, worst ${text(ms, 1)}, ` +
      `of the last ten ${text(sorted(pagesMs.slice(-10)), 0.5)}`,
    `p95 at most ${NEXT_PAGE_MAX_MS} ms`,
    at(ms, 0.95) <= NEXT_PAGE_MAX_MS,
  );
  tell(
    `  rows in the page at once: ${rowsMax}, memory of its scripts: ${Math.round(heap / 2 ** 20)} MiB`,
    `at most ${ROWS_MAX} and ${HEAP_MAX_BYTES / 2 ** 20} MiB`,
    rowsMax <= ROWS_MAX && heap <= HEAP_MAX_BYTES,
  );
}

/** What is left after everything that is not needed went. */
async function heapBytes(page: Page): Promise<number> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devTools.send('Runtime.getHeapUsage');
  return usedSize;
}

const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);
const at = (numbers: readonly number[], share: number) => numbers[Math.ceil(numbers.length * share) - 1]!;
const text = (numbers: readonly number[], share: number) => `${Math.round(at(numbers, share))} ms`;
const kilobytes = (bytes: number) => `${Math.round(bytes / 1_000)} kB`;

function tell(what: string, bar: string, holds: boolean): void {
  console.log(`  ${what} (bar: ${bar}; ${holds ? 'holds' : 'is missed'})`);
}
