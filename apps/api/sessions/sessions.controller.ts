import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SIGN_IN } from '../../../libs/intake/requests';
import { SESSION_LIMITS } from '../../../libs/intake/sessions';
import { Allow } from '../access/access';
import { endedCookie, sessionCookie, sessionToken } from '../access/session-cookie';
import { ApiJsonBody, ApiProblems } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { EndSession, GetSession, OpenSession } from './commands';
import { SessionShown } from './sessions.dto';

@ApiTags('Sessions')
@Controller('v1/sessions')
export class SessionsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @HttpCode(201)
  @Allow('anybody')
  @ApiOperation({
    operationId: 'openSession',
    summary: 'Sign in from a browser',
    description:
      'Exchanges a key, or a code that serves once, for the cookie of a session, which scripts cannot read. Requests ' +
      'with the cookie act with that key; changes need the header `X-Tributary-Session: 1` beside it.',
  })
  @ApiTakes(SIGN_IN)
  @ApiCreatedResponse({ type: SessionShown })
  @ApiJsonBody()
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'MERCHANT_FORGOTTEN', 'RATE_LIMITED')
  async open(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionShown> {
    const { token, session } = await this.commands.execute(new OpenSession(body, request.ip));
    reply.header('set-cookie', sessionCookie(token, SESSION_LIMITS.sessionMs, isSecure(request)));
    return session;
  }

  @Get('current')
  @Allow('session')
  @ApiOperation({ operationId: 'getSession', summary: 'Who is signed in' })
  @ApiOkResponse({ type: SessionShown })
  async current(@Req() request: FastifyRequest): Promise<SessionShown> {
    return this.queries.execute(new GetSession(tokenOf(request)));
  }

  @Delete('current')
  @HttpCode(204)
  @Allow('session')
  @ApiOperation({ operationId: 'endSession', summary: 'Sign out' })
  @ApiNoContentResponse()
  async end(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.commands.execute(new EndSession(tokenOf(request)));
    reply.header('set-cookie', endedCookie(isSecure(request)));
  }
}

/** The admission saw to it that there is one. */
function tokenOf({ headers }: FastifyRequest): string {
  return sessionToken(headers.cookie)!;
}

function isSecure({ protocol }: FastifyRequest): boolean {
  return protocol === 'https';
}
