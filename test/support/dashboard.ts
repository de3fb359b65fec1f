/** The dashboard in a real browser, on the data of the demonstration, with helpers for its screens. */
import axe from 'axe-core';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { demo } from '../../apps/cli/demo-command';
import { openSession } from '../../apps/cli/session';
import { freePort } from '../../libs/database/embedded-server-state';
import { ADMIN_KEY, TestApp } from './app';
import { launchBrowser } from './browser';
import type { Template } from './database';
import { buildDashboard } from './sdk';
import { SECRETS_KEY } from './secrets';
import { testRun } from './test-run';

/** Few people beside the scenarios: enough that lists have pages. */
const DEMO = { people: 20, settlingSeconds: 2 };

/** To open a page costs more than a screen does, so pages are used again. */
interface SignedIn {
  context: BrowserContext;
  unused: Page[];
  used: Page[];
}

export interface PageOptions {
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
}

interface Look {
  viewport: { width: number; height: number };
  colorScheme: 'light' | 'dark';
}

function lookOf({ width = 1_440, height = 900, colorScheme = 'light' }: PageOptions): Look {
  return { viewport: { width, height }, colorScheme };
}

/** Widths and colours in which every screen has to be usable. */
export const LOOKS = [
  [360, 'dark'],
  [1_440, 'light'],
] as const;

export class TestDashboard {
  private readonly contexts: BrowserContext[] = [];
  /** Browsers that are signed in, by the key. */
  private readonly signedIn = new Map<string, SignedIn>();
  /** What went wrong on the pages: errors of scripts, and what their policy forbade. */
  readonly errors: string[] = [];

  private constructor(
    readonly app: TestApp,
    private readonly browser: Browser,
    /** Address that `tributary demo` printed. */
    readonly signInUrl: string,
    readonly merchantId: string,
    readonly secret: string,
  ) {}

  /** Starts the API with the demonstration's data; once for a file of tests. */
  static async start(): Promise<TestDashboard> {
    await buildDashboard();
    // The same when the application starts again.
    const port = String(await freePort(0));
    const [app, browser] = await Promise.all([TestApp.start({ PORT: port }, DEMONSTRATION), launchBrowser()]);
    const { dashboard, merchantId, keys } = JSON.parse(await readFile(madeFile(), 'utf8')) as Made;
    const signInUrl = new URL(dashboard);
    signInUrl.port = port;
    return new TestDashboard(app, browser, signInUrl.href, merchantId, keys.secret);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.app.stop();
  }

  /** A browser of its own, in which nobody is signed in. */
  async newPage(options: PageOptions = {}): Promise<Page> {
    const context = await this.newContext(lookOf(options));
    this.contexts.push(context);
    return this.watched(await context.newPage());
  }

  /**
   * Opens a screen as somebody who is signed in; `path` is below `/dashboard`.
   * @param options.merchantId whose data the admin looks at, by default the demonstration's
   */
  async open(
    path: string,
    {
      key = ADMIN_KEY,
      merchantId = this.merchantId,
      ...options
    }: PageOptions & { key?: string; merchantId?: string } = {},
  ): Promise<Page> {
    const look = lookOf(options);
    const signedIn = this.signedIn.get(key) ?? { context: await this.newContext(look), unused: [], used: [] };
    this.signedIn.set(key, signedIn);
    const page = signedIn.unused.pop() ?? this.watched(await signedIn.context.newPage());
    signedIn.used.push(page);
    await page.setViewportSize(look.viewport);
    await page.emulateMedia({ colorScheme: look.colorScheme });
    await page.goto(this.url(path, key === ADMIN_KEY ? merchantId : null));
    const screens = page.getByRole('navigation', { name: 'Screens' });
    const signIn = page.getByRole('button', { name: 'Sign in' });
    await screens.or(signIn).waitFor();
    if (await signIn.isVisible()) await this.signIn(page, key);
    return page;
  }

  async signIn(page: Page, key: string): Promise<void> {
    await page.getByLabel('Key').fill(key);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  }

  /** @param merchantId whose data the admin looks at; null: the address says nothing of it */
  url(path: string, merchantId: string | null = this.merchantId): string {
    const url = new URL(`/dashboard${path}`, this.app.tributary.url);
    if (merchantId !== null) url.searchParams.set('merchant', merchantId);
    return url.href;
  }

  /** Ends what the pages of a test show. Those that are signed in show a screen to the next test too. */
  async leavePages(): Promise<void> {
    for (const context of this.contexts.splice(0)) await context.close();
    for (const { unused, used } of this.signedIn.values()) {
      for (const page of used.splice(0)) {
        if (page.isClosed()) continue;
        await page.goto(new URL('/health/live', this.app.tributary.url).href);
        unused.push(page);
      }
    }
  }

  private newContext(look: Look): Promise<BrowserContext> {
    return this.browser.newContext({
      ...look,
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
    });
  }

  private watched(page: Page): Page {
    page.on('pageerror', ({ message }) => this.errors.push(message));
    page.on('console', (message) => {
      const text = message.text();
      // A refused request is told there too, whether or not the page expected it.
      if (message.type() === 'error' && !text.startsWith('Failed to load resource')) this.errors.push(text);
    });
    return page;
  }
}

/** One dashboard for all tests of a file. None of them leaves a screen open, or an error on one. */
export function useDashboard(started: (dashboard: TestDashboard) => unknown): void {
  let dashboard: TestDashboard;
  beforeAll(async () => {
    dashboard = await TestDashboard.start();
    await started(dashboard);
  });
  afterAll(() => dashboard?.stop());
  afterEach(async () => {
    await dashboard.leavePages();
    expect(dashboard.errors.splice(0)).toEqual([]);
  });
}

/** What axe finds on the page that keeps somebody from using it: `rule: element`. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate<Pick<axe.Result, 'id' | 'impact' | 'nodes'>[]>(
    "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)",
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Whether something reaches beyond the right edge, so that the whole page scrolls sideways. */
export async function isWiderThanWindow(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
}

/** Whether a part of the first list is out of sight at the side. */
export async function listScrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(
    "(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)(document.querySelector('.table'))",
  );
}

/** Keeps a picture in `docs/pictures`, where `npm run pictures` asks for it; tests alone change no file. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.DASHBOARD_PICTURES === undefined) return;
  await page.screenshot({ path: path.join(__dirname, '../../docs/pictures', `${name}.png`) });
}

interface Made {
  merchantId: string;
  keys: { secret: string };
  dashboard: string;
}

function madeFile(): string {
  return path.join(testRun().directory, 'demonstration.json');
}

/** `tributary demo` runs once for all files of tests. */
const DEMONSTRATION: Template = {
  name: 'demonstration',
  fill: async (url) => {
    const session = await openSession({ DATABASE_URL: url, ADMIN_API_KEY: ADMIN_KEY, SECRETS_KEY }, () => undefined);
    try {
      let made: object = {};
      const output = {
        say: () => undefined,
        result: (value: object) => (made = value),
        progress: () => ({ to: () => undefined, done: () => undefined }),
      };
      await demo(session, output, DEMO);
      await writeFile(madeFile(), JSON.stringify(made));
    } finally {
      await session.close();
    }
  },
};

/** Pairs of neighbours on the page that lie on each other: `class | class`. */
export async function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const found = [];
    const boxOf = (element) => element.getBoundingClientRect();
    for (const parent of document.querySelectorAll('.frame, .frame-head, .page, .page *')) {
      if (parent.closest('.chart, .table, svg, canvas')) continue;
      const isPlaced = (element) => ['absolute', 'fixed'].includes(getComputedStyle(element).position);
      const shown = [...parent.children].filter((one) => boxOf(one).width * boxOf(one).height > 0 && !isPlaced(one));
      const blocks = shown.filter((one) => !getComputedStyle(one).display.startsWith('inline'));
      for (const [i, one] of blocks.entries()) for (const other of blocks.slice(i + 1)) {
        const [a, b] = [boxOf(one), boxOf(other)];
        const [x, y] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
        if (x > 1 && y > 1) found.push((one.className || one.tagName) + ' | ' + (other.className || other.tagName));
      }
    }
    return found;
  })()`);
}
