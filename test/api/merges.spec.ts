import { ADMIN_KEY, CUSTOM_SECRET, paidOrder, TestApp, type Answer, type TestMerchant } from '../support/app';
import { eventually } from '../support/until';

let app: TestApp;
beforeAll(async () => (app = await TestApp.start()));
afterAll(() => app.stop());

type Identifier = { type: string; value: string };
const device = (value: string): Identifier => ({ type: 'anonymous_id', value });
const customer = (value: string): Identifier => ({ type: 'customer_id', value });
const by = { reason: 'support ticket 7', actor: 'ann' };

const operators = (merchant: TestMerchant, path: string) =>
  `/v1/${path}${path.includes('?') ? '&' : '?'}merchantId=${merchant.merchantId}`;
const ask = (merchant: TestMerchant, path: string, body: unknown, method = 'POST') =>
  app.request(method, operators(merchant, path), { key: ADMIN_KEY, body });
const merge = (merchant: TestMerchant, a: Identifier, b: Identifier, more: object = {}) =>
  ask(merchant, 'merges', { a, b, ...by, ...more });

async function groupOf(merchant: TestMerchant, { type, value }: Identifier, after: unknown = 0) {
  const path = `/v1/identity-groups/by/${type}/${value}?after=${String(after)}&waitMs=10000`;
  return (await app.get(path, merchant.secret)).body;
}

interface MergeOfList {
  mergeId: string | null;
}

const edgesOf = (body: Answer['body']) => body['edges'] as unknown as { edgeId: string; forced: boolean }[];

/** Two devices of one person, which nobody knows: the first came by a referral, the second bought. */
async function shop(policy: object = {}): Promise<TestMerchant> {
  const merchant = await app.merchant({ settlingPeriodSeconds: 0, ...policy });
  await app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
  await app.request('PUT', '/v1/campaigns/spring', {
    key: merchant.secret,
    body: {
      ...{ name: 'Spring', condition: 'true', currency: 'EUR' },
      rewards: [{ to: 'referrer', kind: 'fixed', amount: 500 }],
      budgets: [{ window: 'total', amount: 10_000 }],
    },
  });
  const occurredAt = new Date(Date.now() - 60_000).toISOString();
  await app.post('/v1/track/touchpoint', merchant.secret, {
    ...{ touchpointId: 't', anonymousId: 'phone', source: 'referral', referrer: customer('friend'), occurredAt },
  });
  await app.post('/v1/track/purchase', merchant.secret, {
    ...{ claimId: 'c', anonymousId: 'laptop', orderId: 'o', token: 'token-o' },
  });
  await app.custom(merchant.merchantId, CUSTOM_SECRET, paidOrder('o'));
  await purchaseWhen(merchant, ({ evaluation }) => evaluation.state === 'done');
  return merchant;
}

interface Purchase {
  evaluation: { state: string; reasons: string[] };
  attribution: { credits: { touchpointId: string }[] };
  rewards: { amount: number; state: string }[];
}

async function purchaseWhen(merchant: TestMerchant, holds: (purchase: Purchase) => boolean): Promise<Purchase> {
  return eventually(async () => {
    const { status, body } = await app.get('/v1/purchases/o', merchant.secret);
    const purchase = body as unknown as Purchase;
    return status === 200 && holds(purchase) ? purchase : undefined;
  });
}

const creditsOf = ({ attribution }: Purchase) => attribution.credits.map(({ touchpointId }) => touchpointId);

describe('an operator who merges', () => {
  it('gets the merge, and the edge names the operator', async () => {
    const merchant = await app.merchant();
    const answer = await merge(merchant, device('a'), device('b'), { requestId: 'r1' });
    expect(answer).toMatchObject({ status: 200, body: { refused: null } });
    const { position, mergeId, edgeId } = answer.body;
    expect(String(mergeId).replace('merge', 'edge')).toBe(edgeId);
    expect((await groupOf(merchant, device('b'), position))['edges']).toMatchObject([
      {
        edgeId,
        mergeId,
        forced: false,
        evidence: { kind: 'operator', requestId: 'r1', actor: 'ann', note: by.reason },
      },
    ]);
    const list = await app.get(operators(merchant, 'merges?status=merged'), ADMIN_KEY);
    expect(list.body['items']).toMatchObject([{ mergeId, status: 'merged', revertedAt: null }]);
  });

  it('gets the same answer to a repeated request, and a conflict when its content differs', async () => {
    const merchant = await app.merchant();
    const first = await merge(merchant, device('a'), device('b'), { requestId: 'r1' });
    expect((await merge(merchant, device('a'), device('b'), { requestId: 'r1' })).body).toEqual(first.body);
    const other = await merge(merchant, device('a'), device('c'), { requestId: 'r1' });
    expect(other).toMatchObject({ status: 409, body: { code: 'FACT_CONFLICT' } });
  });

  it('gets an edge without a merge when the two are one group already', async () => {
    const merchant = await app.merchant();
    await merge(merchant, device('a'), device('b'));
    await merge(merchant, device('b'), device('c'));
    const { body } = await merge(merchant, device('a'), device('c'));
    expect(body).toMatchObject({ mergeId: null, edgeId: expect.stringMatching(/^edge_/), refused: null });
  });

  it('is refused by the rules, and can override them', async () => {
    const merchant = await app.merchant();
    const refused = { mergeId: null, edgeId: null };
    expect((await merge(merchant, customer('1'), customer('2'))).body).toMatchObject({
      ...{ ...refused, refused: 'CUSTOMER_CONFLICT' },
    });
    expect((await merge(merchant, customer('0'), device('a'))).body).toMatchObject({
      ...{ ...refused, refused: 'BLOCKED_IDENTIFIER' },
    });
    const forced = await merge(merchant, customer('1'), customer('2'), { force: ['CUSTOMER_CONFLICT'] });
    expect(forced.body).toMatchObject({ refused: null });
    expect(edgesOf(await groupOf(merchant, customer('2'), forced.body['position']))).toMatchObject([{ forced: true }]);
  });

  it('makes customers known, so that their purchases link', async () => {
    const merchant = await app.merchant({ settlingPeriodSeconds: 0 });
    await app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
    await app.custom(merchant.merchantId, CUSTOM_SECRET, paidOrder('o', { customerId: 'k' }));
    await merge(merchant, customer('k'), device('a'));
    const purchase = await app.get('/v1/purchases/o', merchant.secret);
    expect(purchase.body).toMatchObject({ link: { via: 'customer' } });
  });

  it.each([
    ['an e-mail address as the actor', { a: device('a'), b: device('b'), ...by, actor: 'ann@shop.example' }, 'actor'],
    [
      'an e-mail address in the reason',
      { a: device('a'), b: device('b'), ...by, reason: 'asked by ada@example.com' },
      'reason',
    ],
    ['no reason', { a: device('a'), b: device('b'), actor: 'ann' }, 'reason'],
    ['an identifier without a type', { a: { value: 'a' }, b: device('b'), ...by }, 'a.type'],
    ['the same identifier twice', { a: device('a'), b: device('a'), ...by }, 'b'],
    [
      'a rule that nobody may override',
      { a: device('a'), b: device('b'), ...by, force: ['GROUP_TOO_LARGE'] },
      'force[0]',
    ],
    ['an unknown field', { a: device('a'), b: device('b'), ...by, why: 'x' }, 'why'],
  ])('is refused with %s', async (_, body, path) => {
    const merchant = await app.merchant();
    const { status, body: problem } = await ask(merchant, 'merges', body);
    expect({ status, ...problem }).toMatchObject({ status: 400, code: 'INVALID_BODY', errors: [{ path }] });
  });

  it('needs the admin key', async () => {
    const merchant = await app.merchant();
    const body = { a: device('a'), b: device('b'), ...by };
    expect(await app.post('/v1/merges', merchant.secret, body)).toMatchObject({ status: 403 });
    expect(await app.post('/v1/merges', null, body)).toMatchObject({ status: 401 });
    expect(await app.post('/v1/merges', ADMIN_KEY, body)).toMatchObject({
      ...{ status: 400, body: { code: 'MERCHANT_REQUIRED' } },
    });
  });
});

describe('taking a merge back', () => {
  it('splits the group, gives the credit back, and separates the pair until that is lifted', async () => {
    const merchant = await shop();
    const { body: merged } = await merge(merchant, device('phone'), device('laptop'));
    expect(creditsOf(await purchaseWhen(merchant, (p) => creditsOf(p).length > 0))).toEqual(['t']);

    const reverted = await ask(merchant, `merges/${String(merged['mergeId'])}/revert`, by);
    expect(reverted).toMatchObject({ status: 200, body: { split: true, heldBy: [] } });
    const purchase = await purchaseWhen(merchant, (p) => creditsOf(p).length === 0);
    expect(purchase.rewards).toMatchObject([{ amount: 500, state: 'reversed' }]);
    const group = await groupOf(merchant, device('phone'));
    expect(group).toMatchObject({ absorbed: [], edges: [], merges: [] });

    const list = await app.get(operators(merchant, 'merges?status=reverted'), ADMIN_KEY);
    expect(list.body['items']).toMatchObject([
      { mergeId: merged['mergeId'], status: 'reverted', revertedAt: expect.any(String), refusedBecause: null },
    ]);

    expect((await merge(merchant, device('laptop'), device('phone'))).body).toMatchObject({ refused: 'SEPARATED' });
    const pair = { a: device('laptop'), b: device('phone'), ...by };
    expect(await ask(merchant, 'separations', pair, 'DELETE')).toMatchObject({ status: 202 });
    expect((await merge(merchant, device('phone'), device('laptop'))).body).toMatchObject({ refused: null });
    expect(await ask(merchant, 'separations', pair, 'DELETE')).toMatchObject({ status: 404 });
  });

  it('leaves a separation that a forced merge overrides', async () => {
    const merchant = await app.merchant();
    const { body } = await merge(merchant, device('a'), device('b'));
    await ask(merchant, `merges/${String(body['edgeId'])}/revert`, by);
    const again = await merge(merchant, device('a'), device('b'), { force: ['SEPARATED'] });
    expect(again.body).toMatchObject({ refused: null, mergeId: expect.any(String) });
  });

  it('splits nothing when other edges hold the group together, and names them', async () => {
    const merchant = await app.merchant();
    const { body: first } = await merge(merchant, device('a'), device('b'));
    const { body: second } = await merge(merchant, device('b'), device('c'));
    const { body: third } = await merge(merchant, device('a'), device('c'));
    const { status, body } = await ask(merchant, `merges/${String(first['mergeId'])}/revert`, by);
    expect({ status, body }).toMatchObject({ status: 200, body: { split: false } });
    expect((body['heldBy'] as unknown as { edgeId: string }[]).map(({ edgeId }) => edgeId).sort()).toEqual(
      [second['edgeId'], third['edgeId']].sort(),
    );
    const group = await groupOf(merchant, device('a'));
    expect(edgesOf(group)).toHaveLength(2);
    // The edge that only confirmed now holds the group together, so it is a merge.
    expect(group['merges']).toHaveLength(2);
  });

  it('is refused for unknown merges, and for merges that were taken back before', async () => {
    const merchant = await app.merchant();
    const { body } = await merge(merchant, device('a'), device('b'));
    const path = `merges/${String(body['mergeId'])}/revert`;
    for (const id of ['merge_0_9_9', 'nonsense', 'edge_99999_9999999999999999_999999']) {
      expect(await ask(merchant, `merges/${id}/revert`, by)).toMatchObject({
        status: 404,
        body: { code: 'NOT_FOUND' },
      });
    }
    expect(await ask(await app.merchant(), path, by)).toMatchObject({ status: 404 });
    expect(await ask(merchant, path, { actor: 'ann' })).toMatchObject({ status: 400, body: { code: 'INVALID_BODY' } });
    expect(await ask(merchant, path, by)).toMatchObject({ status: 200 });
    expect(await ask(merchant, path, by)).toMatchObject({ status: 409, body: { code: 'ALREADY_REVERTED' } });
    expect(await app.post(`/v1/${path}`, merchant.secret, by)).toMatchObject({ status: 403 });
  });

  it('happens once when two operators ask at the same time', async () => {
    const merchant = await app.merchant();
    const { body } = await merge(merchant, device('a'), device('b'));
    const path = `merges/${String(body['mergeId'])}/revert`;
    const answers = await Promise.all([1, 2, 3].map(() => ask(merchant, path, by)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('lifts no separation that does not exist', async () => {
    const merchant = await app.merchant();
    const body = { a: device('a'), b: device('b'), ...by };
    expect(await ask(merchant, 'separations', body, 'DELETE')).toMatchObject({ status: 404 });
    expect(await ask(merchant, 'separations', { a: device('a') }, 'DELETE')).toMatchObject({ status: 400 });
    expect(await app.request('DELETE', '/v1/separations', { key: merchant.secret, body })).toMatchObject({
      status: 403,
    });
  });
});

describe('a preview', () => {
  it('says what a merge would change, and changes nothing', async () => {
    const merchant = await shop();
    const facts = await app.facts(merchant.merchantId);
    const { status, body } = await ask(merchant, 'merges/preview', { a: device('phone'), b: device('laptop') });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        refused: null,
        split: false,
        identifiersMoved: [device('laptop')],
        purchases: [
          {
            orderId: 'o',
            credits: { now: [], then: [{ touchpointId: 't', referrer: customer('friend') }] },
            rewards: { lost: [], gained: [{ amount: 500, currency: 'EUR', recipient: customer('friend') }] },
          },
        ],
        budgets: [{ campaignId: 'spring', window: 'total', now: 0, then: 500 }],
        effects: { purchasesReevaluated: 1, rewardsReversed: 0, rewardsGranted: 1, budgetDelta: 500 },
      },
    });
    expect(await app.facts(merchant.merchantId)).toBe(facts);
    expect((await groupOf(merchant, device('phone')))['edges']).toEqual([]);
    // The merge does what the preview said.
    await merge(merchant, device('phone'), device('laptop'));
    expect(creditsOf(await purchaseWhen(merchant, (p) => creditsOf(p).length > 0))).toEqual(['t']);
  });

  it('says what taking a merge back would change', async () => {
    const merchant = await shop();
    const { body: merged } = await merge(merchant, device('phone'), device('laptop'));
    await purchaseWhen(merchant, (p) => creditsOf(p).length > 0);
    const { mergeId } = merged;
    const { status, body } = await ask(merchant, 'merges/preview', { mergeId });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        split: true,
        heldBy: [],
        parts: [{ identifiers: [device('phone')] }, { identifiers: [device('laptop')] }],
        purchases: [{ orderId: 'o', credits: { then: [] }, rewards: { lost: [{ amount: 500 }], gained: [] } }],
        effects: { rewardsReversed: 1, budgetDelta: -500 },
      },
    });
  });

  it('says why a merge would be refused', async () => {
    const merchant = await app.merchant();
    const body = { a: customer('1'), b: customer('2'), ...by };
    const answer = await ask(merchant, 'merges/preview', body);
    expect(answer).toMatchObject({ status: 200, body: { refused: 'CUSTOMER_CONFLICT', identifiersMoved: [] } });
    const forced = await ask(merchant, 'merges/preview', { ...body, force: ['CUSTOMER_CONFLICT'] });
    expect(forced.body).toMatchObject({ refused: null, identifiersMoved: [customer('2')] });
  });

  it('is refused for a bad body, and for a merge that cannot be taken back', async () => {
    const merchant = await app.merchant();
    expect(await ask(merchant, 'merges/preview', {})).toMatchObject({ status: 400 });
    expect(await ask(merchant, 'merges/preview', { mergeId: 'x', a: device('a') })).toMatchObject({ status: 400 });
    expect(await ask(merchant, 'merges/preview', { mergeId: 'merge_0_0_0' })).toMatchObject({ status: 404 });
    expect(await app.post('/v1/merges/preview', merchant.secret, {})).toMatchObject({ status: 403 });
  });
});

describe('a merge in the list, and by its id', () => {
  it('says who asked for it, who took it back, and whether the pair may connect again', async () => {
    const merchant = await app.merchant();
    const { body } = await merge(merchant, device('a'), device('b'));
    const id = String(body['mergeId']);
    await merge(merchant, device('b'), device('c'), { actor: 'eve' });
    const get = async (which: string) => (await app.get(operators(merchant, `merges/${which}`), ADMIN_KEY)).body;
    const homes = ((await groupOf(merchant, device('a')))['identifiers'] as unknown as { homeGroupId: string }[]).map(
      ({ homeGroupId }) => homeGroupId,
    );
    expect(await get(id)).toMatchObject({ mergeId: id, status: 'merged', reverted: null });
    expect((await get(id))['homeGroupIds']).toEqual(homes.slice(0, 2));

    await ask(merchant, `merges/${id}/revert`, { reason: 'two brothers', actor: 'bob' });
    expect(await get(id.replace('merge', 'edge'))).toMatchObject({
      status: 'reverted',
      reverted: { actor: 'bob', reason: 'two brothers', split: true, liftedAt: null },
    });
    const { body: lifted } = await ask(merchant, 'separations', { a: device('a'), b: device('b'), ...by }, 'DELETE');
    await groupOf(merchant, device('a'), lifted['position']);
    expect(await get(id)).toMatchObject({ reverted: { liftedAt: expect.any(String) } });

    const ids = async (query: string) =>
      (
        (await app.get(operators(merchant, `merges?${query}`), ADMIN_KEY)).body['items'] as unknown as MergeOfList[]
      ).map(({ mergeId }) => mergeId);
    expect(await ids('actor=bob')).toEqual([id]);
    expect(await ids(`actor=${by.actor}`)).toEqual([id]);
    expect((await ids('actor=eve')).length).toBe(1);
    expect((await ids('evidence=operator')).length).toBe(2);
    expect(await ids('evidence=claim')).toEqual([]);
  });

  it('names the order when the order itself carried the device', async () => {
    const merchant = await app.merchant();
    await app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
    const order = paidOrder('o', { customerId: 'kim', anonymousId: 'tablet' });
    const { body } = await app.custom(merchant.merchantId, CUSTOM_SECRET, order);
    const path = `merges?evidence=carried&after=${String(body['position'])}&waitMs=10000`;
    const { body: list } = await app.get(operators(merchant, path), ADMIN_KEY);
    expect(list['items']).toMatchObject([{ status: 'merged', evidence: { kind: 'carried', orderId: 'o' } }]);
  });

  it('is a 404 that nobody made, or that is another merchant’s', async () => {
    const [merchant, other] = [await app.merchant(), await app.merchant()];
    const { body } = await merge(merchant, device('a'), device('b'));
    for (const [whose, id] of [
      [other, String(body['mergeId'])],
      [merchant, 'merge_0_0_0'],
      [merchant, 'x'],
    ] as const) {
      expect(await app.get(operators(whose, `merges/${id}`), ADMIN_KEY)).toMatchObject({ status: 404 });
    }
    expect(await app.get(`/v1/merges/${String(body['mergeId'])}`, merchant.secret)).toMatchObject({ status: 403 });
  });
});

describe('under a policy with review', () => {
  const proposals = async (merchant: TestMerchant, query = '') =>
    (await app.get(operators(merchant, `proposals${query}`), ADMIN_KEY)).body['items'] as unknown as {
      proposalId: string;
      status: string;
    }[];

  it('a merge makes proposals, and an approved purchase is evaluated', async () => {
    const merchant = await shop({ reprocess: 'review' });
    await merge(merchant, device('phone'), device('laptop'));
    const purchase = await purchaseWhen(merchant, ({ evaluation }) => evaluation.state === 'proposed');
    expect(creditsOf(purchase)).toEqual([]);
    const nothing = { purchasesReevaluated: 0, rewardsReversed: 0, rewardsGranted: 0, budgetDelta: 0 };
    const effects = async () => {
      const { body } = await app.get(operators(merchant, 'merges?status=merged'), ADMIN_KEY);
      return (body['items'] as unknown as { effects: object }[])[0]!.effects;
    };
    expect(await effects()).toEqual(nothing);
    const [proposal] = await proposals(merchant, '?status=open');
    expect(proposal).toMatchObject({
      ...{ orderId: 'o', status: 'open', reasons: ['merge'], decidedAt: null, actor: null },
      difference: {
        credits: { now: [], then: [{ touchpointId: 't' }] },
        rewards: { lost: [], gained: [{ amount: 500, recipient: customer('friend'), campaignId: 'spring' }] },
      },
    });

    const path = `proposals/${proposal!.proposalId}/approve`;
    expect(await ask(merchant, path, by)).toMatchObject({ status: 202, body: { duplicate: false } });
    const approved = await purchaseWhen(merchant, (p) => creditsOf(p).length > 0);
    expect(approved.rewards).toMatchObject([{ amount: 500 }]);
    expect(await effects()).toEqual({ ...nothing, purchasesReevaluated: 1, rewardsGranted: 1, budgetDelta: 500 });
    expect(await proposals(merchant)).toMatchObject([{ status: 'approved', actor: 'ann', reason: by.reason }]);
    const late = await ask(merchant, path, { reason: 'me too', actor: 'bob' });
    expect(late).toMatchObject({
      status: 409,
      body: {
        code: 'PROPOSAL_CLOSED',
        decided: { status: 'approved', actor: 'ann', reason: by.reason, at: expect.any(String) },
      },
    });
    expect(String(late.body['detail'])).toContain('approved by ann');
  });

  it('a proposal and a preview show the first 100 credits and rewards, and count all', async () => {
    const merchant = await shop({ reprocess: 'review', model: 'linear' });
    const occurredAt = new Date(Date.now() - 60_000).toISOString();
    const items = Array.from({ length: 120 }, (_, i) => ({
      ...{ type: 'touchpoint', touchpointId: `t-${i}`, anonymousId: 'phone', source: 'referral', occurredAt },
      referrer: customer(`friend-${i}`),
    }));
    await app.post('/v1/track/batch', merchant.secret, { items });
    const difference = {
      credits: { now: [], nowCount: 0, thenCount: 121 },
      rewards: { lost: [], lostCount: 0, gainedCount: 121 },
    };
    const isShort = ({ credits, rewards }: { credits: { then: object[] }; rewards: { gained: object[] } }) => {
      expect({ credits, rewards }).toMatchObject(difference);
      expect([credits.then.length, rewards.gained.length]).toEqual([100, 100]);
    };
    const { body } = await ask(merchant, 'merges/preview', { a: device('phone'), b: device('laptop') });
    isShort((body['purchases'] as unknown as never[])[0]!);
    await merge(merchant, device('phone'), device('laptop'));
    await purchaseWhen(merchant, ({ evaluation }) => evaluation.state === 'proposed');
    isShort(((await proposals(merchant)) as unknown as { difference: never }[])[0]!.difference);
  });

  it('of two operators who decide at the same moment one hears that the other was first', async () => {
    const merchant = await shop({ reprocess: 'review' });
    await merge(merchant, device('phone'), device('laptop'));
    const [proposal] = await proposals(merchant);
    const decide = (verb: string, actor: string) =>
      ask(merchant, `proposals/${proposal!.proposalId}/${verb}`, { reason: 'seen', actor });
    const answers = await Promise.all([decide('approve', 'ann'), decide('reject', 'bob'), decide('approve', 'eve')]);
    const [first, ...others] = answers.sort((a, b) => a.status - b.status);
    expect(first).toMatchObject({ status: 202, body: { duplicate: false } });
    const [decided] = (await proposals(merchant)) as unknown as { status: string; actor: string }[];
    const closed = {
      status: 409,
      body: { code: 'PROPOSAL_CLOSED', decided: { status: decided!.status, actor: decided!.actor } },
    };
    expect(others).toMatchObject([closed, closed]);
    expect(['approved ann', 'rejected bob', 'approved eve']).toContain(`${decided!.status} ${decided!.actor}`);
  });

  it('a rejected purchase stays as it was', async () => {
    const merchant = await shop({ reprocess: 'review' });
    const { body: merged } = await merge(merchant, device('phone'), device('laptop'));
    const [proposal] = await proposals(merchant);
    expect(await ask(merchant, `proposals/${proposal!.proposalId}/reject`, by)).toMatchObject({ status: 202 });
    const rejected = await purchaseWhen(merchant, ({ evaluation }) => evaluation.state === 'done');
    expect(rejected.evaluation).toMatchObject({ reasons: ['settling'] });
    expect(creditsOf(rejected)).toEqual([]);
    await ask(merchant, `merges/${String(merged['mergeId'])}/revert`, by);
    expect(await proposals(merchant, '?status=open')).toMatchObject([{ reasons: ['unmerge'] }]);
  });

  it('another evaluation supersedes the proposal', async () => {
    const merchant = await shop({ reprocess: 'review' });
    await merge(merchant, device('phone'), device('laptop'));
    await ask(merchant, 'purchases/o/evaluate', by);
    await purchaseWhen(merchant, (p) => creditsOf(p).length > 0);
    expect(await proposals(merchant)).toMatchObject([{ status: 'superseded', actor: null }]);
  });

  it('unknown proposals, bad bodies and other keys are refused', async () => {
    const merchant = await app.merchant();
    expect(await ask(merchant, 'proposals/proposal_0_0_0/approve', by)).toMatchObject({ status: 404 });
    expect(await ask(merchant, 'proposals/x/reject', { reason: 'x' })).toMatchObject({ status: 400 });
    expect(await app.get('/v1/proposals', merchant.secret)).toMatchObject({ status: 403 });
    expect(await app.get(operators(merchant, 'proposals?status=maybe'), ADMIN_KEY)).toMatchObject({ status: 400 });
    expect(await app.get(operators(merchant, 'proposals?cursor=x'), ADMIN_KEY)).toMatchObject({ status: 400 });
  });
});
