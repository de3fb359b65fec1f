/** The random id of this browser: cookie and localStorage hold it, and each mends the other. */
import { cookie, keep, kept, setCookie } from './storage';

export const NAME = '_tributary';
const ID = /^[\w-]{16,64}$/;

/** For a browser that keeps nothing: the id lives as long as the page. */
let ofPage: string | undefined;

export function visitorId(): string {
  const id = [cookie(NAME), kept(NAME), ofPage].find((value) => value && ID.test(value)) ?? randomId();
  setCookie(NAME, id);
  keep(NAME, id);
  return (ofPage = id);
}

export function forgetVisitor(): void {
  ofPage = undefined;
  setCookie(NAME, '');
  keep(NAME, '');
}

/** A random UUID. `crypto.randomUUID` is missing on pages without TLS. */
export function randomId(): string {
  const digit = (of: number) => (of ^ (crypto.getRandomValues(new Uint8Array(1))[0]! & (15 >> (of / 4)))).toString(16);
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (of) => digit(+of));
}
