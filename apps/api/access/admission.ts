/** Decides who asks and for which merchant, before a byte of the body is kept: 401, then 403, then 400, 404 or 429. */
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Intake } from '../../../libs/intake/intake';
import type { ApiKey } from '../../../libs/intake/api-keys';
import { SERVER, type Sender } from '../../../libs/intake/sender';
import type { Platform } from '../../../libs/kernel/facts';
import { Problem, valueOf } from '../http/problem';
import { IdText } from '../input/id-text';
import type { KeyAccess } from './access';
import { type Caller, KeyRing } from './key-ring';
import { RateLimits } from './rate-limits';
import { SESSION_HEADER, sessionToken } from './session-cookie';

type Query = Record<string, unknown>;

@Injectable()
export class Admission {
  constructor(
    private readonly keys: KeyRing,
    private readonly intake: Intake,
    private readonly limits: RateLimits,
  ) {}

  /**
   * Sets the merchant and the sender of the request. Returns a promise only when it must ask the database.
   * @throws Problem when the sender may not ask for this
   */
  admit(request: FastifyRequest): void | Promise<void> {
    request.sender = SERVER;
    const { access, platform } = request.routeOptions.config;
    if (platform !== undefined) return this.admitShop(platform, request);
    if (access === undefined || access === 'anybody' || access === 'shop') return;
    const bearer = bearerKey(request.headers.authorization);
    if ((request.query as Query)['key'] !== undefined) return this.admitWithUrlKey(access, request, bearer);
    if (access === 'session' || (bearer === null && access !== 'sdk')) return this.admitSession(access, request);
    if (bearer === null) throw new Problem('UNAUTHENTICATED', SEND_A_KEY);
    const caller = this.keys.callerOf(bearer);
    return caller instanceof Promise
      ? caller.then((known) => this.admitCaller(access, request, known))
      : this.admitCaller(access, request, caller);
  }

  /** The signature is made over the body; until that is read, there is only the address to look at. */
  private async admitShop(platform: Platform, request: FastifyRequest): Promise<void> {
    const merchantId = IdText.inPath('merchantId', (request.params as Query)['merchantId']);
    valueOf(await this.intake.shops.expects(merchantId, platform, request.headers));
  }

  /** URLs end up in logs and histories, so only a publishable key, which anybody may read, is accepted there. */
  private async admitWithUrlKey(access: KeyAccess, request: FastifyRequest, bearer: string | null): Promise<void> {
    const key = (request.query as Query)['key'];
    if (typeof key !== 'string') throw new Problem('UNAUTHENTICATED', '`key` can be given once.');
    const inUrl = await this.keys.callerOf(key);
    if (inUrl !== null && inUrl.kind !== 'publishable') {
      if (inUrl.kind === 'secret') this.intake.tallies.note(inUrl.merchantId, 'KEY_IN_URL');
      throw new Problem('KEY_IN_URL');
    }
    return this.admitCaller(access, request, bearer === null ? inUrl : await this.keys.callerOf(bearer));
  }

  /** Browsers send the cookie by themselves, so a change needs a header that pages of other sites cannot send. */
  private async admitSession(access: KeyAccess, request: FastifyRequest): Promise<void> {
    const { method, headers } = request;
    const token = sessionToken(headers.cookie);
    if (token === null) throw new Problem('UNAUTHENTICATED', access === 'session' ? SIGN_IN : SEND_A_KEY);
    if (method !== 'GET' && method !== 'HEAD' && headers[SESSION_HEADER] !== '1') throw new Problem('CROSS_SITE');
    const caller = await this.keys.callerOfSession(token);
    if (caller === null) throw new Problem('UNAUTHENTICATED', SIGN_IN);
    return this.admitCaller(access, request, caller);
  }

  private admitCaller(access: KeyAccess, request: FastifyRequest, caller: Caller | null): void | Promise<void> {
    if (caller === null) throw new Problem('UNAUTHENTICATED', 'The key is unknown or revoked.');
    if (caller.kind !== 'admin') {
      if (!ADMITTED[access].includes(caller.kind)) {
        throw new Problem('FORBIDDEN', `A ${caller.kind} key may not do this.`);
      }
      const asked = (request.query as Query)['merchantId'];
      if (asked !== undefined && asked !== caller.merchantId) {
        throw new Problem('FORBIDDEN', 'The key belongs to another merchant.');
      }
      if (caller.forgotten) throw new Problem('MERCHANT_FORGOTTEN');
      request.merchantId = caller.merchantId;
      if (caller.kind === 'publishable') request.sender = this.admitBrowser(caller, request.ip);
      return;
    }
    if (access !== 'admin' && access !== 'session') return this.admitAdmin(request);
  }

  private admitBrowser(caller: ApiKey, address: string): Sender {
    const sender = this.limits.admit(caller.keyId, address, caller);
    if (sender instanceof Problem) {
      this.intake.tallies.note(caller.merchantId, 'RATE_LIMITED');
      throw sender;
    }
    return sender;
  }

  private async admitAdmin(request: FastifyRequest): Promise<void> {
    const asked = (request.query as Query)['merchantId'];
    if (asked === undefined || asked === '') throw new Problem('MERCHANT_REQUIRED');
    if (!IdText.holds(asked)) throw new Problem('INVALID_PARAMETER', '`merchantId` is not an id.');
    valueOf(await this.intake.merchants.check(asked));
    request.merchantId = asked;
  }
}

/** Asks `admission` about every request. A route of the API that does not declare who may use it stops the start. */
export function admitRequests(server: FastifyInstance, admission: Admission): void {
  server.decorateRequest('merchantId', null);
  server.decorateRequest('sender', null);
  server.addHook('onRoute', ({ url, config }) => {
    if (url.startsWith(API_PATH) && config?.access === undefined)
      throw new Error(`${url} does not declare who may use it`);
  });
  server.addHook('onRequest', (request, _reply, done) => {
    const admitted = admission.admit(request);
    if (admitted === undefined) done();
    else admitted.then(() => done(), done);
  });
}

const API_PATH = '/v1/';

/** A merchant's kinds of keys that are admitted. The admin key is admitted everywhere. */
const ADMITTED: Record<KeyAccess, readonly string[]> = {
  sdk: ['publishable', 'secret'],
  merchant: ['secret'],
  operator: [],
  admin: [],
  session: ['secret'],
};

const SEND_A_KEY = 'Send a key: `Authorization: Bearer <key>`.';
const SIGN_IN = 'Nobody is signed in: the session is over, or there was none.';

function bearerKey(header: string | undefined): string | null {
  const match = header === undefined ? null : /^bearer +([^\s]+) *$/i.exec(header);
  return match === null ? null : match[1]!;
}
