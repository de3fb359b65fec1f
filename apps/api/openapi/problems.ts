import { ApiResponse } from '@nestjs/swagger';
import { type Code, CODES } from '../../../libs/kernel/codes';

const PROBLEMS = Symbol('problems');

/** The codes that an operation can be refused with. May be said several times of one method: they add up. */
export function ApiProblems(...codes: Code[]): MethodDecorator {
  return (target, name, descriptor: PropertyDescriptor) => {
    const handler = descriptor.value as object;
    const all = new Set([...((Reflect.getMetadata(PROBLEMS, handler) as Code[] | undefined) ?? []), ...codes]);
    Reflect.defineMetadata(PROBLEMS, [...all], handler);
    for (const [status, ofStatus] of byStatus(all)) {
      ApiResponse({
        status,
        description: ofStatus.map((code) => `\`${code}\`: ${CODES[code].text}`).join('\n\n'),
        content: { 'application/problem+json': { schema: problemSchema(status, ofStatus) as object } },
      })(target, name, descriptor);
    }
  };
}

/** Refusals of everything that takes a JSON body. */
export const ApiJsonBody = (): MethodDecorator =>
  ApiProblems(
    'INVALID_BODY',
    'INVALID_JSON',
    'INVALID_TEXT',
    'TOO_DEEP',
    'BODY_TOO_LARGE',
    'UNSUPPORTED_MEDIA_TYPE',
    'MALFORMED_REQUEST',
    'INTERNAL',
  );

/** Refusals of everything that appends to the log. */
export const ApiAppends = (): MethodDecorator => ApiProblems('LOG_UNAVAILABLE', 'OVERLOADED', 'UNAVAILABLE');

/** Refusals of everything that reads. */
export const ApiReads = (): MethodDecorator =>
  ApiProblems('INVALID_PARAMETER', 'MALFORMED_REQUEST', 'READ_MODEL_BEHIND', 'UNAVAILABLE', 'INTERNAL');

function problemSchema(status: number | null, codes: readonly Code[]) {
  return {
    type: 'object',
    description: 'RFC 9457 problem document',
    properties: {
      type: { type: 'string', format: 'uri' },
      title: { type: 'string' },
      status: { type: 'integer', ...(status !== null && { enum: [status] }) },
      detail: { type: 'string' },
      code: { type: 'string', enum: [...codes] },
      instance: { type: 'string', format: 'uri' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          properties: { path: { type: 'string' }, message: { type: 'string' } },
          required: ['path', 'message'],
        },
      },
      position: { type: 'integer', minimum: 0 },
    },
    required: ['type', 'title', 'status', 'detail', 'code'],
  };
}

/** Of an item among others, each of which can be refused for a reason of its own. */
export const ANY_PROBLEM = problemSchema(null, ['FACT_CONFLICT', 'INVALID_BODY', 'LOG_UNAVAILABLE', 'OVERLOADED']);

function byStatus(codes: Iterable<Code>): Map<number, Code[]> {
  const groups = new Map<number, Code[]>();
  for (const code of codes) {
    const status = CODES[code].status ?? 409;
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
}
