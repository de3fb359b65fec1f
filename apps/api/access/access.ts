/** Who may use a route; every route says it. */
import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiQuery, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ApiProblems } from '../openapi/problems';

export type Access =
  /** Publishable, secret or admin key; the key may be in the URL, the body may say it is text. */
  | 'sdk'
  /** Secret or admin key. */
  | 'merchant'
  /** The admin key, for one merchant (`?merchantId=`). */
  | 'operator'
  /** The admin key, for no merchant in particular or for the one of the path. */
  | 'admin'
  /** A shop's signature, judged by the operation itself. */
  | 'shop'
  | 'anybody';

export const ACCESS = Symbol('access');

declare module 'fastify' {
  interface FastifyRequest {
    /** The merchant for whom the request is made, once the guard let it pass. */
    merchantId: string | null;
  }
}

/** Lets `access` in, and tells OpenAPI which keys, parameters and refusals come with it. */
export function Allow(access: Access): MethodDecorator {
  return applyDecorators(SetMetadata(ACCESS, access), ...DOCUMENTED[access]);
}

/** The merchant of the request: of the key, or with the admin key the one of `?merchantId=`. */
export const Merchant = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().merchantId,
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
