import { TestApp } from '../support/app';
import { campaign, Storefront } from '../support/storefront';
import { useBundledThreads } from '../support/bundled-program';
import { until } from '../support/until';

useBundledThreads();
let app: TestApp;
let shop: Storefront;
beforeAll(async () => {
  app = await TestApp.start();
  shop = await Storefront.open(app);
  await shop.campaign('friends');
  await shop.visit('device-1', undefined, 'search');
  await shop.referred('1', 'anna');
});
afterAll(async () => app?.stop());

/** All sources rank alike, so that the first one counts. */
const FIRST_TOUCH = { model: 'first-touch', sourceRanking: [['referral', 'organic']] };

interface Report {
  purchases: { changed: number };
  moved: object[];
  rewards: { lost: object[] };
}

async function ended(replayId: number): Promise<{ state: string; reports: Report[] | null }> {
  let replay: { state: string; reports: Report[] | null } = { state: '', reports: null };
  await until(async () => {
    const { body } = await app.get(`/v1/replays/${replayId}`, shop.merchant.secret);
    replay = body as never;
    return replay.state !== 'queued' && replay.state !== 'running';
  });
  return replay;
}

async function replayed(...scenarios: object[]): Promise<number> {
  const { status, body } = await app.post('/v1/replays', shop.merchant.secret, { scenarios });
  expect(status).toBe(202);
  return Number(body.replayId);
}

it('runs scenarios in the worker, keeps the reports, and lists what changes', async () => {
  const replayId = await replayed(
    { name: 'as it was' },
    { name: 'first touch', policy: FIRST_TOUCH },
    { name: 'no friends', campaigns: { friends: null } },
  );
  const { state, reports } = await ended(replayId);
  expect(state).toBe('done');
  expect(reports!.map(({ purchases, rewards }) => [purchases.changed, rewards.lost])).toEqual([
    [0, []],
    [1, [{ currency: 'EUR', count: 1, amount: 500 }]],
    [1, [{ currency: 'EUR', count: 1, amount: 500 }]],
  ]);

  expect(reports!.map(({ moved }) => moved)).toEqual([
    [],
    [{ from: 'referral', to: 'organic', currency: 'EUR', conversions: 1_000_000, value: 1_999 }],
    [],
  ]);

  const { body } = await app.get(`/v1/replays/${replayId}/changes?scenario=first+touch`, shop.merchant.secret);
  expect(body).toMatchObject({
    items: [
      {
        orderId: '1',
        credits: { now: [{ touchpointId: 'device-1-1' }], then: [{ touchpointId: 'search' }] },
        rewards: { lost: [{ campaignId: 'friends', amount: 500, recipient: { value: 'anna' } }], gained: [] },
      },
    ],
    nextCursor: null,
  });
});

it('says what its scenarios were, so that they can be changed, run again and published', async () => {
  const definition = campaign({ rewards: [{ to: 'referee', kind: 'percent', basisPoints: 500 }] });
  const given = { ...FIRST_TOUCH, blockedValues: ['tester'] };
  const replayId = await replayed({ name: 'both', policy: given, campaigns: { friends: definition, never: null } });
  await ended(replayId);
  const { body } = await app.get(`/v1/replays/${replayId}`, shop.merchant.secret);
  expect(body['definitions']).toEqual([
    {
      name: 'both',
      policy: FIRST_TOUCH,
      campaigns: [
        {
          campaignId: 'friends',
          definition: { ...definition, priority: 100, exclusive: false, holdDays: 0, budgets: [] },
        },
        { campaignId: 'never', definition: null },
      ],
      kernelVersion: null,
      setsMore: true,
    },
  ]);
});

it('lists replays, newest first', async () => {
  const replayId = await replayed({ name: 'another' });
  await ended(replayId);
  const { body } = await app.get('/v1/replays?limit=1', shop.merchant.secret);
  expect(body).toMatchObject({ items: [{ replayId, state: 'done', scenarios: ['another'] }] });
  const next = await app.get(`/v1/replays?limit=1&cursor=${String(body.nextCursor)}`, shop.merchant.secret);
  expect(next.status).toBe(200);
});

it('runs one replay of a merchant at a time, and a cancelled one makes room', async () => {
  const replayId = await replayed({ name: 'first' });
  const second = await app.post('/v1/replays', shop.merchant.secret, { scenarios: [{ name: 'second' }] });
  // The first may have ended already.
  expect([202, 409]).toContain(second.status);
  if (second.status === 409) expect(second.body.code).toBe('REPLAY_RUNNING');
  const { status, body } = await app.post(`/v1/replays/${replayId}/cancel`, shop.merchant.secret, undefined);
  expect(status).toBe(200);
  expect(['cancelled', 'done']).toContain(body.state);
});

/** A replay whose process said nothing for a minute, after so many starts. */
async function silent(starts: number): Promise<number> {
  const { rows } = await app.database.pool.query<{ id: string }>(
    `insert into replays (merchant_id, state, scenarios, starts, runner, heartbeat_at)
     values ($1, 'running', '[{ "name": "left", "policy": {}, "campaigns": [], "removedCampaigns": [] }]', $2,
       gen_random_uuid(), now() - interval '1 minute') returning id`,
    [shop.merchant.merchantId, starts],
  );
  return Number(rows[0]!.id);
}

it('begins a replay again when its process ended, and gives up the third time', async () => {
  expect(await ended(await silent(1))).toMatchObject({ state: 'done', error: null });
  expect(await ended(await silent(3))).toMatchObject({ state: 'failed', error: 'INTERNAL' });
});

it('keeps the newest twenty replays of a merchant', async () => {
  await app.database.pool.query(
    `insert into replays (merchant_id, state, scenarios)
     select $1, 'cancelled', '[]' from generate_series(1, 30)`,
    [shop.merchant.merchantId],
  );
  await ended(await replayed({ name: 'newest' }));
  const { body } = await app.get('/v1/replays', shop.merchant.secret);
  expect(body.items).toHaveLength(20);
  expect(body.items).toContainEqual(expect.objectContaining({ scenarios: ['newest'] }));
});

it('names every mistake of a scenario', async () => {
  const { status, body } = await app.post('/v1/replays', shop.merchant.secret, {
    scenarios: [
      { name: 'a', policy: { lookbackDays: 0 }, campaigns: { x: campaign({ currency: 'euro' }) } },
      { name: 'a', kernelVersion: 99 },
    ],
  });
  expect([status, body.code]).toEqual([400, 'INVALID_BODY']);
  expect((body.errors as unknown as { path: string }[]).map(({ path }) => path)).toEqual([
    'scenarios[0].policy.lookbackDays',
    'scenarios[0].campaigns.x.currency',
    'scenarios[1].kernelVersion',
  ]);
});

it('a merchant does not see the replays of another', async () => {
  const replayId = await replayed({ name: 'mine' });
  const other = await app.merchant();
  for (const path of [`/v1/replays/${replayId}`, `/v1/replays/${replayId}/changes`, '/v1/replays/nothing']) {
    expect((await app.get(path, other.secret)).status).toBe(404);
  }
  expect((await app.post(`/v1/replays/${replayId}/cancel`, other.secret, undefined)).status).toBe(404);
  expect((await app.get('/v1/replays', other.secret)).body.items).toEqual([]);
  await ended(replayId);
});
