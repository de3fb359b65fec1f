import { randomBytes } from 'node:crypto';
import type { Platform } from '../../libs/kernel/facts';
import type { Headers } from '../../libs/intake/shop-platform';
import { fixtureBody, fixtureText } from './fixtures/fixtures';
import { codeOf, customHeaders, IntakeUnderTest, NOW, shopifyHeaders, valueOf, wooCommerceHeaders } from './support';

let under: IntakeUnderTest;
const WHSEC = `whsec_${randomBytes(24).toString('base64')}`;

beforeAll(async () => {
  under = await IntakeUnderTest.start();
  for (const [merchantId, platform, secret] of [
    ['shopify', 'shopify', 's1'],
    ['woo', 'woocommerce', 's1'],
    ['custom', 'custom', WHSEC],
  ] as const) {
    await under.register(merchantId);
    valueOf(await under.intake.shops.setSecret(merchantId, platform, { secret }));
  }
});
afterAll(() => under.stop());

const send = (merchantId: string, platform: Platform, headers: Headers, body: Buffer) =>
  under.intake.shops.receive(merchantId, platform, headers, body);

const sendShopify = (body: Buffer, topic?: string | null) =>
  send('shopify', 'shopify', shopifyHeaders(body, 's1', topic), body);

describe('a delivery of Shopify', () => {
  it('becomes a fact without plain text, and the same delivery is the same fact', async () => {
    const body = fixtureBody('shopify-order');
    const first = valueOf(await sendShopify(body, 'orders/create'));
    expect(first).toEqual({
      kind: 'recorded',
      eventId: expect.any(String),
      position: expect.any(Number),
      duplicate: false,
    });
    expect(valueOf(await sendShopify(body, 'orders/paid'))).toEqual({ ...first, duplicate: true });
    const { type, data } = (await under.facts('shopify')).at(-1)!;
    expect(type).toBe('PurchaseRecorded');
    expect(data).toEqual({
      merchantId: 'shopify',
      platform: 'shopify',
      orderId: '9007199254740993',
      customerId: { type: 'customer_id', id: expect.any(String) },
      emailHash: { type: 'email_hash', id: expect.any(String) },
      token: expect.stringMatching(/^[0-9a-f]{32}$/),
      status: 'paid',
      total: 19999,
      refunded: 0,
      goods: 19999,
      currency: 'EUR',
      carried: { codes: ['TENOFF'] },
      items: expect.any(Array),
      sourceVersion: '2026-03-01T15:00:05.000Z',
      bodyHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      occurredAt: '2026-03-01T15:00:02.000Z',
    });
    expect(JSON.stringify(data)).not.toMatch(/hopper|bd5a8aa1|207119551/i);
  });

  it("has the token and order of its buyer's claim", async () => {
    const claim = {
      anonymousId: 'a',
      orderId: 'gid://shopify/OrderIdentity/9007199254740993',
      token: 'bd5a8aa1ecd019dd3520ff791ee3a24c',
    };
    valueOf(await under.intake.tracking.recordClaim('shopify', claim));
    const facts = await under.facts('shopify');
    const [purchase, claimed] = ['PurchaseRecorded', 'PurchaseClaimed'].map(
      (type) => facts.find((fact) => fact.type === type)!.data,
    );
    expect(claimed!.token).toBe(purchase!.token);
    expect(claimed!.orderId).toBe(purchase!.orderId);
  });

  it('with other bytes is another fact of the same order', async () => {
    const body = Buffer.from(`${fixtureText('shopify-order')} `);
    expect(valueOf(await sendShopify(body))).toMatchObject({ kind: 'recorded', duplicate: false });
  });

  it("can have Shopify's headers without the X-", async () => {
    const body = fixtureBody('shopify-order', { note: 'new names' });
    const headers = Object.entries(shopifyHeaders(body, 's1'));
    const renamed = Object.fromEntries(headers.map(([name, value]) => [name.replace(/^x-/, ''), value]));
    expect(valueOf(await send('shopify', 'shopify', renamed, body))).toMatchObject({ kind: 'recorded' });
  });

  it('carries its evidence without plain text of devices', async () => {
    const body = fixtureBody('shopify-order', {
      id: 77,
      note_attributes: [{ name: '_tributary', value: 'device-of-ada' }],
      landing_site: '/?ref=grace&utm_source=tea',
      source_name: 'subscription_contract',
    });
    valueOf(await sendShopify(body));
    const { data } = (await under.facts('shopify')).at(-1)!;
    expect(data).toMatchObject({
      goods: 19999,
      renewal: true,
      carried: {
        devices: [{ type: 'anonymous_id', id: expect.any(String) }],
        codes: ['TENOFF'],
        visit: {
          source: 'referral',
          channel: 'tea',
          referrer: { type: 'customer_id', id: expect.any(String) },
          url: '/?utm_source=tea',
        },
      },
    });
    expect(data.carried).not.toHaveProperty('earlier');
    expect(JSON.stringify(data)).not.toMatch(/device-of-ada|grace/);
    const { rows } = await under.database.pool.query<{ value: string }>(
      'select value from vault where pseudonym = $1',
      [(data.carried as { devices: { id: string }[] }).devices[0]!.id],
    );
    expect(rows).toEqual([{ value: 'device-of-ada' }]);
  });

  it('of an unneeded topic is ignored', async () => {
    expect(valueOf(await sendShopify(Buffer.from('{"id":1}'), 'products/update'))).toMatchObject({ kind: 'ignored' });
  });
});

describe('the order of refusals', () => {
  const body = fixtureBody('shopify-order');

  it('begins with the secret: there is none, or it is of another platform', async () => {
    await under.register('bare');
    expect(codeOf(await send('bare', 'shopify', {}, body))).toBe('WEBHOOK_NOT_CONFIGURED');
    expect(codeOf(await send('shopify', 'woocommerce', wooCommerceHeaders(body, 's1'), body))).toBe(
      'WEBHOOK_NOT_CONFIGURED',
    );
  });

  it('continues with the signature, before the body is read', async () => {
    const huge = Buffer.alloc(2_097_153, 'x');
    for (const bytes of [body, Buffer.from('no json'), huge]) {
      expect(codeOf(await send('shopify', 'shopify', shopifyHeaders(bytes, 'wrong'), bytes))).toBe('INVALID_SIGNATURE');
      expect(codeOf(await send('shopify', 'shopify', { 'x-shopify-topic': 'orders/paid' }, bytes))).toBe(
        'INVALID_SIGNATURE',
      );
    }
  });

  it('ends with the size, and JSON', async () => {
    expect(codeOf(await sendShopify(Buffer.alloc(2_097_153, ' ')))).toBe('BODY_TOO_LARGE');
    expect(codeOf(await sendShopify(Buffer.from('')))).toBe('BODY_UNREADABLE');
    expect(codeOf(await sendShopify(Buffer.from('[]')))).toBe('BODY_UNREADABLE');
    expect(codeOf(await sendShopify(Buffer.from('"text"'), null))).toBe('BODY_UNREADABLE');
    expect(codeOf(await sendShopify(Buffer.from([0x7b, 0x22, 0xc3, 0x22, 0x3a, 0x31, 0x7d])))).toBe('BODY_UNREADABLE');
    expect(codeOf(await sendShopify(Buffer.from(`{"a":${'['.repeat(64)}${']'.repeat(64)}}`)))).toBe('TOO_DEEP');
  });

  it('lets two mebibytes pass', async () => {
    const padding = ' '.repeat(2_097_152 - body.length);
    expect(valueOf(await sendShopify(Buffer.concat([body, Buffer.from(padding)])))).toMatchObject({ kind: 'recorded' });
  });
});

describe('secrets', () => {
  it('are live at once, the newest two', async () => {
    await under.register('rotate');
    const body = fixtureBody('shopify-order', { note: 'rotate' });
    const signedWith = async (secret: string) =>
      codeOf(await send('rotate', 'shopify', shopifyHeaders(body, secret), body));
    for (const secret of ['one', 'two']) await under.intake.shops.setSecret('rotate', 'shopify', { secret });
    expect([await signedWith('one'), await signedWith('two')]).toEqual(['ok', 'ok']);
    await under.intake.shops.setSecret('rotate', 'shopify', { secret: 'three' });
    await under.intake.shops.setSecret('rotate', 'shopify', { secret: 'three' });
    expect([await signedWith('one'), await signedWith('two'), await signedWith('three')]).toEqual([
      'INVALID_SIGNATURE',
      'ok',
      'ok',
    ]);
  });

  it('decide the platform, which can be freed while there are no purchases', async () => {
    const { intake } = under;
    await under.register('platform');
    expect(codeOf(await intake.shops.freePlatform('platform', 'shopify'))).toBe('WEBHOOK_NOT_CONFIGURED');
    valueOf(await intake.shops.setSecret('platform', 'shopify', { secret: 's' }));
    expect(codeOf(await intake.shops.setSecret('platform', 'woocommerce', { secret: 's' }))).toBe('PLATFORM_IN_USE');
    valueOf(await intake.shops.freePlatform('platform', 'shopify'));
    const body = fixtureBody('woocommerce-order');
    expect(codeOf(await send('platform', 'shopify', shopifyHeaders(body, 's'), body))).toBe('WEBHOOK_NOT_CONFIGURED');
    valueOf(await intake.shops.setSecret('platform', 'woocommerce', { secret: 's' }));
    valueOf(await send('platform', 'woocommerce', wooCommerceHeaders(body, 's'), body));
    expect(codeOf(await intake.shops.freePlatform('platform', 'woocommerce'))).toBe('PLATFORM_IN_USE');
  });

  it('cannot be set for two platforms at once', async () => {
    await under.register('two-platforms');
    const outcomes = await Promise.all([
      under.intake.shops.setSecret('two-platforms', 'shopify', { secret: 's' }),
      under.another().shops.setSecret('two-platforms', 'woocommerce', { secret: 's' }),
    ]);
    expect(outcomes.map(codeOf).sort()).toEqual(['PLATFORM_IN_USE', 'ok']);
  });

  it('of Standard Webhooks have its form', async () => {
    await under.register('standard');
    const set = async (secret: unknown) => codeOf(await under.intake.shops.setSecret('standard', 'custom', { secret }));
    expect(await set('whsec_short')).toBe('INVALID_BODY');
    expect(await set('plain')).toBe('INVALID_BODY');
    expect(await set(7)).toBe('INVALID_BODY');
    expect(await set(WHSEC)).toBe('ok');
  });
});

describe('a copy of the shop, which has the same secret', () => {
  const from = (host: string, note: string) => {
    const body = fixtureBody('woocommerce-order', { customer_note: note });
    const headers = { ...wooCommerceHeaders(body, 's'), 'x-wc-webhook-source': host };
    return send('copied', 'woocommerce', headers, body).then(valueOf);
  };
  const setSecret = (intake = under.intake) =>
    intake.shops.setSecret('copied', 'woocommerce', { secret: 's' }).then(valueOf);

  beforeAll(() => under.register('copied'));

  it('is not the shop, and its orders are kept in quarantine until an operator wants them', async () => {
    await setSecret();
    expect(await from('https://shop.example/', '1')).toMatchObject({ kind: 'recorded' });
    const answer = await from('https://staging.shop.example/', '2');
    expect(answer).toMatchObject({ kind: 'quarantined', code: 'OTHER_SOURCE' });
    const { items } = valueOf(await under.intake.shops.listQuarantine({ merchantId: 'copied', limit: 10 }));
    expect(items).toMatchObject([{ detail: 'it comes from staging.shop.example, and the shop is shop.example' }]);
    expect(await from('http://SHOP.example:443', '3')).toMatchObject({ kind: 'recorded' });
    const requeued = await under.intake.shops.requeueQuarantined(items[0]!.id, { actor: 'ada', reason: 'it was ours' });
    expect(valueOf(requeued)).toMatchObject({ kind: 'recorded' });
  });

  it('is nobody when a delivery does not say where it comes from', async () => {
    const body = fixtureBody('woocommerce-order', { customer_note: 'no source' });
    const answer = await send('copied', 'woocommerce', wooCommerceHeaders(body, 's'), body);
    expect(valueOf(answer)).toMatchObject({ kind: 'recorded' });
  });

  it('is the shop once the secret was set anew, be it the same one', async () => {
    await setSecret();
    expect(await from('https://staging.shop.example', '4')).toMatchObject({ kind: 'recorded' });
    expect(await from('https://shop.example', '5')).toMatchObject({ code: 'OTHER_SOURCE' });
  });

  it('is the shop for every process, once one of them forgot the host', async () => {
    await setSecret(under.another());
    expect(await from('https://shop.example', '6')).toMatchObject({ kind: 'recorded' });
    expect(await from('https://staging.shop.example', '7')).toMatchObject({ code: 'OTHER_SOURCE' });
  });

  it('is one of two that deliver first at the same time', async () => {
    await setSecret();
    const answers = await Promise.all([from('https://a.example', '8'), from('https://b.example', '9')]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['quarantined', 'recorded']);
  });
});

describe('test orders of Shopify', () => {
  it('are taken as soon as the policy says so, before a read model knows it', async () => {
    const body = fixtureBody('shopify-order', { test: true });
    expect(valueOf(await sendShopify(body))).toEqual({ kind: 'ignored', reason: 'a test order' });
    valueOf(await under.intake.policies.change('shopify', { acceptTestOrders: true }));
    expect(valueOf(await sendShopify(body))).toMatchObject({ kind: 'recorded' });
    valueOf(await under.intake.policies.change('shopify', { acceptTestOrders: false }));
    expect(valueOf(await sendShopify(fixtureBody('shopify-order', { test: true, note: '2' })))).toMatchObject({
      kind: 'ignored',
    });
  });
});

describe('WooCommerce', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  it('delivers orders', async () => {
    const body = fixtureBody('woocommerce-order');
    expect(valueOf(await send('woo', 'woocommerce', wooCommerceHeaders(body, 's1'), body))).toMatchObject({
      kind: 'recorded',
    });
  });

  it('delivers parts of other orders, which the policy counts or not', async () => {
    const part = async (id: number) => {
      const body = fixtureBody('woocommerce-order', { id, parent_id: 727 });
      return valueOf(await send('woo', 'woocommerce', wooCommerceHeaders(body, 's1'), body));
    };
    expect(await part(728)).toEqual({ kind: 'ignored', reason: 'SUB_ORDER: a part of another order' });
    valueOf(await under.intake.policies.change('woo', { subOrders: 'count' }));
    expect(await part(728)).toMatchObject({ kind: 'recorded' });
    valueOf(await under.intake.policies.change('woo', { subOrders: 'ignore' }));
    expect(await part(729)).toMatchObject({ kind: 'ignored' });
  });

  it('can ping any known merchant without a signature, even without a secret', async () => {
    await under.register('woo-new');
    const ping = Buffer.from('webhook_id=17');
    expect(valueOf(await send('woo', 'woocommerce', form, ping))).toMatchObject({ kind: 'ignored' });
    expect(valueOf(await send('woo-new', 'woocommerce', form, ping))).toMatchObject({ kind: 'ignored' });
    expect(codeOf(await send('nobody', 'woocommerce', form, ping))).toBe('MERCHANT_UNKNOWN');
    expect(codeOf(await send('woo', 'woocommerce', form, Buffer.from('webhook_id=17&a=b')))).toBe('INVALID_SIGNATURE');
    expect(codeOf(await send('shopify', 'shopify', form, ping))).toBe('INVALID_SIGNATURE');
  });
});

describe('custom senders', () => {
  const sendCustom = (body: Buffer, headers = customHeaders(body, WHSEC)) => send('custom', 'custom', headers, body);

  it('deliver orders', async () => {
    const body = fixtureBody('custom-order');
    const first = valueOf(await sendCustom(body));
    expect(first).toMatchObject({ kind: 'recorded', duplicate: false });
    // Sent again later, with another id and time. Only the order, its version and the body count.
    expect(valueOf(await sendCustom(body, customHeaders(body, WHSEC, NOW + 60_000)))).toEqual({
      ...first,
      duplicate: true,
    });
  });

  it('are refused when a header is missing or stale', async () => {
    const body = fixtureBody('custom-order');
    expect(codeOf(await sendCustom(body, customHeaders(body, WHSEC, NOW - 301_000)))).toBe('INVALID_SIGNATURE');
    expect(codeOf(await sendCustom(body, { ...customHeaders(body, WHSEC), 'webhook-id': undefined }))).toBe(
      'INVALID_SIGNATURE',
    );
  });

  it('get the names of wrong fields, and never a place in quarantine', async () => {
    const outcome = await sendCustom(Buffer.from(fixtureText('custom-order').replace('1999', '"1999"')));
    expect(!outcome.ok && outcome.problem).toMatchObject({ code: 'INVALID_BODY', errors: [{ path: 'data.total' }] });
    expect(codeOf(await sendCustom(Buffer.from('{')))).toBe('INVALID_JSON');
    expect(codeOf(await sendCustom(Buffer.alloc(1_048_577, ' ')))).toBe('BODY_TOO_LARGE');
    expect(valueOf(await under.intake.shops.listQuarantine({ merchantId: 'custom', limit: 10 })).items).toEqual([]);
  });
});

describe('quarantine', () => {
  const by = { reason: 'the reader was mended', actor: 'ada' };
  const bad = (note: string) => fixtureBody('shopify-order', { updated_at: null, note });

  it('keeps the same body once, and counts it', async () => {
    const body = bad('same');
    const first = valueOf(await sendShopify(body));
    expect(first).toEqual({ kind: 'quarantined', quarantineId: expect.any(String), code: 'VERSION_INVALID' });
    expect(valueOf(await sendShopify(body))).toEqual(first);
    const { items } = valueOf(await under.intake.shops.listQuarantine({ merchantId: 'shopify', limit: 10 }));
    expect(items).toEqual([
      {
        id: first.kind === 'quarantined' && first.quarantineId,
        merchantId: 'shopify',
        platform: 'shopify',
        topic: 'orders/paid',
        code: 'VERSION_INVALID',
        detail: 'updated_at is no instant',
        firstSeenAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
        count: 2,
      },
    ]);
  });

  it('keeps deliveries without a topic, and no signature', async () => {
    const body = fixtureBody('shopify-order', { note: 'no topic' });
    const answers = [valueOf(await sendShopify(body, null)), valueOf(await sendShopify(body, ''))];
    expect(answers[0]).toMatchObject({ kind: 'quarantined', code: 'TOPIC_MISSING' });
    expect(answers[1]).toEqual(answers[0]);
    const { rows } = await under.database.pool.query<{ headers: object }>(
      "select headers from quarantine where code = 'TOPIC_MISSING'",
    );
    expect(rows[0]!.headers).toEqual({ 'content-type': 'application/json', 'x-shopify-shop-domain': 'shop.example' });
  });

  it('keeps a delivery anew when it comes again after thirty days, whether it was deleted or not', async () => {
    const body = bad('an old one');
    const first = valueOf(await sendShopify(body));
    valueOf(await sendShopify(body));
    const id = first.kind === 'quarantined' ? first.quarantineId : '';
    await under.database.pool.query(
      "update quarantine set first_seen_at = first_seen_at - interval '31 days' where id = $1",
      [id],
    );
    const again = valueOf(await sendShopify(body));
    const { items } = valueOf(await under.intake.shops.listQuarantine({ merchantId: 'shopify', limit: 10 }));
    const kept = items.find((item) => again.kind === 'quarantined' && item.id === again.quarantineId);
    expect(kept).toMatchObject({ count: 1 });
    await under.intake.shops.deleteExpiredQuarantine();
    expect(valueOf(await under.intake.shops.listQuarantine({ merchantId: 'shopify', limit: 10 })).items).toContainEqual(
      kept,
    );
  });

  it('is listed newest first, page by page', async () => {
    await under.register('pages');
    valueOf(await under.intake.shops.setSecret('pages', 'shopify', { secret: 's1' }));
    for (const note of ['1', '2', '3']) {
      const body = bad(note);
      await send('pages', 'shopify', shopifyHeaders(body, 's1'), body);
    }
    const list = async (cursor?: string) =>
      valueOf(await under.intake.shops.listQuarantine({ merchantId: 'pages', limit: 2, cursor }));
    const [first, all] = [
      await list(),
      valueOf(await under.intake.shops.listQuarantine({ merchantId: 'pages', limit: 3 })),
    ];
    const second = await list(first.nextCursor!);
    expect([...first.items, ...second.items]).toEqual(all.items);
    expect([second.nextCursor, all.nextCursor]).toEqual([null, null]);
    for (const cursor of ['', 'x', Buffer.from('2026/x').toString('base64url')]) {
      expect(codeOf(await under.intake.shops.listQuarantine({ limit: 2, cursor }))).toBe('INVALID_PARAMETER');
    }
  });

  it('releases a delivery once it is readable, and records it', async () => {
    const body = fixtureBody('shopify-order', { note: 'requeue' });
    const kept = await sendShopify(bad('still'));
    const still = kept.ok && kept.value.kind === 'quarantined' ? kept.value.quarantineId : '';
    expect(codeOf(await under.intake.shops.requeueQuarantined(still, by))).toBe('STILL_UNREADABLE');
    // It looks as if an older reader had not understood it.
    await under.database.pool.query('update quarantine set body = $2 where id = $1', [still, body]);
    const recorded = valueOf(await under.intake.shops.requeueQuarantined(still, by));
    expect(recorded).toMatchObject({ kind: 'recorded', duplicate: false });
    expect(codeOf(await under.intake.shops.requeueQuarantined(still, by))).toBe('NOT_FOUND');
    expect(valueOf(await sendShopify(body))).toEqual({ ...recorded, duplicate: true });
    const { rows } = await under.database.pool.query<{ meta: string }>(
      "select meta from events where meta is not null and meta::text like '%mended%'",
    );
    expect(rows).toEqual([{ meta: '{"requeuedBecause":"the reader was mended","requeuedBy":"ada"}' }]);
  });

  it('needs an actor and a reason for requeueing', async () => {
    expect(codeOf(await under.intake.shops.requeueQuarantined('x', { reason: 'r' }))).toBe('INVALID_BODY');
    expect(codeOf(await under.intake.shops.requeueQuarantined('x', by))).toBe('NOT_FOUND');
  });

  it('forgets deliveries after thirty days', async () => {
    const kept = await sendShopify(bad('old'));
    const id = kept.ok && kept.value.kind === 'quarantined' ? kept.value.quarantineId : '';
    await under.database.pool.query("update quarantine set first_seen_at = now() - interval '31 days' where id = $1", [
      id,
    ]);
    const { items } = valueOf(await under.intake.shops.listQuarantine({ limit: 500 }));
    expect(items.map((item) => item.id)).not.toContain(id);
    expect(codeOf(await under.intake.shops.requeueQuarantined(id, by))).toBe('NOT_FOUND');
    expect(await under.intake.shops.deleteExpiredQuarantine()).toBe(1);
    expect(await under.intake.shops.deleteExpiredQuarantine()).toBe(0);
  });
});
