import { createHmac } from 'node:crypto';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { intakeStream } from '../../libs/event-log/streams';
import { Intake } from '../../libs/intake/intake';
import type { Outcome } from '../../libs/intake/outcomes';
import { partitionOf } from '../../libs/intake/partition';
import { recordFingerprint } from '../../libs/intake/secrets-key';
import type { Headers } from '../../libs/intake/shop-platform';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { SECRETS } from '../support/secrets';

export const PARTITIONS = 4;
export const NOW = Date.parse('2026-03-01T15:00:10.000Z');

/** The intake on its own log and database. No engine reads the log, so the read models stay empty. */
export class IntakeUnderTest {
  private constructor(
    readonly database: TestDatabase,
    readonly log: PostgresEventLog,
    readonly intake: Intake,
  ) {}

  static async start(): Promise<IntakeUnderTest> {
    const database = await createTestDatabase();
    await recordFingerprint(database.pool, SECRETS);
    const log = new PostgresEventLog(database.pool);
    const intake = new Intake({ pool: database.pool, log, partitions: PARTITIONS, secrets: SECRETS, now: () => NOW });
    return new IntakeUnderTest(database, log, intake);
  }

  /** Another process on the same database. */
  another(): Intake {
    return new Intake({
      pool: this.database.pool,
      log: this.log,
      partitions: PARTITIONS,
      secrets: SECRETS,
      now: () => NOW,
    });
  }

  async stop(): Promise<void> {
    await this.log.close();
    await this.database.drop();
  }

  async register(merchantId: string, policy?: object): Promise<{ publishable: string; secret: string }> {
    return valueOf(await this.intake.merchants.register({ merchantId, name: merchantId, policy })).keys;
  }

  /** Facts of a merchant, in log order. */
  async facts(merchantId: string): Promise<{ type: string; position: number; data: Record<string, unknown> }[]> {
    const events = await this.log.read(intakeStream(partitionOf(merchantId, PARTITIONS)), 0, 10_000);
    return events
      .map(({ type, revision, data }) => ({
        type,
        position: revision,
        data: JSON.parse(data) as Record<string, unknown>,
      }))
      .filter(({ data }) => data.merchantId === merchantId);
  }
}

export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.problem.code}: ${outcome.problem.detail}`);
  return outcome.value;
}

export function codeOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'ok' : outcome.problem.code;
}

export function shopifyHeaders(body: Buffer, secret: string, topic: string | null = 'orders/paid'): Headers {
  return {
    'content-type': 'application/json',
    'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
    'x-shopify-shop-domain': 'shop.example',
    ...(topic !== null && { 'x-shopify-topic': topic }),
  };
}

export function wooCommerceHeaders(body: Buffer, secret: string, topic = 'order.updated'): Headers {
  const signature = createHmac('sha256', secret).update(body).digest('base64');
  return { 'content-type': 'application/json', 'x-wc-webhook-signature': signature, 'x-wc-webhook-topic': topic };
}

/** @param secret `whsec_…` */
export function customHeaders(body: Buffer, secret: string, at = NOW): Headers {
  const timestamp = String(Math.floor(at / 1_000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`msg_1.${timestamp}.`).update(body).digest('base64');
  return { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
