/** Decides who asks and for which merchant, before the body is read: 401, then 403, then 400. */
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Intake } from '../../../libs/intake/intake';
import { Problem } from '../http/problem';
import { IdText } from '../input/id-text';
import { ACCESS, type Access } from './access';
import { type Caller, KeyRing } from './key-ring';

type Query = Record<string, unknown>;

@Injectable()
export class AccessGuard implements CanActivate {
  private readonly accessOf = new Map<unknown, Access>();

  constructor(
    private readonly keys: KeyRing,
    private readonly intake: Intake,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const access = this.access(context);
    if (access === 'anybody' || access === 'shop') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const query = request.query as Query;
    const bearer = bearerKey(request.headers.authorization);
    if (query['key'] !== undefined) return this.admitWithUrlKey(access, request, bearer);
    if (bearer === null) throw new Problem('UNAUTHENTICATED', 'Send a key: `Authorization: Bearer <key>`.');
    const caller = this.keys.callerOf(bearer);
    return caller instanceof Promise
      ? caller.then((known) => this.admit(access, request, known))
      : this.admit(access, request, caller);
  }

  /** URLs end up in logs and histories, so only a publishable key, which anybody may read, is accepted there. */
  private async admitWithUrlKey(access: Access, request: FastifyRequest, bearer: string | null): Promise<boolean> {
    const key = (request.query as Query)['key'];
    if (typeof key !== 'string') throw new Problem('UNAUTHENTICATED', '`key` can be given once.');
    const inUrl = await this.keys.callerOf(key);
    if (inUrl !== null && inUrl.kind !== 'publishable') throw new Problem('KEY_IN_URL');
    return this.admit(access, request, bearer === null ? inUrl : await this.keys.callerOf(bearer));
  }

  private admit(access: Access, request: FastifyRequest, caller: Caller | null): boolean | Promise<boolean> {
    if (caller === null) throw new Problem('UNAUTHENTICATED', 'The key is unknown or revoked.');
    if (caller.kind !== 'admin') {
      if (!ADMITTED[access].includes(caller.kind)) {
        throw new Problem('FORBIDDEN', `A ${caller.kind} key may not do this.`);
      }
      const asked = (request.query as Query)['merchantId'];
      if (asked !== undefined && asked !== caller.merchantId) {
        throw new Problem('FORBIDDEN', 'The key belongs to another merchant.');
      }
      request.merchantId = caller.merchantId;
      request.fromBrowser = caller.kind === 'publishable';
      return true;
    }
    return access === 'admin' ? true : this.admitAdmin(request);
  }

  private async admitAdmin(request: FastifyRequest): Promise<boolean> {
    const asked = (request.query as Query)['merchantId'];
    if (asked === undefined || asked === '') throw new Problem('MERCHANT_REQUIRED');
    if (!IdText.holds(asked)) throw new Problem('INVALID_PARAMETER', '`merchantId` is not an id.');
    if (!(await this.intake.merchants.isKnown(asked))) throw new Problem('MERCHANT_UNKNOWN');
    request.merchantId = asked;
    return true;
  }

  private access(context: ExecutionContext): Access {
    const handler = context.getHandler();
    let access = this.accessOf.get(handler);
    if (access === undefined) {
      access = (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, context.getClass())) as
        Access | undefined;
      if (access === undefined)
        throw new Error(`${context.getClass().name}.${handler.name} does not declare who may use it`);
      this.accessOf.set(handler, access);
    }
    return access;
  }
}

/** A merchant's kinds of keys that are admitted. The admin key is admitted everywhere. */
const ADMITTED: Record<Access, readonly string[]> = {
  sdk: ['publishable', 'secret'],
  merchant: ['secret'],
  operator: [],
  admin: [],
  shop: [],
  anybody: [],
};

function bearerKey(header: string | undefined): string | null {
  const match = header === undefined ? null : /^bearer +([^\s]+) *$/i.exec(header);
  return match === null ? null : match[1]!;
}
