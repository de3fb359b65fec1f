import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../http/problem';

const JSON_TYPE = /^application\/(?:json|[\w.-]+\+json)\s*(?:;|$)/i;
/** `navigator.sendBeacon` can send only this type without a preflight. */
const JSON_OR_TEXT = /^(?:application\/(?:json|[\w.-]+\+json)|text\/plain)\s*(?:;|$)/i;

/** Checks, before the body is parsed, that the body is JSON. A body without a type counts as JSON. */
@Injectable()
export class MediaTypeGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const type = request.headers['content-type'];
    if (type === undefined || !Buffer.isBuffer(request.body) || request.body.length === 0) return true;
    const { access } = request.routeOptions.config;
    if (access === 'shop') return true;
    if ((access === 'sdk' ? JSON_OR_TEXT : JSON_TYPE).test(type)) return true;
    throw new Problem('UNSUPPORTED_MEDIA_TYPE', 'Send JSON, as `Content-Type: application/json`.');
  }
}
