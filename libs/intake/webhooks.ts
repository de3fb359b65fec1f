import type { Platform } from '../kernel/facts';
import { readOwnBody, readShopBody } from './bodies';
import { readCustom } from './custom';
import type { FactAppender } from './fact-appender';
import { sha256Hex } from './fact-draft';
import { purchaseDraft, type ShopOrder } from './facts';
import { judged } from './fields';
import { OWN_BODY_BYTES_MAX, SHOP_BODY_BYTES_MAX } from './limits';
import type { Merchants } from './merchants';
import { ok, refused, type Outcome, type WebhookAnswer } from './outcomes';
import type { Pseudonymizer } from './pseudonyms';
import type { KeptDelivery, Quarantine } from './quarantine';
import type { Reading } from './shop-values';
import { readShopify, TEST_ORDER } from './shopify';
import { verifyBodySignature, verifyStandardWebhook } from './signatures';
import type { WebhookSecrets } from './webhook-secrets';
import { isPing, readWooCommerce } from './woocommerce';

/** Names in lower case, as Node gives them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

export interface WebhooksOptions {
  merchants: Merchants;
  secrets: WebhookSecrets;
  quarantine: Quarantine;
  appender: FactAppender;
  partitionOf: (merchantId: string) => number;
  acceptsTestOrders: (merchantId: string) => Promise<boolean>;
  now: () => number;
}

/** Deliveries of shops, from the raw bytes to the fact. */
export class Webhooks {
  constructor(private readonly options: WebhooksOptions) {}

  /**
   * Nothing of the body is read before the signature holds. MERCHANT_UNKNOWN, WEBHOOK_NOT_CONFIGURED, INVALID_SIGNATURE,
   * BODY_TOO_LARGE, then what makes a body unreadable; a delivery that is JSON but no order we understand is kept in
   * quarantine, for a shop that gets errors stops sending.
   */
  async receive(
    merchantId: string,
    platform: Platform,
    headers: Headers,
    rawBody: Buffer,
  ): Promise<Outcome<WebhookAnswer>> {
    const who = await this.options.merchants.find(merchantId);
    if (who === null) return refused('MERCHANT_UNKNOWN', 'There is no such merchant.');
    if (platform === 'woocommerce' && isPing(rawBody, header(headers, 'content-type'))) {
      return ok({ kind: 'ignored', reason: 'the ping of a webhook that is set up' });
    }
    const secrets = await this.options.secrets.live(merchantId, platform);
    if (secrets.length === 0) {
      return refused('WEBHOOK_NOT_CONFIGURED', `The merchant has no secret for ${platform}.`);
    }
    if (!(await this.isSigned(merchantId, platform, headers, rawBody, secrets))) {
      return refused('INVALID_SIGNATURE', 'The signature is missing or stale, or does not fit the body.');
    }
    const bytesMax = platform === 'custom' ? OWN_BODY_BYTES_MAX : SHOP_BODY_BYTES_MAX;
    if (rawBody.length > bytesMax) return refused('BODY_TOO_LARGE', `The body is above ${bytesMax} bytes.`);

    const delivery: KeptDelivery = { merchantId, platform, topic: topicOf(platform, headers), body: rawBody };
    const read = await this.read(delivery);
    if (!read.ok) return read;
    switch (read.value.kind) {
      case 'order':
        return this.record(who, delivery, read.value.order);
      case 'ignored':
        return ok(read.value);
      case 'unreadable': {
        const { code, detail } = read.value;
        const quarantineId = await this.options.quarantine.keep(delivery, { code, detail }, keptHeaders(headers));
        return ok({ kind: 'quarantined', quarantineId, code });
      }
    }
  }

  /** Reads a kept delivery again: recorded or ignored it leaves the quarantine. NOT_FOUND, STILL_UNREADABLE. */
  async requeue(id: string, by: { actor: string; reason: string }): Promise<Outcome<WebhookAnswer>> {
    const delivery = await this.options.quarantine.find(id);
    const who = delivery && (await this.options.merchants.find(delivery.merchantId));
    if (delivery === null || who === null) return refused('NOT_FOUND', 'There is no such delivery in quarantine.');
    const read = await this.read(delivery);
    if (!read.ok) return refused('STILL_UNREADABLE', read.problem.detail);
    if (read.value.kind === 'unreadable') return refused('STILL_UNREADABLE', `${read.value.detail}.`);
    const answer: Outcome<WebhookAnswer> =
      read.value.kind === 'order'
        ? await this.record(who, delivery, read.value.order, { requeuedBy: by.actor, requeuedBecause: by.reason })
        : ok(read.value);
    if (answer.ok) await this.options.quarantine.remove(id);
    return answer;
  }

  private async record(
    who: Pseudonymizer,
    { platform, body }: KeptDelivery,
    order: ShopOrder,
    meta?: Record<string, string>,
  ): Promise<Outcome<WebhookAnswer>> {
    const draft = purchaseDraft(who, platform, order, sha256Hex(body));
    const written = await this.options.appender.append(this.options.partitionOf(who.merchantId), { ...draft, meta });
    return written.ok ? ok({ kind: 'recorded', ...written.value }) : written;
  }

  private async read({ merchantId, platform, topic, body }: KeptDelivery): Promise<Outcome<Reading>> {
    if (platform === 'custom') {
      const json = readOwnBody(body);
      return json.ok ? judged(() => readCustom(json.value)) : json;
    }
    const json = readShopBody(body);
    if (!json.ok) return json;
    if (platform === 'woocommerce') return ok(readWooCommerce(topic ?? undefined, json.value));
    const reading = readShopify(topic ?? undefined, json.value, { acceptTestOrders: false });
    if (reading.kind !== 'ignored' || reading.reason !== TEST_ORDER) return ok(reading);
    const acceptTestOrders = await this.options.acceptsTestOrders(merchantId);
    return ok(acceptTestOrders ? readShopify(topic ?? undefined, json.value, { acceptTestOrders }) : reading);
  }

  private async isSigned(
    merchantId: string,
    platform: Platform,
    headers: Headers,
    rawBody: Buffer,
    secrets: readonly string[],
  ): Promise<boolean> {
    const fits = (live: readonly string[]) => verify(platform, headers, rawBody, live, this.options.now());
    if (fits(secrets)) return true;
    const refreshed = await this.options.secrets.refreshed(merchantId, platform);
    return refreshed !== null && fits(refreshed);
  }
}

function verify(
  platform: Platform,
  headers: Headers,
  rawBody: Buffer,
  secrets: readonly string[],
  nowMs: number,
): boolean {
  switch (platform) {
    case 'shopify':
      return verifyBodySignature(rawBody, header(headers, 'x-shopify-hmac-sha256'), secrets);
    case 'woocommerce':
      return verifyBodySignature(rawBody, header(headers, 'x-wc-webhook-signature'), secrets);
    case 'custom': {
      const id = header(headers, 'webhook-id');
      const timestamp = header(headers, 'webhook-timestamp');
      const signature = header(headers, 'webhook-signature');
      return verifyStandardWebhook(rawBody, { id, timestamp, signature }, secrets, nowMs);
    }
  }
}

const TOPIC_HEADERS: Record<Platform, string | null> = {
  shopify: 'x-shopify-topic',
  woocommerce: 'x-wc-webhook-topic',
  custom: null,
};

function topicOf(platform: Platform, headers: Headers): string | null {
  const name = TOPIC_HEADERS[platform];
  return (name === null ? undefined : header(headers, name)) ?? null;
}

/** What tells an operator where a delivery came from; never its signature. */
function keptHeaders(headers: Headers): Record<string, string> {
  const kept = Object.keys(headers).filter(
    (name) => /^(x-shopify-|x-wc-webhook-|content-type$|user-agent$)/.test(name) && !/hmac|signature/.test(name),
  );
  return Object.fromEntries(kept.map((name) => [name, header(headers, name) ?? '']));
}

/** Empty is missing. */
function header(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  const text = (Array.isArray(value) ? value[0] : value)?.trim();
  return text === '' ? undefined : text;
}
