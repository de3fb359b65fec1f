import { createHmac, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';

/** Both are checked when somebody signs in. */
export const SESSION_LIMITS = {
  sessionMs: 12 * 60 * 60_000,
  /** From `tributary demo` to the browser. */
  codeMs: 60 * 60_000,
  /** Above this number, the oldest session of the key ends. */
  perKeyMax: 100,
  /** So many expired rows go at each signing in. */
  expiredMax: 1_000,
} as const;

const TOKEN_BYTES = 32;
/** Our tokens are shorter, so a longer text is not looked up. */
const TOKEN_LENGTH_MAX = 64;

type Purpose = 'session' | 'code';

/** As whom a session acts: with a merchant's secret key, or (null) with the admin key. */
export interface SessionOwner {
  keyId: string | null;
}

export interface FoundSession extends SessionOwner {
  expiresAt: Date;
}

/**
 * Sessions of people who signed in with a key, and codes that are exchanged for a session once. Both are random texts, of
 * which a hash is stored: with it nobody signs in, and no key is found out.
 */
export class Sessions {
  constructor(
    private readonly pool: Pool,
    private readonly adminKey: string,
  ) {}

  /** Only this answer shows the token. */
  async open(owner: SessionOwner): Promise<FoundSession & { token: string }> {
    return this.make('session', owner, SESSION_LIMITS.sessionMs);
  }

  /** Only this answer shows the code. */
  async makeCode(owner: SessionOwner): Promise<string> {
    const { token } = await this.make('code', owner, SESSION_LIMITS.codeMs);
    return token;
  }

  /** Null: unknown, ended or expired. */
  async find(token: string): Promise<FoundSession | null> {
    if (token.length > TOKEN_LENGTH_MAX) return null;
    const { rows } = await this.pool.query<FoundSession>({
      name: 'find-session',
      text: `select key_id as "keyId", expires_at as "expiresAt" from sessions
        where hash = any($1) and purpose = 'session' and expires_at > now()`,
      values: [this.hashesOf(token)],
    });
    return rows[0] ?? null;
  }

  /** Whose code it was; it serves no second time. Null: unknown, used or too old. */
  async useCode(code: string): Promise<SessionOwner | null> {
    if (code.length > TOKEN_LENGTH_MAX) return null;
    const { rows } = await this.pool.query<SessionOwner>(
      `delete from sessions where hash = any($1) and purpose = 'code' and expires_at > now() returning key_id as "keyId"`,
      [this.hashesOf(code)],
    );
    return rows[0] ?? null;
  }

  async end(token: string): Promise<void> {
    await this.pool.query('delete from sessions where hash = any($1)', [this.hashesOf(token)]);
  }

  private async make(purpose: Purpose, { keyId }: SessionOwner, lastsMs: number) {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const { rows } = await this.pool.query<FoundSession>(
      `with expired as (
        delete from sessions where hash in (
          select hash from sessions where expires_at <= now() order by expires_at limit ${SESSION_LIMITS.expiredMax})
      ), surplus as (
        delete from sessions where hash in (
          select hash from sessions where purpose = $2 and key_id is not distinct from $3
          order by expires_at desc offset ${SESSION_LIMITS.perKeyMax - 1})
      )
      insert into sessions (hash, purpose, key_id, expires_at) values ($1, $2, $3, now() + $4 * interval '1 ms')
      returning key_id as "keyId", expires_at as "expiresAt"`,
      [hashOf(token, keyId === null ? this.adminKey : ''), purpose, keyId, lastsMs],
    );
    return { ...rows[0]!, token };
  }

  private hashesOf(token: string): Buffer[] {
    return [hashOf(token, ''), hashOf(token, this.adminKey)];
  }
}

/** The token is as random as a key for HMAC should be. */
function hashOf(token: string, adminKey: string): Buffer {
  return createHmac('sha256', token).update(adminKey).digest();
}
