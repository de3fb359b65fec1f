/** Finds the owner of a key, for almost every request in memory. */
import { Inject, Injectable } from '@nestjs/common';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApiKey } from '../../../libs/intake/api-keys';
import { Intake } from '../../../libs/intake/intake';
import { type SessionOwner, Sessions } from '../../../libs/intake/sessions';
import { ADMIN_KEY } from '../../tokens';

export type Caller = { kind: 'admin' } | ApiKey;

export const KEY_RING_LIMITS = {
  /**
   * What another process changed, by a revocation or new rate limits, is seen here within this time; what this process
   * changed is seen at once.
   */
  freshMs: 3_000,
  /** The answers that were asked for first are forgotten above this number. */
  cachedMax: 10_000,
};
/** Our keys are shorter, so a longer text is neither looked up nor remembered. */
const KEY_LENGTH_MAX = 256;

/** No key has it: no header can carry a line break. */
const SESSION_MARK = 'session\n';

const ADMIN: Caller = { kind: 'admin' };

@Injectable()
export class KeyRing {
  private readonly cache = new Map<string, { caller: Caller | null; until: number }>();
  private readonly adminHash: Buffer;
  /** How often the cache was emptied: an answer to an older question is not put into the new cache. */
  private generation = 0;

  constructor(
    private readonly intake: Intake,
    private readonly sessions: Sessions,
    @Inject(ADMIN_KEY) adminKey: string,
  ) {
    this.adminHash = sha256(adminKey);
  }

  /** Null: unknown or revoked. Returns a promise only when it must ask the database. */
  callerOf(key: string): Caller | null | Promise<Caller | null> {
    const cached = this.cache.get(key);
    if (cached !== undefined && cached.until > Date.now()) return cached.caller;
    if (key.length > KEY_LENGTH_MAX) return null;
    if (timingSafeEqual(sha256(key), this.adminHash)) return ADMIN;
    return this.ask(key, () => this.intake.merchants.authenticate(key));
  }

  /** As whom a session acts. Null: it is over, or its key is revoked. */
  callerOfSession(token: string): Caller | null | Promise<Caller | null> {
    const name = `${SESSION_MARK}${token}`;
    const cached = this.cache.get(name);
    if (cached !== undefined && cached.until > Date.now()) return cached.caller;
    if (token.length > KEY_LENGTH_MAX) return null;
    return this.ask(name, async () => {
      const session = await this.sessions.find(token);
      return session && this.ownerOf(session);
    });
  }

  /** Null: its key is revoked. */
  async ownerOf({ keyId }: SessionOwner): Promise<Caller | null> {
    return keyId === null ? ADMIN : this.intake.merchants.keyById(keyId);
  }

  /** Called after a key was revoked, a session ended, or the rate limits of its merchant were set. */
  forget(): void {
    this.generation++;
    this.cache.clear();
  }

  private async ask(key: string, find: () => Promise<Caller | null>): Promise<Caller | null> {
    const generation = this.generation;
    const caller = await find();
    if (generation === this.generation) {
      this.cache.delete(key);
      this.cache.set(key, { caller, until: Date.now() + KEY_RING_LIMITS.freshMs });
      if (this.cache.size > KEY_RING_LIMITS.cachedMax) this.cache.delete(this.cache.keys().next().value!);
    }
    return caller;
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
