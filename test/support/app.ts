/** The whole application, API and engine, on its own database, with helpers for merchants and shops. */
import { createHmac, randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { type Environment, readEnvironment } from '../../apps/environment';
import { startTributary, type Tributary } from '../../apps/tributary';
import { AlertWatch } from '../../apps/worker/alert-watch';
import { ApiContract } from './api-contract';
import { createTestDatabase, type Template, type TestDatabase } from './database';
import { SECRETS_KEY } from './secrets';

export const ADMIN_KEY = 'the-admin-key-of-tests';

export interface Answer {
  status: number;
  headers: Headers;
  // Tests look at bodies field by field; a missing field fails the expectation.
  body: Record<string, never> & Record<string, unknown>;
}

export interface RequestOptions {
  key?: string | null;
  /** Text and bytes are sent unchanged, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface TestMerchant {
  merchantId: string;
  publishable: string;
  secret: string;
  /** Position of the registration fact. */
  position: number;
}

export class TestApp {
  private constructor(
    public tributary: Tributary,
    readonly database: TestDatabase,
    readonly contract: ApiContract,
    private readonly environment: Environment,
  ) {}

  /** @param variables override the environment variables of a test; @param template what its database begins with */
  static async start(variables: Record<string, string> = {}, template?: Template): Promise<TestApp> {
    const database = await createTestDatabase(template);
    const environment = readEnvironment({
      DATABASE_URL: database.url,
      ADMIN_API_KEY: ADMIN_KEY,
      SECRETS_KEY,
      PORT: '0',
      LOG_LEVEL: 'silent',
      DELAYED_PURCHASE_PROCESSING_DELAY_SECONDS: '0',
      RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '0',
      RATE_LIMIT_PER_DEVICE_PER_MINUTE: '0',
      ...variables,
    });
    try {
      const tributary = await startTributary(environment, pino({ level: environment.LOG_LEVEL }));
      return new TestApp(tributary, database, await ApiContract.servedAt(tributary.url), environment);
    } catch (error) {
      await database.drop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.tributary.stop();
    await this.database.drop();
  }

  /** Stops the application and starts it again on the same database. */
  async restart(): Promise<void> {
    await this.tributary.stop();
    this.tributary = await startTributary(this.environment, pino({ level: this.environment.LOG_LEVEL }));
  }

  /** Opens and closes alerts. The first look may be one that began before; the second one sees everything. */
  async lookForAlerts(): Promise<void> {
    for (let n = 0; n < 2; n++) await this.tributary.app.get(AlertWatch).look();
  }

  /** Throws when the answer does not match the served description. */
  async request(method: string, path: string, { key, body, headers = {} }: RequestOptions = {}): Promise<Answer> {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(this.tributary.url + path, {
      method,
      headers: {
        ...(key && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : raw ? (body as string) : JSON.stringify(body),
    });
    const text = await response.text();
    const contentType = response.headers.get('content-type');
    const answer = {
      status: response.status,
      headers: response.headers,
      body: (text !== '' && contentType?.includes('json') === true ? JSON.parse(text) : { text }) as Answer['body'],
    };
    this.contract.checkAnswer(method, path, answer.status, contentType, answer.body);
    return answer;
  }

  get(path: string, key: string, headers?: Record<string, string>): Promise<Answer> {
    return this.request('GET', path, { key, headers });
  }

  post(path: string, key: string | null, body: unknown, headers?: Record<string, string>): Promise<Answer> {
    return this.request('POST', path, { key, body, headers });
  }

  /** Makes a merchant with `policy`; the read models have its registration. */
  async merchant(policy?: Record<string, unknown>): Promise<TestMerchant> {
    const merchantId = `m-${randomBytes(5).toString('hex')}`;
    const { status, body } = await this.post('/v1/merchants', ADMIN_KEY, { merchantId, name: 'Test', policy });
    if (status !== 201) throw new Error(JSON.stringify(body));
    const { keys, position } = body as unknown as { keys: { publishable: string; secret: string }; position: number };
    await this.get(`/v1/policy?after=${position}&waitMs=10000`, keys.secret);
    return { merchantId, ...keys, position };
  }

  async webhookSecret(merchantId: string, platform: string, secret: string): Promise<void> {
    const path = `/v1/merchants/${merchantId}/webhooks/${platform}`;
    const { status, body } = await this.request('PUT', path, { key: ADMIN_KEY, body: { secret } });
    if (status !== 200) throw new Error(JSON.stringify(body));
  }

  /** Number of a merchant's facts in the log. */
  async facts(merchantId: string): Promise<number> {
    const { rows } = await this.database.pool.query<{ count: number }>(
      "select count(*)::integer as count from events where stream like 'intake-%' and data::jsonb ->> 'merchantId' = $1",
      [merchantId],
    );
    return rows[0]!.count;
  }

  shopify(merchantId: string, secret: string, topic: string, order: unknown): Promise<Answer> {
    const body = JSON.stringify(order);
    return this.post(`/v1/webhooks/${merchantId}/shopify`, null, body, {
      'x-shopify-topic': topic,
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
    });
  }

  woocommerce(merchantId: string, secret: string, topic: string, order: unknown): Promise<Answer> {
    const body = JSON.stringify(order);
    return this.post(`/v1/webhooks/${merchantId}/woocommerce`, null, body, {
      'x-wc-webhook-topic': topic,
      'x-wc-webhook-signature': createHmac('sha256', secret).update(body).digest('base64'),
    });
  }

  custom(merchantId: string, secret: string, delivery: unknown): Promise<Answer> {
    const body = typeof delivery === 'string' ? delivery : JSON.stringify(delivery);
    return this.post(`/v1/webhooks/${merchantId}/custom`, null, body, signedCustom(secret, body));
  }
}

export const CUSTOM_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** Headers by Standard Webhooks. */
export function signedCustom(secret: string, body: string, at = Date.now()): Record<string, string> {
  const id = `msg_${randomBytes(6).toString('hex')}`;
  const timestamp = String(Math.floor(at / 1_000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

/** A delivery of platform `custom` for a paid order. */
export function paidOrder(orderId: string, data: Record<string, unknown> = {}): Record<string, unknown> {
  const at = new Date().toISOString();
  return {
    type: 'order.created',
    timestamp: at,
    data: {
      orderId,
      token: `token-${orderId}`,
      status: 'paid',
      total: 1_999,
      currency: 'EUR',
      occurredAt: at,
      ...data,
    },
  };
}
