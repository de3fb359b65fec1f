import { Merchants } from '../../libs/intake/merchants';
import { SECRETS } from '../support/secrets';
import { codeOf, IntakeUnderTest, PARTITIONS, valueOf } from './support';

let under: IntakeUnderTest;
beforeAll(async () => {
  under = await IntakeUnderTest.start();
});
afterAll(() => under.stop());

const touchpoint = (touchpointId: string, changes: object = {}) => ({
  touchpointId,
  anonymousId: 'anon-1',
  source: 'referral',
  ...changes,
});

describe('a merchant', () => {
  it('is registered once, whatever a second registration says', async () => {
    const input = { merchantId: 'once', name: 'Once' };
    const { keys, position } = valueOf(await under.intake.merchants.register(input));
    expect(keys.publishable).toMatch(/^pk_[\w-]{43}$/);
    expect(keys.secret).toMatch(/^sk_[\w-]{43}$/);
    expect(codeOf(await under.intake.merchants.register(input))).toBe('MERCHANT_EXISTS');
    expect(codeOf(await under.another().merchants.register({ ...input, name: 'Twice' }))).toBe('MERCHANT_EXISTS');
    expect(await under.facts('once')).toEqual([
      { type: 'MerchantRegistered', position, data: { merchantId: 'once', name: 'Once' } },
    ]);
  });

  it('is registered once when two ask at the same time', async () => {
    const outcomes = await Promise.all(
      [under.intake, under.another()].map((intake) => intake.merchants.register({ merchantId: 'race', name: 'Race' })),
    );
    expect(outcomes.map(codeOf).sort()).toEqual(['MERCHANT_EXISTS', 'ok']);
  });

  it('that was never registered is unknown to every write', async () => {
    const { intake } = under;
    expect(await intake.merchants.isKnown('nobody')).toBe(false);
    const outcomes = await Promise.all([
      intake.tracking.recordTouchpoint('nobody', touchpoint('t')),
      intake.tracking.recordBatch('nobody', { items: [] }),
      intake.tracking.assertIdentities('nobody', {}),
      intake.policies.change('nobody', {}),
      intake.merchants.createKey('nobody', { kind: 'secret' }),
      intake.shops.setSecret('nobody', 'shopify', { secret: 's' }),
      intake.shops.freePlatform('nobody', 'shopify'),
      intake.tracking.identify('nobody', { type: 'wallet', value: 'w' }),
      intake.shops.receive('nobody', 'shopify', {}, Buffer.from('{}')),
    ]);
    expect(new Set(outcomes.map(codeOf))).toEqual(new Set(['MERCHANT_UNKNOWN']));
  });

  it('whose registration did not reach the log is unknown, and can be registered', async () => {
    await new Merchants(under.database.pool, SECRETS).prepare('half');
    expect(await under.intake.merchants.isKnown('half')).toBe(false);
    expect(codeOf(await under.intake.merchants.register({ merchantId: 'half', name: 'Half' }))).toBe('ok');
    expect(await under.another().merchants.isKnown('half')).toBe(true);
  });

  it.each([
    [{ name: 'x' }, ['merchantId']],
    [{ merchantId: 'bad', name: '' }, ['name']],
    [{ merchantId: 'bad', name: 'x', policy: [] }, ['policy']],
    [
      { merchantId: 'bad', name: 'x', policy: { lookbackDays: 0, review: 1 } },
      ['policy.review', 'policy.lookbackDays'],
    ],
    [{ merchantId: 'bad', name: 'x', plan: 'free' }, ['plan']],
  ])('sent as %j is refused, and the fields are named', async (input, paths) => {
    const outcome = await under.intake.merchants.register(input);
    expect(!outcome.ok && outcome.problem.errors?.map(({ path }) => path)).toEqual(paths);
    expect(await under.intake.merchants.isKnown('bad')).toBe(false);
  });
});

describe('keys', () => {
  it('identify their merchant until they are revoked', async () => {
    const { publishable, secret } = await under.register('keys');
    expect(await under.intake.merchants.authenticate(publishable)).toMatchObject({
      merchantId: 'keys',
      kind: 'publishable',
    });
    expect(await under.intake.merchants.authenticate(secret)).toMatchObject({ merchantId: 'keys', kind: 'secret' });
    const { keyId, key } = valueOf(await under.intake.merchants.createKey('keys', { kind: 'secret' }));
    expect(await under.another().merchants.authenticate(key)).toMatchObject({
      merchantId: 'keys',
      kind: 'secret',
      keyId,
    });
    expect(codeOf(await under.intake.merchants.revokeKey('other', keyId))).toBe('MERCHANT_UNKNOWN');
    expect(codeOf(await under.intake.merchants.revokeKey('keys', keyId))).toBe('ok');
    expect(codeOf(await under.intake.merchants.revokeKey('keys', keyId))).toBe('ok');
    expect(await under.intake.merchants.authenticate(key)).toBeNull();
  });

  it('are stored only as hashes', async () => {
    const { secret } = await under.register('hashes');
    const { rows } = await under.database.pool.query('select row_to_json(k)::text as text from api_keys k');
    expect(JSON.stringify(rows)).not.toContain(secret.slice(3));
  });

  it.each(['', 'pk_', 'sk_unknown', 'x', 'pk_\0'])('do not include %p', async (key) => {
    expect(await under.intake.merchants.authenticate(key)).toBeNull();
  });

  it('are publishable or secret, and have an id', async () => {
    await under.register('kinds');
    expect(codeOf(await under.intake.merchants.createKey('kinds', { kind: 'admin' }))).toBe('INVALID_BODY');
    expect(codeOf(await under.intake.merchants.revokeKey('kinds', 'no-uuid'))).toBe('NOT_FOUND');
  });
});

describe('facts of the SDK', () => {
  beforeAll(() => under.register('sdk'));

  it('are answered as before when sent again; other content under the same id is a conflict, unless the merchant differs', async () => {
    const first = valueOf(await under.intake.tracking.recordTouchpoint('sdk', touchpoint('again')));
    expect(first.duplicate).toBe(false);
    expect(
      valueOf(await under.another().tracking.recordTouchpoint('sdk', touchpoint('again', { channel: null }))),
    ).toEqual({
      ...first,
      duplicate: true,
    });
    expect(codeOf(await under.intake.tracking.recordTouchpoint('sdk', touchpoint('again', { source: 'paid' })))).toBe(
      'FACT_CONFLICT',
    );
    expect(codeOf(await under.intake.tracking.recordClaim('sdk', claim('again')))).toBe('ok');
    await under.register('sdk-2');
    expect(valueOf(await under.intake.tracking.recordTouchpoint('sdk-2', touchpoint('again'))).duplicate).toBe(false);
  });

  it('put their plain values into the vault, in the same append', async () => {
    await under.intake.tracking.recordTouchpoint('sdk', touchpoint('vault', { anonymousId: 'anon-vault' }));
    const ref = valueOf(await under.intake.tracking.identify('sdk', { type: 'anonymous_id', value: ' anon-vault ' }));
    const { rows } = await under.database.pool.query(
      'select type, value from vault where merchant_id = $1 and pseudonym = $2',
      ['sdk', ref.id],
    );
    expect(rows).toEqual([{ type: 'anonymous_id', value: 'anon-vault' }]);
  });

  it('of a batch have a result each, and are in the log in the order of the items', async () => {
    const items = [
      { type: 'touchpoint', ...touchpoint('b-1') },
      { type: 'purchase', ...claim('b-2') },
      { type: 'touchpoint', ...touchpoint('b-3', { source: 'nowhere' }) },
      { type: 'order' },
      'text',
      { type: 'touchpoint', ...touchpoint('b-1') },
      { type: 'touchpoint', ...touchpoint('b-1', { source: 'paid' }) },
      { type: 'purchase', ...claim('b-4', { extra: 1 }) },
      { type: 'touchpoint', ...touchpoint('b-5') },
    ];
    const results = valueOf(await under.intake.tracking.recordBatch('sdk', { items }));
    expect(
      results.map((result) => (result.ok ? result.value.duplicate : (result.problem.errors ?? result.problem.code))),
    ).toEqual([
      false,
      false,
      [{ path: 'source', message: expect.any(String) }],
      [{ path: 'type', message: expect.any(String) }],
      [{ path: '', message: 'must be an object' }],
      true,
      'FACT_CONFLICT',
      [{ path: 'extra', message: 'unknown field' }],
      false,
    ]);
    const ids = (await under.facts('sdk')).map(({ data }) => data.touchpointId ?? data.claimId).slice(-3);
    expect(ids).toEqual(['b-1', 'b-2', 'b-5']);
  });

  it.each([
    [{}],
    [{ items: [] }],
    [{ items: 'x' }],
    [{ items: Array.from({ length: 501 }, () => ({})) }],
    [{ items: [{}], mode: 1 }],
    [[]],
  ])('of an invalid batch are refused as a whole (%#)', async (input) => {
    expect(codeOf(await under.intake.tracking.recordBatch('sdk', input))).toBe('INVALID_BODY');
  });

  it('can be five hundred in a batch', async () => {
    const items = Array.from({ length: 500 }, (_, n) => ({ type: 'touchpoint', ...touchpoint(`many-${n}`) }));
    const results = valueOf(await under.intake.tracking.recordBatch('sdk', { items }));
    const positions = results.map((result) => valueOf(result).position);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  });

  it('of an import are the same fact when the order comes again', async () => {
    const order = {
      orderId: 'i-1',
      status: 'paid',
      total: 100,
      currency: 'EUR',
      occurredAt: '2026-01-01T00:00:00Z',
    };
    const first = valueOf(await under.intake.tracking.recordOrder('sdk', order));
    expect(valueOf(await under.intake.tracking.recordOrder('sdk', { ...order }))).toEqual({
      ...first,
      duplicate: true,
    });
    expect(valueOf(await under.intake.tracking.recordOrder('sdk', { ...order, refunded: 50 })).duplicate).toBe(false);
    expect(codeOf(await under.intake.tracking.recordOrder('sdk', { ...order, refunded: 101 }))).toBe('INVALID_BODY');
  });
});

describe('a policy', () => {
  beforeAll(() => under.register('policy'));

  it('changes by a fact whose blocked values are pseudonyms that match identifiers', async () => {
    const { position } = valueOf(
      await under.intake.policies.change('policy', {
        lookbackDays: 7,
        blockedValues: [' Kiosk-1 ', 'kiosk-1', 'pos@shop.example'],
      }),
    );
    const change = (await under.facts('policy')).at(-1)!;
    expect(change).toMatchObject({ type: 'PolicyChanged', position });
    const policy = change.data.policy as { blockedValues: string[]; blockedIds: string[] };
    expect(policy.blockedValues).toHaveLength(2);
    const kiosk = valueOf(await under.intake.tracking.identify('policy', { type: 'anonymous_id', value: 'KIOSK-1' }));
    expect(policy.blockedIds).toContain(kiosk.folded);
    const { rows } = await under.database.pool.query(
      "select value from vault where merchant_id = 'policy' and type = 'blocked_value' order by value",
    );
    expect(rows).toEqual([{ value: 'kiosk-1' }, { value: 'pos@shop.example' }]);
    expect(JSON.stringify(change.data)).not.toMatch(/kiosk|shop\.example/);
  });

  it('can come with the registration', async () => {
    await under.register('policy-2', { acceptTestOrders: true });
    expect((await under.facts('policy-2'))[0]!.data.policy).toEqual({ acceptTestOrders: true });
  });

  it('changes again each time it is sent', async () => {
    const first = valueOf(await under.intake.policies.change('policy', { requireToken: false }));
    const second = valueOf(await under.intake.policies.change('policy', { requireToken: false }));
    expect(second).toMatchObject({ duplicate: false, position: first.position + 1 });
  });

  it.each([
    [{ settlingPeriodSeconds: -1 }, 'settlingPeriodSeconds'],
    [{ settlingPeriodSeconds: 86_401 }, 'settlingPeriodSeconds'],
    [{ lookbackDays: 366 }, 'lookbackDays'],
    [{ lookbackDays: 1.5 }, 'lookbackDays'],
    [{ lookbackDays: '7' }, 'lookbackDays'],
    [{ model: 'best' }, 'model'],
    [{ sourceRanking: [['referral'], ['referral']] }, 'sourceRanking'],
    [{ sourceRanking: [['sky']] }, 'sourceRanking'],
    [{ sourceRanking: [[]] }, 'sourceRanking'],
    [{ sourceRanking: ['referral'] }, 'sourceRanking'],
    [{ reprocess: 'sometimes' }, 'reprocess'],
    [{ reprocess: 'later' }, 'reprocess'],
    [{ requireToken: 'yes' }, 'requireToken'],
    [{ blockedValues: ['x', ''] }, 'blockedValues[1]'],
    [{ blockedValues: Array(501).fill('x') }, 'blockedValues'],
    [{ blockedIds: [] }, 'blockedIds'],
    [{ maxIdentifiersPerGroup: 1 }, 'maxIdentifiersPerGroup'],
    [{ mismatchAlertPercent: 0 }, 'mismatchAlertPercent'],
  ])('with %j is refused, and the field is named (%#)', async (input, path) => {
    const outcome = await under.intake.policies.change('policy', input);
    expect(!outcome.ok && outcome.problem.errors?.map((error) => error.path)).toEqual([path]);
  });
});

describe('the configuration of partitions', () => {
  it('is recorded in each partition when it differs from the last one there', async () => {
    const settings = { settlingPeriodSeconds: 5 };
    expect(await under.intake.partitions.configure(null)).toBe(PARTITIONS);
    expect(await under.intake.partitions.configure(settings)).toBe(PARTITIONS);
    expect(await under.another().partitions.configure(settings)).toBe(0);
    expect(await under.intake.partitions.configure({ settlingPeriodSeconds: 6 })).toBe(PARTITIONS);
    expect(await under.intake.partitions.configure(settings)).toBe(PARTITIONS);
  });

  it('needs no defaults when nobody set any, and always the version of the kernel', async () => {
    const fresh = await IntakeUnderTest.start();
    expect(await fresh.intake.partitions.configure({})).toBe(PARTITIONS);
    expect(await fresh.intake.partitions.configure({})).toBe(0);
    await fresh.stop();
  });
});

describe('evaluations', () => {
  beforeAll(() => under.register('eval'));

  it('of a timer are one fact, even if a reason joined meanwhile', async () => {
    const request = { orderId: 'o', evaluationId: 'e-1', reasons: ['settling' as const] };
    const first = valueOf(await under.intake.evaluations.requestTimed('eval', request));
    const again = await under
      .another()
      .evaluations.requestTimed('eval', { ...request, reasons: ['settling', 'merge'] });
    expect(valueOf(again)).toEqual({ ...first, duplicate: true });
    expect(valueOf(await under.intake.evaluations.requestTimed('eval', { ...request, attempt: 2 })).duplicate).toBe(
      false,
    );
  });

  it('of an operator need a purchase, a reason and an actor', async () => {
    const by = { reason: 'late import', actor: 'ada' };
    expect(codeOf(await under.intake.evaluations.request('eval', 'nothing', by))).toBe('NOT_FOUND');
    expect(codeOf(await under.intake.evaluations.request('eval', 'nothing', { reason: '' }))).toBe('INVALID_BODY');
  });
});

function claim(claimId: string, changes: object = {}) {
  return { claimId, anonymousId: 'anon-1', orderId: '1001', token: 'tok-1', ...changes };
}
