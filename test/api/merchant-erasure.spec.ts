/** A merchant that was erased: its values and secrets are gone, its decisions stay, and nobody gets in any more. */
import { pino } from 'pino';
import { readEnvironment } from '../../apps/environment';
import { startTributary } from '../../apps/tributary';
import { intakeStream } from '../../libs/event-log/streams';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { Intake } from '../../libs/intake/intake';
import { partitionOf } from '../../libs/intake/partition';
import { checkVault } from '../../libs/verify/check-vault';
import { expectProvable, PARTITIONS } from '../chaos/audit';
import { ADMIN_KEY, CUSTOM_SECRET, paidOrder, TestApp } from '../support/app';
import { tablesWith } from '../support/plain-values';
import { SECRETS, SECRETS_KEY } from '../support/secrets';
import { Storefront } from '../support/storefront';
import { eventually, until } from '../support/until';

const OPERATOR = { reason: 'the shop closed', actor: 'mia' };
const GONE = [410, 'MERCHANT_FORGOTTEN'];

let app: TestApp;
let shop: Storefront;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());
beforeEach(async () => {
  shop = await Storefront.open(app);
  await shop.campaign('friends');
});

const forget = (body: unknown = OPERATOR, merchantId = shop.merchant.merchantId) =>
  app.request('DELETE', `/v1/merchants/${merchantId}`, { key: ADMIN_KEY, body });

const count = async (table: string, where = 'true'): Promise<number> => {
  const { rows } = await app.database.pool.query<{ count: number }>(
    `select count(*)::integer as count from ${table} where merchant_id = $1 and ${where}`,
    [shop.merchant.merchantId],
  );
  return rows[0]!.count;
};

async function expectHeld(): Promise<void> {
  await expectProvable(app.database.pool);
  expect((await checkVault(app.database.pool, SECRETS)).differences).toEqual([]);
}

const SECRET_TABLES = ['merchant_secrets', 'webhook_secrets', 'shop_hosts', 'merchant_rate_limits', 'replays'];
const COUNT_TABLES = ['webhook_topics', 'request_tallies'];

it('takes values, secrets and kept bodies out of every table, and leaves what was decided', async () => {
  const { merchantId, secret } = shop.merchant;
  await shop.referred('o-1', 'anna-0815');
  await app.request('PUT', `/v1/merchants/${merchantId}/rate-limits`, { key: ADMIN_KEY, body: {} });
  await app.post('/v1/replays', secret, { scenarios: [{ name: 'as it was' }] });
  await app.database.pool.query('insert into shop_hosts values ($1, $2)', [merchantId, 'shop.example']);
  await app.database.pool.query(
    `insert into quarantine (id, merchant_id, platform, topic, code, detail, body, body_hash, headers)
     values (gen_random_uuid(), $1, 'custom', null, 'FIELD_INVALID', '', 'anna-0815', 'hash', '{}')`,
    [merchantId],
  );
  await app.tributary.app.get(Intake).tallies.write();
  for (const table of COUNT_TABLES) expect([table, await count(table)]).not.toEqual([table, 0]);
  await expectHeld();
  for (const table of [...SECRET_TABLES, 'quarantine']) expect([table, await count(table)]).toEqual([table, 1]);
  const rewards = await count('rewards');

  const { status, body } = await forget();
  expect([status, body]).toMatchObject([200, { merchantId, vaultRows: 3, quarantined: 1 }]);
  expect(await tablesWith(app.database.pool, 'anna-0815')).toEqual([]);
  expect(await count('vault', 'value is not null')).toBe(0);
  await app.tributary.app.get(Intake).tallies.write();
  for (const table of [...SECRET_TABLES, ...COUNT_TABLES, 'quarantine'])
    expect([table, await count(table)]).toEqual([table, 0]);
  expect([rewards, await count('rewards')]).toEqual([1, 1]);
  await expectHeld();
});

it('is refused every request afterwards, whoever makes it', async () => {
  const { merchantId, secret, publishable } = shop.merchant;
  await forget();
  const visit = { anonymousId: 'd', source: 'direct' };
  const answers = [
    await app.get('/v1/purchases', secret),
    await app.post('/v1/track/touchpoint', publishable, visit),
    await app.post(`/v1/track/touchpoint?key=${publishable}`, null, visit),
    await app.get(`/v1/purchases?merchantId=${merchantId}`, ADMIN_KEY),
    await app.get(`/v1/alerts?merchantId=${merchantId}`, ADMIN_KEY),
    await app.post(`/v1/replays?merchantId=${merchantId}`, ADMIN_KEY, { scenarios: [{ name: 'a' }] }),
    await app.get(`/v1/merchants/${merchantId}/rate-limits`, ADMIN_KEY),
    await app.request('PUT', `/v1/merchants/${merchantId}/rate-limits`, { key: ADMIN_KEY, body: {} }),
    await app.post(`/v1/merchants/${merchantId}/keys`, ADMIN_KEY, { kind: 'secret' }),
    await app.request('DELETE', `/v1/merchants/${merchantId}/keys/${merchantId}`, { key: ADMIN_KEY }),
    await app.request('PUT', `/v1/merchants/${merchantId}/webhooks/custom`, {
      key: ADMIN_KEY,
      body: { secret: CUSTOM_SECRET },
    }),
    await app.request('DELETE', `/v1/merchants/${merchantId}/webhooks/custom`, { key: ADMIN_KEY }),
    await app.custom(merchantId, CUSTOM_SECRET, paidOrder('o-9')),
    await app.post('/v1/merchants', ADMIN_KEY, { merchantId, name: 'Again' }),
    await forget(),
  ];
  expect(answers.map(({ status, body }) => [status, body['code']])).toEqual(answers.map(() => GONE));
});

it('is asked for by the admin alone, with a reason; an unknown merchant is not found', async () => {
  const { merchantId, secret } = shop.merchant;
  const withSecret = await app.request('DELETE', `/v1/merchants/${merchantId}`, { key: secret, body: OPERATOR });
  expect(withSecret.status).toBe(403);
  expect((await forget({ actor: 'mia' })).status).toBe(400);
  expect((await forget(OPERATOR, 'nobody')).body['code']).toBe('MERCHANT_UNKNOWN');
  expect((await shop.get('/v1/purchases')).status).toBe(200);
});

it.each(['the fact', 'the mark'])('goes on when the first try ended after %s', async (step) => {
  await shop.visit('device-1');
  const failing = step === 'the fact' ? 'forgotten_merchants' : 'vault';
  const event = step === 'the fact' ? 'insert' : 'update';
  const { pool } = app.database;
  await pool.query(
    `create function fail() returns trigger language plpgsql as $$ begin raise 'no'; end $$;
     create trigger fail before ${event} on ${failing} for each row execute function fail()`,
  );
  expect((await forget()).status).toBe(500);
  await pool.query(`drop trigger fail on ${failing}; drop function fail`);

  expect((await forget({ reason: 'once more', actor: 'ben' })).status).toBe(200);
  expect(await count('vault', 'value is not null')).toBe(0);
  const { rows } = await pool.query<{ data: string }>(
    "select data from events where type = 'MerchantForgotten' and data::jsonb ->> 'merchantId' = $1",
    [shop.merchant.merchantId],
  );
  expect(rows.map(({ data }) => JSON.parse(data) as unknown)).toMatchObject([OPERATOR]);
});

it('has evaluations decided that were waiting', async () => {
  const late = await Storefront.open(app, { settlingPeriodSeconds: 2 });
  await late.campaign('friends');
  await late.visit('device-late', 'anna');
  await late.order('late', { customerId: 'buyer' });
  await late.claim('late', 'device-late');
  const { evaluation } = await late.until('late', ({ evaluation: { state } }) => state === 'scheduled');
  expect(evaluation.state).toBe('scheduled');
  expect((await forget(OPERATOR, late.merchant.merchantId)).status).toBe(200);
  const states = await eventually(async () => {
    const { rows } = await app.database.pool.query<{ state: string }>(
      "select evaluation_state as state from purchases where merchant_id = $1 and evaluation_state = 'done'",
      [late.merchant.merchantId],
    );
    return rows.length === 0 ? undefined : rows;
  });
  expect(states).toEqual([{ state: 'done' }]);
  const { rows } = await app.database.pool.query('select amount from rewards where merchant_id = $1', [
    late.merchant.merchantId,
  ]);
  expect(rows).toEqual([{ amount: '500' }]);
  await expectHeld();
});

it('takes no value back that a process appends which does not know yet', async () => {
  await forget();
  const { merchantId } = shop.merchant;
  const log = new PostgresEventLog(app.database.pool);
  try {
    const pseudonym = '00000000-0000-8000-8000-000000000815';
    const event = { id: pseudonym, type: 'TouchpointRecorded', data: JSON.stringify({ merchantId: 'm-none' }) };
    // Of a stream that no engine reads.
    await log.append(intakeStream(PARTITIONS + 1), event, [
      { merchantId, pseudonym, type: 'anonymous_id', value: 'too late' },
    ]);
  } finally {
    await log.close();
  }
  expect(await tablesWith(app.database.pool, 'too late')).toEqual([]);
  await app.database.pool.query('delete from events where stream = $1', [intakeStream(PARTITIONS + 1)]);
  await app.database.pool.query('delete from streams where stream = $1', [intakeStream(PARTITIONS + 1)]);
});

it('waits for those who are adding values, so that none comes after it', async () => {
  const { pool } = app.database;
  const writer = await pool.connect();
  const { merchantId } = shop.merchant;
  await writer.query('begin');
  await writer.query(
    "insert into vault (merchant_id, pseudonym, type, value) values ($1, $2, 'anonymous_id', 'racing')",
    [merchantId, '00000000-0000-8000-8000-000000000816'],
  );
  const forgotten = forget();
  await until(async () => {
    const { rowCount } = await pool.query(
      `select from pg_locks join pg_database d on d.oid = database
       where d.datname = current_database() and relation = 'vault'::regclass and not granted`,
    );
    return rowCount === 1;
  });
  await writer.query('commit');
  writer.release();
  expect((await forgotten).status).toBe(200);
  expect(await tablesWith(pool, 'racing')).toEqual([]);
});

it('is known to every process within seconds', async () => {
  const settings = {
    DATABASE_URL: app.database.url,
    ADMIN_API_KEY: ADMIN_KEY,
    SECRETS_KEY,
    PORT: '0',
    TRIBUTARY_ROLE: 'api',
  };
  const other = await startTributary(readEnvironment(settings), pino({ level: 'silent' }));
  try {
    const { merchantId, secret, publishable } = shop.merchant;
    const ask = async (path: string, key: string) => {
      const answer = await fetch(`${other.url}${path}`, { headers: { authorization: `Bearer ${key}` } });
      return answer.status;
    };
    const visit = async () => {
      const answer = await fetch(`${other.url}/v1/track/touchpoint`, {
        method: 'POST',
        headers: { authorization: `Bearer ${publishable}`, 'content-type': 'application/json' },
        body: JSON.stringify({ anonymousId: 'device-elsewhere', source: 'direct' }),
      });
      return answer.status;
    };
    const asked = () =>
      Promise.all([visit(), ask('/v1/purchases', secret), ask(`/v1/purchases?merchantId=${merchantId}`, ADMIN_KEY)]);
    expect(await asked()).toEqual([202, 200, 200]);
    expect((await forget()).status).toBe(200);
    await until(async () => (await asked()).every((status) => status === 410));
    expect(await tablesWith(app.database.pool, 'device-elsewhere')).toEqual([]);
  } finally {
    await other.stop();
  }
});

it('keeps its place in the log', async () => {
  const { body } = await forget();
  const { rows } = await app.database.pool.query<{ type: string }>(
    'select type from events where stream = $1 and revision = $2',
    [intakeStream(partitionOf(shop.merchant.merchantId, PARTITIONS)), body['position']],
  );
  expect(rows).toEqual([{ type: 'MerchantForgotten' }]);
});
