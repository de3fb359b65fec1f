import { SecretBox } from '../../libs/intake/secret-box';

const KEY = Buffer.alloc(32, 5);

/** The key of the secrets in the tests' databases, as the environment gives it. */
export const SECRETS_KEY = KEY.toString('base64');

export const SECRETS = new SecretBox(KEY);
