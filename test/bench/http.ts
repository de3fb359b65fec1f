/** Touchpoints and webhooks over HTTP, durable when answered, compared with a minimal server. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import autocannon from 'autocannon';
import { openDatabase } from '../../libs/database/database';
import { isElsewhere, newPlace, variablesOf } from './place';
import { asAdmin, PROGRAM, programVariables, startServer, type Server } from './servers';
import { signedWebhook } from './signed-webhook';

const CONNECTIONS = 64;
const SECONDS = 10;
const WARM_UP_SECONDS = 3;
const ROUNDS = 3;
const PORTS = { bare: 34_101, api: 34_102, other: 34_103 };

const touchpoint = JSON.stringify({
  touchpointId: '[<id>]',
  anonymousId: 'device-[<id>]',
  source: 'referral',
  channel: 'newsletter',
  campaign: 'spring',
  referrer: { type: 'customer_id', value: 'customer-1' },
  url: 'https://shop.example/products/lamp?utm_source=newsletter&session=1',
});

const UNLIMITED = { RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '0', RATE_LIMIT_PER_DEVICE_PER_MINUTE: '0' };

interface Target {
  url: string;
  headers: Record<string, string>;
}

interface Load {
  rate: number;
  p99: number;
}

export async function benchHttp(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir });
  // A log elsewhere is compared with the one in Postgres, each with read models of its own.
  const other = isElsewhere() ? await openDatabase({ dataDir: path.join(dataDir, 'other') }) : null;
  const servers: Server[] = [];
  try {
    const start = async (script: string, port: number, databaseUrl: string, more: Record<string, string> = {}) => {
      const server = await startServer(script, port, { ...programVariables(databaseUrl), ...UNLIMITED, ...more });
      servers.push(server);
      return server.url;
    };
    const api = { TRIBUTARY_ROLE: 'api', EVENT_LOG: 'postgres' };
    const names: [string, Target][] = [];
    const bare = await start(path.join(__dirname, 'bare-server.ts'), PORTS.bare, database.url);
    names.push(['baseline, bare Fastify with one pooled INSERT', { url: bare, headers: {} }]);
    const ours = await withKey(await start(PROGRAM, PORTS.api, database.url, api));
    names.push(['the log in Postgres', ours]);
    if (other !== null) {
      const url = await start(PROGRAM, PORTS.other, other.url, { ...api, ...variablesOf(newPlace()) });
      names.push(['the log in EventStoreDB', await withKey(url)]);
    }
    for (const [, target] of names) await load(target, WARM_UP_SECONDS);

    // The servers take turns, so that other load on the machine affects all.
    const rounds = new Map<string, Load[]>(names.map(([name]) => [name, []]));
    for (let i = 0; i < ROUNDS; i++)
      for (const [name, target] of names) rounds.get(name)!.push(await load(target, SECONDS));
    const [first, ...rest] = names.map(([name]) => ({ name, ...middle(rounds.get(name)!) }));
    console.log(`single touchpoints, ${CONNECTIONS} connections`);
    console.log(`  ${first!.name}: ${shown(first!)}`);
    for (const [i, one] of rest.entries()) {
      const than = i === 0 ? first! : rest[0]!;
      console.log(
        `  ${one.name}: ${shown(one)}, ratio of rates ${(one.rate / than.rate).toFixed(2)}, of p99 ` +
          `${(one.p99 / than.p99).toFixed(2)} to ${than.name}`,
      );
    }
    await benchWebhooks(names.at(-1)![1].url);
  } finally {
    for (const server of servers) server.process.kill();
    await database.close();
    await other?.close();
  }
}

/** At half of the saturating rate, answers must be quick. */
async function benchWebhooks(url: string): Promise<void> {
  const secret = randomBytes(32);
  await asAdmin(url, 'PUT', '/v1/merchants/bench/webhooks/custom', { secret: `whsec_${secret.toString('base64')}` });
  const saturated = await webhookLoad(url, secret, {});
  const half = await webhookLoad(url, secret, { overallRate: Math.floor(saturated.rate / 2) });
  console.log(`signed webhooks, saturated: ${shown(saturated)}`);
  console.log(`  at half of that rate: ${shown(half)}`);
}

let order = 0;

async function webhookLoad(url: string, secret: Buffer, more: { overallRate?: number }): Promise<Load> {
  const setupRequest = (request: autocannon.Request): autocannon.Request => {
    const now = new Date();
    const id = `order-${order++}`;
    const data = { orderId: id, customerId: `customer-${order % 5_000}`, token: id, status: 'paid', total: 1_999 };
    const rest = {
      currency: 'EUR',
      items: [{ sku: 'lamp', quantity: 1, price: 1_999 }],
      occurredAt: now.toISOString(),
    };
    const body = JSON.stringify({ type: 'order.created', timestamp: now.toISOString(), data: { ...data, ...rest } });
    return { ...request, body, headers: { ...request.headers, ...signedWebhook(secret, id, body) } };
  };
  const requests = [{ method: 'POST' as const, path: '/v1/webhooks/bench/custom', setupRequest }];
  const headers = { 'content-type': 'application/json' };
  return measured(await autocannon({ url, connections: CONNECTIONS, duration: SECONDS, headers, requests, ...more }));
}

async function load({ url, headers }: Target, seconds: number): Promise<Load> {
  return measured(
    await autocannon({
      url: `${url}/v1/track/touchpoint`,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: touchpoint,
      idReplacement: true,
      connections: CONNECTIONS,
      duration: seconds,
    }),
  );
}

function measured(result: autocannon.Result): Load {
  const refused = result.non2xx + result.errors + result.timeouts;
  if (refused > 0) throw new Error(`${refused} requests were not answered with success`);
  return { rate: result.requests.average, p99: result.latency.p99 };
}

async function withKey(url: string): Promise<Target> {
  const body = { merchantId: 'bench', name: 'Bench' };
  const { keys } = (await asAdmin(url, 'POST', '/v1/merchants', body)) as { keys: { publishable: string } };
  return { url, headers: { authorization: `Bearer ${keys.publishable}` } };
}

function middle(loads: Load[]): Load {
  const sorted = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
  return { rate: sorted(loads.map(({ rate }) => rate)), p99: sorted(loads.map(({ p99 }) => p99)) };
}

function shown({ rate, p99 }: Load): string {
  return `${Math.round(rate)}/s, p99 ${p99} ms`;
}
