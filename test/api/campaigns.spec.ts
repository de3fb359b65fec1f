import { TestApp } from '../support/app';
import { campaign, Storefront } from '../support/storefront';

describe('campaigns', () => {
  let app: TestApp;
  let shop: Storefront;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    shop = await Storefront.open(app);
  });

  const change = (id: string, what: string) => shop.send('POST', `/v1/campaigns/${id}/${what}`);

  it('count their versions and show each as it was published', async () => {
    const first = await shop.publish('friends', campaign());
    expect([first.status, first.body]).toEqual([
      200,
      { campaignId: 'friends', version: 1, position: expect.any(Number) },
    ]);
    const second = await shop.publish('friends', {
      ...campaign(),
      name: 'Friends of friends',
      base: 'goods',
      priority: 5,
      exclusive: true,
      validFrom: '2026-01-01T01:00:00+01:00',
      validUntil: '2027-01-01T00:00:00.5Z',
      holdDays: 14,
      rewards: [
        { to: 'referrer', kind: 'percent', basisPoints: 1_000, min: 100, max: 5_000 },
        {
          to: 'referee',
          kind: 'tiered',
          tiers: [
            { from: 0, amount: 50 },
            { from: 10_000, basisPoints: 100 },
          ],
        },
      ],
      caps: { count: 10 },
      budgets: [
        { window: 'total', amount: 1_000_000 },
        { window: 'day', amount: 10_000 },
      ],
    });
    expect(second.body).toMatchObject({ version: 2 });
    const { status, body } = await shop.get('/v1/campaigns/friends');
    expect([status, body]).toEqual([
      200,
      {
        campaignId: 'friends',
        state: 'active',
        versions: [
          {
            version: 2,
            position: second.body['position'],
            publishedAt: expect.any(String),
            name: 'Friends of friends',
            condition: 'touchpoint.hasReferrer',
            currency: 'EUR',
            base: 'goods',
            priority: 5,
            exclusive: true,
            validFrom: '2026-01-01T00:00:00.000Z',
            validUntil: '2027-01-01T00:00:00.500Z',
            holdDays: 14,
            rewards: [
              { to: 'referrer', kind: 'percent', basisPoints: 1_000, min: 100, max: 5_000 },
              {
                to: 'referee',
                kind: 'tiered',
                tiers: [
                  { from: 0, amount: 50 },
                  { from: 10_000, basisPoints: 100 },
                ],
              },
            ],
            caps: { count: 10, amount: null },
            budgets: [
              { window: 'total', amount: 1_000_000 },
              { window: 'day', amount: 10_000 },
            ],
          },
          {
            version: 1,
            position: first.body['position'],
            publishedAt: expect.any(String),
            ...campaign(),
            ...{ base: 'net', priority: 100, exclusive: false, validFrom: null, validUntil: null, holdDays: 0 },
            ...{ caps: null, budgets: [] },
          },
        ],
        states: [{ state: 'active', position: first.body['position'], at: expect.any(String) }],
        used: ['total', 'day', 'week', 'month'].map((window) => ({ window, of: expect.any(String), amount: 0 })),
      },
    ]);
  });

  it('take null for a field that is left out', async () => {
    const absent = { priority: null, exclusive: null, validFrom: null, validUntil: null, holdDays: null };
    const body = {
      ...campaign({ ...absent, caps: { count: null, amount: null }, budgets: null }),
      rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1, min: null, max: null, amount: null, tiers: null }],
    };
    shop.written(await shop.publish('friends', body));
    const { body: story } = await shop.get('/v1/campaigns/friends');
    expect(story['versions']).toMatchObject([
      { priority: 100, caps: null, budgets: [], rewards: [{ to: 'referrer', kind: 'percent', basisPoints: 1 }] },
    ]);
  });

  it('keep the currency of their first version', async () => {
    await shop.campaign('friends');
    const { status, body } = await shop.publish('friends', campaign({ currency: 'USD' }));
    expect([status, body['code']]).toEqual([409, 'CURRENCY_FIXED']);
    const answers = await Promise.all(
      ['EUR', 'USD', 'JPY', 'EUR'].map((currency) => shop.publish('raced', campaign({ currency }))),
    );
    const { body: raced } = await shop.get('/v1/campaigns/raced');
    const versions = raced['versions'] as unknown as { currency: string }[];
    expect(new Set(versions.map(({ currency }) => currency)).size).toBe(1);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(versions.length);
    for (const answer of answers.filter((one) => one.status !== 200)) {
      expect([answer.status, answer.body['code']]).toEqual([409, 'CURRENCY_FIXED']);
    }
  });

  it('can be paused, resumed and archived; a repeated request gets the same answer', async () => {
    await shop.campaign('friends');
    const paused = await change('friends', 'pause');
    expect([paused.status, paused.body]).toEqual([
      200,
      { campaignId: 'friends', state: 'paused', position: expect.any(Number) },
    ]);
    expect((await change('friends', 'pause')).body).toEqual(paused.body);
    expect((await change('friends', 'resume')).body).toMatchObject({ state: 'active' });
    const archived = await change('friends', 'archive');
    expect(archived.body).toMatchObject({ state: 'archived' });
    expect((await change('friends', 'archive')).body).toEqual(archived.body);
    for (const answer of [
      await change('friends', 'pause'),
      await change('friends', 'resume'),
      await shop.publish('friends', campaign()),
    ]) {
      expect([answer.status, answer.body['code']]).toEqual([409, 'CAMPAIGN_ARCHIVED']);
    }
    const { body } = await shop.get('/v1/campaigns/friends');
    expect((body['states'] as unknown as { state: string }[]).map(({ state }) => state)).toEqual([
      'archived',
      'active',
      'paused',
      'active',
    ]);
  });

  it('stay paused when a new version is published', async () => {
    await shop.campaign('friends');
    await change('friends', 'pause');
    await shop.campaign('friends', { name: 'Second' });
    expect((await shop.get('/v1/campaigns')).body['items']).toMatchObject([{ name: 'Second', state: 'paused' }]);
  });

  it('are not found when nobody published them, or another merchant did', async () => {
    await shop.campaign('friends');
    const other = await Storefront.open(app);
    expect((await other.get('/v1/campaigns')).body['items']).toEqual([]);
    for (const answer of [
      await other.get('/v1/campaigns/friends'),
      await other.send('POST', '/v1/campaigns/friends/pause'),
      await change('nothing', 'resume'),
      await change('nothing', 'archive'),
    ]) {
      expect([answer.status, answer.body['code']]).toEqual([404, 'NOT_FOUND']);
    }
  });

  it('are listed by their newest version, page by page and by state', async () => {
    for (const id of ['a', 'b', 'c']) await shop.campaign(id);
    await shop.campaign('a', { name: 'Again' });
    await change('b', 'pause');
    const list = async (query: string) => {
      const { status, body } = await shop.get(`/v1/campaigns?${query}`);
      expect(status).toBe(200);
      return body as unknown as { items: { campaignId: string; version: number }[]; nextCursor: string | null };
    };
    expect((await list('')).items).toMatchObject([
      { campaignId: 'c', version: 1 },
      { campaignId: 'b', version: 1, state: 'paused' },
      { campaignId: 'a', version: 2, name: 'Again' },
    ]);
    const ids = async (query: string) => (await list(query)).items.map(({ campaignId }) => campaignId);
    expect(await ids('state=paused')).toEqual(['b']);
    expect(await ids('state=active')).toEqual(['c', 'a']);
    const first = await list('limit=2');
    expect(await ids(`limit=2&cursor=${first.nextCursor}`)).toEqual(['a']);
    for (const query of ['state=over', 'cursor=x', 'limit=501']) {
      const { status, body } = await shop.get(`/v1/campaigns?${query}`);
      expect([status, body['code']]).toEqual([400, 'INVALID_PARAMETER']);
    }
  });

  it.each([
    ['purchase.net >', 1, 15],
    ['purchase.net', 1, 1],
    ['purchase.price > 5', 1, expect.any(Number)],
    ['true &&\n  customer.age > 3', 2, expect.any(Number)],
    ['touchpoint.url.matches("(a+)+$")', 1, expect.any(Number)],
    ['purchase.items.all(a, purchase.items.all(b, a.price == b.price))', 1, expect.any(Number)],
  ])('are not published with the condition %j', async (condition, line, column) => {
    const { status, body } = await shop.publish('friends', campaign({ condition }));
    expect([status, body['code']]).toEqual([400, 'CONDITION_INVALID']);
    expect(body['errors']).toEqual([{ path: 'condition', message: expect.any(String), line, column }]);
    expect((await shop.get('/v1/campaigns')).body['items']).toEqual([]);
  });

  const reward = { to: 'referrer', kind: 'fixed', amount: 1 };
  const tier = { from: 0, amount: 1 };
  it.each<[string, Record<string, unknown>, string[]]>([
    ['no name', { name: undefined }, ['name']],
    ['an empty name', { name: '' }, ['name']],
    ['control characters in the name', { name: 'a\nb' }, ['name']],
    ['no condition', { condition: '' }, ['condition']],
    ['a condition that is too long', { condition: `"${'x'.repeat(4_000)}" == ""` }, ['condition']],
    ['a condition that is a flag', { condition: true }, ['condition']],
    ['no currency', { currency: 'euro' }, ['currency']],
    ['half a priority', { priority: 0.5 }, ['priority']],
    ['a wrong flag', { exclusive: 1 }, ['exclusive']],
    ['a time without a zone', { validFrom: '2026-01-01T00:00:00' }, ['validFrom']],
    ['a time that no calendar has', { validUntil: '2026-02-30T00:00:00Z' }, ['validUntil']],
    [
      'an end that is the beginning',
      { validFrom: '2026-01-01T00:00:00Z', validUntil: '2026-01-01T01:00:00+01:00' },
      ['validUntil'],
    ],
    ['an endless hold', { holdDays: 3_651 }, ['holdDays']],
    ['a negative hold', { holdDays: -1 }, ['holdDays']],
    ['no rewards', { rewards: [] }, ['rewards']],
    ['too many rewards', { rewards: Array.from({ length: 21 }, () => reward) }, ['rewards']],
    ['rewards that are no list', { rewards: reward }, ['rewards']],
    ['a reward to nobody', { rewards: [{ ...reward, to: 'anna' }] }, ['rewards[0].to']],
    ['a reward of no kind', { rewards: [{ ...reward, kind: 'gift' }] }, ['rewards[0].kind']],
    ['a reward without an amount', { rewards: [{ to: 'referrer', kind: 'fixed' }] }, ['rewards[0].amount']],
    ['a reward of nothing', { rewards: [{ ...reward, amount: 0 }] }, ['rewards[0].amount']],
    ['an amount with decimals', { rewards: [{ ...reward, amount: 1.5 }] }, ['rewards[0].amount']],
    ['an amount beyond 2^53', { rewards: [{ ...reward, amount: 2 ** 53 }] }, ['rewards[0].amount']],
    ['a field of another kind', { rewards: [{ ...reward, min: 5 }] }, ['rewards[0].min']],
    ['an unknown field of a reward', { rewards: [{ ...reward, currency: 'EUR' }] }, ['rewards[0].currency']],
    [
      'a minimum above the maximum',
      { rewards: [{ to: 'referee', kind: 'percent', basisPoints: 100, min: 6, max: 5 }] },
      ['rewards[0].max'],
    ],
    [
      'a percentage of nothing',
      { rewards: [{ to: 'referee', kind: 'percent', basisPoints: 0 }] },
      ['rewards[0].basisPoints'],
    ],
    ['no tiers', { rewards: [{ to: 'referee', kind: 'tiered', tiers: [] }] }, ['rewards[0].tiers']],
    [
      'tiers that do not rise',
      { rewards: [{ to: 'referee', kind: 'tiered', tiers: [tier, { from: 5, amount: 1 }, { from: 5, amount: 2 }] }] },
      ['rewards[0].tiers[2].from'],
    ],
    [
      'a tier of both kinds',
      { rewards: [{ to: 'referee', kind: 'tiered', tiers: [{ ...tier, basisPoints: 1 }] }] },
      ['rewards[0].tiers[0].amount'],
    ],
    ['a cap of none', { caps: { count: 0 } }, ['caps.count']],
    ['an unknown cap', { caps: { total: 5 } }, ['caps.total']],
    ['a budget of no window', { budgets: [{ window: 'year', amount: 5 }] }, ['budgets[0].window']],
    [
      'a window twice',
      {
        budgets: [
          { window: 'day', amount: 5 },
          { window: 'day', amount: 6 },
        ],
      },
      ['budgets[1].window'],
    ],
    ['a negative budget', { budgets: [{ window: 'day', amount: -5 }] }, ['budgets[0].amount']],
    ['unknown fields', { campaignId: 'x', state: 'active' }, ['campaignId', 'state']],
    [
      'several faults',
      { currency: 'X', condition: 'nonsense >', priority: 'high' },
      ['currency', 'condition', 'priority'],
    ],
  ])('are not published with %s', async (_, changes, paths) => {
    const { status, body } = await shop.publish('friends', campaign(changes));
    expect([status, body['code']]).toEqual([400, 'INVALID_BODY']);
    const errors = body['errors'] as unknown as { path: string }[];
    expect(errors.map(({ path }) => path).sort()).toEqual([...paths].sort());
  });

  it('are a thousand at most', async () => {
    await shop.campaign('first');
    await app.database.pool.query(
      `insert into campaign_versions (merchant_id, campaign_id, version, position, published_at, definition)
       select merchant_id, 'more-' || n, 1, position, published_at, definition
       from campaign_versions, generate_series(2, 1000) n where merchant_id = $1`,
      [shop.merchant.merchantId],
    );
    const { status, body } = await shop.publish('next', campaign());
    expect([status, body['code']]).toEqual([409, 'TOO_MANY_CAMPAIGNS']);
    expect((await shop.publish('first', campaign())).body).toMatchObject({ version: 2 });
  });

  it.each(['null', '[]', '"x"', '5', '{"__proto__":{}}'])('are not published with the body %s', async (body) => {
    const { status, body: problem } = await shop.publish('friends', body);
    expect([status, problem['code']]).toEqual([400, 'INVALID_BODY']);
  });

  it('are not published under an invalid id', async () => {
    for (const id of ['x'.repeat(257), 'a%0Ab']) {
      const { status, body } = await shop.publish(id, campaign());
      expect([status, body['code']]).toEqual([400, 'INVALID_PARAMETER']);
    }
    expect((await shop.publish('%F0%9F%99%82'.repeat(256), campaign())).status).toBe(200);
  });

  it('need a secret key', async () => {
    const { publishable } = shop.merchant;
    for (const [method, path] of [
      ['GET', '/v1/campaigns'],
      ['PUT', '/v1/campaigns/friends'],
      ['POST', '/v1/campaigns/friends/pause'],
      ['GET', '/v1/rewards'],
      ['POST', '/v1/rewards/x/payments'],
      ['PUT', '/v1/exchange-rates'],
      ['GET', '/v1/dead-letters'],
    ] as const) {
      expect([path, (await app.request(method, path, { key: publishable })).status]).toEqual([path, 403]);
      expect([path, (await app.request(method, path)).status]).toEqual([path, 401]);
    }
  });
});
