/** How handlers are made: a function for each command and query, and the services that it works with. */
import { Inject, Injectable, type Type } from '@nestjs/common';
import { Command, CommandHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Pool } from 'pg';
import type { EventLog } from '../../libs/event-log/event-log';
import { Intake } from '../../libs/intake/intake';
import { EVENT_LOG } from '../tokens';
import { Sessions } from '../../libs/intake/sessions';
import { KeyRing } from './access/key-ring';
import { RateLimits } from './access/rate-limits';
import { Reads } from './reading/reads';

@Injectable()
export class Services {
  constructor(
    readonly intake: Intake,
    readonly reads: Reads,
    readonly pool: Pool,
    @Inject(EVENT_LOG) readonly log: EventLog,
    readonly keys: KeyRing,
    readonly sessions: Sessions,
    readonly limits: RateLimits,
  ) {}
}

/** A command that consists of its body: parsed JSON, which the intake checks. */
export class BodyCommand<Result> extends Command<Result> {
  constructor(
    readonly merchantId: string,
    readonly body: unknown,
  ) {
    super();
  }
}

export function commandHandler<Result, C extends Command<Result>>(
  command: Type<C>,
  run: (command: C, services: Services) => Promise<Result>,
): Type {
  @CommandHandler(command)
  class Handler {
    constructor(private readonly services: Services) {}

    execute(asked: C): Promise<Result> {
      return run(asked, this.services);
    }
  }
  return Handler;
}

export function queryHandler<Result, Q extends Query<Result>>(
  query: Type<Q>,
  run: (query: Q, services: Services) => Promise<Result>,
): Type {
  @QueryHandler(query)
  class Handler {
    constructor(private readonly services: Services) {}

    execute(asked: Q): Promise<Result> {
      return run(asked, this.services);
    }
  }
  return Handler;
}
