/** The random id of this browser: cookie and localStorage hold it, and each mends the other. */
import { randomId } from './random-id';
import { cookie, keep, kept, setCookie } from './storage';

export const NAME = '_tributary';
const ID = /^[\w-]{16,64}$/;

/** Asked for once: a browser takes time for its cookies, and may keep nothing. */
let ofPage: string | undefined;

export function visitorId(): string {
  if (!ofPage) {
    const had = cookie(NAME);
    ofPage = [had, kept(NAME)].find((value) => value && ID.test(value)) ?? randomId();
    if (had !== ofPage) setCookie(NAME, ofPage);
    keep(NAME, ofPage);
  }
  return ofPage;
}

export function forgetVisitor(): void {
  ofPage = undefined;
  setCookie(NAME, '');
  keep(NAME, '');
}
