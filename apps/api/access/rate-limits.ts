/**
 * How often one browser may send with a publishable key, which anybody can read. The limits are those of this process:
 * several behind a load balancer let through as many times more.
 */
import { Injectable } from '@nestjs/common';
import type { MerchantRateLimits } from '../../../libs/intake/merchant-rate-limits';
import type { ReachedLimit, Refusal } from '../../../libs/intake/outcomes';
import type { Sender } from '../../../libs/intake/sender';
import { Environment } from '../../environment';
import { Problem } from '../http/problem';
import { TokenBuckets } from './token-buckets';

/** So many wrong keys and codes of one address; right ones do not count. */
export const WRONG_SIGN_INS_PER_MINUTE = 20;

@Injectable()
export class RateLimits {
  /** A steady clock, in ms. */
  now: () => number = () => performance.now();
  private readonly addresses = new TokenBuckets();
  private readonly devices = new TokenBuckets();
  private readonly signIns = new TokenBuckets();

  constructor(private readonly environment: Environment) {}

  /**
   * Counts a request with a publishable key.
   * @param own limits of the key's merchant
   * @returns who sends; RATE_LIMITED when the address has sent too much with this key
   */
  admit(keyId: string, address: string, own: MerchantRateLimits): Sender | Problem {
    const { RATE_LIMIT_PER_ADDRESS_PER_MINUTE, RATE_LIMIT_PER_DEVICE_PER_MINUTE } = this.environment;
    const perAddress = own.perAddressPerMinute ?? RATE_LIMIT_PER_ADDRESS_PER_MINUTE;
    const limit = this.reached('address', this.addresses, `${keyId} ${address}`, perAddress);
    if (limit !== null) return new Problem('RATE_LIMITED', detailOf(limit), { limit });
    const perDevice = own.perDevicePerMinute ?? RATE_LIMIT_PER_DEVICE_PER_MINUTE;
    return { fromBrowser: true, refusalFor: (device) => this.refusalFor(device, perDevice) };
  }

  /**
   * Counts an attempt to sign in.
   * @returns what to call when the key was right
   * @throws Problem RATE_LIMITED
   */
  admitSignIn(address: string): () => void {
    const limit = this.reached('sign-in', this.signIns, address, WRONG_SIGN_INS_PER_MINUTE);
    if (limit !== null) throw new Problem('RATE_LIMITED', 'Too many wrong keys from this address.', { limit });
    return () => this.signIns.giveBack(address);
  }

  private refusalFor(device: string, perMinute: number): Refusal | null {
    const limit = this.reached('device', this.devices, device, perMinute);
    if (limit === null) return null;
    return { ok: false, problem: { code: 'RATE_LIMITED', detail: detailOf(limit), limit } };
  }

  private reached(name: string, buckets: TokenBuckets, key: string, perMinute: number): ReachedLimit | null {
    const retryAfterSeconds = buckets.take(key, perMinute, this.now());
    return retryAfterSeconds === 0 ? null : { name, perMinute, retryAfterSeconds };
  }
}

function detailOf({ name, perMinute, retryAfterSeconds }: ReachedLimit): string {
  return `More than ${perMinute} a minute from this ${name}; send it again after ${retryAfterSeconds} seconds.`;
}
