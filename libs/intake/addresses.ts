/** E-mail addresses in free text and in links. The log keeps both for ever, so it must not get them. */

/** Takes the place of what holds an address. It needs no encoding in a URL. */
const ADDRESS_REMOVED = 'email-removed';

/** An address as far as it tells: a character, `@`, and a domain with a dot. Linear, because no class holds the dot. */
const ADDRESS = /[^\s@]@(?:[\p{L}\p{N}%_-]+\.)+[\p{L}%]{2,}/u;
/** Encoded for a URL, be it more than once, and the wide form of East Asian keyboards. */
const AT = /%(?:25)*40|%(?:25)*EF%(?:25)*BC%(?:25)*A0|＠/gi;
const DOT = /%(?:25)*2E/gi;

export function holdsAddress(text: string): boolean {
  return ADDRESS.test(text.replace(AT, '@').replace(DOT, '.'));
}

/** Replaces each word that holds an address. */
export function withoutAddresses(label: string): string {
  return holdsAddress(label) ? replaceParts(label, /\S+/gu) : label;
}

/** Replaces each segment of a path that holds an address. */
export function pathWithoutAddresses(path: string): string {
  return holdsAddress(path) ? replaceParts(path, /[^/]+/g) : path;
}

/** Replaces the value of a parameter (`name=value`, as it was written) that holds an address. */
export function parameterWithoutAddress(parameter: string): string {
  return holdsAddress(parameter) ? replaceParts(parameter, /[^=]+/g) : parameter;
}

function replaceParts(text: string, part: RegExp): string {
  return text.replace(part, (found) => (holdsAddress(found) ? ADDRESS_REMOVED : found));
}
