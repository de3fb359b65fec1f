/** What shops ask for on behalf of people: data, the erasure of a customer, the erasure of the shop. */
import type { Pool } from 'pg';
import { toInstant, type Instant } from '../kernel/time';
import { readBody } from './body-shape';
import type { ErasureIntake } from './erasure';
import type { MerchantErasure } from './merchant-erasure';
import { ok, refused, type Outcome, type WebhookAnswer } from './outcomes';
import { OPERATOR } from './requests';
import type { PrivacyRequest, PrivacyTopic } from './shopify-privacy';

/** How long there is for it: the law's month to answer a person, and a week to stop the erasure of a shop. */
export const PRIVACY_REQUEST_DAYS = { 'customers/data_request': 30, 'shop/redact': 7 } as const;
/** Shops that are erased in one round; the next one takes the others. */
const DUE_MAX = 100;

/** No erasure of a merchant takes so long: its process ended. */
const BROKEN_MINUTES = 60;

export class PrivacyRequests {
  constructor(
    private readonly pool: Pool,
    private readonly erasure: ErasureIntake,
    private readonly merchantErasure: MerchantErasure,
  ) {}

  /** A customer is erased at once; the other requests are kept for an operator, each once while it is open. */
  honour(merchantId: string, request: PrivacyRequest, bodyHash: string): Promise<Outcome<WebhookAnswer>> {
    const { topic } = request;
    if (topic !== 'customers/redact') return this.keep(merchantId, { ...request, topic }, bodyHash);
    return this.erasure.forgetCustomer(merchantId, request.identifiers, { reason: topic, actor: 'shopify' });
  }

  /** `input` is OPERATOR. A shop whose erasure is done in this way is not erased. NOT_FOUND unless it is open. */
  async done(
    merchantId: string,
    requestId: number,
    input: unknown,
  ): Promise<Outcome<{ requestId: number; doneAt: Instant }>> {
    const by = readBody(OPERATOR, input);
    if (!by.ok) return by;
    const { rows } = await this.pool.query<{ at: Date }>(
      `update privacy_requests set done_at = now(), done_by = $3, done_because = $4
       where merchant_id = $1 and id = $2 and done_at is null returning done_at as at`,
      [merchantId, requestId, by.value.actor, by.value.reason],
    );
    if (rows[0] === undefined) return refused('NOT_FOUND', 'There is no such open request.');
    return ok({ requestId, doneAt: toInstant(rows[0].at.getTime()) });
  }

  /** Erases shops that asked for it a week ago, and that no operator stopped, and ends broken erasures; returns how many. */
  async carryOutDue(): Promise<number> {
    const { rows } = await this.pool.query<{ id: string }>(
      `select merchant_id as id from privacy_requests
       where topic = 'shop/redact' and done_at is null and due_at <= now()
       union select merchant_id from forgotten_merchants
       where erased_at is null and forgotten_at < now() - interval '${BROKEN_MINUTES} minutes' limit ${DUE_MAX}`,
    );
    let erased = 0;
    for (const { id } of rows) {
      const outcome = await this.merchantErasure.forget(id, { reason: 'shop/redact', actor: 'shopify' });
      if (outcome.ok) erased++;
    }
    return erased;
  }

  private async keep(
    merchantId: string,
    { topic, identifiers }: PrivacyRequest & { topic: Exclude<PrivacyTopic, 'customers/redact'> },
    bodyHash: string,
  ): Promise<Outcome<WebhookAnswer>> {
    const held = await this.erasure.held(merchantId, identifiers);
    if (!held.ok) return held;
    const { rows } = await this.pool.query<{ id: string }>(
      `insert into privacy_requests (merchant_id, topic, body_hash, pseudonyms, due_at)
       select $1, $2, $3, $4::uuid[], now() + make_interval(days => $5::integer)
       from merchant_secrets where merchant_id = $1 for key share
       on conflict (merchant_id, topic, body_hash) where done_at is null do update set topic = excluded.topic
       returning id`,
      [merchantId, topic, bodyHash, held.value, PRIVACY_REQUEST_DAYS[topic]],
    );
    if (rows[0] === undefined) return refused('MERCHANT_FORGOTTEN', 'The merchant was erased.');
    return ok({ kind: 'kept', requestId: Number(rows[0].id) });
  }
}
