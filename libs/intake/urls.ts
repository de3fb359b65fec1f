import { URL_LENGTH_MAX } from './limits';
import { textFault } from './text';

/**
 * What of an address may be kept: scheme, host, path and the `utm_*` parameters as they were written. User and password,
 * other parameters and the fragment can name a person. A fault is worded to follow the field's name.
 */
export function keepOfUrl(text: string): { url: string } | { fault: string } {
  const fault = textFault(text, { lengthMin: 1, lengthMax: URL_LENGTH_MAX, controlCharacters: 'refused' });
  if (fault !== null) return { fault };
  if (!URL.canParse(text)) return { fault: 'must be an absolute URL' };
  const { protocol, host, pathname, search } = new URL(text);
  // `mailto:`, `data:` and the like are all path, and the path is the person.
  if (host === '') return { fault: 'must be a URL with a host' };
  const utm = search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter.startsWith('utm_'));
  return { url: `${protocol}//${host}${pathname}${utm.length > 0 ? `?${utm.join('&')}` : ''}` };
}
