import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { partitionOf } from '../../libs/intake/partition';
import type { Platform } from '../../libs/kernel/facts';
import { findConnection, type ConnectionView } from '../../libs/queries/connection/connection';
import { findShop } from '../../libs/queries/connection/state';
import { databaseNow } from '../../libs/queries/link-health';
import { isAnybodyWorking } from '../../libs/queries/processing';
import { pinnedTag } from '../api/sdk/sdk-files';
import { checklist, isConnected, lineOf, type Item } from './connect/checklist';
import { addressOfWebhook, stepsOf, tagLine, type Filled, type SecretState, type Step } from './connect/steps';
import { findingLines, newDisplay, type ConnectionDisplay, type Screen } from './connect/view';
import { EXIT, WrongUse } from './exit';
import type { Output } from './output';
import type { Session } from './session';

export interface ConnectOptions {
  merchant: string;
  platform: Platform;
  /** Where shops and browsers reach Tributary. */
  url?: string;
  /** A publishable key; without one, another is made. */
  key?: string;
  /** A file with the shop's webhook secret. */
  secretFile?: string;
  create?: boolean;
  /** Seconds. */
  wait: number;
  json?: boolean;
}

export const CONNECT_LIMITS = { waitSecondsMax: 86_400, lookEveryMs: 1_000 };
const SECRET_BYTES = 32;

/**
 * Tells how to connect a shop, and waits until each part was seen.
 * @param screen where a checklist is drawn, if it is a terminal
 */
export async function connect(
  session: Session,
  options: ConnectOptions,
  output: Output,
  screen: Screen,
): Promise<number> {
  const { merchant: merchantId, platform, wait, json = false } = options;
  const url = addressIn(options.url ?? `http://localhost:${session.environment.PORT}`);
  if (wait > CONNECT_LIMITS.waitSecondsMax)
    throw new WrongUse(`--wait is at most ${CONNECT_LIMITS.waitSecondsMax} seconds.`);
  const secret = options.secretFile === undefined ? undefined : secretIn(options.secretFile);
  const made = await ensureMerchant(session, options);
  const key = made?.publishable ?? (await publishableKey(session, options));
  const filled: Filled = {
    ...{ merchantId, url, key, tag: pinnedTag() },
    secret: await ensureSecret(session, merchantId, platform, secret),
  };
  const steps = stepsOf(platform, filled);
  if (made !== undefined)
    output.say(`Merchant ${merchantId} was created. Its secret key, shown only now: ${made.secret}`);
  if (made === undefined && options.key === undefined)
    output.say('A publishable key was made for this; next time give it with --key.');
  tellSteps(steps, output);
  if (!(await isAnybodyWorking(session.pool)))
    output.say('No service works on this database: start it (npm start), or nothing will be seen.');

  const isWaiting = wait > 0;
  output.say(
    isWaiting
      ? `Waiting for each part, at most ${wait} seconds. Ctrl-C ends it; run it again whenever you like.`
      : 'So far:',
  );
  const display = json || !isWaiting ? null : newDisplay(screen, (line) => output.say(line));
  const { items, view } = await watch(session, options, display);
  if (!isWaiting) for (const item of items) output.say(lineOf(item));
  const connected = isConnected(items);
  output.say('');
  output.say(connected ? 'Connected.' : 'Not everything was seen.');
  for (const line of view.findings.flatMap(findingLines)) output.say(line);
  output.result({
    ...{ connected, merchantId, platform, key, secretKey: made?.secret },
    webhookSecret: filled.secret.kind === 'made' ? filled.secret.secret : undefined,
    webhook: addressOfWebhook(filled, platform),
    tag: tagLine(filled),
    pixel: platform === 'shopify' ? `${url}/v1/connect/shopify-pixel.js?key=${key}` : undefined,
    ...{ steps, items, ...view },
  });
  return connected ? EXIT.held : EXIT.didNotHold;
}

/** Looks every second until all that is needed was seen, the time is over, or the session is about to close. */
async function watch(
  session: Session,
  { merchant: merchantId, platform, wait }: ConnectOptions,
  display: ConnectionDisplay | null,
): Promise<Looked> {
  const ending = new AbortController();
  session.beforeClose(async () => ending.abort());
  const until = performance.now() + wait * 1_000;
  for (let looked = await look(session, merchantId, platform); ;) {
    display?.show(looked.items, looked.view.findings);
    if (isConnected(looked.items) || performance.now() >= until || ending.signal.aborted) return looked;
    try {
      await sleep(CONNECT_LIMITS.lookEveryMs, undefined, { signal: ending.signal });
      looked = await look(session, merchantId, platform);
    } catch (error) {
      if (!ending.signal.aborted) throw error;
    }
  }
}

interface Looked {
  items: Item[];
  view: ConnectionView;
}

async function look({ pool, partitions }: Session, merchantId: string, platform: Platform): Promise<Looked> {
  const [now, shop] = await Promise.all([databaseNow(pool), findShop(pool, merchantId)]);
  const view = await findConnection(pool, merchantId, partitionOf(merchantId, partitions), now);
  return { items: checklist(platform, shop.platform === platform, view), view };
}

function tellSteps(steps: readonly Step[], output: Output): void {
  for (const [i, { title, lines }] of steps.entries()) {
    output.say('');
    output.say(`${i + 1}. ${title}`);
    for (const line of lines) output.say(`   ${line}`);
  }
  output.say('');
}

function addressIn(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw new WrongUse(`--url ${text} is not an http address.`);
  return url.href.replace(/\/+$/, '');
}

function secretIn(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').trim();
  } catch {
    throw new WrongUse(`There is no file ${file}.`);
  }
}

/** Makes the merchant if it may and must; returns the keys of a new merchant. */
async function ensureMerchant({ intake }: Session, { merchant: merchantId, create }: ConnectOptions) {
  const standing = await intake.merchants.check(merchantId);
  if (standing.ok) return undefined;
  if (standing.problem.code !== 'MERCHANT_UNKNOWN') throw new WrongUse(standing.problem.detail);
  if (!create) throw new WrongUse(`There is no merchant ${merchantId}; --create makes it.`);
  await intake.partitions.configure(null);
  const outcome = await intake.merchants.register({ merchantId, name: merchantId });
  if (!outcome.ok) throw new WrongUse(outcome.problem.detail);
  return outcome.value.keys;
}

async function publishableKey({ intake }: Session, { merchant: merchantId, key }: ConnectOptions): Promise<string> {
  if (key === undefined) {
    const made = await intake.merchants.createKey(merchantId, { kind: 'publishable' });
    if (!made.ok) throw new WrongUse(made.problem.detail);
    return made.value.key;
  }
  const found = await intake.merchants.authenticate(key);
  if (found === null || found.merchantId !== merchantId || found.kind !== 'publishable')
    throw new WrongUse(`--key is no publishable key of ${merchantId}.`);
  return key;
}

/** Shopify has a secret of its own; of the others it is for us to choose. */
async function ensureSecret(
  { intake, pool }: Session,
  merchantId: string,
  platform: Platform,
  given: string | undefined,
): Promise<SecretState> {
  const { platform: current } = await findShop(pool, merchantId);
  if (given === undefined) {
    if (current !== null && current !== platform)
      throw new WrongUse(`The merchant's platform is ${current}; a second shop is a merchant of its own.`);
    if (current === platform) return { kind: 'set' };
    if (platform === 'shopify') return { kind: 'missing' };
  }
  const random = randomBytes(SECRET_BYTES);
  const secret = given ?? (platform === 'custom' ? `whsec_${random.toString('base64')}` : random.toString('base64url'));
  const outcome = await intake.shops.setSecret(merchantId, platform, { secret });
  if (!outcome.ok) throw new WrongUse(outcome.problem.detail);
  return given === undefined ? { kind: 'made', secret } : { kind: 'set' };
}
