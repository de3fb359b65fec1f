import { DEFAULT_POLICY } from '../../libs/kernel/policy';
import { TestApp, type TestMerchant } from '../support/app';

describe('the policy', () => {
  let app: TestApp;
  let merchant: TestMerchant;

  beforeAll(async () => {
    app = await TestApp.start({ DELAYED_PURCHASE_PROCESSING_DELAY_SECONDS: '45' });
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    merchant = await app.merchant();
  });

  const put = (body: unknown) => app.request('PUT', '/v1/policy', { key: merchant.secret, body });
  const get = async () => (await app.get('/v1/policy', merchant.secret)).body;

  it('begins with the defaults of the process over those of the product', async () => {
    const { blockedIds: _, ...defaults } = DEFAULT_POLICY;
    expect(await get()).toEqual({
      ...defaults,
      settlingPeriodSeconds: 45,
      policyVersion: 1,
      position: merchant.position,
    });
  });

  it('changes the named fields, and counts its versions', async () => {
    const first = await put({ lookbackDays: 7, blockedValues: ['Shared-Tablet', ' 99 '], model: 'linear' });
    expect([first.status, first.body]).toEqual([200, { policyVersion: 2, position: expect.any(Number) }]);
    const second = await put({
      settlingPeriodSeconds: 0,
      lookbackDays: null,
      sourceRanking: [['email'], ['paid', 'direct']],
    });
    expect(second.body).toMatchObject({ policyVersion: 3 });
    const policy = await get();
    expect(policy).toMatchObject({
      policyVersion: 3,
      position: second.body['position'],
      lookbackDays: 7,
      model: 'linear',
      settlingPeriodSeconds: 0,
      sourceRanking: [['email'], ['paid', 'direct']],
    });
    expect((policy['blockedValues'] as unknown as string[]).map((value) => value.trim().toLowerCase()).sort()).toEqual([
      '99',
      'shared-tablet',
    ]);
  });

  it.each([
    [{ settlingPeriodSeconds: 86_401 }, 'settlingPeriodSeconds'],
    [{ settlingPeriodSeconds: 1.5 }, 'settlingPeriodSeconds'],
    [{ settlingPeriodSeconds: '60' }, 'settlingPeriodSeconds'],
    [{ lookbackDays: 366 }, 'lookbackDays'],
    [{ model: 'magic' }, 'model'],
    [{ requireToken: 'yes' }, 'requireToken'],
    [{ sourceRanking: 'paid' }, 'sourceRanking'],
    [{ blockedIds: [] }, 'blockedIds'],
    [{ settlingPeriod: 1 }, 'settlingPeriod'],
  ])('is not changed by %j', async (body, path) => {
    const { status, body: problem } = await put(body);
    expect([status, problem['code']]).toEqual([400, 'INVALID_BODY']);
    expect(problem['errors']).toEqual([expect.objectContaining({ path })]);
    expect(await get()).toMatchObject({ policyVersion: 1 });
  });

  it('can be read as of a position, once the read model is there', async () => {
    const { body } = await put({ lookbackDays: 8 });
    const position = Number(body['position']);
    expect((await app.get(`/v1/policy?after=${position}`, merchant.secret)).body).toMatchObject({ lookbackDays: 8 });
    const beyond = await app.get(`/v1/policy?after=${position + 1_000}&waitMs=200`, merchant.secret);
    expect([beyond.status, beyond.body['code']]).toEqual([503, 'READ_MODEL_BEHIND']);
    expect(beyond.headers.get('retry-after')).toBe('1');
  });
});
