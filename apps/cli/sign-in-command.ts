import { SESSION_LIMITS, Sessions } from '../../libs/intake/sessions';
import { adminKey } from '../admin-key';
import { requireAdminKey } from '../environment';
import { EXIT, WrongUse } from './exit';
import type { Output } from './output';
import type { Session } from './session';

export interface SignInOptions {
  merchant?: string;
}

/** Prints an address of the dashboard that signs in as admin, once. */
export async function signIn(session: Session, { merchant }: SignInOptions, output: Output): Promise<number> {
  if (merchant !== undefined && !(await session.intake.merchants.check(merchant)).ok) {
    throw new WrongUse(`There is no merchant ${merchant}.`);
  }
  const url = await signInUrl(session, merchant);
  output.say(`Open this address within ${MINUTES} minutes, while the service runs; it signs in once:`);
  output.say('');
  output.say(`    ${url}`);
  output.result({ url, expiresInSeconds: SESSION_LIMITS.codeMs / 1_000 });
  return EXIT.held;
}

const MINUTES = SESSION_LIMITS.codeMs / 60_000;

/**
 * The code stands behind the `#`, which browsers send to nobody; it is no key, and serves once.
 * @throws BadEnvironment when there is no admin key to act with
 */
export async function signInUrl({ pool, environment }: Session, merchantId?: string): Promise<string> {
  requireAdminKey(environment);
  const { key } = await adminKey(environment);
  const code = await new Sessions(pool, key).makeCode({ keyId: null });
  const merchant = merchantId === undefined ? '' : `?merchant=${encodeURIComponent(merchantId)}`;
  return `http://localhost:${environment.PORT}/dashboard/purchases${merchant}#sign-in=${code}`;
}
