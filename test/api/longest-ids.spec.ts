import { randomInt } from 'node:crypto';
import { ADMIN_KEY, CUSTOM_SECRET, paidOrder, signedCustom, TestApp } from '../support/app';
import { eventually } from '../support/until';

/** 256 characters of four bytes each, which cannot be compressed. */
const longest = () => Array.from({ length: 256 }, () => String.fromCodePoint(0x10000 + randomInt(0x2a000))).join('');

describe('ids as long as they may be', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('fit into every key of every table', async () => {
    const merchantId = longest();
    const { body: registered } = await app.post('/v1/merchants', ADMIN_KEY, { merchantId, name: longest() });
    const { publishable, secret } = registered['keys'] as unknown as Record<string, string>;
    await app.webhookSecret(encodeURIComponent(merchantId), 'custom', CUSTOM_SECRET);
    const campaign = async (condition: string, limits: object) => {
      const { status } = await app.request('PUT', `/v1/campaigns/${encodeURIComponent(longest())}`, {
        key: secret!,
        body: {
          name: longest(),
          condition,
          currency: 'EUR',
          rewards: [{ to: 'referrer', kind: 'fixed', amount: 5 }],
          ...limits,
        },
      });
      expect(status).toBe(200);
    };
    await campaign('true', { caps: { count: 1 }, budgets: [{ window: 'month', amount: 100 }] });
    await campaign('true', { budgets: [{ window: 'day', amount: 1 }] });
    await campaign('purchase.items[5].price > 0', {});

    const [orderId, device, referrer] = [longest(), longest(), longest()];
    const { status } = await app.post('/v1/track/touchpoint', publishable!, {
      touchpointId: longest(),
      anonymousId: device,
      source: 'referral',
      channel: longest(),
      campaign: longest(),
      referrer: { type: 'external_id', value: referrer },
    });
    expect(status).toBe(202);
    const order = JSON.stringify(paidOrder(orderId, { customerId: longest(), token: 'tok', items: [] }));
    const path = `/v1/webhooks/${encodeURIComponent(merchantId)}/custom`;
    await app.post(path, null, order, signedCustom(CUSTOM_SECRET, order));
    const claim = await app.post('/v1/track/purchase', publishable!, {
      claimId: longest(),
      anonymousId: device,
      orderId,
      token: 'tok',
    });

    const read = async (after: unknown) =>
      (await app.get(`/v1/purchases/${encodeURIComponent(orderId)}?after=${String(after)}&waitMs=10000`, secret!)).body;
    const purchase = await eventually(async () => {
      const body = await read(claim.body['position']);
      return body['attribution'] === null ? undefined : body;
    });
    expect(purchase).toMatchObject({
      orderId,
      rewards: [{ amount: 5, recipient: { value: referrer } }],
      withheld: [{ code: 'BUDGET_EXHAUSTED' }],
      history: expect.arrayContaining([expect.objectContaining({ type: 'ConditionFailed' })]),
    });
  });
});
