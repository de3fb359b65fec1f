/** Who a key belongs to, answered from memory for almost every request. */
import { Inject, Injectable } from '@nestjs/common';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApiKey } from '../../../libs/intake/api-keys';
import { Intake } from '../../../libs/intake/intake';
import { ADMIN_KEY } from '../../tokens';

export type Caller = { kind: 'admin' } | { kind: 'publishable' | 'secret'; merchantId: string };

/** How long another process's revocation may take to be seen here; this process's own is seen at once. */
const FRESH_MS = 3_000;
const CACHED_MAX = 10_000;
/** No key of ours is longer, so what is longer is not looked up (and not remembered). */
const KEY_LENGTH_MAX = 256;

const ADMIN: Caller = { kind: 'admin' };

@Injectable()
export class KeyRing {
  private readonly cache = new Map<string, { caller: Caller | null; until: number }>();
  private readonly adminHash: Buffer;
  /** Counts the times the cache was emptied: what was asked before is not remembered after. */
  private generation = 0;

  constructor(
    private readonly intake: Intake,
    @Inject(ADMIN_KEY) adminKey: string,
  ) {
    this.adminHash = sha256(adminKey);
  }

  /** Null: unknown or revoked. A promise only where the database has to be asked. */
  callerOf(key: string): Caller | null | Promise<Caller | null> {
    const cached = this.cache.get(key);
    if (cached !== undefined && cached.until > Date.now()) return cached.caller;
    if (key.length > KEY_LENGTH_MAX) return null;
    if (timingSafeEqual(sha256(key), this.adminHash)) return ADMIN;
    return this.ask(key);
  }

  /** After a key was made or revoked. */
  forget(): void {
    this.generation++;
    this.cache.clear();
  }

  private async ask(key: string): Promise<Caller | null> {
    const generation = this.generation;
    const caller = callerWith(await this.intake.merchants.authenticate(key));
    if (generation === this.generation) {
      this.cache.delete(key);
      this.cache.set(key, { caller, until: Date.now() + FRESH_MS });
      if (this.cache.size > CACHED_MAX) this.cache.delete(this.cache.keys().next().value!);
    }
    return caller;
  }
}

function callerWith(key: ApiKey | null): Caller | null {
  return key === null ? null : { kind: key.kind, merchantId: key.merchantId };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
