/** The two places where a browser keeps words for a shop. Either may be blocked, and then keeps nothing. */
const YEAR_SECONDS = 31_536_000;
const PROBE = '_tributary_s';

/** What `ask` answers; undefined where the browser refuses. */
export function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

export const kept = (name: string) => attempt(() => localStorage.getItem(name));

export const keptNames = () => attempt(() => Object.keys(localStorage)) ?? [];

/** An empty value takes it away. @returns true when the browser keeps it */
export const keep = (name: string, value: string) =>
  attempt(() => {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
    return true;
  });

export const cookie = (name: string) => attempt(() => `; ${document.cookie}`.split(`; ${name}=`)[1]?.split(';')[0]);

let found: string | undefined;

/**
 * Sets a cookie for the shop and its subdomains: for the shortest end of the host for which the browser takes it, which of
 * `www.shop.co.uk` is `shop.co.uk`. An empty value takes it away. Each word to a browser's cookies takes time.
 */
export function setCookie(name: string, value: string): void {
  const text = `${name}=${value};path=/;max-age=${value ? YEAR_SECONDS : 0};SameSite=Lax${location.protocol === 'https:' ? ';Secure' : ''}`;
  const parts = location.hostname.split('.');
  // Blocked: localStorage may have it.
  attempt(() => {
    if (!value) document.cookie = `${text};domain=${site()}`;
    else {
      // No browser takes a cookie for `uk` alone.
      for (let from = parts.length - 1; from-- > 0;) {
        const domain = parts.slice(from).join('.');
        document.cookie = `${text};domain=${domain}`;
        if (cookie(name) === value) return (found = domain);
      }
    }
    // Where browsers share no cookie of the site, as on localhost, the host alone has it.
    return (document.cookie = text);
  });
}

/** The shop's own part of the host. */
export function site(): string {
  if (!found) {
    setCookie(PROBE, '1');
    found ??= location.hostname;
    setCookie(PROBE, '');
  }
  return found;
}
