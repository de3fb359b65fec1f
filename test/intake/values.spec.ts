import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { holdsAddress } from '../../libs/intake/addresses';
import { emailHash, normalizeIdentifier } from '../../libs/intake/identifiers';
import { parseInstant, parseUtcInstant } from '../../libs/intake/instants';
import { partitionOf } from '../../libs/intake/partition';
import { keepOfLabel } from '../../libs/intake/text';
import { keepOfUrl } from '../../libs/intake/urls';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('the partition of a merchant', () => {
  it('is FNV-1a of its id, modulo the number of partitions, forever', () => {
    // FNV-1a 32 of '', 'a', 'foobar' are 0x811c9dc5, 0xe40c292c, 0xbf9cf968.
    expect(partitionOf('', 2 ** 32)).toBe(0x811c9dc5);
    expect(partitionOf('a', 2 ** 32)).toBe(0xe40c292c);
    expect(partitionOf('foobar', 2 ** 32)).toBe(0xbf9cf968);
    expect(partitionOf('foobar', 16)).toBe(8);
  });

  it('is one of the partitions', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 64 }), (merchantId, partitions) => {
        const partition = partitionOf(merchantId, partitions);
        expect(partition).toBeGreaterThanOrEqual(0);
        expect(partition).toBeLessThan(partitions);
      }),
    );
  });
});

describe('identifiers', () => {
  const blockedOf = (value: string) => normalizeIdentifier('anonymous_id', value);

  it.each([
    ...['', '   ', '0', '-1', 'null', 'undefined', 'none', 'nil', 'nan', 'guest', 'anonymous', 'test', 'unknown'],
    ...['[object Object]', 'true', 'False', 'not_authenticated', 'distinct_id', 'anonymous_id', 'id'],
    ...['"null"', "'undefined'", '""', ' "Guest" '],
    ...['NULL', ' Guest ', 'NaN', '00000000-0000-0000-0000-000000000000', '00000000000000000000000000000000'],
  ])('%p never identifies anybody', (value) => {
    expect(blockedOf(value)).toMatchObject({ blocked: true });
  });

  it.each(['1', 'guest1', '00', 'null-id', '00000000-0000-0000-0000-000000000001'])('%p does', (value) => {
    expect(blockedOf(value)).toEqual({ type: 'anonymous_id', value, blocked: false });
  });

  it('are trimmed, and have at most 256 characters', () => {
    expect(normalizeIdentifier('external_id', ' \tCRM 7 ')).toMatchObject({ value: 'CRM 7' });
    expect(normalizeIdentifier('external_id', ` ${'🙂'.repeat(256)} `)).toMatchObject({ blocked: false });
    expect(normalizeIdentifier('external_id', '🙂'.repeat(257))).toBe('must have at most 256 characters');
    expect(normalizeIdentifier('external_id', 'a\nb')).toBe('must not have control characters');
  });

  it('of wallets are lower-cased when they are 0x and 40 hex digits, and kept otherwise', () => {
    const address = '0xAbCdEf0123456789aBcDeF0123456789AbCdEf01';
    expect(normalizeIdentifier('wallet', address)).toMatchObject({ value: address.toLowerCase() });
    expect(normalizeIdentifier('wallet', 'DYw8jCTfwHNRJhhmFcbXvVDTqWMEVFBX6Z')).toMatchObject({
      value: 'DYw8jCTfwHNRJhhmFcbXvVDTqWMEVFBX6Z',
    });
    expect(normalizeIdentifier('customer_id', address)).toMatchObject({ value: address });
  });

  it.each([
    ['gid://shopify/Customer/207119551', '207119551'],
    [' gid://shopify/Customer/9007199254740993 ', '9007199254740993'],
    ['GID://Shopify/customer/7?key=a', '7'],
    ['gid://shopify/Customer/7a', 'gid://shopify/Customer/7a'],
    ['gid://shopify/Company/7', 'gid://shopify/Company/7'],
  ])('of a customer, %p, is that of customer %p', (raw, value) => {
    expect(normalizeIdentifier('customer_id', raw)).toEqual({ type: 'customer_id', value, blocked: false });
    expect(normalizeIdentifier('external_id', raw)).toMatchObject({ value: raw.trim() });
  });

  it("of no customer are blocked in Shopify's long form, too", () => {
    expect(normalizeIdentifier('customer_id', 'gid://shopify/Customer/0')).toMatchObject({ blocked: true });
  });

  it('of addresses are SHA-256 hashes, lower-cased', () => {
    const hash = sha256('ada@example.com');
    expect(normalizeIdentifier('email_hash', hash.toUpperCase())).toEqual({
      type: 'email_hash',
      value: hash,
      blocked: false,
    });
    expect(normalizeIdentifier('email_hash', 'ada@example.com')).toBe('must be a SHA-256 in 64 hexadecimal digits');
    expect(normalizeIdentifier('email_hash', sha256(''))).toMatchObject({ blocked: true });
  });

  it('of an address ignore case and surrounding space; words such as `none` are no address', () => {
    expect(emailHash(' Ada@Example.COM ')).toBe(sha256('ada@example.com'));
    expect(emailHash('  ')).toBeNull();
    expect(emailHash('None')).toBeNull();
  });
});

describe('instants', () => {
  it.each([
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31t12:00:00.1239z', '2026-01-31T12:00:00.123Z'],
    ['2026-01-31T12:00:00.5+01:00', '2026-01-31T11:00:00.500Z'],
    ['2026-01-01T00:30:00+01:00', '2025-12-31T23:30:00.000Z'],
    ['2024-02-29T00:00:00-00:00', '2024-02-29T00:00:00.000Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s is %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    ...['2026-01-31T12:00:00', '2026-01-31', '2026-01-31 12:00:00Z', '2026-02-30T00:00:00Z', '2025-02-29T00:00:00Z'],
    ...['2026-13-01T00:00:00Z', '2026-00-10T00:00:00Z', '2026-01-00T00:00:00Z', '2026-04-31T00:00:00Z'],
    ...['2026-01-01T24:00:00Z', '2026-01-01T00:60:00Z', '2026-01-01T00:00:60Z', '2026-01-01T00:00:00+24:00'],
    ...['1969-12-31T23:59:59Z', '1970-01-01T00:00:00+00:01', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59-01:00'],
    ...['', 'now', '1767225600', '2026-1-1T00:00:00Z', '2026-01-01T00:00:00.Z', '12026-01-01T00:00:00Z'],
  ])('%p is none', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('without a zone count as UTC only for senders that write UTC', () => {
    expect(parseUtcInstant('2026-03-01T15:00:00')).toBe('2026-03-01T15:00:00.000Z');
    expect(parseUtcInstant('2026-03-01T15:00:00+01:00')).toBe('2026-03-01T14:00:00.000Z');
    expect(parseUtcInstant('0000-00-00T00:00:00')).toBeNull();
  });

  it('are read as Date reads them, for every date', () => {
    const date = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });
    fc.assert(
      fc.property(date, (at) => {
        expect(parseInstant(at.toISOString())).toBe(at.toISOString());
      }),
    );
  });
});

describe('URLs', () => {
  const path = (length: number) => 'a'.repeat(length);

  it.each([
    [
      'https://ada:pw@shop.example:8443/p/1;v=2?utm_source=x%20y&email=ada@example.com&utm_medium=cpc#ada',
      'https://shop.example:8443/p/1;v=2?utm_source=x%20y&utm_medium=cpc',
    ],
    ['https://shop.example?ref=ada', 'https://shop.example/'],
    ['https://shop.example/?xutm_source=1&UTM_SOURCE=2&utm_=3', 'https://shop.example/?utm_=3'],
    ['app-shop://product/7?utm_source=push&user=ada', 'app-shop://product/7?utm_source=push'],
    [
      'https://shop.example/?gclid=Cj0&utm_source=g&fbclid=x&msclkid&ttclid=',
      'https://shop.example/?gclid&utm_source=g&fbclid&msclkid&ttclid',
    ],
    ['https://shop.example/?xgclid=1&dclid=2&gclid_=3', 'https://shop.example/'],
    ['/collections/all?utm_source=x&email=ada@example.com#ada', '/collections/all?utm_source=x'],
    ['/', '/'],
    [' https://shop.example/a\nb\0c ', 'https://shop.example/ab%00c'],
    ['https://shop.example/u/ada@example.com/orders', 'https://shop.example/u/email-removed/orders'],
    ['/u/ada%40example.com', '/u/email-removed'],
    ['/u/ada%2540example%2Ecom;v=1/ada@b.de', '/u/email-removed/email-removed'],
    ['/u/ada\uff20example.com', '/u/email-removed'],
    ['/@ada.lovelace/p', '/@ada.lovelace/p'],
    ['/p?utm_source=x&utm_content=to+ada%40example.com&utm_id=1', '/p?utm_source=x&utm_content=email-removed&utm_id=1'],
  ])('of %j is kept %j', (text, url) => {
    expect(keepOfUrl(text)).toBe(url);
  });

  it('are measured by the part that is kept', () => {
    expect(keepOfUrl(`https://shop.example/?utm_source=x&q=${path(100_000)}`)).toBe(
      'https://shop.example/?utm_source=x',
    );
    expect(keepOfUrl(`https://shop.example/${path(3_000)}?utm_source=x`)).toBe(`https://shop.example/${path(2_027)}`);
    // A part of a parameter would say something else, so it is left out as a whole.
    expect(keepOfUrl(`https://shop.example/?utm_source=x&utm_term=${path(2_100)}&utm_medium=y`)).toBe(
      'https://shop.example/?utm_source=x&utm_medium=y',
    );
  });

  it.each([
    ...[
      'shop.example/p',
      'https://',
      'http://exa mple/',
      'mailto:ada@example.com',
      'javascript:alert(1)',
      '?utm_source=x',
    ],
    ...['data:text/plain,ada', '', ' ', 'file:///etc/passwd', '//ada:pw@shop.example/p', '/\\ada:pw@shop.example/p'],
  ])('%p is not kept', (text) => {
    expect(keepOfUrl(text)).toBeUndefined();
  });

  it('keep nothing of user, password, other parameters and fragment', () => {
    const secret = fc.stringMatching(/^[a-z0-9]{12}$/).map((text) => `secret-${text}`);
    const base = fc.constantFrom(
      (user: string) => `https://${user}@shop.example`,
      () => '',
    );
    fc.assert(
      fc.property(base, secret, secret, secret, secret, (before, user, password, parameter, fragment) => {
        const query = `q=${parameter}&gclid=${parameter}&utm_campaign=c&${parameter}`;
        const text = `${before(`${user}:${password}`)}/p?${query}#${fragment}`;
        expect(keepOfUrl(text)).toMatch(/\/p\?gclid&utm_campaign=c$/);
      }),
    );
  });
});

describe('e-mail addresses in free text', () => {
  it.each([
    ...['ada@example.com', 'Ask <ada.l+shop@mail.example.co.uk>, please', 'mailto:ada@example.com', 'ADA@EXAMPLE.COM'],
    ...['ada%40example.com', 'ada%2540example.com', 'ada@bücher.example', 'ada@xn--bcher-kva.example', 'ada\uff20b.de'],
  ])('are seen in %j', (text) => {
    expect(holdsAddress(text)).toBe(true);
  });

  it.each(['', 'ada', '@ada', 'ada@home', 'ada @ example.com', 'v@1.2.3', '20 @ 5.00 EUR', 'a@b. Then'])(
    'are not seen in %j',
    (text) => {
      expect(holdsAddress(text)).toBe(false);
    },
  );

  it('are seen around any address, wherever it stands', () => {
    const words = fc.string({ unit: fc.constantFrom('a', ' ', '.', '\n', 'é') });
    fc.assert(
      fc.property(words, fc.emailAddress(), words, (before, address, after) => {
        expect(holdsAddress(`${before} ${address} ${after}`)).toBe(true);
      }),
    );
  });
});

describe('labels', () => {
  it.each([
    ['spring', 'spring'],
    [' spring sale ', ' spring sale '],
    ['a\nb\r\n\u0085c\0', 'a b   c '],
    ['x'.repeat(300), 'x'.repeat(256)],
    ['🙂'.repeat(257), '🙂'.repeat(256)],
    ['half \ud83d', 'half \ufffd'],
    [12.5, '12.5'],
    ['mail to ada@example.com (new)', 'mail to email-removed (new)'],
    ['ada%40example.com', 'email-removed'],
    [`${'x'.repeat(250)} ada@example.com`, `${'x'.repeat(250)} email`],
    ['@ada at 20@home', '@ada at 20@home'],
  ])('of %j are kept as %j', (given, label) => {
    expect(keepOfLabel(given)).toBe(label);
  });

  it.each(['', '  ', '\n', true, {}, ['a', 'b']])('of %j are left out', (given) => {
    expect(keepOfLabel(given)).toBeUndefined();
  });
});
