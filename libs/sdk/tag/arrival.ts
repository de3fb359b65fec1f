/** When a page view is an arrival, and what the touchpoint says about it. */
import { classifyVisit, CLICK_IDS, hostOf } from '../visit-source';
import { attempt, keep, kept, site } from './storage';

/** After so long without a page the next one begins a session. */
const SESSION_MS = 30 * 60_000;
const LAST = '_tributary_v';
/** From where buyers come back in the middle of a checkout: that is no visit. */
const PAYMENT = /(^|\.)(paypal|stripe|klarna|adyen|mollie|afterpay|shopify|shop)\.[a-z]+$/;

/** A page as it was when it was seen: the visitor may agree later, on the next address. */
export interface View {
  href: string;
  /** The page that led here; empty after a navigation within the page. */
  referrer: string;
  /** False after a navigation within the page. */
  isLoaded: boolean;
  at: number;
}

/** The words of the touchpoint, or null when nobody arrived. Remembers the view. */
export function arrival({ href, referrer, isLoaded, at }: View, referrerType: string): Record<string, unknown> | null {
  const query = new URL(href).searchParams;
  const isMarked = [...query.keys()].some((name) => /^utm_|^ref$/.test(name) || CLICK_IDS.has(name));
  const host = hostOf(referrer);
  const isOwn = (other: string) => other === site() || other.endsWith(`.${site()}`) || PAYMENT.test(other);
  const isLed = isMarked || (host !== '' && !isOwn(host));

  const sinceMs = at - Number(kept(LAST) ?? NaN);
  const isSameSession = sinceMs >= 0 && sinceMs < SESSION_MS;
  // In this tab: a page that is loaded again, or gone back to, is no second visit.
  const isAgain = isSameSession && isLed && href === attempt(() => sessionStorage.getItem(LAST));
  if (isLed) attempt(() => sessionStorage.setItem(LAST, href));
  // A browser that keeps nothing would begin a session with every page of the shop.
  const remembers = keep(LAST, `${at}`);
  const begins = isLoaded && !isSameSession && (remembers || host === '');
  if (isAgain || !(isLed || begins)) return null;

  const visit = { ...classifyVisit(query, referrer, isOwn), url: href };
  const ref = query.get('ref')?.trim();
  return ref ? { ...visit, referrer: { type: referrerType, value: ref } } : visit;
}

export function forgetViews(): void {
  keep(LAST, '');
}
