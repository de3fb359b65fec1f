import { CLICK_IDS } from '../sdk/visit-source';
import { parameterWithoutAddress, pathWithoutAddresses } from './addresses';
import { URL_LENGTH_MAX } from './limits';

/** Completes a path to a URL that can be parsed; nothing of it is kept. */
const SOME_HOST = 'https://host.invalid';

/**
 * The part of a URL that is kept: scheme, host, path, the `utm_*` parameters as they were written, and the names of known
 * click ids, whose values name a person's click. User and password, other parameters and the fragment can name a person, and so does an e-mail address,
 * which is replaced. A path alone counts as a URL; the result is undefined for any other text. If it is too long,
 * parameters that do not fit and the end of the path go.
 */
export function keepOfUrl(text: string): string | undefined {
  const trimmed = text.trim();
  const isPath = /^\/(?![/\\])/.test(trimmed);
  const url = parse(isPath ? SOME_HOST + trimmed : trimmed);
  // `mailto:` and `data:` have no host, and their path can name a person.
  if (url === null || url.host === '') return undefined;
  const { protocol, host, pathname, search } = url;
  const path = pathWithoutAddresses(pathname);
  let kept = `${isPath ? '' : `${protocol}//${host}`}${path}`.slice(0, URL_LENGTH_MAX);
  let separator = '?';
  for (const parameter of search.slice(1).split('&')) {
    const name = parameter.split('=', 1)[0]!;
    const isUtm = parameter.startsWith('utm_');
    const part = CLICK_IDS.has(name) ? name : isUtm ? parameterWithoutAddress(parameter) : '';
    if (part === '' || kept.length + 1 + part.length > URL_LENGTH_MAX) continue;
    kept += separator + part;
    separator = '&';
  }
  return kept;
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
