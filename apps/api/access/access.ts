/** Who may use a route. Every route declares it. */
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiQuery, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Sender } from '../../../libs/intake/sender';
import type { Platform } from '../../../libs/kernel/facts';
import { ApiProblems } from '../openapi/problems';

export type KeyAccess =
  /** Publishable, secret or admin key. The key may be in the URL, and the type of the body may be text. */
  | 'sdk'
  /** Secret or admin key. */
  | 'merchant'
  /** The admin key, for one merchant (`?merchantId=`). */
  | 'operator'
  /** The admin key, for no merchant in particular or for the one of the path. */
  | 'admin'
  /** The cookie of a session, whosever it is. */
  | 'session';

export type Access =
  | KeyAccess
  /** The signature of a shop, which the operation itself checks. */
  | 'shop'
  | 'anybody';

declare module 'fastify' {
  interface FastifyRequest {
    /** The merchant of the request; its admission sets it. */
    merchantId: string | null;
    /** By the kind of the key; the admission sets it. */
    sender: Sender | null;
  }

  interface FastifyContextConfig {
    access?: Access;
    /** Of a route for the deliveries of shops. */
    platform?: Platform;
  }
}

/** Admits `access`, and declares its keys, parameters and refusals for OpenAPI. */
export function Allow(access: KeyAccess | 'anybody'): MethodDecorator {
  return applyDecorators(RouteConfig({ access }), ...DOCUMENTED[access]());
}

/** Admits deliveries of one platform's shops. */
export function AllowShop(platform: Platform): MethodDecorator {
  return applyDecorators(
    RouteConfig({ access: 'shop', platform }),
    ApiProblems('MERCHANT_UNKNOWN', 'MERCHANT_FORGOTTEN', 'WEBHOOK_NOT_CONFIGURED', 'INVALID_PARAMETER'),
  );
}

/** The merchant of the request: the key's, or with the admin key the one in `?merchantId=`. */
export const Merchant = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().merchantId,
);

/** Who sends facts of devices, by the kind of the key. */
export const SentBy = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().sender,
);

const merchantId = ApiQuery({
  name: 'merchantId',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 256 },
  description: 'The merchant, when the key is the admin key.',
});
const keyed = ApiProblems(
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'KEY_IN_URL',
  'MERCHANT_REQUIRED',
  'MERCHANT_UNKNOWN',
  'MERCHANT_FORGOTTEN',
  'INVALID_PARAMETER',
);

const bySession = () => applyDecorators(ApiSecurity('session'), ApiProblems('CROSS_SITE'));

/** Made anew for each route: a decorator of a key remembers the keys of every route that it was put on. */
const DOCUMENTED: Record<KeyAccess | 'anybody', () => MethodDecorator[]> = {
  sdk: () => [
    ApiSecurity('publishable'),
    ApiSecurity('publishableInUrl'),
    ApiSecurity('secret'),
    ApiSecurity('admin'),
    merchantId,
    keyed,
    ApiProblems('RATE_LIMITED'),
  ],
  merchant: () => [ApiSecurity('secret'), ApiSecurity('admin'), bySession(), merchantId, keyed],
  operator: () => [ApiSecurity('admin'), bySession(), merchantId, keyed],
  admin: () => [ApiSecurity('admin'), bySession(), ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'KEY_IN_URL')],
  session: () => [bySession(), ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'KEY_IN_URL', 'MERCHANT_FORGOTTEN')],
  anybody: () => [],
};
