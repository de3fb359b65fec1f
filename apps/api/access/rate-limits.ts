/**
 * How often one browser may send with a publishable key, which anybody can read. The limits are those of this process:
 * several behind a load balancer let through as many times more.
 */
import { Injectable } from '@nestjs/common';
import type { ReachedLimit, Refusal } from '../../../libs/intake/outcomes';
import type { Sender } from '../../../libs/intake/sender';
import { Environment } from '../../environment';
import { Problem } from '../http/problem';
import { TokenBuckets } from './token-buckets';

@Injectable()
export class RateLimits {
  /** A steady clock, in ms. */
  now: () => number = () => performance.now();
  /** Who sends with a publishable key. */
  readonly browser: Sender = { fromBrowser: true, refusalFor: (device) => this.refusalFor(device) };
  private readonly addresses: TokenBuckets;
  private readonly devices: TokenBuckets;

  constructor(environment: Environment) {
    this.addresses = new TokenBuckets(environment.RATE_LIMIT_PER_ADDRESS_PER_MINUTE);
    this.devices = new TokenBuckets(environment.RATE_LIMIT_PER_DEVICE_PER_MINUTE);
  }

  /** @throws Problem RATE_LIMITED when the address has sent too much with this key */
  admit(keyId: string, address: string): void {
    const limit = this.reached('address', this.addresses, `${keyId} ${address}`);
    if (limit !== null) throw new Problem('RATE_LIMITED', detailOf(limit), { limit });
  }

  private refusalFor(device: string): Refusal | null {
    const limit = this.reached('device', this.devices, device);
    if (limit === null) return null;
    return { ok: false, problem: { code: 'RATE_LIMITED', detail: detailOf(limit), limit } };
  }

  private reached(name: string, buckets: TokenBuckets, key: string): ReachedLimit | null {
    const retryAfterSeconds = buckets.take(key, this.now());
    return retryAfterSeconds === 0 ? null : { name, perMinute: buckets.perMinute, retryAfterSeconds };
  }
}

function detailOf({ name, perMinute, retryAfterSeconds }: ReachedLimit): string {
  return `More than ${perMinute} a minute from this ${name}; send it again after ${retryAfterSeconds} seconds.`;
}
