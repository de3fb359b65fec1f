import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AlertWatch } from './alert-watch';
import { CheckRunner } from './check-runner';
import { DelayedEvaluationSaga } from './delayed-evaluation.saga';
import { EngineHost } from './engine-host';
import { FireEvaluationHandler } from './fire-evaluation';
import { PurchaseLines } from './purchase-lines';
import { ReplayRunner } from './replay-runner';
import { Worker } from './worker';

/** The engine and the timers that feed it. */
@Module({
  imports: [CqrsModule],
  providers: [
    EngineHost,
    DelayedEvaluationSaga,
    FireEvaluationHandler,
    PurchaseLines,
    AlertWatch,
    ReplayRunner,
    CheckRunner,
    Worker,
  ],
  exports: [Worker, EngineHost],
})
export class WorkerModule {}
