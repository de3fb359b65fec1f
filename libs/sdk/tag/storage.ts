/** The two places where a browser keeps words for a shop. Either may be blocked, and then keeps nothing. */
const YEAR_SECONDS = 31_536_000;
const PROBE = '_tributary_site';

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

export const cookie = (name: string) => attempt(() => new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie)?.[1]);

/** Sets a cookie for the shop and its subdomains; an empty value takes it away. */
export function setCookie(name: string, value: string): void {
  const attributes = `;path=/;max-age=${value ? YEAR_SECONDS : 0};SameSite=Lax${location.protocol === 'https:' ? ';Secure' : ''}`;
  // Where browsers share no cookie of the site, as on localhost, the host alone has it.
  for (const domain of [`;domain=${site()}`, '']) {
    // Blocked: localStorage may have it.
    attempt(() => {
      if (!value || cookie(name) !== value) document.cookie = name + '=' + value + domain + attributes;
    });
  }
}

let found: string | undefined;

/** The shortest end of the host for which browsers take cookies: of `www.shop.co.uk` it is `shop.co.uk`. */
export function site(): string {
  const parts = location.hostname.split('.');
  for (let from = parts.length; !found && from-- > 0;) {
    const domain = parts.slice(from).join('.');
    const probe = (age: number) => {
      document.cookie = `${PROBE}=1;domain=${domain};path=/;max-age=${age}`;
      return cookie(PROBE);
    };
    if (attempt(() => probe(9))) {
      found = domain;
      probe(0);
    }
  }
  return (found ??= location.hostname);
}
