/** Turns every error into a problem document. Only a bug becomes a 500, which is logged with its id. */
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { isDatabaseAway } from '../../../libs/database/away';
import { LogOverloaded, LogUnavailable, OutcomeUnknown } from '../../../libs/event-log/event-log';
import type { Code } from '../../../libs/kernel/codes';
import { LOGGER } from '../../tokens';
import { Problem, PROBLEM_TYPE } from './problem';
import { RouteTable } from './route-table';

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly routes: RouteTable,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    sendProblem(reply, this.problemOf(error, request));
  }

  private problemOf(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof Problem) return error;
    if (error instanceof HttpException && error.getStatus() === 404) {
      return this.routes.notFound(request.method, request.url);
    }
    const known = knownProblem(error);
    if (known !== null) return known.code === 'UNAVAILABLE' && isWrite(request) ? notStored() : known;
    const id = randomUUID();
    this.logger.error({ err: error, id, method: request.method, route: request.routeOptions?.url }, 'a request failed');
    return new Problem('INTERNAL', `This should not have happened; it is logged as ${id}.`, {
      instance: `urn:uuid:${id}`,
    });
  }
}

function isWrite({ method }: FastifyRequest): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

/** For a write it makes no difference whether the database failed before or at the append. */
function notStored(): Problem {
  return new Problem('LOG_UNAVAILABLE', 'The database cannot be reached; send it again.');
}

export function sendProblem(reply: FastifyReply, problem: Problem): void {
  void reply
    .code(problem.status)
    .headers(problem.headers)
    .type(PROBLEM_TYPE)
    .serializer(JSON.stringify)
    .send(problem.document);
}

/** Errors of the log, the database and the framework whose reasons lie outside this program. */
export function knownProblem(error: unknown): Problem | null {
  if (error instanceof LogOverloaded) return new Problem('OVERLOADED');
  if (error instanceof LogUnavailable || error instanceof OutcomeUnknown) return new Problem('LOG_UNAVAILABLE');
  // An error with a 4xx status comes from the framework, for a connection that the client cut.
  if (statusOf(error) >= 500 && isDatabaseAway(error))
    return new Problem('UNAVAILABLE', 'The database cannot be reached; ask again.');
  const cause = error instanceof HttpException ? error.cause : error;
  const code = codeOf(cause);
  const framework = code === undefined ? undefined : FRAMEWORK_ERRORS[code];
  if (framework !== undefined) return new Problem(framework);
  // Other errors that the framework blames on the request.
  if (code?.startsWith('FST_') === true && statusOf(cause) < 500) {
    return new Problem('MALFORMED_REQUEST', (cause as Error).message);
  }
  return null;
}

const FRAMEWORK_ERRORS: Readonly<Record<string, Code>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_BAD_URL: 'MALFORMED_REQUEST',
  FST_ERR_MAX_PARAM_LENGTH: 'INVALID_PARAMETER',
};

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

function statusOf(error: unknown): number {
  const status = (error as { statusCode?: unknown } | null | undefined)?.statusCode;
  return typeof status === 'number' ? status : 500;
}
