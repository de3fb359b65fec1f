import type { Pool } from 'pg';
import type { EvaluationReason } from '../kernel/facts';
import { readBody } from './body-shape';
import type { FactAppender } from './fact-appender';
import { operatorEvaluationDraft, timedEvaluationDraft } from './facts';
import { refused, type Outcome, type WriteAnswer } from './outcomes';
import { OPERATOR } from './requests';

/** Requests to evaluate a purchase. */
export class EvaluationIntake {
  constructor(
    private readonly pool: Pool,
    private readonly appender: FactAppender,
  ) {}

  /** The request of a due timer. The same request again is a duplicate. */
  async requestTimed(
    merchantId: string,
    request: { orderId: string; evaluationId: string; reasons: EvaluationReason[]; attempt?: number },
  ): Promise<Outcome<WriteAnswer>> {
    return this.appender.append(merchantId, timedEvaluationDraft(merchantId, request));
  }

  /**
   * An operator's request; `input` is OPERATOR. NOT_FOUND, NOT_EVALUABLE_YET. A purchase that is linked (or speaks for
   * itself) and was past `pending` stays so. So a read model that is behind can only refuse too much; the caller asks again once it
   * has caught up.
   */
  async request(merchantId: string, orderId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    const by = readBody(OPERATOR, input);
    if (!by.ok) return by;
    const { rows } = await this.pool.query<{ evaluable: boolean; past_pending: boolean }>(
      `select anchor_id is not null or speaks_for_itself as evaluable, past_pending from purchases where merchant_id = $1 and order_id = $2`,
      [merchantId, orderId],
    );
    const [purchase] = rows;
    if (purchase === undefined) return refused('NOT_FOUND', 'There is no such purchase.');
    if (!purchase.evaluable)
      return refused('NOT_EVALUABLE_YET', 'The purchase is not linked: nobody knows whose it is.');
    if (!purchase.past_pending) return refused('NOT_EVALUABLE_YET', 'The purchase was only ever pending.');
    return this.appender.append(merchantId, operatorEvaluationDraft(merchantId, orderId, by.value));
  }
}
