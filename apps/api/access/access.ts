/** Who may use a route. Every route declares it. */
import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiQuery, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ApiProblems } from '../openapi/problems';

export type Access =
  /** Publishable, secret or admin key. The key may be in the URL, and the type of the body may be text. */
  | 'sdk'
  /** Secret or admin key. */
  | 'merchant'
  /** The admin key, for one merchant (`?merchantId=`). */
  | 'operator'
  /** The admin key, for no merchant in particular or for the one of the path. */
  | 'admin'
  /** The signature of a shop, which the operation itself checks. */
  | 'shop'
  | 'anybody';

export const ACCESS = Symbol('access');

declare module 'fastify' {
  interface FastifyRequest {
    /** The merchant of the request; the guard sets it. */
    merchantId: string | null;
    /** Whether the key is publishable; the guard sets it. */
    fromBrowser: boolean;
  }
}

/** Admits `access`, and declares its keys, parameters and refusals for OpenAPI. */
export function Allow(access: Access): MethodDecorator {
  return applyDecorators(SetMetadata(ACCESS, access), ...DOCUMENTED[access]);
}

/** The merchant of the request: the key's, or with the admin key the one in `?merchantId=`. */
export const Merchant = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().merchantId,
);

/** Whether the sender used the publishable key, which anybody can read. */
export const FromBrowser = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().fromBrowser,
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
  'INVALID_PARAMETER',
);

const DOCUMENTED: Record<Access, MethodDecorator[]> = {
  sdk: [
    ApiSecurity('publishable'),
    ApiSecurity('publishableInUrl'),
    ApiSecurity('secret'),
    ApiSecurity('admin'),
    merchantId,
    keyed,
  ],
  merchant: [ApiSecurity('secret'), ApiSecurity('admin'), merchantId, keyed],
  operator: [ApiSecurity('admin'), merchantId, keyed],
  admin: [ApiSecurity('admin'), ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'KEY_IN_URL')],
  shop: [],
  anybody: [],
};
