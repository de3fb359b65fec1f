import fc from 'fast-check';
import { createHash } from 'node:crypto';
import type { FactDraft } from '../../libs/intake/fact-draft';
import { readBody, type Shape } from '../../libs/intake/body-shape';
import type { Problem } from '../../libs/intake/outcomes';
import { Pseudonymizer } from '../../libs/intake/pseudonyms';
import * as sdkFacts from '../../libs/intake/sdk-facts';
import { canonicalJson } from '../../libs/kernel/canonical-json';
import type { PurchaseClaimed, TouchpointRecorded } from '../../libs/kernel/facts';
import { IDENTIFIER_TYPES } from '../../libs/kernel/identity/identifier';

const pseudonyms = new Pseudonymizer('m-1', Buffer.alloc(32, 7));
const NOW = Date.parse('2026-03-01T12:00:00.000Z');
const touchpoint = { touchpointId: 't-1', anonymousId: 'anon-1', source: 'referral' };
const claim = { claimId: 'c-1', anonymousId: 'anon-1', orderId: '1001', token: 'tok-1' };

class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

function read<T>(shape: Shape<T>, body: unknown): T {
  const outcome = readBody(shape, body);
  if (!outcome.ok) throw new Refused(outcome.problem);
  return outcome.value;
}

const touchpointDraft = (by: Pseudonymizer, body: unknown, nowMs: number) =>
  sdkFacts.touchpointDraft(by, read(sdkFacts.TOUCHPOINT, body), { nowMs, fromBrowser: false });
const claimDraft = (by: Pseudonymizer, body: unknown, nowMs: number) =>
  sdkFacts.claimDraft(by, read(sdkFacts.CLAIM, body), { nowMs });
const assertionDraft = (by: Pseudonymizer, body: unknown) =>
  sdkFacts.assertionDraft(by, read(sdkFacts.ASSERTION, body));

function errorsOf(build: () => unknown): { code: string; paths: string[] } {
  try {
    build();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { code: error.problem.code, paths: error.problem.errors!.map(({ path }) => path) };
  }
  return { code: 'none', paths: [] };
}

const touchpointErrors = (changes: object) =>
  errorsOf(() => touchpointDraft(pseudonyms, { ...touchpoint, ...changes }, NOW));
const claimErrors = (changes: object) => errorsOf(() => claimDraft(pseudonyms, { ...claim, ...changes }, NOW));
const dataOf = <T>(draft: FactDraft) => draft.fact.data as T;

describe('a touchpoint', () => {
  it('is recorded with pseudonyms, with its plain values in the vault', () => {
    const draft = touchpointDraft(
      pseudonyms,
      {
        ...touchpoint,
        channel: 'newsletter',
        campaign: 'spring',
        referrer: { type: 'wallet', value: '0xABCDEF0123456789abcdef0123456789ABCDEF01' },
        url: 'https://shop.example/p?utm_source=x&email=ada@example.com',
        occurredAt: '2026-03-01T11:59:59+00:00',
      },
      NOW,
    );
    const data = dataOf<TouchpointRecorded>(draft);
    expect(draft.fact.type).toBe('TouchpointRecorded');
    expect(data).toEqual({
      merchantId: 'm-1',
      touchpointId: 't-1',
      anonymousId: { type: 'anonymous_id', id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab]/) },
      source: 'referral',
      channel: 'newsletter',
      campaign: 'spring',
      referrer: { type: 'wallet', id: expect.any(String) },
      url: 'https://shop.example/p?utm_source=x',
      occurredAt: '2026-03-01T11:59:59.000Z',
    });
    expect(draft.vault).toEqual([
      { merchantId: 'm-1', pseudonym: data.anonymousId.id, type: 'anonymous_id', value: 'anon-1' },
      {
        merchantId: 'm-1',
        pseudonym: data.referrer!.id,
        type: 'wallet',
        value: '0xabcdef0123456789abcdef0123456789abcdef01',
      },
    ]);
  });

  it('without a time or an id gets both from the server, and is another fact each time', () => {
    const input = { anonymousId: 'anon-1', source: 'paid' };
    const [first, second] = [touchpointDraft(pseudonyms, input, NOW), touchpointDraft(pseudonyms, input, NOW)];
    expect(dataOf<TouchpointRecorded>(first).occurredAt).toBe('2026-03-01T12:00:00.000Z');
    expect(first.eventId).not.toBe(second.eventId);
  });

  it('sent again is the same fact with the same content, at any time', () => {
    const [first, second] = [
      touchpointDraft(pseudonyms, touchpoint, NOW),
      touchpointDraft(pseudonyms, touchpoint, NOW + 5_000),
    ];
    expect(second.eventId).toBe(first.eventId);
    expect(second.contentHash).toBe(first.contentHash);
  });

  it.each([
    ['null for left out', { channel: null, referrer: null, url: null, occurredAt: undefined }],
    ['space around an identifier', { anonymousId: ' anon-1 ' }],
  ])('has the same content with %s', (_what, changes) => {
    const sent = touchpointDraft(pseudonyms, { ...touchpoint, ...changes }, NOW);
    expect(sent.contentHash).toBe(touchpointDraft(pseudonyms, touchpoint, NOW).contentHash);
  });

  it.each([{ source: 'paid' }, { channel: 'x' }, { occurredAt: '2026-03-01T12:00:00Z' }])(
    'has other content with %p',
    (changes) => {
      const sent = touchpointDraft(pseudonyms, { ...touchpoint, ...changes }, NOW);
      expect(sent.eventId).toBe(touchpointDraft(pseudonyms, touchpoint, NOW).eventId);
      expect(sent.contentHash).not.toBe(touchpointDraft(pseudonyms, touchpoint, NOW).contentHash);
    },
  );

  it('of another device is another fact, even with the same id', () => {
    const drafts = ['anon-1', 'anon-2'].map((anonymousId) =>
      touchpointDraft(pseudonyms, { ...touchpoint, anonymousId }, NOW),
    );
    expect(drafts[0]!.eventId).not.toBe(drafts[1]!.eventId);
    expect(drafts.map((draft) => dataOf<TouchpointRecorded>(draft).touchpointId)).toEqual(['t-1', 't-1']);
  });

  it.each([
    ['empty ones', { channel: '', campaign: ' ', url: '' }, {}],
    ['what is no text', { channel: {}, campaign: ['a'], url: 7 }, {}],
    ['what is no URL', { url: 'nowhere' }, {}],
    ['a number', { channel: 7 }, { channel: '7' }],
    ['a line break', { campaign: 'spring\nsale' }, { campaign: 'spring sale' }],
    ['a long one', { campaign: 'x'.repeat(257) }, { campaign: 'x'.repeat(256) }],
    ['a path', { url: '/collections/all?utm_source=x&q=1' }, { url: '/collections/all?utm_source=x' }],
    ['a long URL', { url: `https://x.example/?q=${'a'.repeat(3_000)}&gclid=1` }, { url: 'https://x.example/?gclid' }],
  ])('is never lost because of a label: %s', (_what, sent, read) => {
    const draft = touchpointDraft(pseudonyms, { ...touchpoint, ...sent }, NOW);
    const expected = touchpointDraft(pseudonyms, { ...touchpoint, ...read }, NOW);
    expect(draft.fact.data).toEqual(expected.fact.data);
    expect(draft.contentHash).toBe(expected.contentHash);
  });

  it('says that a browser sent it, which is no part of its content', () => {
    const sending = { nowMs: NOW, fromBrowser: true };
    const draft = sdkFacts.touchpointDraft(pseudonyms, read(sdkFacts.TOUCHPOINT, touchpoint), sending);
    const fromServer = touchpointDraft(pseudonyms, touchpoint, NOW);
    expect(draft.fact.data).toEqual({ ...fromServer.fact.data, fromBrowser: true });
    expect(draft.contentHash).toBe(fromServer.contentHash);
  });

  it('of a blocked device is recorded and marked', () => {
    const { anonymousId } = dataOf<TouchpointRecorded>(
      touchpointDraft(pseudonyms, { ...touchpoint, anonymousId: ' Guest ' }, NOW),
    );
    expect(anonymousId.blocked).toBe(true);
  });

  it('names the lower-cased pseudonym of an identifier with capitals', () => {
    const refOf = (anonymousId: string) =>
      dataOf<TouchpointRecorded>(touchpointDraft(pseudonyms, { ...touchpoint, anonymousId }, NOW)).anonymousId;
    expect(refOf('KIOSK').folded).toBe(refOf('kiosk').id);
    expect(refOf('kiosk').folded).toBeUndefined();
  });

  it.each([
    [{ anonymousId: undefined }, ['anonymousId']],
    [{ anonymousId: '' }, ['anonymousId']],
    [{ anonymousId: 1.5 }, ['anonymousId']],
    [{ anonymousId: 2 ** 53 }, ['anonymousId']],
    [{ anonymousId: 'x'.repeat(257) }, ['anonymousId']],
    [{ anonymousId: ['a'] }, ['anonymousId']],
    [{ source: 'Referral' }, ['source']],
    [{ source: undefined }, ['source']],
    [{ touchpointId: '' }, ['touchpointId']],
    [{ occurredAt: '2026-02-30T00:00:00Z' }, ['occurredAt']],
    [{ occurredAt: '2026-03-01T12:00:00' }, ['occurredAt']],
    [{ occurredAt: 1767225600000 }, ['occurredAt']],
    [{ referrer: 'ada' }, ['referrer']],
    [{ referrer: { type: 'email', value: 'a' } }, ['referrer.type']],
    [{ referrer: { type: 'wallet' } }, ['referrer.value']],
    [{ referrer: { type: 'wallet', value: 'w', note: 1 } }, ['referrer.note']],
    [{ referrer: { type: 'email_hash', value: 'ada@example.com' } }, ['referrer.value']],
    [{ utm: 1, Source: 'x' }, ['utm', 'Source']],
    [{ source: 'x', extra: true }, ['extra', 'source']],
  ])('with %p is refused, and the fields are named', (changes, paths) => {
    expect(touchpointErrors(changes)).toEqual({ code: 'INVALID_BODY', paths });
  });

  it.each([{ touchpointId: 'a\0b' }, { anonymousId: 'a\udc00' }])(
    'with text that cannot be stored, %j, is INVALID_TEXT',
    (changes) => {
      expect(touchpointErrors(changes).code).toBe('INVALID_TEXT');
    },
  );

  it.each([null, undefined, 'text', 7, [touchpoint]])('is not read from %p', (input) => {
    expect(errorsOf(() => touchpointDraft(pseudonyms, input, NOW))).toEqual({ code: 'INVALID_BODY', paths: [''] });
  });

  it('refuses keys of the prototype', () => {
    const input: unknown = JSON.parse('{"anonymousId":"a","source":"paid","__proto__":{"x":1},"constructor":1}');
    expect(errorsOf(() => touchpointDraft(pseudonyms, input, NOW)).paths).toEqual(['__proto__', 'constructor']);
  });
});

describe('a claim', () => {
  it('holds a keyed hash of the token and the order as the shop calls it', () => {
    const draft = claimDraft(
      pseudonyms,
      { ...claim, orderId: 'gid://shopify/OrderIdentity/1001', customerId: 42 },
      NOW,
    );
    const data = dataOf<PurchaseClaimed>(draft);
    expect(data.orderId).toBe('1001');
    expect(data.token).toMatch(/^[0-9a-f]{32}$/);
    expect(data.token).not.toBe(createHash('sha256').update('tok-1').digest('hex').slice(0, 32));
    expect(data.customerId).toEqual({ type: 'customer_id', id: expect.any(String) });
    expect(draft.contentHash).toBe(claimDraft(pseudonyms, { ...claim, customerId: '42' }, NOW).contentHash);
  });

  it.each([
    ['gid://shopify/Order/123', '123'],
    ['gid://shopify/OrderIdentity/123?key=a', '123'],
    ['gid://shopify/Customer/123', 'gid://shopify/Customer/123'],
    ['gid://shopify/Order/12a', 'gid://shopify/Order/12a'],
    [' 123', ' 123'],
  ])('of %s is of order %s', (sent, orderId) => {
    expect(sdkFacts.plainOrderId(sent)).toBe(orderId);
  });

  it('of another device is another fact, even with the same id', () => {
    const drafts = ['anon-1', 'anon-2', ' anon-1 '].map((anonymousId) =>
      claimDraft(pseudonyms, { ...claim, anonymousId }, NOW),
    );
    expect(drafts[0]!.eventId).not.toBe(drafts[1]!.eventId);
    expect(drafts[0]).toEqual(drafts[2]);
  });

  it('of an order with an integer for an id keeps it as text', () => {
    expect(dataOf<PurchaseClaimed>(claimDraft(pseudonyms, { ...claim, orderId: 1001 }, NOW)).orderId).toBe('1001');
  });

  it.each([undefined, null])('can be made before the checkout has an order: %p', (orderId) => {
    expect(dataOf<PurchaseClaimed>(claimDraft(pseudonyms, { ...claim, orderId }, NOW))).not.toHaveProperty('orderId');
  });

  it.each([{ customerId: '' }, { customerId: '  ' }, { customerId: null }])('with %p is a guest', (changes) => {
    const draft = claimDraft(pseudonyms, { ...claim, ...changes }, NOW);
    expect(dataOf<PurchaseClaimed>(draft).customerId).toBeUndefined();
    expect(draft.contentHash).toBe(claimDraft(pseudonyms, claim, NOW).contentHash);
  });

  it.each([
    [{ token: '' }, ['token']],
    [{ token: 'x'.repeat(257) }, ['token']],
    [{ token: { a: 1 } }, ['token']],
    [{ orderId: '' }, ['orderId']],
    [{ orderId: undefined, token: undefined }, ['token']],
    [{ orderId: 9007199254740992 }, ['orderId']],
    [{ customerId: true }, ['customerId']],
  ])('with %p is refused, and the fields are named', (changes, paths) => {
    expect(claimErrors(changes)).toEqual({ code: 'INVALID_BODY', paths });
  });
});

describe("Shopify's two spellings of a customer", () => {
  const [long, short] = ['gid://shopify/Customer/42', 42].map((value) => ({ type: 'customer_id', value }));
  const device = { type: 'anonymous_id', value: 'anon-1' };

  it.each([
    ['a referrer', (customer: object) => touchpointDraft(pseudonyms, { ...touchpoint, referrer: customer }, NOW)],
    [
      'the customer of a claim',
      ({ value }: { value: unknown }) => claimDraft(pseudonyms, { ...claim, customerId: value }, NOW),
    ],
    [
      'a side of an assertion',
      (customer: object) => assertionDraft(pseudonyms, { assertionId: 'x', a: device, b: customer }),
    ],
  ])('are one for %s', (_what, draftOf) => {
    expect(draftOf(long!)).toEqual(draftOf(short!));
  });

  it('are one among blocked values', () => {
    const { matches } = pseudonyms.blockedValue('gid://shopify/Customer/42', []);
    expect(matches).toContain(pseudonyms.identify({ type: 'customer_id', value: '42', blocked: false }, []).id);
  });
});

describe('an assertion', () => {
  const assertion = { a: { type: 'customer_id', value: '7' }, b: { type: 'external_id', value: 'crm-7' } };

  it('holds two identifiers, and the evidence in the words of the sender', () => {
    const draft = assertionDraft(pseudonyms, { ...assertion, evidence: 'log-in,\nsecond factor' });
    expect(draft.fact.data).toMatchObject({
      a: { type: 'customer_id' },
      b: { type: 'external_id' },
      evidence: 'log-in,\nsecond factor',
    });
  });

  it.each([
    [{ a: undefined }, ['a']],
    [{ a: { type: 'customer_id', value: '' } }, ['a.value']],
    [{ b: { type: 'phone', value: '1' } }, ['b.type']],
    [{ evidence: 'x'.repeat(1_001) }, ['evidence']],
    [{ evidence: 'log-in of\nada@example.com' }, ['evidence']],
    [{ assertionId: {} }, ['assertionId']],
  ])('with %p is refused, and the fields are named', (changes, paths) => {
    expect(errorsOf(() => assertionDraft(pseudonyms, { ...assertion, ...changes }))).toEqual({
      code: 'INVALID_BODY',
      paths,
    });
  });
});

describe('pseudonyms', () => {
  it('differ by merchant, type and value', () => {
    const value = fc.stringMatching(/^[!-~]{1,20}$/);
    const identifier = fc.record({ type: fc.constantFrom(...IDENTIFIER_TYPES), value });
    const other = new Pseudonymizer('m-2', Buffer.alloc(32, 8));
    fc.assert(
      fc.property(identifier, identifier, (a, b) => {
        const idOf = (by: Pseudonymizer, { type, value }: typeof a) =>
          by.identify({ type, value, blocked: false }, []).id;
        expect(idOf(pseudonyms, a) === idOf(pseudonyms, b)).toBe(a.type === b.type && a.value === b.value);
        expect(idOf(pseudonyms, a)).not.toBe(idOf(other, a));
      }),
    );
  });
});

describe('the log', () => {
  it('never holds an identifier, a token, or a query string in plain text', () => {
    const secret = fc.stringMatching(/^[a-z0-9]{10}$/).map((text) => `Secret-${text}`);
    fc.assert(
      fc.property(secret, secret, secret, secret, (anonymousId, value, token, query) => {
        const drafts = [
          touchpointDraft(
            pseudonyms,
            {
              anonymousId,
              source: 'other',
              referrer: { type: 'external_id', value },
              channel: `to ${value}@mail.example`,
              url: `https://${token}@shop.example/${value}%40mail.example?q=${query}&utm_source=x`,
            },
            NOW,
          ),
          claimDraft(pseudonyms, { anonymousId, customerId: value, orderId: '1', token }, NOW),
          assertionDraft(pseudonyms, { a: { type: 'anonymous_id', value: anonymousId }, b: { type: 'wallet', value } }),
        ];
        for (const { fact, eventId, contentHash } of drafts) {
          expect(canonicalJson({ fact, eventId, contentHash }).toLowerCase()).not.toContain('secret-');
        }
      }),
    );
  });

  it('holds the same fact for the same fields in any order', () => {
    const input = { ...claim, customerId: 'k-1', occurredAt: '2026-03-01T12:00:00Z' };
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.entries(input), { minLength: Object.keys(input).length }), (entries) => {
        const shuffled = claimDraft(pseudonyms, Object.fromEntries(entries), NOW);
        const straight = claimDraft(pseudonyms, input, NOW);
        expect(shuffled.contentHash).toBe(straight.contentHash);
        expect(canonicalJson(shuffled.fact.data)).toBe(canonicalJson(straight.fact.data));
      }),
    );
  });
});
