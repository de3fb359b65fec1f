/**
 * Every route that takes a value of a person, then an erasure: the value is in no table, in no event, and in no line that
 * the program wrote.
 */
import { openLog, type OpenPlace } from '../../libs/engine/open-log';
import type { EventLog } from '../../libs/event-log/event-log';
import { intakeStream, ledgerStream } from '../../libs/event-log/streams';
import { eventStoreDbTarget, TARGET, type EventStoreDbTarget } from '../support/eventstoredb-target';
import { tablesWith } from '../support/plain-values';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { CUSTOM_SECRET, paidOrder, signedCustom } from '../support/app';
import { SECRETS } from '../support/secrets';
import { checkVault } from '../../libs/verify/check-vault';
import { eventsOf, expectProvable, PARTITIONS } from './audit';
import { ADMIN_KEY, Program } from './program';

const BY = { reason: 'asked by letter', actor: 'mia' };
/** Type and value of everybody who is erased. No value is part of another. */
const PEOPLE: readonly (readonly [type: string, value: string])[] = [
  ['customer_id', 'zq-buyer'],
  ['customer_id', 'zq-claimed-buyer'],
  ['customer_id', 'zq-referrer'],
  ['customer_id', 'zq-owner'],
  ['customer_id', 'zq-imagined-owner'],
  ['anonymous_id', 'zq-phone'],
  ['anonymous_id', 'zq-tablet'],
  ['anonymous_id', 'zq-carried'],
  ['anonymous_id', 'zq-quarantined'],
  ['external_id', 'zq-external'],
  ['external_id', 'zq-merged'],
  ['wallet', 'zq-wallet'],
];
const EMAIL = 'zq.person@mail.example';

let database: TestDatabase;
let log: EventLog;
let program: Program;
let keys: { publishable: string; secret: string };
let position: number;

async function start(place: OpenPlace, ofLog: Record<string, string>): Promise<void> {
  position = 0;
  database = await createTestDatabase();
  log = openLog(database.pool, place);
  program = await Program.start({
    DATABASE_URL: database.url,
    ...ofLog,
    LOG_LEVEL: 'trace',
    DELAYED_PURCHASE_PROCESSING_DELAY_SECONDS: '0',
  });
}

async function stop(): Promise<void> {
  await program.kill('SIGTERM');
  await log.close();
  await database.drop();
}

async function send(
  method: string,
  path: string,
  key: string | null,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(program.url + path, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...headers,
    },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const read = (await answer.json()) as Record<string, unknown>;
  if (typeof read['position'] === 'number') position = Math.max(position, read['position']);
  return { status: answer.status, body: read };
}

/** @returns the status and code of each answer that is no success */
async function sendAll(requests: readonly Parameters<typeof send>[]): Promise<unknown[]> {
  const refused: unknown[] = [];
  for (const request of requests) {
    const { status, body } = await send(...request);
    if (status >= 300) refused.push([request[0], request[1], status, body]);
  }
  return refused;
}

async function expectHeld(): Promise<void> {
  await expectProvable(database.pool, log);
  expect((await checkVault(database.pool, SECRETS)).differences).toEqual([]);
}

function delivery(data: Record<string, unknown>): Parameters<typeof send> {
  const body = JSON.stringify(paidOrder('o-1', data));
  return ['POST', '/v1/webhooks/shop/custom', null, body, signedCustom(CUSTOM_SECRET, body)];
}

async function tellEverything(): Promise<void> {
  const { publishable, secret } = keys;
  const [buyer, referrer, owner] = ['zq-buyer', 'zq-referrer', 'zq-owner'].map((value) => ({
    type: 'customer_id',
    value,
  }));
  const device = (value: string) => ({ type: 'anonymous_id', value });
  const external = (value: string) => ({ type: 'external_id', value });
  const wallet = { type: 'wallet', value: 'zq-wallet' };
  const visit = { anonymousId: 'zq-phone', source: 'referral', referrer, url: 'https://shop.example/tea' };
  const claim = { anonymousId: 'zq-phone', orderId: 'o-1', token: 'token-o-1', customerId: 'zq-claimed-buyer' };
  const campaign = { name: 'Friends', condition: 'touchpoint.hasReferrer', currency: 'EUR' };
  const scenarios = [{ name: 'codes', codes: { TEA: { owner: { type: 'customer_id', value: 'zq-imagined-owner' } } } }];
  const after = () => `after=${position}&waitMs=10000`;
  expect(
    await sendAll([
      [
        'PUT',
        '/v1/campaigns/friends',
        secret,
        { ...campaign, rewards: [{ to: 'referrer', kind: 'fixed', amount: 500 }] },
      ],
      ['PUT', '/v1/codes/TEA', secret, { owner }],
      ['POST', '/v1/track/touchpoint', publishable, visit],
      ['POST', '/v1/track/batch', publishable, { items: [{ type: 'touchpoint', ...visit, anonymousId: 'zq-tablet' }] }],
      delivery({ customerId: 'zq-buyer', email: EMAIL, anonymousId: 'zq-carried', codes: ['TEA'] }),
      ['POST', '/v1/track/purchase', publishable, claim],
      ['POST', '/v1/identities/assert', secret, { assertionId: 'a', a: buyer, b: external('zq-external') }],
      ['POST', `/v1/merges/preview?merchantId=shop`, ADMIN_KEY, { a: wallet, b: device('zq-tablet') }],
      ['POST', '/v1/merges?merchantId=shop', ADMIN_KEY, { a: wallet, b: device('zq-tablet'), ...BY }],
      ['POST', '/v1/merges?merchantId=shop', ADMIN_KEY, { a: wallet, b: external('zq-merged'), ...BY }],
      ['POST', '/v1/replays', secret, { scenarios }],
    ]),
  ).toEqual([]);
  expect(
    await sendAll([
      ['GET', `/v1/purchases/o-1/explain?${after()}`, secret],
      ...PEOPLE.filter(([, value]) => !['zq-quarantined', 'zq-imagined-owner'].includes(value)).map(
        ([type, value]): Parameters<typeof send> => [
          'GET',
          `/v1/identities/${type}/${value}/export?${after()}`,
          secret,
        ],
      ),
    ]),
  ).toEqual([]);
  // What is refused or kept aside tells nothing either.
  const bad = JSON.stringify({ type: 'order.created', timestamp: 'never', data: { anonymousId: 'zq-quarantined' } });
  await send('POST', '/v1/webhooks/shop/custom', null, bad, signedCustom(CUSTOM_SECRET, bad));
  await send('POST', '/v1/track/touchpoint', publishable, {
    ...visit,
    anonymousId: 'zq-quarantined',
    source: 'zq-nowhere',
  });
  await send('POST', '/v1/track/touchpoint', publishable, '{"anonymousId":"zq-quarantined"');
  await send('GET', '/v1/identities/shoe_size/zq-quarantined/export', secret);
  await send('GET', '/v1/zq-quarantined', secret);
  await database.pool.query(
    `insert into quarantine (id, merchant_id, platform, topic, code, detail, body, body_hash, headers)
     values (gen_random_uuid(), 'shop', 'custom', null, 'FIELD_INVALID', '', $1, 'hash', '{}')`,
    [Buffer.from(`{"buyer":"zq-buyer","mail":"${EMAIL}"}`)],
  );
}

async function where(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  const events = await allEvents();
  for (const value of [...PEOPLE.map(([, value]) => value), EMAIL]) {
    const places = await tablesWith(database.pool, value);
    const lines = [...program.log, ...events].filter((line) => line.includes(value));
    if (places.length + lines.length > 0) found[value] = [...places, ...lines];
  }
  return found;
}

async function allEvents(): Promise<string[]> {
  const all: string[] = [];
  for (let partition = 0; partition < PARTITIONS; partition++) {
    for (const stream of [intakeStream(partition), ledgerStream(partition)]) {
      for await (const { data } of eventsOf(log, stream)) all.push(data);
    }
  }
  expect(all.length).toBeGreaterThan(0);
  return all;
}

function erases(): void {
  it('leaves no value in any table, event or line that is written, and verify and rebuild hold as before', async () => {
    const { body } = await send('POST', '/v1/merchants', ADMIN_KEY, {
      ...{ merchantId: 'shop', name: 'Shop', policy: { settlingPeriodSeconds: 0, linkByEmail: true } },
    });
    keys = body['keys'] as typeof keys;
    await send('PUT', '/v1/merchants/shop/webhooks/custom', ADMIN_KEY, { secret: CUSTOM_SECRET });
    await tellEverything();
    await expectHeld();
    const before = await where();
    expect(program.log.length).toBeGreaterThan(0);
    for (const places of Object.values(before)) {
      expect(places.filter((place) => !['vault', 'quarantine'].includes(place))).toEqual([]);
    }
    const hashes = await database.pool.query<{ value: string }>("select value from vault where type = 'email_hash'");
    expect(hashes.rows).toHaveLength(1);
    const erasures = [...PEOPLE, ['email_hash', hashes.rows[0]!.value] as const];
    for (const [type, value] of erasures) {
      const { status } = await send('DELETE', `/v1/identities/${type}/${value}`, keys.secret, BY);
      expect([value, status]).toEqual([value, Object.hasOwn(before, value) || type === 'email_hash' ? 200 : 404]);
    }
    expect(await where()).toEqual({});
    expect(await tablesWith(database.pool, hashes.rows[0]!.value)).toEqual([]);
    await expectHeld();
  }, 120_000);

  it('holds when the whole merchant is erased afterwards', async () => {
    await send('POST', '/v1/track/touchpoint', keys.publishable, { anonymousId: 'zq-phone', source: 'direct' });
    expect(await where()).toEqual({ 'zq-phone': ['vault'] });
    expect((await send('DELETE', '/v1/merchants/shop', ADMIN_KEY, BY)).status).toBe(200);
    expect(await where()).toEqual({});
    await expectHeld();
  }, 120_000);
}

describe('an erasure with the Postgres log', () => {
  beforeAll(() => start({ kind: 'postgres' }, {}));
  afterAll(stop);
  erases();
});

describe(`an erasure with a log in EventStoreDB, on ${TARGET}`, () => {
  let target: EventStoreDbTarget;
  beforeAll(async () => {
    target = await eventStoreDbTarget();
    const { url, prefix } = target.address;
    const ofLog = { EVENT_LOG: 'eventstoredb', EVENTSTOREDB_URL: url, EVENT_STREAM_PREFIX: prefix };
    await start({ kind: 'eventstoredb', url, prefix }, ofLog);
  });
  afterAll(async () => {
    await stop();
    await target.close();
  });
  erases();
});
