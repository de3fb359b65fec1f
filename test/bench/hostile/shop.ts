/** A merchant with which attackers and probes send. */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { asAdmin } from '../servers';
import { signedWebhook } from '../signed-webhook';
import { type Answer, read } from './answers';

const ANSWER_TIMEOUT_MS = 30_000;
const ASK_AGAIN_MS = 50;
const BATCH_ITEMS = 500;

export class Shop {
  private constructor(
    private readonly url: string,
    readonly merchantId: string,
    readonly keys: { publishable: string; secret: string },
    private readonly secret: Buffer,
  ) {}

  /** Registers a merchant, named by its id, whose purchases are evaluated at once. */
  static async open(url: string, name: string, policy: object = {}): Promise<Shop> {
    const merchant = { merchantId: name, name, policy: { settlingPeriodSeconds: 0, ...policy } };
    const { keys } = (await asAdmin(url, 'POST', '/v1/merchants', merchant)) as Pick<Shop, 'keys'>;
    const secret = randomBytes(32);
    const given = { secret: `whsec_${secret.toString('base64')}` };
    await asAdmin(url, 'PUT', `/v1/merchants/${name}/webhooks/custom`, given);
    return new Shop(url, name, keys, secret);
  }

  /** With the secret key, unless `headers` hold another. */
  async send(method: string, route: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const began = performance.now();
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const given = { authorization: `Bearer ${this.keys.secret}`, 'content-type': 'application/json', ...headers };
    try {
      const response = await fetch(this.url + route, { method, body: text, headers: given, signal });
      return { status: response.status, text: await response.text(), ms: performance.now() - began };
    } catch (error) {
      return { status: 0, text: String(error), ms: performance.now() - began };
    }
  }

  /** A signed custom webhook: a paid order whose token is `token-<orderId>`. @param items as JSON */
  order(orderId: string, items = '[]'): Promise<Answer> {
    const at = new Date().toISOString();
    const data = { orderId, token: `token-${orderId}`, status: 'paid', total: 1_999, currency: 'EUR', occurredAt: at };
    const fields = JSON.stringify(data).slice(0, -1);
    const body = `{"type":"order.created","timestamp":"${at}","data":${fields},"items":${items}}}`;
    return this.send(
      'POST',
      `/v1/webhooks/${this.merchantId}/custom`,
      body,
      signedWebhook(this.secret, randomUUID(), body),
    );
  }

  /** Sends `count` items in full batches on several connections. @returns the position of the last one */
  async batches(count: number, connections: number, itemOf: (n: number) => object): Promise<number> {
    let sent = 0;
    let last = -1;
    const work = async () => {
      while (sent < count) {
        const from = sent;
        sent = Math.min(count, sent + BATCH_ITEMS);
        const items = Array.from({ length: sent - from }, (_, i) => itemOf(from + i));
        const { results } = read<{ results: { position?: number }[] }>(
          await this.send('POST', '/v1/track/batch', { items }),
        );
        for (const { position = Infinity } of results) last = Math.max(last, position);
      }
    };
    await Promise.all(Array.from({ length: connections }, work));
    if (last === Infinity) throw new Error('an item of a batch was refused');
    return last;
  }

  /** Waits until the read models include the fact at `position`. */
  async decided(position: number, timeoutMs: number): Promise<void> {
    for (const until = performance.now() + timeoutMs; performance.now() < until;) {
      const { status } = await this.send('GET', `/v1/policy?after=${position}&waitMs=10000`);
      if (status === 200) return;
      await sleep(ASK_AGAIN_MS);
    }
    throw new Error(`position ${position} was not decided within ${timeoutMs / 1_000} s`);
  }

  /** Claims the order, waits until it is evaluated, and says how that went. */
  async claimed(orderId: string, anonymousId: string, timeoutMs: number): Promise<string> {
    const began = performance.now();
    read(await this.send('POST', '/v1/track/purchase', { anonymousId, orderId, token: `token-${orderId}` }));
    while (performance.now() - began < timeoutMs) {
      const answer = await this.send('GET', `/v1/purchases/${orderId}`);
      if (answer.status === 200) {
        const { evaluation, attribution } = JSON.parse(answer.text) as Purchase;
        const seconds = ((performance.now() - began) / 1_000).toFixed(2);
        const credits = attribution?.credits.length ?? 0;
        if (ENDED.has(evaluation.state)) return `${evaluation.state} ${seconds} s after the claim, ${credits} credits`;
      }
      await sleep(ASK_AGAIN_MS);
    }
    throw new Error(`${orderId} was not evaluated within ${timeoutMs / 1_000} s`);
  }
}

interface Purchase {
  evaluation: { state: string };
  attribution: { credits: unknown[] } | null;
}

const ENDED: ReadonlySet<string> = new Set(['done', 'failed', 'exhausted']);
