/** What runs in the dashboard's page to time it there: by its own clock, without a browser's driver in between. */
import type { ElementHandle, Page } from 'playwright-core';

/** A link to an order, in a list. */
export const ORDER_LINK = '[role="cell"] a[href*="/purchases/"]';
export const STORY_ENTRY = '.story > li';
const TIMEOUT_MS = 30_000;

/** `tributary.when` answers the time at which something of the page was painted. */
const WATCH = `(() => {
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    port2.postMessage(null);
  }));
  const when = (isThere) => new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('it did not come: ' + isThere)), ${TIMEOUT_MS});
    const look = () => {
      if (!isThere()) return;
      observer.disconnect();
      clearTimeout(timer);
      resolve(painted());
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true, attributes: true });
    look();
  });
  window.bench = { when };
  window.bench.firstView = when(() => document.querySelector('${ORDER_LINK}'));
  window.bench.firstView.catch(() => undefined);
})()`;

export const watch = (page: Page): Promise<unknown> => page.addInitScript(WATCH);

/** Milliseconds from navigation until the first order of the list was painted. */
export const firstViewMs = (page: Page): Promise<number> => page.evaluate<number>('window.bench.firstView');

/** Called before the click; from then the promise lies in the page. */
export async function expectStory(page: Page): Promise<void> {
  await page.evaluate(`void (window.bench.story = new Promise((resolve, reject) =>
    addEventListener('click', () => {
      const clicked = performance.now();
      window.bench.when(() => document.querySelector('${STORY_ENTRY}')).then((at) => resolve(at - clicked), reject);
    }, { capture: true, once: true })))`);
}

/** Milliseconds from the click until the first entry of the story was painted. */
export const storyMs = (page: Page): Promise<number> => page.evaluate<number>('window.bench.story');

/** The first link to an order that nothing covers. */
const IN_VIEW = `[...document.querySelectorAll('${ORDER_LINK}')].find((link) => {
  const { x, y } = link.getBoundingClientRect();
  return document.elementFromPoint(x + 5, y + 5)?.closest('a') === link;
})`;

export interface Scrolled {
  /** Milliseconds until the next rows were painted, page by page; as many as there were, at most as asked. */
  pagesMs: number[];
  /** The most rows that were in the page at once. */
  rowsMax: number;
}

/** Scrolls the list to its end, waits for the next page, and so on. */
export function scroll(page: Page, pages: number): Promise<Scrolled> {
  return page.evaluate<Scrolled>(`(async () => {
    const list = document.querySelector('.table');
    const pagesMs = [];
    let rowsMax = 0;
    while (pagesMs.length < ${pages}) {
      const before = list.scrollHeight;
      if (list.getAttribute('aria-rowcount') !== '-1') break;
      const began = performance.now();
      list.scrollTop = before;
      const at = await window.bench.when(() => {
        if (list.scrollHeight <= before && list.getAttribute('aria-rowcount') === '-1') return false;
        const rows = list.querySelectorAll('.table-body [role="row"]');
        return rows.length > 0 && rows[rows.length - 1].getBoundingClientRect().bottom >= list.getBoundingClientRect().bottom;
      });
      pagesMs.push(at - began);
      rowsMax = Math.max(rowsMax, list.querySelectorAll('[role="row"]').length);
    }
    return { pagesMs, rowsMax };
  })()`);
}

/** Scrolls the list to a part of what was read of it. */
export async function scrollTo(page: Page, share: number): Promise<void> {
  await page.evaluate(`(() => {
    const list = document.querySelector('.table');
    list.scrollTop = list.scrollHeight * ${share};
    return window.bench.when(() => ${IN_VIEW} !== undefined);
  })()`);
}

export async function linkInView(page: Page): Promise<ElementHandle> {
  return page.evaluateHandle<ElementHandle>(IN_VIEW);
}
