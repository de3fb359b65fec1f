import type { Pool } from 'pg';
import type { EventLog } from '../event-log/event-log';
import { canonicalJson } from '../kernel/canonical-json';
import type { EvaluationReason, Platform } from '../kernel/facts';
import type { IdentifierRef } from '../kernel/identity/identifier';
import type { PolicyPatch } from '../kernel/policy';
import { ApiKeys, KEY_KINDS, type ApiKey } from './api-keys';
import { CampaignIntake } from './campaign-intake';
import { readOrder } from './custom';
import { DeadLetterIntake } from './dead-letter-intake';
import { defaultsDraft } from './defaults';
import { FactAppender } from './fact-appender';
import { sha256Hex, type FactDraft } from './fact-draft';
import { merchantDraft, operatorEvaluationDraft, policyDraft, purchaseDraft, timedEvaluationDraft } from './facts';
import { judged } from './fields';
import { acceptsTestOrders, hasPurchases } from './merchant-state';
import { MergeIntake } from './merge-intake';
import { Merchants, unknownMerchant } from './merchants';
import { ok, refused, type Outcome, type WebhookAnswer, type WriteAnswer } from './outcomes';
import { partitionOf } from './partition';
import type { Pseudonymizer } from './pseudonyms';
import { Quarantine, type Page, type QuarantinedDelivery } from './quarantine';
import {
  readBatch,
  readBatchItemType,
  readIdentifier,
  readKeyKind,
  readMerchant,
  readOperator,
  readPolicy,
  readWebhookSecret,
} from './requests';
import { assertionDraft, claimDraft, touchpointDraft } from './sdk-facts';
import type { Headers } from './shop-platform';
import { WebhookSecrets } from './webhook-secrets';
import { Webhooks } from './webhooks';

export interface IntakeOptions {
  pool: Pool;
  log: EventLog;
  partitions: number;
  /** Milliseconds since 1970; the machine's clock unless a test says otherwise. */
  now?: () => number;
}

/**
 * Everything by which the outside world's word becomes a fact in the log. Inputs are parsed JSON (or what an importer
 * made of a line) and are checked here, field by field. What a caller can cause comes back as a problem; what is thrown
 * is a database that is away, or a bug.
 */
export class Intake {
  /** Campaigns, payments and exchange rates. */
  readonly campaigns: CampaignIntake;
  readonly deadLetters: DeadLetterIntake;
  /** Operators' merges, and proposals. */
  readonly merges: MergeIntake;
  private readonly pool: Pool;
  private readonly log: EventLog;
  private readonly partitions: number;
  private readonly now: () => number;
  private readonly appender: FactAppender;
  private readonly merchants: Merchants;
  private readonly keys: ApiKeys;
  private readonly secrets: WebhookSecrets;
  private readonly quarantine: Quarantine;
  private readonly webhooks: Webhooks;

  constructor({ pool, log, partitions, now = Date.now }: IntakeOptions) {
    this.pool = pool;
    this.log = log;
    this.partitions = partitions;
    this.now = now;
    this.appender = new FactAppender(log);
    this.merchants = new Merchants(pool);
    this.keys = new ApiKeys(pool);
    this.secrets = new WebhookSecrets(pool, now);
    this.quarantine = new Quarantine(pool);
    const append = (merchantId: string, draft: FactDraft) => this.appender.append(this.partitionOf(merchantId), draft);
    this.campaigns = new CampaignIntake(pool, this.merchants, append);
    this.merges = new MergeIntake(pool, this.merchants, append);
    this.deadLetters = new DeadLetterIntake(pool, log, (merchantId) => this.partitionOf(merchantId), append);
    this.webhooks = new Webhooks({
      merchants: this.merchants,
      secrets: this.secrets,
      quarantine: this.quarantine,
      appender: this.appender,
      partitionOf: (merchantId) => this.partitionOf(merchantId),
      acceptsTestOrders: (merchantId) => acceptsTestOrders(pool, log, merchantId, this.partitionOf(merchantId)),
      now,
    });
  }

  // SDK and servers

  async recordTouchpoint(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    return this.record(merchantId, (who) => judged(() => touchpointDraft(who, input, this.now())));
  }

  async recordClaim(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    return this.record(merchantId, (who) => judged(() => claimDraft(who, input, this.now())));
  }

  /** `input` is `{ items: [...] }`; the results are in the order of the items, and so are the facts in the log. */
  async recordBatch(merchantId: string, input: unknown): Promise<Outcome<Outcome<WriteAnswer>[]>> {
    const who = await this.merchants.find(merchantId);
    if (who === null) return unknownMerchant();
    const items = readBatch(input);
    if (!items.ok) return items;
    const partition = this.partitionOf(merchantId);
    // All are appended before any is awaited: the log makes few statements of them.
    const writes = items.value.map(async (item) => {
      const draft = this.batchItemDraft(who, item);
      return draft.ok ? this.appender.append(partition, draft.value) : draft;
    });
    return ok(await Promise.all(writes));
  }

  async assertIdentities(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    return this.record(merchantId, (who) => judged(() => assertionDraft(who, input)));
  }

  /** An order that no shop signed, from an import: the `data` of a custom webhook. Equal content is the same fact. */
  async recordOrder(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    return this.record(merchantId, (who) =>
      judged(() => purchaseDraft(who, 'custom', readOrder(input), sha256Hex(canonicalJson(input)))),
    );
  }

  /** The reference under which the log knows an identifier, for reads by plain value. */
  async identify(merchantId: string, input: { type: string; value: string }): Promise<Outcome<IdentifierRef>> {
    const who = await this.merchants.find(merchantId);
    if (who === null) return unknownMerchant();
    const plain = readIdentifier(input);
    return plain.ok ? ok(who.identify(plain.value, [])) : plain;
  }

  // Shops

  /** @see Webhooks.receive */
  async receiveWebhook(
    merchantId: string,
    platform: Platform,
    headers: Headers,
    rawBody: Buffer,
  ): Promise<Outcome<WebhookAnswer>> {
    return this.webhooks.receive(merchantId, platform, headers, rawBody);
  }

  /** Newest first. INVALID_PARAMETER for a bad cursor; `limit` is the caller's to bound. */
  listQuarantine(options: {
    merchantId?: string;
    limit: number;
    cursor?: string;
  }): Promise<Outcome<Page<QuarantinedDelivery>>> {
    return this.quarantine.list(options);
  }

  /** `input` is `{ reason, actor }`. NOT_FOUND, STILL_UNREADABLE. */
  async requeueQuarantined(id: string, input: unknown): Promise<Outcome<WebhookAnswer>> {
    const by = readOperator(input);
    return by.ok ? this.webhooks.requeue(id, by.value) : by;
  }

  /** Deletes deliveries that were first seen more than thirty days ago; returns how many. */
  deleteExpiredQuarantine(): Promise<number> {
    return this.quarantine.deleteExpired();
  }

  // Merchants

  /** `input` is `{ merchantId, name, policy? }`. The keys are shown this once. MERCHANT_EXISTS. */
  async registerMerchant(
    input: unknown,
  ): Promise<Outcome<{ merchantId: string; keys: { publishable: string; secret: string }; position: number }>> {
    const read = readMerchant(input);
    if (!read.ok) return read;
    const { merchantId, name, policy } = read.value;
    const exists = refused('MERCHANT_EXISTS', `There is a merchant ${merchantId} already.`);
    if ((await this.merchants.find(merchantId)) !== null) return exists;
    const who = await this.merchants.prepare(merchantId);
    const written = await this.appender.append(this.partitionOf(merchantId), merchantDraft(who, name, policy));
    if (!written.ok) return written.problem.code === 'FACT_CONFLICT' ? exists : written;
    if (written.value.duplicate) return exists;
    const [publishable, secret] = await this.keys.create(merchantId, KEY_KINDS);
    const keys = { publishable: publishable!.key, secret: secret!.key };
    return ok({ merchantId, keys, position: written.value.position });
  }

  /** True for a merchant that can be written to, at once after its registration. */
  async isKnownMerchant(merchantId: string): Promise<boolean> {
    return (await this.merchants.find(merchantId)) !== null;
  }

  /** `input` is `{ kind }`. The key is shown this once. */
  async createKey(merchantId: string, input: unknown): Promise<Outcome<{ keyId: string; key: string }>> {
    if (!(await this.isKnownMerchant(merchantId))) return unknownMerchant();
    const kind = readKeyKind(input);
    if (!kind.ok) return kind;
    const [made] = await this.keys.create(merchantId, [kind.value]);
    return ok(made!);
  }

  async revokeKey(merchantId: string, keyId: string): Promise<Outcome<{ keyId: string }>> {
    const revoked = await this.keys.revoke(merchantId, keyId);
    return revoked ? ok({ keyId }) : refused('NOT_FOUND', 'The merchant has no such key.');
  }

  /** Null: unknown or revoked. Asks the database each time. */
  authenticate(key: string): Promise<ApiKey | null> {
    return this.keys.find(key);
  }

  /** `input` is `{ secret }`; for `custom` one of Standard Webhooks (`whsec_…`). PLATFORM_IN_USE. */
  async setWebhookSecret(
    merchantId: string,
    platform: Platform,
    input: unknown,
  ): Promise<Outcome<{ platform: Platform }>> {
    if (!(await this.isKnownMerchant(merchantId))) return unknownMerchant();
    const secret = readWebhookSecret(platform, input);
    return secret.ok ? this.secrets.set(merchantId, platform, secret.value) : secret;
  }

  /** WEBHOOK_NOT_CONFIGURED; PLATFORM_IN_USE once the merchant has purchases. */
  async freePlatform(merchantId: string, platform: Platform): Promise<Outcome<{ platform: Platform }>> {
    if (!(await this.isKnownMerchant(merchantId))) return unknownMerchant();
    return this.secrets.free(merchantId, platform, () =>
      hasPurchases(this.pool, this.log, merchantId, this.partitionOf(merchantId)),
    );
  }

  /** `input` is the patch as a merchant writes it: `blockedValues` in plain text. */
  async changePolicy(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    return this.record(merchantId, (who) => {
      const policy = readPolicy(input);
      return policy.ok ? ok(policyDraft(who, policy.value)) : policy;
    });
  }

  /**
   * Appends DefaultsConfigured to each partition whose last recorded ones differ; returns to how many. For the start of
   * a process: throws when the log is away.
   */
  async configureDefaults(policy: PolicyPatch): Promise<number> {
    let count = 0;
    for (let partition = 0; partition < this.partitions; partition++) {
      const draft = await defaultsDraft(this.pool, this.log, partition, policy);
      if (draft === null) continue;
      const written = await this.appender.append(partition, draft);
      if (!written.ok) throw new Error(`the defaults can not be recorded: ${written.problem.detail}`);
      count++;
    }
    return count;
  }

  // Evaluations

  /** A due timer. Sending the same again is a duplicate. */
  async requestTimedEvaluation(
    merchantId: string,
    request: { orderId: string; evaluationId: string; reasons: EvaluationReason[]; attempt?: number },
  ): Promise<Outcome<WriteAnswer>> {
    return this.appender.append(this.partitionOf(merchantId), timedEvaluationDraft(merchantId, request));
  }

  /**
   * An operator's request; `input` is `{ reason, actor }`. NOT_FOUND, NOT_EVALUABLE_YET. What is linked and was past
   * `pending` stays so: a read model that is behind may only refuse too much, and the caller asks again once it caught up.
   */
  async requestEvaluation(merchantId: string, orderId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    const by = readOperator(input);
    if (!by.ok) return by;
    const { rows } = await this.pool.query<{ linked: boolean; past_pending: boolean }>(
      `select anchor_id is not null as linked, past_pending from purchases where merchant_id = $1 and order_id = $2`,
      [merchantId, orderId],
    );
    const [purchase] = rows;
    if (purchase === undefined) return refused('NOT_FOUND', 'There is no such purchase.');
    if (!purchase.linked) return refused('NOT_EVALUABLE_YET', 'The purchase is not linked: nobody knows whose it is.');
    if (!purchase.past_pending) return refused('NOT_EVALUABLE_YET', 'The purchase was only ever pending.');
    return this.appender.append(this.partitionOf(merchantId), operatorEvaluationDraft(merchantId, orderId, by.value));
  }

  private async record(
    merchantId: string,
    build: (who: Pseudonymizer) => Outcome<FactDraft>,
  ): Promise<Outcome<WriteAnswer>> {
    const who = await this.merchants.find(merchantId);
    if (who === null) return unknownMerchant();
    const draft = build(who);
    return draft.ok ? this.appender.append(this.partitionOf(merchantId), draft.value) : draft;
  }

  private batchItemDraft(who: Pseudonymizer, item: unknown): Outcome<FactDraft> {
    const type = readBatchItemType(item);
    if (!type.ok) return type;
    const build = type.value === 'touchpoint' ? touchpointDraft : claimDraft;
    return judged(() => build(who, item, this.now(), ['type']));
  }

  private partitionOf(merchantId: string): number {
    return partitionOf(merchantId, this.partitions);
  }
}
