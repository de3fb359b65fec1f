import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DelayedEvaluationSaga } from './delayed-evaluation.saga';
import { EngineHost } from './engine-host';
import { FireEvaluationHandler } from './fire-evaluation';
import { OverdueWatch } from './overdue-watch';
import { PurchaseLines } from './purchase-lines';
import { Worker } from './worker';

/** The engine and the timers that feed it. */
@Module({
  imports: [CqrsModule],
  providers: [EngineHost, DelayedEvaluationSaga, FireEvaluationHandler, PurchaseLines, OverdueWatch, Worker],
  exports: [Worker, EngineHost],
})
export class WorkerModule {}
