import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import type { EventLog } from '../libs/event-log/event-log';
import { Intake } from '../libs/intake/intake';
import { SteadyClock } from '../libs/intake/steady-clock';
import { ApiModule } from './api/api.module';
import { HttpModule } from './api/http/http.module';
import { OperationsModule } from './api/operations/operations.module';
import { Environment } from './environment';
import { Metrics } from './metrics';
import { ADMIN_KEY, ENGINE_POOL, EVENT_LOG, LOGGER } from './tokens';
import { WorkerModule } from './worker/worker.module';

/** What is opened before Nest starts and closed after it stops. */
export interface Foundation {
  environment: Environment;
  logger: Logger;
  pool: Pool;
  enginePool: Pool;
  log: EventLog;
  intake: Intake;
  clock: SteadyClock;
  adminKey: string;
}

@Global()
@Module({})
class FoundationModule {}

/** The process always has the operations' routes, and the API, the worker or both as its role says. */
@Module({})
export class AppModule {
  static on({ environment, logger, pool, enginePool, log, intake, clock, adminKey }: Foundation): DynamicModule {
    const providers: Provider[] = [
      { provide: Environment, useValue: environment },
      { provide: Pool, useValue: pool },
      { provide: ENGINE_POOL, useValue: enginePool },
      { provide: Intake, useValue: intake },
      { provide: SteadyClock, useValue: clock },
      { provide: LOGGER, useValue: logger },
      { provide: EVENT_LOG, useValue: log },
      { provide: ADMIN_KEY, useValue: adminKey },
      Metrics,
    ];
    const role = environment.TRIBUTARY_ROLE;
    return {
      module: AppModule,
      imports: [
        { module: FoundationModule, providers, exports: providers },
        HttpModule,
        OperationsModule,
        ...(role === 'worker' ? [] : [ApiModule]),
        ...(role === 'api' ? [] : [WorkerModule]),
      ],
    };
  }
}
