import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { demo } from '../../apps/cli/demo-command';
import { stories } from '../../apps/cli/demo/stories';
import { Shop } from '../../apps/cli/demo/shop';
import { WrongUse } from '../../apps/cli/exit';
import { importFile, type ImportOptions } from '../../apps/cli/import-command';
import type { Output } from '../../apps/cli/output';
import { openSession, type Session } from '../../apps/cli/session';
import { verify } from '../../apps/cli/verify-command';
import { whatIf } from '../../apps/cli/what-if-command';
import { findPurchase, type PurchaseView } from '../../libs/queries/purchases';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { SECRETS_KEY } from '../support/secrets';

let database: TestDatabase;
let session: Session;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  session = await openSession({ DATABASE_URL: database.url, SECRETS_KEY }, () => undefined);
  folder = await mkdtemp(join(tmpdir(), 'tributary-cli-'));
});
afterAll(async () => {
  await session?.close();
  await database?.drop();
  await rm(folder, { recursive: true });
});

describe('import', () => {
  const CSV = [
    'type,touchpointId,anonymousId,source,channel,referrerType,referrerValue,orderId,customerId,status,total,currency,occurredAt',
    'touchpoint,t1,d1,referral,friends,customer_id,anna,,,,,,2025-03-01T12:00:00Z',
    'touchpoint,,d1,paid,ads,,,,,,,,2025-03-01T12:05:00Z',
    'touchpoint,,d1,nonsense,ads,,,,,,,,2025-03-01T12:05:00Z',
    'order,,d1,,,,,1001,ben,paid,1999,EUR,2025-03-01T12:29:00Z',
    'order,,,,,,,1002,,paid,19.99,EUR,2025-03-01T12:29:00Z',
    '',
  ].join('\n');

  it('lists bad lines with their reasons, imports the rest, and exits with 1', async () => {
    const { code, lines, result } = await run('a.csv', CSV, { merchant: 'csv', create: true, settling: 0 });
    expect(code).toBe(1);
    expect(lines).toContainEqual(expect.stringMatching(/^line 4: .*source/));
    expect(lines).toContainEqual(expect.stringMatching(/^line 6: .*total/));
    expect(result).toMatchObject({ added: 4, duplicates: 0, refused: 2 });
    expect(result.channels).toEqual([{ channel: 'friends', currency: 'EUR', conversions: 1_000_000, value: 1_999 }]);
    expect((await purchase('csv', '1001')).link?.via).toBe('claim');
  });

  it('imports a visit although its labels are odd', async () => {
    const header = 'type,anonymousId,source,channel,campaign,url';
    const text = `${header}\ntouchpoint,d9,paid,"two\nlines",${'x'.repeat(300)},nowhere\n`;
    const { code, result } = await run('labels.csv', text, { merchant: 'csv' });
    expect([code, result.added]).toEqual([0, 1]);
  });

  it('adds nothing when a file is imported again', async () => {
    const { result } = await run('a.csv', CSV, { merchant: 'csv' });
    expect(result).toMatchObject({ added: 0, duplicates: 4, refused: 2 });
  });

  it('reads claims, assertions and orders from JSON Lines, in any order', async () => {
    const text = [
      {
        type: 'order',
        orderId: '1',
        customerId: 'c',
        token: 't',
        status: 'paid',
        total: 500,
        currency: 'JPY',
        occurredAt: '2025-03-02T00:00:00Z',
      },
      { type: 'purchase', anonymousId: 'phone', orderId: '1', token: 't' },
      { type: 'assertion', a: { type: 'anonymous_id', value: 'tablet' }, b: { type: 'customer_id', value: 'c' } },
      { type: 'touchpoint', anonymousId: 'tablet', source: 'email', occurredAt: '2025-03-01T00:00:00Z' },
    ];
    const jsonl = text.map((line) => JSON.stringify(line)).join('\n');
    const { code, result } = await run('b.jsonl', jsonl, { merchant: 'jsonl', create: true, settling: 0 });
    expect({ code, channels: result.channels }).toEqual({
      code: 0,
      channels: [{ channel: 'email', currency: 'JPY', conversions: 1_000_000, value: 500 }],
    });
  });

  it('credits the last step of each journey, to the cent', async () => {
    const text =
      'path,total_conversions,total_conversion_value,total_null\nsearch > mail,2,3.01,1\nmail > search,1,0.5,0\n';
    const options = { merchant: 'journeys', create: true, settling: 0, format: 'journeys' };
    const { code, result } = await run('c.csv', text, options);
    expect(code).toBe(0);
    expect(result.added).toBe(2 * 4 + 2 * 3);
    expect(result.channels).toEqual([
      { channel: 'mail', currency: 'EUR', conversions: 2_000_000, value: 301 },
      { channel: 'search', currency: 'EUR', conversions: 1_000_000, value: 50 },
    ]);
  });

  const ORDER = 'type,orderId,status,total,currency,occurredAt\norder,1,paid,5,EUR,2025-03-01T12:00:00Z\n';

  it('reads a file whose lines end with CR', async () => {
    const { code, result } = await run('cr.csv', ORDER.replaceAll('\n', '\r'), { merchant: 'csv' });
    expect([code, result.added, result.refused]).toEqual([0, 1, 0]);
  });

  it("reads Shopify's export of orders, and the same file twice adds nothing", async () => {
    const text = [
      'Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem price,Id',
      '#1,ada@example.com,paid,EUR,9.00,1.00,0.00,10.00,2025-03-01 12:00:00 +0100,1,4.00,4512345678901',
      '#1,ada@example.com,,,,,,,,1,5.00,',
    ].join('\n');
    const given = { merchant: 'shopify', create: true, settling: 0, format: 'shopify-orders' };
    const { code, result } = await run('orders.csv', text, given);
    expect([code, result.added, result.refused]).toEqual([0, 1, 0]);
    expect(await purchase('shopify', '4512345678901')).toMatchObject({
      platform: 'shopify',
      total: 1_000,
      status: 'paid',
      occurredAt: '2025-03-01T11:00:00.000Z',
    });
    expect((await run('orders.csv', text, given)).result).toMatchObject({ added: 0, duplicates: 1 });
  });

  it('joins orders by the device that they carry, and by a claim that knew the token alone', async () => {
    const at = '2025-03-01T12:00:00Z';
    const order = { type: 'order', status: 'paid', total: 500, currency: 'EUR', occurredAt: '2025-03-01T13:00:00Z' };
    const visit = (anonymousId: string) => ({ type: 'touchpoint', anonymousId, source: 'paid', occurredAt: at });
    const jsonl = [
      visit('laptop'),
      { type: 'claim', anonymousId: 'laptop', token: 't-1' },
      { ...order, orderId: '1', token: 't-1', customerId: 'ada' },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n');
    await run('tokens.jsonl', jsonl, { merchant: 'carried', create: true, settling: 0 });
    expect((await purchase('carried', '1')).link?.via).toBe('claim');

    const csv = [
      'Name,Financial Status,Currency,Total,Created at,Note Attributes,Id',
      '#2,paid,EUR,5.00,2025-03-01 13:00:00 +0000,_tributary: phone,2',
    ].join('\n');
    await run('visit.jsonl', JSON.stringify(visit('phone')), { merchant: 'carried' });
    await run('orders.csv', csv, { merchant: 'carried', format: 'shopify-orders' });
    const carried = await purchase('carried', '2');
    expect(carried.link?.via).toBe('carried');
    expect(carried.attribution?.credits).toMatchObject([{ source: 'paid' }]);
  });

  it('reads messages of Segment, from the visit to the credit', async () => {
    const message = (type: string, minute: number, fields: object) =>
      JSON.stringify({ type, anonymousId: 'd', timestamp: `2025-03-01T12:0${minute}:00Z`, ...fields });
    const campaign = { source: 'google', medium: 'cpc', name: 'tea' };
    const text = [
      message('page', 0, { context: { campaign } }),
      message('page', 1, {}),
      message('identify', 2, { userId: 'u' }),
      message('track', 3, {
        event: 'Order Completed',
        userId: 'u',
        properties: { order_id: '1', total: 19.99, currency: 'EUR' },
      }),
    ].join('\n');
    const given = { merchant: 'segment', create: true, settling: 0, format: 'segment' };
    const { code, lines, result } = await run('dump.jsonl', text, given);
    expect({ code, result }).toMatchObject({ code: 0, result: { added: 4, refused: 0, leftOut: 1 } });
    expect(lines).toContain('1 lines left out: they hold nothing to import.');
    expect(result.channels).toEqual([{ channel: 'google', currency: 'EUR', conversions: 1_000_000, value: 1_999 }]);
    expect((await run('dump.jsonl', text, given)).result).toMatchObject({ added: 0, duplicates: 4 });
  });

  it.each([
    ['nothing.csv', ''],
    ['header.csv', 'type,anonymousId\n\n'],
    ['blank.jsonl', '\n \r\n'],
    ['nobody.csv', 'path,total_conversions,total_null\nmail,0,0\n'],
    ['views.segment', '{"type":"track","event":"Product Viewed"}\n'],
    ['empty.shopify-orders', 'Name,Total,Id\n'],
  ])('fails for a file that holds nothing, %s, and says so', async (name, text) => {
    const named = extname(name).slice(1);
    const format = name === 'nobody.csv' ? 'journeys' : named;
    const { code, lines, result } = await run(name, text, { merchant: 'csv', format });
    expect([code, result.stopped]).toEqual([1, 'The file holds nothing to import.']);
    expect(lines.at(-1)).toBe('Stopped: The file holds nothing to import. Check that it is the right file.');
  });

  it('says what was imported, and how to go on', async () => {
    const utf16 = await run('utf16.csv', Buffer.from(ORDER, 'utf16le'), { merchant: 'csv' });
    expect([utf16.code, utf16.lines.at(-1)]).toEqual([
      1,
      'Stopped: The file is UTF-16, not UTF-8. Nothing was imported; save it as UTF-8 and import that.',
    ]);
    const header = await run('header.csv', `"${ORDER}`, { merchant: 'csv' });
    expect([header.code, header.lines.at(-1)]).toEqual([
      1,
      'Stopped: The header has a quote that is never closed. Nothing was imported; fix it and import the file again.',
    ]);
    const packed = gzipSync(ORDER.replace('order,1', 'order,2') + randomBytes(200_000).toString('hex'));
    const broken = await run('broken.csv.gz', packed.subarray(0, -9), { merchant: 'csv' });
    expect([broken.code, broken.result.added, broken.lines.at(-1)]).toEqual([
      1,
      1,
      'Stopped: The file cannot be read to its end (unexpected end of file). What was read is imported; import a ' +
        'complete copy to add the rest.',
    ]);
  });

  it('refuses an unknown merchant, a missing file, and an unknown format as wrong use', async () => {
    await expect(run('d.csv', CSV, { merchant: 'nobody' })).rejects.toThrow(WrongUse);
    await expect(run('d.txt', CSV, { merchant: 'csv' })).rejects.toThrow(/--format/);
    await expect(importFile(session, join(folder, 'none.csv'), options({}), silent())).rejects.toThrow(/no file/);
    await expect(importFile(session, folder, options({ format: 'csv' }), silent())).rejects.toThrow(/no file/);
    await expect(run('e.csv', 'path\na\n', { merchant: 'csv', format: 'journeys', start: 'soon' })).rejects.toThrow(
      /--start/,
    );
  });
});

describe('demo', () => {
  const SMALL = { people: 40, settlingSeconds: 1 };

  it('leads every scenario to the outcome that it promises', async () => {
    const { result } = await told((output) => demo(session, output, SMALL));
    expect(result).toMatchObject({ merchantId: 'demo' });
    const orders = stories(new Shop(0)).map(({ orderId }) => orderId);
    const [a, b, c, late, guest, shared, guessed, gift, paid] = await Promise.all(
      orders.map((orderId) => purchase('demo', orderId)),
    );

    for (const view of [a!, b!])
      expect(outcome(view)).toEqual({ via: 'claim', referrers: ['anna'], claims: ['accepted'] });
    expect(outcome(c!)).toEqual({ via: 'claim', referrers: ['ben'], claims: ['accepted'] });
    expect(outcome(late!)).toEqual({ via: 'claim', referrers: ['carla'], claims: ['accepted'] });
    expect(late!.history.filter(({ type }) => type === 'PurchaseAttributed')).toHaveLength(2);
    expect(guest).toMatchObject({ customerId: null, link: { via: 'claim' } });
    expect(outcome(shared!)).toEqual({ via: 'claim', referrers: ['dora'], claims: ['accepted'] });
    expect(guessed).toMatchObject({ link: null, claims: [{ status: 'rejected', reason: 'TOKEN_MISMATCH' }] });

    const ofReferrers = (view: PurchaseView) =>
      view.rewards.flatMap(({ role, recipient, amount, state }) =>
        role === 'referrer' ? [[recipient.value, amount, state]] : [],
      );
    expect(ofReferrers(a!)).toEqual([['anna', 420, 'available']]);
    expect(ofReferrers(late!)).toEqual([
      ['anna', 740, 'reversed'],
      ['carla', 740, 'available'],
    ]);
    expect(ofReferrers(gift!)).toEqual([
      ['ben', 1_500, 'available'],
      ['ben', 5_000, 'available'],
    ]);
    expect(gift!.history.map(({ type }) => type)).toContain('RewardWithheld');
    expect(ofReferrers(paid!)).toEqual([
      ['carla', 900, 'paid'],
      ['carla', -900, 'clawed_back'],
    ]);
    const states = (result.rewards as { state: string }[]).map(({ state }) => state);
    expect(states).toEqual(expect.arrayContaining(['available', 'clawed_back', 'paid', 'reversed']));
    expect(result).toMatchObject({ held: true, whatIf: [{ rewards: { lost: [] } }] });
  });

  it('takes the next free name', async () => {
    const { result } = await told((output) => demo(session, output, SMALL));
    expect(result).toMatchObject({ merchantId: 'demo-2' });
  });
});

describe('verify', () => {
  it('confirms all decisions of these tests', async () => {
    const { code, result } = await told((output) => verify(session, {}, output));
    expect(result).toMatchObject({ held: true });
    expect(code).toBe(0);
  });

  it('can be limited to one merchant and to a start position', async () => {
    const all = await told((output) => verify(session, { merchant: 'demo' }, output));
    const some = await told((output) => verify(session, { merchant: 'demo', from: 100 }, output));
    expect([all.code, some.code]).toEqual([0, 0]);
    expect(some.result.decisions).toBeLessThan(all.result.decisions as number);
    await expect(verify(session, { merchant: 'nobody' }, silent())).rejects.toThrow(WrongUse);
  });

  it('does not hold when a row of the read models is not what the log gives', async () => {
    const one = `(merchant_id, order_id) = (select merchant_id, order_id from purchases order by 1, 2 limit 1)`;
    await database.pool.query(`update purchases set total = total + 1 where ${one}`);
    try {
      const { code, lines, result } = await told((output) => verify(session, { readModels: true }, output));
      expect([code, result.held]).toEqual([1, false]);
      expect(lines.at(-3)).toMatch(/^purchases: 1 row differs from what the log gives; the first: .*, total$/);
    } finally {
      await database.pool.query(`update purchases set total = total - 1 where ${one}`);
    }
  });

  it('shows the decision that was tampered with', async () => {
    const found = await database.pool.query<{ stream: string; revision: string; meta: string }>(
      `update events set data = replace(data, '"reasons":["settling"]', '"reasons":["operator"]')
       where (stream, revision) = (select stream, revision from events where type = 'RewardEvaluationScheduled' limit 1)
       returning stream, revision, meta`,
    );
    const { code, lines, result } = await told((output) => verify(session, {}, output));
    expect(code).toBe(1);
    expect(result).toMatchObject({ held: false });
    const { position } = JSON.parse(found.rows[0]!.meta) as { position: number };
    expect(lines.at(-3)).toMatch(new RegExp(`did not hold: partition \\d+, position ${position}, decision \\d+, data`));
    expect(lines.at(-2)).toContain('operator');
    expect(lines.at(-1)).toContain('settling');
  });
});

describe('what-if', () => {
  const ask = (options: Parameters<typeof whatIf>[1]) =>
    told((output) => whatIf(session, { merchant: 'journeys', ...options }, output));

  it('tells what another model would have credited', async () => {
    const { code, lines, result } = await ask({ model: 'first-touch' });
    expect(code).toBe(0);
    expect(result).toMatchObject({ scenarios: [{ name: 'model "first-touch"', purchases: { count: 3, changed: 3 } }] });
    expect(lines).toContain('  3 of 3 purchases would have other credits or rewards.');
  });

  it('puts all models side by side', async () => {
    const { lines } = await ask({ models: true });
    expect(lines.filter((line) => /^(mail|search)/.test(line)).map((line) => line.split(/ +/))).toEqual([
      ['mail', 'EUR', '2.00', '2.00', '1.00', '1.50', '1.50', expect.any(String)],
      ['search', 'EUR', '1.00', '1.00', '2.00', '1.50', '1.50', expect.any(String)],
    ]);
  });

  it('writes the changed purchases to a file for each scenario', async () => {
    const csv = join(folder, 'changes');
    await ask({ model: 'first-touch', lookback: 1, csv });
    const [file] = await readdir(csv);
    const written = (await readFile(join(csv, file!), 'utf8')).trim().split('\n');
    expect(written).toHaveLength(4);
    expect(written[0]).toMatch(/^order_id,recorded_at,credits_now/);
  });

  it('says that nothing would have changed', async () => {
    const { lines } = await ask({ delay: 0 });
    expect(lines.at(-1)).toBe('settlingPeriodSeconds 0: nothing would have changed (3 purchases).');
  });

  it('refuses a scenario that cannot be, a file that is none, and no change at all', async () => {
    await expect(ask({})).rejects.toThrow(/Say what to change/);
    await expect(ask({ lookback: 0 })).rejects.toThrow(/lookbackDays must be an integer from 1 to 365/);
    await expect(ask({ policy: join(folder, 'none') })).rejects.toThrow(/cannot be read/);
    await expect(ask({ merchant: 'nobody', delay: 1 })).rejects.toThrow(/no such merchant/);
    await expect(ask({ merchant: undefined, delay: 1 })).rejects.toThrow(/several merchants/);
  });
});

function options(given: Partial<ImportOptions>): ImportOptions {
  return { merchant: '', start: '2025-01-01T00:00:00Z', currency: 'EUR', wait: true, ...given };
}

async function run(name: string, text: string | Buffer, given: Partial<ImportOptions>) {
  const file = join(folder, `${randomBytes(4).toString('hex')}-${name}`);
  await writeFile(file, text);
  return told((output) => importFile(session, file, options(given), output));
}

/** What a command prints as text, and what as JSON. */
async function told(command: (output: Output) => Promise<number>) {
  const lines: string[] = [];
  const results: object[] = [];
  const output = {
    ...silent(),
    say: (line: string) => lines.push(line),
    result: (value: object) => results.push(value),
  };
  const code = await command(output);
  return { code, lines, result: results[0] as Record<string, unknown> };
}

function silent(): Output {
  return {
    say: () => undefined,
    result: () => undefined,
    progress: () => ({ to: () => undefined, done: () => undefined }),
  };
}

async function purchase(merchantId: string, orderId: string): Promise<PurchaseView> {
  const view = await findPurchase(session.pool, session.log, merchantId, orderId);
  return view!;
}

function outcome({ link, attribution, claims }: PurchaseView) {
  return {
    via: link?.via,
    referrers: attribution?.credits.map(({ referrer }) => referrer?.value),
    claims: claims.map(({ status }) => status),
  };
}
