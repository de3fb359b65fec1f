/** The random id of this browser: cookie and localStorage hold it, and each mends the other. */
import { randomId } from './random-id';
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
