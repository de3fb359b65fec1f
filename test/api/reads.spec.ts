import { ADMIN_KEY, CUSTOM_SECRET, paidOrder, TestApp, type TestMerchant } from '../support/app';
import { eventually, until } from '../support/until';

describe('reads', () => {
  let app: TestApp;
  let merchant: TestMerchant;
  let position = 0;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    merchant = await app.merchant({ settlingPeriodSeconds: 3_600 });
    await app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
  });

  async function write(answer: Promise<{ status: number; body: Record<string, unknown> }>): Promise<void> {
    const { status, body } = await answer;
    expect([200, 202]).toContain(status);
    position = Number(body['position']);
  }
  const order = (orderId: string, data: Record<string, unknown> = {}) =>
    write(app.custom(merchant.merchantId, CUSTOM_SECRET, paidOrder(orderId, data)));
  const claim = (orderId: string, anonymousId: string, more: Record<string, unknown> = {}) =>
    write(
      app.post('/v1/track/purchase', merchant.publishable, {
        anonymousId,
        orderId,
        token: `token-${orderId}`,
        ...more,
      }),
    );
  const same = (a: [string, string], b: [string, string], more: Record<string, unknown> = {}) =>
    write(
      app.post('/v1/identities/assert', merchant.secret, {
        a: { type: a[0], value: a[1] },
        b: { type: b[0], value: b[1] },
        ...more,
      }),
    );

  interface List {
    items: Record<string, never>[];
    nextCursor: string | null;
  }
  async function list(path: string, query = '', key = merchant.secret): Promise<List> {
    const merchantId = key === ADMIN_KEY ? `&merchantId=${merchant.merchantId}` : '';
    const { status, body } = await app.get(`${path}?after=${position}${merchantId}${query}`, key);
    expect(status).toBe(200);
    return body as unknown as List;
  }
  async function pages(path: string, field: string, key = merchant.secret): Promise<unknown[]> {
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: List = await list(path, `&limit=2${cursor && `&cursor=${cursor}`}`, key);
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map((item) => item[field]));
      cursor = page.nextCursor;
    }
    return seen;
  }

  it('list purchases page by page, newest first, even while new ones come', async () => {
    for (const id of ['1', '2', '3', '4', '5']) await order(id);
    expect(await pages('/v1/purchases', 'orderId')).toEqual(['5', '4', '3', '2', '1']);
    const first = await list('/v1/purchases', '&limit=2');
    await order('6');
    const second = await list('/v1/purchases', `&limit=2&cursor=${first.nextCursor}`);
    expect(second.items.map(({ orderId }) => orderId)).toEqual(['3', '2']);
  });

  it('list purchases by status, link and group', async () => {
    await order('paid', { customerId: 'carl' });
    await order('pending', { status: 'pending' });
    await claim('paid', 'device-1');
    const ids = async (query: string) => (await list('/v1/purchases', query)).items.map(({ orderId }) => orderId);
    expect(await ids('')).toEqual(['pending', 'paid']);
    expect(await ids('&status=pending')).toEqual(['pending']);
    expect(await ids('&linked=true')).toEqual(['paid']);
    expect(await ids('&linked=false')).toEqual(['pending']);
    const { body } = await app.get('/v1/identity-groups/by/anonymous_id/device-1', merchant.secret);
    const { id, absorbed } = body as unknown as { id: string; absorbed: string[] };
    expect(await ids(`&group=${id}`)).toEqual(['paid']);
    expect(await ids(`&group=${absorbed[0]}`)).toEqual(['paid']);
    for (const query of ['status=lost', 'linked=1', 'group=x']) {
      const { status, body: problem } = await app.get(`/v1/purchases?${query}`, merchant.secret);
      expect([status, problem['code']]).toEqual([400, 'INVALID_PARAMETER']);
    }
  });

  it('show the story of a purchase', async () => {
    await order('1', { customerId: 'carl', items: [{ sku: 'mug', quantity: 2, price: 500 }] });
    await claim('1', 'device-1', { claimId: 'good' });
    await claim('1', 'device-2', { claimId: 'bad', token: 'guessed' });
    const { body } = await app.get(`/v1/purchases/1?after=${position}`, merchant.secret);
    expect(body).toMatchObject({
      orderId: '1',
      platform: 'custom',
      customerId: 'carl',
      items: [{ sku: 'mug', quantity: 2, price: 500 }],
      link: { via: 'claim', at: expect.any(String) },
      claims: [
        { claimId: 'good', status: 'accepted', reason: null },
        { claimId: 'bad', status: 'rejected', reason: 'TOKEN_MISMATCH' },
      ],
      evaluation: { state: 'scheduled', dueAt: expect.any(String), reasons: ['settling'], attempts: 0 },
      attribution: null,
      rewards: [],
    });
    const history = body['history'] as unknown as {
      type: string;
      position: number;
      ordinal: number;
      kernelVersion: number;
    }[];
    expect(history.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'PurchaseClaimAccepted',
        'PurchaseLinked',
        'RewardEvaluationScheduled',
        'PurchaseClaimRejected',
      ]),
    );
    const places = history.map(({ position: at, ordinal }) => at * 1_000 + ordinal);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const { status, body: problem } = await app.get('/v1/purchases/2', merchant.secret);
    expect([status, problem['code']]).toEqual([404, 'NOT_FOUND']);
  });

  it('evaluate a purchase at once when an operator asks', async () => {
    await order('1', { customerId: 'carl' });
    await claim('1', 'device-1');
    const path = `/v1/purchases/1/evaluate?merchantId=${merchant.merchantId}`;
    await write(app.post(path, ADMIN_KEY, { reason: 'asked for by the customer', actor: 'ann' }));
    // The request schedules an evaluation that is due at once; the timer does the rest.
    const purchase = await eventually(async () => {
      const { body } = await app.get(`/v1/purchases/1?after=${position}`, merchant.secret);
      return (body['evaluation'] as unknown as { state?: string }).state === 'done' ? body : undefined;
    });
    expect(purchase).toMatchObject({ attribution: { reason: 'NO_TOUCHPOINT', credits: [], excludedCount: 0 } });
    const unknown = await app.post(path.replace('/1/', '/2/'), ADMIN_KEY, { reason: 'x', actor: 'ann' });
    expect([unknown.status, unknown.body['code']]).toEqual([404, 'NOT_FOUND']);
    const nameless = await app.post(path, ADMIN_KEY, { actor: 'ann' });
    expect([nameless.status, nameless.body['code']]).toEqual([400, 'INVALID_BODY']);
  });

  it.each([
    ['is not linked', { status: 'paid' }, false],
    ['was only ever pending', { status: 'pending', customerId: 'carl' }, true],
  ])('refuse to evaluate a purchase that %s', async (_, data, claimed) => {
    await order('1', data);
    if (claimed) await claim('1', 'device-1');
    const path = `/v1/purchases/1/evaluate?merchantId=${merchant.merchantId}`;
    const { status, body } = await app.post(path, ADMIN_KEY, { reason: 'asked for', actor: 'ann' });
    expect([status, body['code']]).toEqual([409, 'NOT_EVALUABLE_YET']);
    const { body: purchase } = await app.get(`/v1/purchases/1?after=${position}`, merchant.secret);
    expect(purchase['evaluation']).toMatchObject({ state: 'none', reasons: [] });
  });

  it('list claims, by order and status', async () => {
    for (const id of ['1', '2', '3']) await claim(id, `device-${id}`, { claimId: `c-${id}`, customerId: 'said' });
    await order('2');
    await claim('2', 'guesser', { claimId: 'c-4', token: 'guessed' });
    expect(await pages('/v1/claims', 'claimId')).toEqual(['c-4', 'c-3', 'c-2', 'c-1']);
    expect((await list('/v1/claims', '&orderId=2&status=accepted')).items).toEqual([
      {
        claimId: 'c-2',
        orderId: '2',
        anonymousId: 'device-2',
        customerId: 'said',
        status: 'accepted',
        reason: null,
        carried: false,
        occurredAt: expect.any(String),
        recordedAt: expect.any(String),
        position: expect.any(Number),
      },
    ]);
    expect((await list('/v1/claims', '&status=waiting')).items.map(({ claimId }) => claimId)).toEqual(['c-3', 'c-1']);
  });

  it('find a group by any of its identifiers and any of its ids', async () => {
    await same(['customer_id', 'carl'], ['anonymous_id', 'd-1'], { evidence: 'log-in' });
    await same(['anonymous_id', 'd-1'], ['external_id', 'e/1']);
    await same(['customer_id', 'carl'], ['external_id', 'e/1']);
    const { body } = await app.get(`/v1/identity-groups/by/external_id/e%2F1?after=${position}`, merchant.secret);
    const group = body as unknown as { id: string; absorbed: string[]; edges: unknown[]; merges: unknown[] };
    expect(group).toMatchObject({
      identifiers: [
        { type: 'customer_id', value: 'carl', homeGroupId: group.id, firstSeenAt: expect.any(String) },
        { type: 'anonymous_id', value: 'd-1' },
        { type: 'external_id', value: 'e/1' },
      ],
      merges: [
        {
          status: 'merged',
          edge: [{ value: 'carl' }, { value: 'd-1' }],
          evidence: { kind: 'assertion', note: 'log-in' },
        },
        { status: 'merged', edge: [{ value: 'd-1' }, { value: 'e/1' }], identifiersMoved: [{ value: 'e/1' }] },
      ],
      edges: [{ mergeId: expect.any(String) }, { mergeId: expect.any(String) }, { mergeId: null, forced: false }],
    });
    expect(group.absorbed).toHaveLength(2);
    for (const id of [group.id, ...group.absorbed, group.id.toUpperCase()]) {
      expect((await app.get(`/v1/identity-groups/${id}`, merchant.secret)).body).toEqual(body);
    }
  });

  it('find nothing that was never seen, and nothing of another merchant', async () => {
    await same(['customer_id', 'carl'], ['anonymous_id', 'd-1']);
    const { body } = await app.get(`/v1/identity-groups/by/customer_id/carl?after=${position}`, merchant.secret);
    const other = await app.merchant();
    for (const [path, key] of [
      ['/v1/identity-groups/by/customer_id/nobody', merchant.secret],
      ['/v1/identity-groups/by/customer_id/guest', merchant.secret],
      ['/v1/identity-groups/00000000-0000-4000-8000-000000000000', merchant.secret],
      ['/v1/identity-groups/x', merchant.secret],
      ['/v1/identity-groups/by/customer_id/carl', other.secret],
      [`/v1/identity-groups/${String(body['id'])}`, other.secret],
    ] as const) {
      const { status, body: problem } = await app.get(path, key);
      expect([status, problem['code']]).toEqual([404, 'NOT_FOUND']);
    }
    for (const path of ['by/customer/carl', 'by/email_hash/x']) {
      const { status, body: problem } = await app.get(`/v1/identity-groups/${path}`, merchant.secret);
      expect([status, problem['code']]).toEqual([400, 'INVALID_PARAMETER']);
    }
  });

  it('list merges and refusals, with their effects', async () => {
    await order('1', { customerId: 'carl' });
    await claim('1', 'd-1');
    await app.request('PUT', '/v1/policy', { key: merchant.secret, body: { settlingPeriodSeconds: 0 } });
    await same(['customer_id', 'carl'], ['anonymous_id', 'd-2']);
    await same(['customer_id', 'carl'], ['customer_id', 'dora']);
    const { items } = await list('/v1/merges', '', ADMIN_KEY);
    expect(items).toMatchObject([
      {
        status: 'refused',
        refusedBecause: 'CUSTOMER_CONFLICT',
        mergeId: null,
        intoGroupId: null,
        fromGroupId: null,
        edge: [
          { type: 'customer_id', value: 'carl' },
          { type: 'customer_id', value: 'dora' },
        ],
        identifiersMoved: [],
        position,
      },
      { status: 'merged', refusedBecause: null, edge: [{ value: 'carl' }, { value: 'd-2' }], revertedAt: null },
      {
        status: 'merged',
        evidence: { kind: 'claim', orderId: '1' },
        identifiersMoved: [{ type: 'anonymous_id', value: 'd-1' }],
        effects: { rewardsReversed: 0, rewardsGranted: 0, budgetDelta: 0 },
      },
    ]);
    const [refused, merged] = items as unknown as { at: string; intoGroupId: string; position: number }[];
    const positions = async (query: string) =>
      (await list('/v1/merges', query, ADMIN_KEY)).items.map((m) => m['position']);
    const all = items.map((item) => item['position']);
    expect(await positions('&status=merged')).toEqual(all.slice(1));
    expect(await positions('&status=refused')).toEqual(all.slice(0, 1));
    expect(await positions('&status=reverted')).toEqual([]);
    expect(await positions(`&group=${merged!.intoGroupId}`)).toEqual(all);
    expect(await positions('&group=00000000-0000-4000-8000-000000000000')).toEqual([]);
    expect(await positions(`&from=${refused!.at}`)).toEqual(expect.arrayContaining([refused!.position]));
    expect(await positions('&from=2999-01-01T00:00:00Z')).toEqual([]);
    expect(await positions('&to=2001-01-01T00:00:00%2B02:00')).toEqual([]);
    expect(await pages('/v1/merges', 'position', ADMIN_KEY)).toEqual(all);
    for (const query of ['from=yesterday', 'to=2026-02-30T00:00:00Z', 'status=x', 'group=x', 'cursor=x']) {
      const answer = await app.get(`/v1/merges?merchantId=${merchant.merchantId}&${query}`, ADMIN_KEY);
      expect([answer.status, answer.body['code']]).toEqual([400, 'INVALID_PARAMETER']);
    }
  });

  it('count the purchases that were evaluated again because of a merge', async () => {
    await app.request('PUT', '/v1/policy', { key: merchant.secret, body: { settlingPeriodSeconds: 0 } });
    await order('1', { customerId: 'carl' });
    await claim('1', 'd-1');
    await until(async () => {
      const { body } = await app.get(`/v1/purchases/1?after=${position}`, merchant.secret);
      return body['attribution'] !== null;
    });
    await write(
      app.post('/v1/track/touchpoint', merchant.publishable, {
        anonymousId: 'd-2',
        source: 'paid',
        occurredAt: '2026-01-01T00:00:00Z',
      }),
    );
    await same(['customer_id', 'carl'], ['anonymous_id', 'd-2']);
    const { items } = await list('/v1/merges', '&limit=1', ADMIN_KEY);
    expect(items).toMatchObject([{ effects: { purchasesReevaluated: 1 } }]);
  });

  it('wait for a position that is reached meanwhile', async () => {
    const { body } = await app.post(`/v1/merchants/${merchant.merchantId}/keys`, ADMIN_KEY, { kind: 'secret' });
    const next = Number(body['position']) + 1;
    const path = '/v1/identity-groups/by/anonymous_id/late';
    const waiting = app.get(`${path}?after=${next}&waitMs=5000`, merchant.secret);
    await write(app.post('/v1/track/touchpoint', merchant.publishable, { anonymousId: 'late', source: 'direct' }));
    expect(position).toBe(next);
    expect((await waiting).status).toBe(200);
  });
});
