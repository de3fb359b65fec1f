import { createHmac, randomBytes } from 'node:crypto';
import type { Intake } from '../../libs/intake/intake';
import type { Outcome } from '../../libs/intake/outcomes';
import { channelTotals } from '../../libs/queries/channel-totals';
import { hasAdminKey } from '../environment';
import { listRewards, rewardTotals } from '../../libs/queries/rewards';
import { channelTable } from './channel-table';
import { untilDecided } from './decided';
import { CAMPAIGNS, GENEROUS_FRIENDS } from './demo/campaigns';
import { crowd } from './demo/crowd';
import { Random } from './demo/random';
import { type Act, Shop } from './demo/shop';
import { stories, type Story } from './demo/stories';
import { EXIT, WrongUse } from './exit';
import { count, type Output } from './output';
import { rewardTable } from './reward-table';
import type { Session } from './session';
import { signInUrl } from './sign-in-command';
import { verify } from './verify-command';
import { reportLines } from './what-if/report-text';
import { runScenarios } from './what-if-command';

const SEED = 20_260_301;
const MERCHANTS_MAX = 1_000;

export interface DemoSize {
  people: number;
  /** Long enough that the scenarios' claims come before the evaluation, short enough to wait for. */
  settlingSeconds: number;
}

/** Makes a merchant, acts as its shop and visitors, and says what to look at. */
export async function demo(
  session: Session,
  output: Output,
  { people, settlingSeconds }: DemoSize = { people: 400, settlingSeconds: 3 },
): Promise<number> {
  // The newest kernel decides everything that follows.
  await session.intake.partitions.configure(null);
  const merchant = await newMerchant(session.intake, settlingSeconds);
  const { merchantId } = merchant;
  output.say(`Merchant ${merchantId}, settling period ${settlingSeconds} seconds.`);

  for (const [campaignId, campaign] of Object.entries(CAMPAIGNS)) {
    done(await session.intake.campaigns.publish(merchantId, campaignId, campaign));
  }
  const shop = new Shop(Date.now());
  const told = stories(shop);
  const acts = [...told.flatMap((story) => story.acts), ...crowd(shop, new Random(SEED), people)];
  await decided(session, merchant, acts, 'acting', output);
  const late = told.flatMap((story) => story.late ?? []);
  output.say('Every purchase is evaluated once. Next: a late claim, a refund, and a payment ...');
  await decided(session, merchant, late, 'acting late', output);
  output.say('... and an order is cancelled after its reward was paid.');
  const last = told.flatMap((story) => story.last ?? []);
  await decided(session, merchant, last, 'acting last', output);

  const totals = await channelTotals(session.pool, merchantId);
  const rewards = await rewardTotals(session.pool, merchantId);
  output.say('');
  const tables = [...channelTable(totals), '', ...rewardTable(rewards)];
  for (const line of [...tables, '', ...whatToLookAt(merchant, told)]) output.say(line);
  output.say('');
  output.say('Does every decision follow from the recorded facts? All of them are decided again and compared:');
  const code = await verify(session, { merchant: merchantId }, { ...output, result: () => undefined });
  output.say('');
  output.say('What if friends had been given 15 per cent, not 10? The whole history runs again under that rule:');
  const generous = { name: 'friends with 15 per cent', campaigns: { friends: GENEROUS_FRIENDS } };
  const { scenarios } = await runScenarios(session, merchantId, [generous], output, { threads: 0, changesMax: 0 });
  const whatIf = scenarios.map(({ report }) => report);
  for (const line of whatIf.flatMap(reportLines)) output.say(line);
  const outcomes = told.map(({ title, orderId, shows }) => ({ title, orderId, shows }));
  const dashboard = hasAdminKey(session.environment) ? await signInUrl(session, merchantId) : null;
  output.say('');
  for (const line of dashboard === null ? [] : openDashboard(dashboard)) output.say(line);
  output.result({ ...merchant, dashboard, stories: outcomes, totals, rewards, held: code === EXIT.held, whatIf });
  return code;
}

interface DemoMerchant {
  merchantId: string;
  keys: { publishable: string; secret: string };
  webhookSecret: string;
}

/** Makes merchant `demo`, or `demo-2` and so on if the name is taken. */
async function newMerchant(intake: Intake, settlingPeriodSeconds: number): Promise<DemoMerchant> {
  for (let number = 1; number <= MERCHANTS_MAX; number++) {
    const merchantId = number === 1 ? 'demo' : `demo-${number}`;
    if (await intake.merchants.isKnown(merchantId)) continue;
    const made = await intake.merchants.register({
      merchantId,
      name: 'Demonstration',
      policy: { settlingPeriodSeconds },
    });
    if (!made.ok && made.problem.code === 'MERCHANT_EXISTS') continue;
    const { keys } = done(made);
    const webhookSecret = `whsec_${randomBytes(32).toString('base64')}`;
    done(await intake.shops.setSecret(merchantId, 'custom', { secret: webhookSecret }));
    return { merchantId, keys, webhookSecret };
  }
  throw new WrongUse(`There are ${count(MERCHANTS_MAX)} demonstration merchants; delete the data to start over.`);
}

/** Sends the acts one by one and waits until all are decided. */
async function decided(session: Session, merchant: DemoMerchant, acts: Act[], name: string, output: Output) {
  const progress = output.progress(name, acts.length);
  let position = -1;
  for (const [i, act] of acts.entries()) {
    position = Math.max(position, await perform(session, merchant, act));
    progress.to(i + 1);
  }
  progress.done();
  await untilDecided(session, merchant.merchantId, position, output);
}

/** Returns the position of the recorded fact. */
async function perform(session: Session, { merchantId, webhookSecret }: DemoMerchant, act: Act): Promise<number> {
  const { intake, pool } = session;
  if (act.by === 'payout') {
    const { items } = await listRewards(pool, merchantId, { orderId: act.orderId, state: 'available' }, 500, null);
    const { rewardId } = items.find(({ role }) => role === 'referrer')!;
    return done(await intake.campaigns.recordPayment(merchantId, rewardId, { reference: `payout-${rewardId}` }))
      .position;
  }
  if (act.by === 'browser') {
    const { sends, body } = act;
    const recorded =
      sends === 'claim'
        ? intake.tracking.recordClaim(merchantId, body)
        : intake.tracking.recordTouchpoint(merchantId, body);
    return done(await recorded).position;
  }
  const body = JSON.stringify({ type: 'order.created', timestamp: act.order.occurredAt, data: act.order });
  const headers = signedHeaders(String(act.order.orderId), body, webhookSecret);
  const answer = done(await intake.shops.receive(merchantId, 'custom', headers, Buffer.from(body)));
  if (answer.kind !== 'recorded') throw new Error(`the shop's delivery was not recorded: ${answer.kind}`);
  return answer.position;
}

/** Signs a delivery by Standard Webhooks. */
function signedHeaders(id: string, body: string, secret: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

function done<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.problem.code}: ${outcome.problem.detail}`);
  return outcome.value;
}

function openDashboard(url: string): string[] {
  return [
    'See all of it: start the service with npm start, then open this address within an hour. It signs in once;',
    'npm run tributary -- sign-in prints another one.',
    '',
    `    ${url}`,
  ];
}

function whatToLookAt({ keys }: DemoMerchant, told: readonly Story[]): string[] {
  const get = (path: string) => `    curl -s 'localhost:3000/v1/${path}' -H "Authorization: Bearer $SECRET_KEY"`;
  return [
    'What to look at: start the service with npm start, then in another terminal:',
    '',
    `    export SECRET_KEY=${keys.secret}`,
    ...told.flatMap(({ title, orderId, shows }) => ['', `  ${title}:`, `  ${shows}`, get(`purchases/${orderId}`)]),
    '',
    '  Who dora is, and what holds her identifiers together',
    get('identity-groups/by/customer_id/dora'),
    '',
    '  All claims, and why some were rejected',
    get('claims'),
    '',
    "  The use of the gifts' budget, and the rewards that can be paid to anna",
    get('campaigns/gifts'),
    get('rewards?state=available&recipientType=customer_id&recipientValue=anna'),
    '',
    'npx tributary what-if --models compares the attribution models on this history.',
  ];
}
