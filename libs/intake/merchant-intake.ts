import type { Pool } from 'pg';
import { ApiKeys, KEY_KINDS, type ApiKey, type KeyKind } from './api-keys';
import { readBody } from './body-shape';
import type { FactAppender } from './fact-appender';
import { merchantDraft } from './facts';
import { findRateLimits, setRateLimits, type MerchantRateLimits } from './merchant-rate-limits';
import type { Merchants } from './merchants';
import { ok, refused, type Outcome } from './outcomes';
import type { Pseudonymizer } from './pseudonyms';
import { KEY, MERCHANT, RATE_LIMITS } from './requests';
import type { Tallies } from './tallies';

export class MerchantIntake {
  private readonly keys: ApiKeys;

  constructor(
    private readonly pool: Pool,
    private readonly merchants: Merchants,
    private readonly appender: FactAppender,
    private readonly tallies: Tallies,
  ) {
    this.keys = new ApiKeys(pool);
  }

  /** `input` is MERCHANT. Only this answer shows the keys. MERCHANT_EXISTS, MERCHANT_FORGOTTEN. */
  async register(
    input: unknown,
  ): Promise<Outcome<{ merchantId: string; keys: Record<KeyKind, string>; position: number }>> {
    const body = readBody(MERCHANT, input);
    if (!body.ok) return body;
    const { merchantId, name, policy } = body.value;
    const exists = refused('MERCHANT_EXISTS', `There is a merchant ${merchantId} already.`);
    const standing = await this.merchants.check(merchantId);
    if (standing.ok) return exists;
    if (standing.problem.code === 'MERCHANT_FORGOTTEN') return standing;
    const pseudonyms = await this.merchants.prepare(merchantId);
    const written = await this.appender.append(merchantId, merchantDraft(pseudonyms, name, policy));
    if (!written.ok) return written.problem.code === 'FACT_CONFLICT' ? exists : written;
    if (written.value.duplicate) return exists;
    const [publishable, secret] = await this.keys.create(merchantId, KEY_KINDS);
    const keys = { publishable: publishable!.key, secret: secret!.key };
    return ok({ merchantId, keys, position: written.value.position });
  }

  /** MERCHANT_UNKNOWN, MERCHANT_FORGOTTEN; a merchant is there at once after its registration. */
  check(merchantId: string): Promise<Outcome<unknown>> {
    return this.merchants.check(merchantId);
  }

  /** True for a merchant that was ever registered: of one that was erased the log is still there. */
  async isKnown(merchantId: string): Promise<boolean> {
    const standing = await this.merchants.check(merchantId);
    return standing.ok || standing.problem.code === 'MERCHANT_FORGOTTEN';
  }

  /** What turns the merchant's values into pseudonyms. MERCHANT_UNKNOWN. */
  async pseudonymizer(merchantId: string): Promise<Outcome<Pseudonymizer>> {
    return this.merchants.known(merchantId);
  }

  /** `input` is KEY. Only this answer shows the key. */
  async createKey(merchantId: string, input: unknown): Promise<Outcome<{ keyId: string; key: string }>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const body = readBody(KEY, input);
    if (!body.ok) return body;
    const [made] = await this.keys.create(merchantId, [body.value.kind]);
    return ok(made!);
  }

  async revokeKey(merchantId: string, keyId: string): Promise<Outcome<{ keyId: string }>> {
    const standing = await this.merchants.check(merchantId);
    if (!standing.ok) return standing;
    const revoked = await this.keys.revoke(merchantId, keyId);
    return revoked ? ok({ keyId }) : refused('NOT_FOUND', 'The merchant has no such key.');
  }

  /** MERCHANT_UNKNOWN. */
  async rateLimits(merchantId: string): Promise<Outcome<MerchantRateLimits>> {
    const merchant = await this.merchants.known(merchantId);
    return merchant.ok ? ok(await findRateLimits(this.pool, merchantId)) : merchant;
  }

  /** `input` is RATE_LIMITS, and takes the place of both. MERCHANT_UNKNOWN. */
  async setRateLimits(merchantId: string, input: unknown): Promise<Outcome<MerchantRateLimits>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const body = readBody(RATE_LIMITS, input);
    if (!body.ok) return body;
    const { perAddressPerMinute = null, perDevicePerMinute = null } = body.value;
    const limits = { perAddressPerMinute, perDevicePerMinute };
    if (!(await setRateLimits(this.pool, merchantId, limits)))
      return refused('MERCHANT_FORGOTTEN', 'The merchant was erased.');
    return ok(limits);
  }

  /** Null: unknown or revoked. Asks the database each time. */
  async authenticate(key: string): Promise<ApiKey | null> {
    const found = await this.keys.find(key);
    if (found === null || !found.revoked) return found;
    // A server is told of it, and a browser tells nobody.
    if (found.kind === 'publishable') this.tallies.note(found.merchantId, 'KEY_REVOKED');
    return null;
  }

  /** Null: unknown or revoked. Asks the database each time. */
  keyById(keyId: string): Promise<ApiKey | null> {
    return this.keys.findById(keyId);
  }
}
