import { withRebuildLock } from '../../libs/engine/rebuild/sessions';
import { ADMIN_KEY, TestApp } from '../support/app';
import { Storefront } from '../support/storefront';
import { useBundledThreads } from '../support/bundled-program';
import { until } from '../support/until';

useBundledThreads();
let app: TestApp;
let shop: Storefront;
beforeAll(async () => {
  app = await TestApp.start();
  shop = await Storefront.open(app);
  await shop.campaign('friends');
  await shop.referred('1', 'anna');
});
afterAll(async () => app?.stop());

interface Check {
  checkId: number;
  kind: string;
  state: string;
  stage: string | null;
  facts: { done: number; total: number };
  startedAt: string | null;
  endedAt: string | null;
  error: string | null;
  errorDetail: string | null;
  outcome: {
    held: boolean;
    ledger: { facts: number; vaultRows: number; differenceCount: number; differences: object[] } | null;
    readModels: { rows: number; replaced: boolean; differences: object[] } | null;
  } | null;
}

async function read(checkId: number): Promise<Check> {
  return (await app.get(`/v1/checks/${checkId}`, ADMIN_KEY)).body as unknown as Check;
}

async function untilState(checkId: number, ...states: string[]): Promise<Check> {
  await until(async () => states.includes((await read(checkId)).state));
  return read(checkId);
}

const ended = (checkId: number) => untilState(checkId, 'done', 'failed', 'cancelled');

async function started(kind: string): Promise<number> {
  const { status, body, headers } = await app.post('/v1/checks', ADMIN_KEY, { kind });
  expect([status, headers.get('location')]).toEqual([202, `/v1/checks/${String(body['checkId'])}`]);
  return Number(body['checkId']);
}

it('verifies the ledger and the vault, with counts of what it went through', async () => {
  const { rows } = await app.database.pool.query<{ facts: number; vault: number }>(
    `select (select count(*)::integer from events where stream like 'intake-%') as facts,
       (select count(*)::integer from vault) as vault`,
  );
  const check = await ended(await started('verify'));
  expect(check).toMatchObject({
    kind: 'verify',
    state: 'done',
    stage: 'verifying',
    facts: { done: rows[0]!.facts, total: rows[0]!.facts },
    error: null,
    outcome: {
      held: true,
      ledger: { facts: rows[0]!.facts, vaultRows: rows[0]!.vault, differenceCount: 0, differences: [] },
      readModels: null,
    },
  });
  expect(Date.parse(check.endedAt!)).toBeGreaterThanOrEqual(Date.parse(check.startedAt!));
});

it('tells the position, the field and both values of a decision that was tampered with', async () => {
  const { pool } = app.database;
  const found = await pool.query<{ stream: string; revision: string; data: string; meta: string }>(
    `select stream, revision, data, meta from events where type = 'RewardGranted' limit 1`,
  );
  const { stream, revision, data, meta } = found.rows[0]!;
  const write = (text: string) =>
    pool.query('update events set data = $3 where stream = $1 and revision = $2', [stream, revision, text]);
  await write(data.replace('"amount":500', '"amount":900'));
  try {
    for (const kind of ['verify', 'verify-read-models']) {
      const { outcome } = await ended(await started(kind));
      // Rows follow from decisions, so those of another ledger are not compared.
      expect(outcome).toMatchObject({ held: false, ledger: { differenceCount: 1 }, readModels: null });
      expect(outcome!.ledger!.differences).toEqual([
        {
          where: 'partition',
          partition: Number(stream.split('-')[1]),
          position: (JSON.parse(meta) as { position: number }).position,
          ordinal: (JSON.parse(meta) as { ordinal: number }).ordinal,
          merchantId: null,
          field: 'data',
          recorded: data.replace('"amount":500', '"amount":900'),
          recomputed: data,
        },
      ]);
    }
  } finally {
    await write(data);
  }
});

it('tells the table of a row that was changed, and a rebuild puts the right one in its place', async () => {
  const { pool } = app.database;
  const total = async () =>
    (await pool.query('select total from purchases where merchant_id = $1', [shop.merchant.merchantId])).rows;
  const before = await total();
  await pool.query('update purchases set total = 1 where merchant_id = $1', [shop.merchant.merchantId]);
  const difference = { table: 'purchases', rows: 1, column: 'total', live: '1', rebuilt: '1999' };

  const verified = await ended(await started('verify-read-models'));
  expect(verified.outcome).toMatchObject({
    held: false,
    ledger: { differenceCount: 0 },
    readModels: { replaced: false, differences: [difference] },
  });
  expect(await total()).not.toEqual(before);

  const rebuilt = await ended(await started('rebuild'));
  expect(rebuilt).toMatchObject({
    state: 'done',
    stage: 'swapping',
    outcome: { held: false, ledger: null, readModels: { replaced: true, differences: [difference] } },
  });
  expect(await total()).toEqual(before);

  const again = await ended(await started('verify-read-models'));
  expect(again.outcome).toMatchObject({ held: true, readModels: { differences: [] } });
});

it('runs one check at a time; a cancelled one makes room, and its rebuild changes nothing', async () => {
  const rebuilds = async () => (await app.database.pool.query('select sum(rebuilds) as sum from checkpoints')).rows;
  const before = await rebuilds();
  await withRebuildLock(app.database.url, {}, async () => {
    const checkId = await started('rebuild');
    await untilState(checkId, 'running');
    const second = await app.post('/v1/checks', ADMIN_KEY, { kind: 'verify' });
    expect([second.status, second.body.code]).toEqual([409, 'CHECK_RUNNING']);
    const cancelled = await app.post(`/v1/checks/${checkId}/cancel`, ADMIN_KEY, undefined);
    expect([cancelled.status, cancelled.body.state]).toEqual([200, 'cancelled']);
    expect(await ended(await started('verify'))).toMatchObject({ state: 'done', outcome: { held: true } });
    expect(await read(checkId)).toMatchObject({ state: 'cancelled', error: null, outcome: null });
  });
  expect(await rebuilds()).toEqual(before);
  // What has ended stays as it is.
  const { body } = await app.get('/v1/checks?limit=1', ADMIN_KEY);
  const [{ checkId }] = body['items'] as unknown as [Check];
  const late = await app.post(`/v1/checks/${checkId}/cancel`, ADMIN_KEY, undefined);
  expect(late.body).toMatchObject({ state: 'done' });
});

it('says what is in the way of a rebuild', async () => {
  await withRebuildLock(app.database.url, {}, async () => {
    expect(await ended(await started('rebuild'))).toMatchObject({
      state: 'failed',
      error: 'CHECK_IMPOSSIBLE',
      errorDetail: 'Another process rebuilds or compares read models at this moment.',
      outcome: null,
    });
  });
});

/** A check whose process said nothing for a minute, after so many starts. */
async function silent(starts: number): Promise<number> {
  const { rows } = await app.database.pool.query<{ id: string }>(
    `insert into checks (kind, state, starts, runner, heartbeat_at)
     values ('verify', 'running', $1, gen_random_uuid(), now() - interval '1 minute') returning id`,
    [starts],
  );
  return Number(rows[0]!.id);
}

it('begins a check again when its process ended, and gives up the third time', async () => {
  expect(await ended(await silent(1))).toMatchObject({ state: 'done', outcome: { held: true } });
  expect(await ended(await silent(3))).toMatchObject({ state: 'failed', error: 'INTERNAL', outcome: null });
});

it('lists checks, newest first and page by page, and keeps the newest fifty', async () => {
  await app.database.pool.query(
    `insert into checks (kind, state) select 'verify', 'cancelled' from generate_series(1, 60)`,
  );
  const newest = await started('verify');
  await ended(newest);
  const first = await app.get('/v1/checks?limit=30', ADMIN_KEY);
  const next = await app.get(`/v1/checks?limit=30&cursor=${String(first.body['nextCursor'])}`, ADMIN_KEY);
  expect(next.body['nextCursor']).toBeNull();
  const ids = [first, next].flatMap(({ body }) => (body['items'] as unknown as Check[]).map(({ checkId }) => checkId));
  expect(ids).toHaveLength(50);
  expect(ids[0]).toBe(newest);
  expect(ids).toEqual(ids.toSorted((a, b) => b - a));
});

it('is for the admin alone', async () => {
  const { secret } = shop.merchant;
  const answers = await Promise.all([
    app.post('/v1/checks', secret, { kind: 'verify' }),
    app.get('/v1/checks', secret),
    app.get('/v1/checks/1', secret),
    app.post('/v1/checks/1/cancel', secret, undefined),
  ]);
  for (const { status, body } of answers) expect([status, body.code]).toEqual([403, 'FORBIDDEN']);
});

it('refuses what it does not know', async () => {
  const { status, body } = await app.post('/v1/checks', ADMIN_KEY, { kind: 'repair' });
  expect([status, body.code]).toEqual([400, 'INVALID_BODY']);
  for (const id of ['0', 'nothing', '999999']) {
    expect((await app.get(`/v1/checks/${id}`, ADMIN_KEY)).status).toBe(404);
    expect((await app.post(`/v1/checks/${id}/cancel`, ADMIN_KEY, undefined)).status).toBe(404);
  }
});
