import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Pool } from 'pg';
import { Intake } from '../../libs/intake/intake';
import { SteadyClock } from '../../libs/intake/steady-clock';
import type { Foundation } from '../app.module';
import { Environment } from '../environment';
import { Metrics } from '../metrics';
import { NestLogger } from '../nest-logger';
import { ENGINE_POOL, EVENT_LOG, LOGGER } from '../tokens';
import { Worker } from '../worker/worker';
import { WorkerModule } from '../worker/worker.module';

export interface RunningWorker {
  /** Finishes the batches in flight and releases the partitions. */
  stop(): Promise<void>;
}

/** The worker of a command: engine and timers as in the service, but no port. */
@Module({})
class CommandModule {
  static on({
    environment,
    logger,
    pool,
    enginePool,
    log,
    intake,
    clock,
  }: Omit<Foundation, 'adminKey'>): DynamicModule {
    const providers = [
      { provide: Environment, useValue: environment },
      { provide: Pool, useValue: pool },
      { provide: ENGINE_POOL, useValue: enginePool },
      { provide: Intake, useValue: intake },
      { provide: SteadyClock, useValue: clock },
      { provide: LOGGER, useValue: logger },
      { provide: EVENT_LOG, useValue: log },
      Metrics,
    ];
    return { module: CommandModule, global: true, imports: [WorkerModule], providers, exports: providers };
  }
}

/** Starts to decide facts in this process; partitions that another process holds stay with it. */
export async function startWorker(foundation: Omit<Foundation, 'adminKey'>): Promise<RunningWorker> {
  const logger = new NestLogger(foundation.logger);
  const app = await NestFactory.createApplicationContext(CommandModule.on(foundation), { logger, abortOnError: false });
  const worker = app.get(Worker);
  await worker.start();
  return {
    stop: async () => {
      await worker.stop();
      await app.close();
    },
  };
}
