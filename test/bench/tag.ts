/**
 * What the tag costs a page that loads it, and whether a visit is kept whose page goes at once, in a real browser. Needs
 * Chromium, as the tests do. `BENCH_TAG_TRACE` names a file for the trace of the last page.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { freePort } from '../../libs/database/embedded-server-state';
import { openDatabase } from '../../libs/database/database';
import { launchBrowser } from '../support/browser';
import { page as pageOf, ShopServer } from '../support/shops/shop-server';
import { asAdmin, PROGRAM, programVariables, startServer } from './servers';
import { unwatchedWorkMs } from './unwatched-page';
import { TRACE_CATEGORIES, workOf, type PageWork } from './tag-trace';

const LOADS = 20;
const UNLOADS = 100;
const WORK_MAX_MS = 5;
const KEPT_MIN = 99;
/** A request that outlives its page is given so long. */
const ARRIVAL_MS = 10_000;
/** What the page does with the answer is over by then. */
const SETTLED_MS = 100;
const ASK_AGAIN_MS = 20;
const MERCHANT = 'tag';

export async function benchTag(dataDir: string): Promise<void> {
  await promisify(execFile)(process.execPath, [path.join(__dirname, '../../libs/sdk/build.mjs')]);
  const database = await openDatabase({ dataDir });
  const limits = { RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '0', RATE_LIMIT_PER_DEVICE_PER_MINUTE: '0' };
  const program = await startServer(PROGRAM, await freePort(0), { ...programVariables(database.url), ...limits });
  const registered = await asAdmin(program.url, 'POST', '/v1/merchants', { merchantId: MERCHANT, name: MERCHANT });
  const { publishable } = (registered as { keys: { publishable: string } }).keys;
  const tag = (more: string) => `<script async src="${program.url}/t.js" data-key="${publishable}"${more}></script>`;
  const shop = await ShopServer.listen((url) => {
    if (url.hostname === 'elsewhere.example') return pageOf('', 'Elsewhere');
    const leaves = url.pathname === '/leaves/' ? ` onload="location.href='${shop.url('elsewhere.example')}'"` : '';
    return pageOf(tag(leaves), PRODUCTS);
  });
  const browser = await launchBrowser();
  const visits = async () => {
    const { rows } = await database.pool.query<{ count: number }>(
      "select count(*)::integer as count from events where type = 'TouchpointRecorded'",
    );
    return rows[0]!.count;
  };
  try {
    tellWork(await unwatched(shop), await loads(browser, shop));
    const before = await visits();
    await leave(browser, shop, async (left) => (await visits()) >= before + left);
    const kept = (await visits()) - before;
    const bar = kept >= KEPT_MIN ? 'holds' : 'is missed';
    console.log(
      `  visits kept of ${UNLOADS} whose page goes as soon as the tag ran: ${kept} (bar: ${KEPT_MIN}, ${bar})`,
    );
  } finally {
    await browser.close();
    await shop.close();
    program.process.kill('SIGTERM');
    await new Promise((resolve) => program.process.once('exit', resolve));
    await database.close();
  }
}

/** A page with something to lay out. */
const PRODUCTS = `<ul>${'<li><h2>Tea</h2><p>Green, from the hills.</p></li>'.repeat(200)}</ul>`;

/** A marked link, by which visitors come for the first time: the tag does all that it does on arrival. */
const ARRIVAL = '/?utm_source=newsletter&utm_medium=email&ref=4711';

async function unwatched(shop: ShopServer): Promise<number[]> {
  const works: number[] = [];
  for (let load = 0; load < LOADS; load++) {
    works.push(await unwatchedWorkMs(shop.url('shop.example', ARRIVAL), '/t.js'));
  }
  return works;
}

/** The same pages, watched: what they lay out, and what watching costs. */
async function loads(browser: Browser, shop: ShopServer): Promise<PageWork[]> {
  const works: PageWork[] = [];
  // The first does not count: the browser is still starting.
  for (let load = 0; load <= LOADS; load++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await browser.startTracing(page, { categories: TRACE_CATEGORIES });
    const answered = page.waitForResponse(/\/v1\/track\/touchpoint/);
    await page.goto(shop.url('shop.example', ARRIVAL));
    await (await answered).finished();
    await page.waitForTimeout(SETTLED_MS);
    const trace = await browser.stopTracing();
    if (load > 0) works.push(workOf(trace, '/t.js', process.env['BENCH_TAG_TRACE']));
    await context.close();
  }
  return works;
}

/** Each visitor leaves for another site in the moment in which the tag has run; no later page could send what is kept. */
async function leave(browser: Browser, shop: ShopServer, isKept: (left: number) => Promise<boolean>): Promise<void> {
  for (let left = 1; left <= UNLOADS; left++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(shop.url('shop.example', `/leaves/?utm_source=newsletter&n=${left}`));
    await page.waitForURL(/elsewhere\.example/);
    const until = performance.now() + ARRIVAL_MS;
    while (!(await isKept(left)) && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    await context.close();
  }
}

function tellWork(unwatchedMs: readonly number[], watched: readonly PageWork[]): void {
  const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);
  const middle = (numbers: readonly number[]) => numbers[Math.floor((numbers.length - 1) / 2)]!;
  const told = (numbers: readonly number[]) =>
    `median ${middle(numbers).toFixed(1)} ms, best ${numbers[0]!.toFixed(1)} ms, worst ${numbers.at(-1)!.toFixed(1)} ms`;
  const work = sorted(unwatchedMs);
  const workBar = middle(work) < WORK_MAX_MS ? 'holds' : 'is missed';
  console.log(
    `  work on the main thread of ${work.length} pages: ${told(work)} (bar: median below ${WORK_MAX_MS} ms, ${workBar})`,
  );
  const layouts = watched.reduce((sum, one) => sum + one.layouts, 0);
  console.log(`  with developer tools attached: ${told(sorted(watched.map(({ workMs }) => workMs)))}`);
  console.log(`  layouts: ${layouts} (bar: none, ${layouts === 0 ? 'holds' : 'is missed'})`);
}
