import { URL_LENGTH_MAX } from './limits';

/** Parameters by which advertising networks mark a click. Their values name a person's click and are not kept. */
const CLICK_IDS: ReadonlySet<string> = new Set(['gclid', 'fbclid', 'msclkid', 'ttclid']);

/** Stands in where only a path was given; nothing of it is kept. */
const SOME_HOST = 'https://host.invalid';

/**
 * What of an address is kept: scheme, host, path, the `utm_*` parameters as they were written, and the names of known
 * click ids. User and password, other parameters and the fragment can name a person. A path alone is an address too;
 * undefined for what is none. Of an address that is still too long, the parameters that do not fit are left out, and the
 * end of the path.
 */
export function keepOfUrl(text: string): string | undefined {
  const trimmed = text.trim();
  const isPath = /^\/(?![/\\])/.test(trimmed);
  const url = parse(isPath ? SOME_HOST + trimmed : trimmed);
  // `mailto:`, `data:` and the like have no host: they are all path, and the path is the person.
  if (url === null || url.host === '') return undefined;
  const { protocol, host, pathname, search } = url;
  let kept = `${isPath ? '' : `${protocol}//${host}`}${pathname}`.slice(0, URL_LENGTH_MAX);
  let separator = '?';
  for (const parameter of search.slice(1).split('&')) {
    const name = parameter.split('=', 1)[0]!;
    const part = CLICK_IDS.has(name) ? name : parameter.startsWith('utm_') ? parameter : '';
    if (part === '' || kept.length + 1 + part.length > URL_LENGTH_MAX) continue;
    kept += separator + part;
    separator = '&';
  }
  return kept;
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
