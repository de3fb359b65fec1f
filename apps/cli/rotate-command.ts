import { randomBytes } from 'node:crypto';
import { SECRETS_KEY_BYTES } from '../../libs/intake/secret-box';
import { changeSecretsKey, keyOf } from '../secrets-key';
import { EXIT, WrongUse } from './exit';
import { count, type Output } from './output';
import type { Session } from './session';

/** Puts NEW_SECRETS_KEY in the place of the present key; without it, a key kept in a file gets a random successor. */
export async function rotateSecretsKey(session: Session, output: Output): Promise<number> {
  const { url, secretsKey, environment } = session;
  const given = environment.NEW_SECRETS_KEY;
  if (given === undefined && secretsKey.file === undefined) {
    throw new WrongUse('NEW_SECRETS_KEY must be set, to the key that takes the place of SECRETS_KEY.');
  }
  const next = given === undefined ? randomBytes(SECRETS_KEY_BYTES) : keyOf(given);
  if (next.equals(secretsKey.key)) throw new WrongUse('NEW_SECRETS_KEY is the key in use.');
  const values = await changeSecretsKey(url, secretsKey, next);
  output.result({ values, file: secretsKey.file ?? null });
  output.say(`${count(values)} values are encrypted with the new key.`);
  output.say(
    secretsKey.file === undefined
      ? 'Set SECRETS_KEY to the value of NEW_SECRETS_KEY, and start all processes of the service again.'
      : `${secretsKey.file} holds it. If the service runs, start it again.`,
  );
  return EXIT.held;
}
