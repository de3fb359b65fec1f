import { createHmac, randomBytes } from 'node:crypto';
import { standardWebhookKey, verifyBodySignature, verifyStandardWebhook } from '../../libs/intake/signatures';

describe("signatures of shops' bodies", () => {
  const body = Buffer.from('{"id":1}');
  const sign = (secret: string, bytes = body) => createHmac('sha256', secret).update(bytes).digest('base64');

  it('hold under each of two live secrets', () => {
    expect(verifyBodySignature(body, sign('new'), ['new', 'old'])).toBe(true);
    expect(verifyBodySignature(body, sign('old'), ['new', 'old'])).toBe(true);
    expect(verifyBodySignature(body, sign('older'), ['new', 'old'])).toBe(false);
  });

  it('fail for other bytes, without a header, in hex, and with anything added', () => {
    expect(verifyBodySignature(Buffer.from('{"id":1} '), sign('s'), ['s'])).toBe(false);
    expect(verifyBodySignature(body, undefined, ['s'])).toBe(false);
    expect(verifyBodySignature(body, createHmac('sha256', 's').update(body).digest('hex'), ['s'])).toBe(false);
    expect(verifyBodySignature(body, `${sign('s')}=`, ['s'])).toBe(false);
    expect(verifyBodySignature(body, sign('s').slice(0, -1), ['s'])).toBe(false);
    expect(verifyBodySignature(body, '', ['s'])).toBe(false);
  });
});

describe('signatures of Standard Webhooks', () => {
  // The example in the specification.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const body = Buffer.from('{"test": 2432232314}');
  const at = 1_614_265_330_000;
  const headers = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: '1614265330',
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const sign = (key: string, timestamp = headers.timestamp) =>
    `v1,${createHmac('sha256', standardWebhookKey(key)!).update(`${headers.id}.${timestamp}.${body.toString()}`).digest('base64')}`;
  const signed = headers;
  const other = `whsec_${randomBytes(32).toString('base64')}`;

  it('hold for id, timestamp and raw body together', () => {
    expect(verifyStandardWebhook(body, signed, [secret], at)).toBe(true);
    expect(verifyStandardWebhook(Buffer.from('{"test":2432232314}'), signed, [secret], at)).toBe(false);
    expect(verifyStandardWebhook(body, { ...signed, id: 'msg_2' }, [secret], at)).toBe(false);
    expect(verifyStandardWebhook(body, { ...signed, timestamp: '1614265331' }, [secret], at)).toBe(false);
  });

  it('hold when one of several fits, under each of two live secrets', () => {
    const several = { ...signed, signature: `v1,AAAA v1a,xyz ${sign(secret)}` };
    expect(verifyStandardWebhook(body, several, [other, secret], at)).toBe(true);
    expect(verifyStandardWebhook(body, { ...signed, signature: 'v1,AAAA' }, [other, secret], at)).toBe(false);
    expect(verifyStandardWebhook(body, { ...signed, signature: sign(secret).slice(3) }, [secret], at)).toBe(false);
  });

  it.each([
    [0, true],
    [300_000, true],
    [-300_000, true],
    [300_001, false],
    [-301_000, false],
  ])('%i ms after the timestamp: %p', (later, holds) => {
    expect(verifyStandardWebhook(body, signed, [secret], at + later)).toBe(holds);
  });

  it.each(['id', 'timestamp', 'signature'])('fail without the header of the %s', (name) => {
    expect(verifyStandardWebhook(body, { ...signed, [name]: undefined }, [secret], at)).toBe(false);
  });

  it.each(['', 'abc', '1614265330.0', '-1614265330', '99999999999999'])('fail for the timestamp %p', (timestamp) => {
    const now = Number.isFinite(Number(timestamp)) ? Number(timestamp) * 1_000 : at;
    const resigned = { ...headers, timestamp, signature: sign(secret, timestamp) };
    expect(verifyStandardWebhook(body, resigned, [secret], now)).toBe(false);
  });

  it('take secrets of 24 to 64 bytes in base64', () => {
    const withBytes = (count: number) => standardWebhookKey(`whsec_${randomBytes(count).toString('base64')}`);
    expect(withBytes(23)).toBeNull();
    expect(withBytes(24)).toHaveLength(24);
    expect(withBytes(64)).toHaveLength(64);
    expect(withBytes(65)).toBeNull();
    expect(standardWebhookKey(randomBytes(32).toString('base64'))).toBeNull();
    expect(standardWebhookKey('whsec_not base64 at all, not at all!')).toBeNull();
    expect(standardWebhookKey(`whsec_${'A'.repeat(33)}`)).toBeNull();
  });
});
