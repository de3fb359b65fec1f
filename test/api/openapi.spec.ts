import { CODES } from '../../libs/kernel/codes';
import { TestApp, type TestMerchant } from '../support/app';
import { NO_READ_MODELS } from '../support/api-contract';

interface Operation {
  operationId: string;
  responses: Record<string, { description: string }>;
  security?: unknown[];
  parameters?: { name: string; in: string }[];
}

describe('the served description', () => {
  let app: TestApp;
  let merchant: TestMerchant;
  let document: { openapi: string; paths: Record<string, Record<string, Operation>> };

  beforeAll(async () => {
    app = await TestApp.start();
    merchant = await app.merchant();
    document = (await (await fetch(`${app.tributary.url}/openapi.json`)).json()) as typeof document;
  });
  afterAll(() => app.stop());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
    );

  it('has every operation, under a name of its own', () => {
    expect(
      operations()
        .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
        .sort(),
    ).toEqual([
      'DELETE /v1/codes/{code}',
      'DELETE /v1/identities/{type}/{value}',
      'DELETE /v1/merchants/{merchantId}',
      'DELETE /v1/merchants/{merchantId}/keys/{keyId}',
      'DELETE /v1/merchants/{merchantId}/webhooks/{platform}',
      'DELETE /v1/separations',
      'DELETE /v1/sessions/current',
      'GET /health/live',
      'GET /health/ready',
      'GET /metrics',
      'GET /v1/alerts',
      'GET /v1/campaigns',
      'GET /v1/campaigns/{campaignId}',
      'GET /v1/campaigns/{campaignId}/usage',
      'GET /v1/checks',
      'GET /v1/checks/{checkId}',
      'GET /v1/claims',
      'GET /v1/codes',
      'GET /v1/connect/shopify-pixel.js',
      'GET /v1/connection',
      'GET /v1/dead-letters',
      'GET /v1/facts/{position}',
      'GET /v1/identities/{type}/{value}/export',
      'GET /v1/identity-groups/by/{type}/{value}',
      'GET /v1/identity-groups/{id}',
      'GET /v1/link-health',
      'GET /v1/merchants',
      'GET /v1/merchants/{merchantId}/rate-limits',
      'GET /v1/merges',
      'GET /v1/merges/{id}',
      'GET /v1/partitions',
      'GET /v1/policy',
      'GET /v1/proposals',
      'GET /v1/purchases',
      'GET /v1/purchases/{orderId}',
      'GET /v1/purchases/{orderId}/explain',
      'GET /v1/purchases/{orderId}/history',
      'GET /v1/quarantine',
      'GET /v1/replays',
      'GET /v1/replays/{replayId}',
      'GET /v1/replays/{replayId}/changes',
      'GET /v1/rewards',
      'GET /v1/rewards/recipients',
      'GET /v1/rewards/totals',
      'GET /v1/rewards/withheld',
      'GET /v1/search',
      'GET /v1/sessions/current',
      'GET /v1/timers',
      'POST /v1/campaigns/{campaignId}/archive',
      'POST /v1/campaigns/{campaignId}/check',
      'POST /v1/campaigns/{campaignId}/pause',
      'POST /v1/campaigns/{campaignId}/resume',
      'POST /v1/checks',
      'POST /v1/checks/{checkId}/cancel',
      'POST /v1/dead-letters/requeue',
      'POST /v1/dead-letters/{id}/requeue',
      'POST /v1/identities/assert',
      'POST /v1/merchants',
      'POST /v1/merchants/{merchantId}/keys',
      'POST /v1/merges',
      'POST /v1/merges/preview',
      'POST /v1/merges/{id}/revert',
      'POST /v1/privacy-requests/{requestId}/done',
      'POST /v1/proposals/{id}/approve',
      'POST /v1/proposals/{id}/reject',
      'POST /v1/purchases/{orderId}/evaluate',
      'POST /v1/quarantine/{id}/requeue',
      'POST /v1/replays',
      'POST /v1/replays/{replayId}/cancel',
      'POST /v1/rewards/{rewardId}/payments',
      'POST /v1/sessions',
      'POST /v1/track/batch',
      'POST /v1/track/purchase',
      'POST /v1/track/touchpoint',
      'POST /v1/webhooks/{merchantId}/custom',
      'POST /v1/webhooks/{merchantId}/shopify',
      'POST /v1/webhooks/{merchantId}/woocommerce',
      'PUT /v1/campaigns/{campaignId}',
      'PUT /v1/codes/{code}',
      'PUT /v1/exchange-rates',
      'PUT /v1/merchants/{merchantId}/rate-limits',
      'PUT /v1/merchants/{merchantId}/webhooks/{platform}',
      'PUT /v1/policy',
    ]);
    const names = operations().map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has no reference that leads nowhere', () => {
    const found = JSON.stringify(document).match(/"\$ref":"[^"]*"/g) ?? [];
    expect(found.length).toBeGreaterThan(20);
    for (const reference of found) {
      const path = reference.slice('"$ref":"#/'.length, -1).split('/');
      const target = path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document);
      expect([reference, typeof target]).toEqual([reference, 'object']);
    }
  });

  it('lists the keys and refusals of every route of merchants', () => {
    for (const { path, security, responses } of operations()) {
      const isOpen = /^\/(health|metrics)|webhooks\/\{merchantId\}\/|^\/v1\/sessions$/.test(path);
      expect([path, security === undefined]).toEqual([path, isOpen]);
      if (!isOpen) expect(Object.keys(responses)).toEqual(expect.arrayContaining(['401', '403']));
    }
  });

  it('says of each route exactly which keys it takes', () => {
    const keysOf = (path: string) =>
      (operations().find((operation) => operation.path === path)!.security as object[]).flatMap(Object.keys).sort();
    expect(keysOf('/v1/timers')).toEqual(['admin', 'session']);
    expect(keysOf('/v1/purchases')).toEqual(['admin', 'secret', 'session']);
    for (const { path, security = [] } of operations()) {
      expect([path, new Set(security.map((one) => JSON.stringify(one))).size]).toEqual([path, security.length]);
    }
  });

  it('has the statuses of the list of codes', () => {
    for (const { path, responses } of operations()) {
      for (const [status, { description }] of Object.entries(responses)) {
        for (const [, code] of description.matchAll(/^`([A-Z_]+)`: /gm)) {
          expect([path, code, CODES[code as keyof typeof CODES].status]).toEqual([path, code, Number(status)]);
        }
      }
    }
  });

  it('lists the parameters for waiting with every read', () => {
    const reads = operations().filter(
      ({ method, path }) => method === 'get' && path.startsWith('/v1/') && !NO_READ_MODELS.includes(path),
    );
    expect(reads.length).toBeGreaterThan(20);
    for (const { path, parameters } of reads) {
      const names = (parameters ?? []).map(({ name }) => name);
      expect([path, names]).toEqual([path, expect.arrayContaining(['after', 'waitMs'])]);
    }
  });

  const id = { type: 'customer_id', value: 'x' };
  const fixed = { to: 'referrer', kind: 'fixed', amount: 1 };
  const touchpoint = { anonymousId: 'a', source: 'paid' };
  it.each<[string, string, Record<string, unknown>, Record<string, unknown>[]]>([
    [
      'POST',
      '/v1/track/touchpoint',
      touchpoint,
      [
        { touchpointId: 1 },
        { touchpointId: null },
        { touchpointId: '' },
        { touchpointId: {} },
        { touchpointId: 0.5 },
        { anonymousId: null },
        { anonymousId: 7 },
        { anonymousId: 'x'.repeat(256) },
        { anonymousId: 'x'.repeat(257) },
        { anonymousId: '🙂'.repeat(256) },
        { source: 'x' },
        { source: null },
        { channel: 7 },
        { channel: '' },
        { channel: 'a\u0085b' },
        { touchpointId: 'a\nb' },
        { anonymousId: 'a\nb' },
        { anonymousId: ' a\n' },
        { referrer: { ...id, value: '' } },
        { campaign: 'x'.repeat(257) },
        { referrer: id },
        { referrer: null },
        { referrer: { ...id, type: 'x' } },
        { referrer: { type: 'wallet' } },
        { referrer: { ...id, extra: 1 } },
        { referrer: [] },
        { url: 'x'.repeat(2_049) },
        { url: 7 },
        { url: '' },
        { campaign: ['a', { b: 1 }] },
        { campaign: false },
        { occurredAt: '2026-01-01T00:00:00Z' },
        { occurredAt: '2026-01-01T00:00:00.123456+02:00' },
        { occurredAt: 'x' },
        { occurredAt: 1 },
        { occurredAt: '2026-02-30T00:00:00Z' },
        { extra: 1 },
      ],
    ],
    [
      'POST',
      '/v1/track/purchase',
      { anonymousId: 'a', orderId: '1', token: 't' },
      [
        { orderId: 1 },
        { orderId: '' },
        { orderId: null },
        { token: null },
        { token: 12 },
        { customerId: null },
        { customerId: 5 },
        { customerId: [] },
        { customerId: '' },
        { customerId: 'a\u0000b' },
        { claimId: 'c' },
        { occurredAt: false },
        { extra: null },
        { extra: 1 },
      ],
    ],
    [
      'POST',
      '/v1/track/batch',
      { items: [{ type: 'touchpoint', ...touchpoint }] },
      [{ items: [] }, { items: null }, { items: {} }, { extra: 1 }],
    ],
    [
      'POST',
      '/v1/identities/assert',
      { a: id, b: { type: 'anonymous_id', value: 'y' } },
      [
        { a: null },
        { a: 'x' },
        { b: { type: 'wallet' } },
        { evidence: 'x'.repeat(1_000) },
        { evidence: 'x'.repeat(1_001) },
        { evidence: '' },
        { evidence: 'two\nlines' },
        { a: { ...id, value: '' } },
        { evidence: null },
        { evidence: 1 },
        { assertionId: 9 },
        { extra: 1 },
      ],
    ],
    [
      'PUT',
      '/v1/policy',
      {},
      [
        { settlingPeriodSeconds: 0 },
        { settlingPeriodSeconds: 86_400 },
        { settlingPeriodSeconds: 86_401 },
        { settlingPeriodSeconds: -1 },
        { settlingPeriodSeconds: 0.5 },
        { settlingPeriodSeconds: null },
        { lookbackDays: 0 },
        { lookbackDays: 365 },
        { lookbackDays: 366 },
        { model: 'time-decay' },
        { model: 'x' },
        { sourceRanking: [] },
        { sourceRanking: [['paid']] },
        { sourceRanking: ['paid'] },
        { sourceRanking: [['x']] },
        { sourceRanking: 'x' },
        { finalityDays: 3_650 },
        { finalityDays: 3_651 },
        { reprocess: 'off' },
        { reprocess: false },
        { requireToken: 1 },
        { requireToken: false },
        { claimTtlDays: 0 },
        { maxCustomersPerGroup: 200 },
        { maxCustomersPerGroup: 201 },
        { maxIdentifiersPerGroup: 1 },
        { maxIdentifiersPerGroup: 2 },
        { blockedValues: ['x', 1] },
        { blockedValues: [null] },
        { blockedValues: 'x' },
        { blockedValues: Array.from({ length: 501 }, String) },
        { linkByEmail: true },
        { acceptTestOrders: 'x' },
        { mismatchAlertPercent: 0 },
        { mismatchAlertPercent: 100 },
        { policyVersion: 1 },
      ],
    ],
    [
      'PUT',
      '/v1/campaigns/friends',
      { name: 'Friends', condition: 'true', currency: 'EUR', rewards: [fixed] },
      [
        { name: null },
        { name: 'x'.repeat(257) },
        { condition: '' },
        { condition: `true // ${'x'.repeat(4_000)}` },
        { currency: 'eur' },
        { currency: null },
        { base: 'goods' },
        { base: null },
        { base: 'gross' },
        { priority: null },
        { priority: -1_000_000 },
        { priority: 1_000_001 },
        { exclusive: 'no' },
        { validFrom: 'x' },
        { validUntil: null },
        { holdDays: 3_650 },
        { holdDays: 3_651 },
        { rewards: [] },
        { rewards: fixed },
        { rewards: Array.from({ length: 20 }, () => fixed) },
        { rewards: Array.from({ length: 21 }, () => fixed) },
        { rewards: [{ ...fixed, to: 'x' }] },
        { rewards: [{ ...fixed, kind: 'x' }] },
        { rewards: [{ ...fixed, amount: 0 }] },
        { rewards: [{ ...fixed, amount: null }] },
        { rewards: [{ ...fixed, min: 1 }] },
        { rewards: [{ ...fixed, min: null }] },
        { rewards: [{ ...fixed, extra: null }] },
        { rewards: [{ to: 'referee', kind: 'percent', basisPoints: 1_000_000, min: null, max: 1 }] },
        { rewards: [{ to: 'referee', kind: 'percent', basisPoints: 1_000_001 }] },
        { rewards: [{ to: 'referee', kind: 'percent', basisPoints: 1, max: 0 }] },
        { rewards: [{ to: 'referee', kind: 'percent', amount: 1 }] },
        { rewards: [{ to: 'referee', kind: 'tiered', tiers: [{ from: 0, amount: 1, basisPoints: null }] }] },
        { rewards: [{ to: 'referee', kind: 'tiered', tiers: [{ from: 0, basisPoints: 1 }] }] },
        { rewards: [{ to: 'referee', kind: 'tiered', tiers: [{ from: 0, amount: 1, basisPoints: 1 }] }] },
        { rewards: [{ to: 'referee', kind: 'tiered', tiers: [{ from: -1, amount: 1 }] }] },
        { rewards: [{ to: 'referee', kind: 'tiered', tiers: [{ from: 0 }] }] },
        { rewards: [{ to: 'referee', kind: 'tiered', tiers: [] }] },
        { caps: {} },
        { caps: { count: null } },
        { caps: { count: 0 } },
        { caps: { count: 1, extra: 1 } },
        { caps: [] },
        { budgets: [] },
        { budgets: [{ window: 'day', amount: 1 }] },
        { budgets: [{ window: 'day' }] },
        { budgets: [{ window: 'day', amount: 1, extra: null }] },
        { budgets: [null] },
        { extra: 1 },
      ],
    ],
    [
      'PUT',
      '/v1/codes/ANNA10',
      { owner: id },
      [
        { owner: null },
        { owner: { ...id, value: '' } },
        { channel: 'friends', campaign: 'spring', actor: 'ann' },
        { channel: null },
        { channel: 'x'.repeat(257) },
        { campaign: 7 },
        { extra: 1 },
      ],
    ],
    [
      'PUT',
      '/v1/exchange-rates',
      { base: 'EUR', rates: { USD: '1.08' }, asOf: '2026-01-01T00:00:00Z' },
      [
        { base: 'eur' },
        { rates: {} },
        { rates: { usd: '1' } },
        { rates: { USD: 1 } },
        { rates: { USD: '0' } },
        { rates: { USD: '0.0001' } },
        { rates: { USD: '.5' } },
        { rates: { USD: '1'.repeat(41) } },
        { rates: null },
        { asOf: 1 },
        { extra: 1 },
      ],
    ],
  ])('%s %s takes what the description says it takes', async (method, path, good, changes) => {
    for (const change of [{}, ...changes]) {
      const body = { ...good, ...change };
      const key = path.startsWith('/v1/track') ? merchant.publishable : merchant.secret;
      const { status } = await app.request(method, path, { key, body });
      expect([JSON.stringify(change).slice(0, 99), status < 400]).toEqual([
        JSON.stringify(change).slice(0, 99),
        app.contract.takes(method, path, body),
      ]);
    }
  });
});
