import type { Pool } from 'pg';
import type { EventLog } from '../event-log/event-log';
import type { EvaluationReason, Platform } from '../kernel/facts';
import type { IdentifierRef } from '../kernel/identity/identifier';
import type { PolicyPatch } from '../kernel/policy';
import type { Outcome, WebhookAnswer, WriteAnswer } from './outcomes';

export interface IntakeOptions {
  pool: Pool;
  log: EventLog;
  partitions: number;
  /** Milliseconds since 1970; the machine's clock unless a test says otherwise. */
  now?: () => number;
}

export type KeyKind = 'publishable' | 'secret';

export interface ApiKey {
  keyId: string;
  merchantId: string;
  kind: KeyKind;
}

export interface QuarantinedDelivery {
  id: string;
  merchantId: string;
  platform: Platform;
  topic: string | null;
  code: string;
  detail: string;
  firstSeenAt: string;
  count: number;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Everything by which the outside world's word becomes a fact in the log. Inputs are parsed JSON (or what an importer
 * made of a CSV line) and are checked here, field by field; results are data.
 */
export declare class Intake {
  constructor(options: IntakeOptions);

  recordTouchpoint(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>>;
  recordClaim(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>>;
  /** `input` is the whole body, `{ items: [...] }`; the results are in the order of the items. */
  recordBatch(merchantId: string, input: unknown): Promise<Outcome<Outcome<WriteAnswer>[]>>;
  assertIdentities(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>>;
  /** An order from an import: the `data` of a custom webhook. */
  recordOrder(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>>;

  /** Header names in lower case, as Node gives them. */
  receiveWebhook(
    merchantId: string,
    platform: Platform,
    headers: Headers,
    rawBody: Buffer,
  ): Promise<Outcome<WebhookAnswer>>;
  listQuarantine(options: {
    merchantId?: string;
    limit: number;
    cursor?: string;
  }): Promise<Outcome<Page<QuarantinedDelivery>>>;
  /** `input` is `{ reason, actor }`. */
  requeueQuarantined(id: string, input: unknown): Promise<Outcome<WebhookAnswer>>;
  /** Deletes deliveries first seen more than 30 days ago; returns how many. */
  deleteExpiredQuarantine(): Promise<number>;

  /** `input` is `{ merchantId, name, policy? }`. */
  registerMerchant(
    input: unknown,
  ): Promise<Outcome<{ merchantId: string; keys: { publishable: string; secret: string }; position: number }>>;
  /** True for a merchant that can be written to, at once after its registration. */
  isKnownMerchant(merchantId: string): Promise<boolean>;
  /** `input` is `{ kind }`. */
  createKey(merchantId: string, input: unknown): Promise<Outcome<{ keyId: string; key: string }>>;
  revokeKey(merchantId: string, keyId: string): Promise<Outcome<{ keyId: string }>>;
  /** Null: unknown or revoked. */
  authenticate(key: string): Promise<ApiKey | null>;
  /** `input` is `{ secret }`. */
  setWebhookSecret(merchantId: string, platform: Platform, input: unknown): Promise<Outcome<{ platform: Platform }>>;
  freePlatform(merchantId: string, platform: Platform): Promise<Outcome<{ platform: Platform }>>;
  /** `input` is the patch as a merchant writes it: `blockedValues` in plain text. */
  changePolicy(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>>;
  /** Appends DefaultsConfigured to each partition whose last ones differ; returns to how many. Throws when the log is away. */
  configureDefaults(policy: PolicyPatch): Promise<number>;

  /** A due timer. Sending the same again is a duplicate. */
  requestTimedEvaluation(
    merchantId: string,
    request: { orderId: string; evaluationId: string; reasons: EvaluationReason[]; attempt?: number },
  ): Promise<Outcome<WriteAnswer>>;
  /** An operator's request; `input` is `{ reason, actor }`. */
  requestEvaluation(merchantId: string, orderId: string, input: unknown): Promise<Outcome<WriteAnswer>>;

  /** The reference under which the log knows an identifier, for reads by plain value. */
  identify(merchantId: string, input: { type: string; value: string }): Promise<Outcome<IdentifierRef>>;
}
