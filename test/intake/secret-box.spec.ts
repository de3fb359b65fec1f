import { pseudonymKeyPlace, SecretBox, SecretUnreadable, webhookSecretPlace } from '../../libs/intake/secret-box';

const box = new SecretBox(Buffer.alloc(32, 1));
const other = new SecretBox(Buffer.alloc(32, 2));
const PLACE = webhookSecretPlace('acme', 'shopify');
const SECRET = Buffer.from('shpss_1234');

describe('a sealed value', () => {
  it('opens in its place, and shows nothing of the secret', () => {
    const sealed = box.seal(SECRET, PLACE);
    expect(box.open(sealed, PLACE)).toEqual(SECRET);
    expect(sealed.includes(SECRET)).toBe(false);
    expect(sealed).toHaveLength(12 + 16 + SECRET.length);
  });

  it('is another one each time', () => {
    expect(box.seal(SECRET, PLACE)).not.toEqual(box.seal(SECRET, PLACE));
  });

  it.each([
    ['another merchant', webhookSecretPlace('bcme', 'shopify')],
    ['another purpose', webhookSecretPlace('acme', 'custom')],
    ['another table', pseudonymKeyPlace('acme')],
  ])('does not open in the place of %s', (_what, place) => {
    expect(() => box.open(box.seal(SECRET, PLACE), place)).toThrow(SecretUnreadable);
  });

  it('does not open with another key, and the message shows no secret', () => {
    const open = () => other.open(box.seal(SECRET, PLACE), PLACE);
    expect(open).toThrow('webhook_secrets: shopify of merchant acme does not open');
    expect(open).not.toThrow(SECRET.toString());
  });

  it('does not open when any of its bytes was changed, or it was cut', () => {
    const sealed = box.seal(SECRET, PLACE);
    for (const at of sealed.keys()) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => box.open(changed, PLACE)).toThrow(SecretUnreadable);
      expect(() => box.open(sealed.subarray(0, at), PLACE)).toThrow(SecretUnreadable);
    }
  });
});

describe('the fingerprint of a key', () => {
  it('is the same for the same key, and another one for another', () => {
    expect(new SecretBox(Buffer.alloc(32, 1)).fingerprint).toBe(box.fingerprint);
    expect(other.fingerprint).not.toBe(box.fingerprint);
  });
});
