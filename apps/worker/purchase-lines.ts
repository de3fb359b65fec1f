import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { DecidedFact } from '../../libs/engine/codec';
import type { Credit } from '../../libs/kernel/decisions';
import { LOGGER } from '../tokens';

/** Logs a line when a purchase waits for its delayed evaluation, and one with the result when it was evaluated. */
@Injectable()
export class PurchaseLines {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  write(decided: readonly DecidedFact[]): void {
    if (!this.logger.isLevelEnabled('error')) return;
    for (const { fact, decisions } of decided) {
      for (const decision of decisions) {
        switch (decision.type) {
          case 'RewardEvaluationScheduled': {
            const { merchantId, orderId, evaluationId, dueAt, reasons } = decision.data;
            this.logger.info(
              { merchantId, orderId, evaluationId, dueAt, reasons, position: fact.position },
              'purchase queued for its delayed evaluation',
            );
            break;
          }
          case 'PurchaseAttributed': {
            const { merchantId, orderId, evaluationId, credits, reason, model } = decision.data;
            const source = finalSource(credits) ?? reason;
            this.logger.info(
              { merchantId, orderId, evaluationId, source, model, credits: credits.length, position: fact.position },
              'purchase evaluated',
            );
            break;
          }
          case 'EvaluationConfirmed': {
            const { merchantId, orderId, evaluationId } = decision.data;
            this.logger.info(
              { merchantId, orderId, evaluationId, source: 'unchanged', position: fact.position },
              'purchase evaluated',
            );
            break;
          }
          case 'RewardEvaluationFailed':
            this.logger.warn(
              { ...decision.data, position: fact.position },
              'purchase could not be evaluated; trying again later',
            );
            break;
          case 'RewardEvaluationExhausted':
            this.logger.error(
              { ...decision.data, position: fact.position },
              'purchase could not be evaluated; given up',
            );
            break;
          case 'ConditionFailed':
            this.logger.warn(
              { ...decision.data, position: fact.position },
              'the condition of a campaign failed; it counts as false',
            );
            break;
          case 'RewardClawedBack':
            if (fact.fact.type !== 'RewardPaymentRecorded') break;
            this.logger.warn(
              { ...decision.data, position: fact.position },
              'a reward was paid after it had been reversed',
            );
            break;
          case 'FactFailed':
            this.logger.error(
              { ...decision.data, position: fact.position },
              'a fact could not be decided; it has no effect',
            );
            break;
          default:
        }
      }
    }
  }
}

/** The source with the largest share; among equals, the last. */
function finalSource(credits: readonly Credit[]): string | undefined {
  let best: Credit | undefined;
  for (const credit of credits) if (best === undefined || credit.share >= best.share) best = credit;
  return best?.source;
}
