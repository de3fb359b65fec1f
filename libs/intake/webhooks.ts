import type { Code } from '../kernel/codes';
import type { Platform } from '../kernel/facts';
import type { FactAppender } from './fact-appender';
import { sha256Hex } from './fact-draft';
import { purchaseDraft, type ShopOrder } from './facts';
import type { Merchants } from './merchants';
import { ok, refused, type Outcome, type WebhookAnswer } from './outcomes';
import type { PrivacyRequests } from './privacy-requests';
import type { Pseudonymizer } from './pseudonyms';
import type { KeptDelivery, Quarantine } from './quarantine';
import type { ShopHosts } from './shop-hosts';
import { headerOf, type DeliveryPolicy, type Headers, type ShopPlatform } from './shop-platform';
import { SHOP_PLATFORMS } from './shop-platforms';
import { TEST_ORDER, type Reading } from './shop-values';
import type { PrivacyReading, PrivacyRequest } from './shopify-privacy';
import type { Delivered, Tallies } from './tallies';
import type { WebhookSecrets } from './webhook-secrets';

export interface WebhooksOptions {
  merchants: Merchants;
  secrets: WebhookSecrets;
  hosts: ShopHosts;
  privacy: PrivacyRequests;
  quarantine: Quarantine;
  appender: FactAppender;
  tallies: Tallies;
  policyOf: (merchantId: string) => Promise<DeliveryPolicy>;
  now: () => number;
}

/** Deliveries of shops, from the raw bytes to the fact. */
export class Webhooks {
  constructor(private readonly options: WebhooksOptions) {}

  /**
   * Says before the body is read whether it is worth reading. MERCHANT_UNKNOWN; WEBHOOK_NOT_CONFIGURED, unless the
   * delivery is so short that it may be a ping.
   */
  async expects(merchantId: string, platform: Platform, headers: Headers): Promise<Outcome<unknown>> {
    const merchant = await this.options.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    if (Number(headerOf(headers, 'content-length')) <= SHOP_PLATFORMS[platform].pingBytesMax) return merchant;
    return this.liveSecrets(merchantId, platform);
  }

  /**
   * Reads the body only after the signature was checked. Refuses, in this order: MERCHANT_UNKNOWN, WEBHOOK_NOT_CONFIGURED,
   * INVALID_SIGNATURE, BODY_TOO_LARGE, a body that is not JSON. A body that is JSON but cannot be understood goes into
   * quarantine instead, because a shop that gets errors stops sending; so does an order of another shop that signs with
   * the same secret.
   */
  async receive(
    merchantId: string,
    platform: Platform,
    headers: Headers,
    rawBody: Buffer,
  ): Promise<Outcome<WebhookAnswer>> {
    const merchant = await this.options.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const shop = SHOP_PLATFORMS[platform];
    if (shop.isPing(headers, rawBody)) return ok({ kind: 'ignored', reason: 'the ping of a webhook that is set up' });
    const secrets = await this.liveSecrets(merchantId, platform);
    if (!secrets.ok) return secrets;
    if (!(await this.isSigned(merchantId, platform, headers, rawBody, secrets.value))) {
      this.options.tallies.note(merchantId, 'INVALID_SIGNATURE');
      return refused('INVALID_SIGNATURE', 'The signature is missing or stale, or does not fit the body.');
    }
    if (rawBody.length > shop.bodyBytesMax) {
      return refused('BODY_TOO_LARGE', `The body is above ${shop.bodyBytesMax} bytes.`);
    }

    const delivery: KeptDelivery = { merchantId, platform, topic: shop.topicOf(headers), body: rawBody };
    const read = await this.read(delivery);
    if (!read.ok) return read;
    const came = { platform, topic: countedTopic(shop, delivery.topic) };
    const keep = async (why: { code: Code; detail: string }): Promise<Outcome<WebhookAnswer>> => {
      this.options.tallies.noteDelivery(merchantId, came);
      this.options.tallies.note(merchantId, why.code === 'OTHER_SOURCE' ? 'OTHER_SOURCE' : 'QUARANTINED');
      const kept = await this.options.quarantine.keep(delivery, why, keptHeaders(shop, headers));
      return kept.ok ? ok({ kind: 'quarantined', quarantineId: kept.value, code: why.code }) : kept;
    };
    const host = shop.shopHostOf(headers);
    if (read.value.kind === 'privacy') {
      this.options.tallies.noteDelivery(merchantId, came);
      const fault = await this.notTheShop(merchantId, read.value.request, host);
      return fault === null ? this.honour(delivery, read.value.request) : keep({ code: 'OTHER_SOURCE', detail: fault });
    }
    const otherSource = await this.otherSource(merchantId, host);
    switch (read.value.kind) {
      case 'order':
        if (otherSource !== null) return keep({ code: 'OTHER_SOURCE', detail: otherSource });
        return this.recordDelivery(merchant.value, delivery, read.value.order, came);
      case 'ignored':
        this.options.tallies.noteDelivery(merchantId, came);
        if (read.value.reason === TEST_ORDER) this.options.tallies.note(merchantId, 'TEST_ORDER');
        return ok(read.value);
      case 'unreadable':
        return keep({ code: read.value.code, detail: read.value.detail });
    }
  }

  /** Why a request of privacy is not one of the shop whose orders came; null when it is. It makes no host remembered. */
  private async notTheShop(
    merchantId: string,
    { shopHost }: PrivacyRequest,
    sentFrom: string | undefined,
  ): Promise<string | null> {
    const known = await this.options.hosts.known(merchantId);
    if (known === null) return `it is for ${shopHost}, and no delivery has said yet where the shop is`;
    const other = [shopHost, sentFrom ?? shopHost].find((host) => host !== known);
    return other === undefined ? null : `it is for ${other}, and the shop is ${known}`;
  }

  private honour({ merchantId, body }: KeptDelivery, request: PrivacyRequest): Promise<Outcome<WebhookAnswer>> {
    return this.options.privacy.honour(merchantId, request, sha256Hex(body));
  }

  /** Why the delivery is not from the shop that delivered first; null when it is, or when it does not say. */
  private async otherSource(merchantId: string, host: string | undefined): Promise<string | null> {
    if (host === undefined) return null;
    const remembered = await this.options.hosts.remembered(merchantId, host);
    return remembered === host ? null : `it comes from ${host}, and the shop is ${remembered}`;
  }

  /**
   * Reads a kept delivery again, wherever it comes from; it leaves the quarantine when it can be read. NOT_FOUND,
   * STILL_UNREADABLE.
   */
  async requeue(id: string, by: { actor: string; reason: string }): Promise<Outcome<WebhookAnswer>> {
    const delivery = await this.options.quarantine.find(id);
    if (delivery === null) return refused('NOT_FOUND', 'There is no such delivery in quarantine.');
    const merchant = await this.options.merchants.known(delivery.merchantId);
    if (!merchant.ok) return merchant;
    const read = await this.read(delivery);
    if (!read.ok) return refused('STILL_UNREADABLE', read.problem.detail);
    if (read.value.kind === 'unreadable') return refused('STILL_UNREADABLE', `${read.value.detail}.`);
    const answer = await this.take(merchant.value, delivery, read.value, by);
    if (answer.ok) await this.options.quarantine.remove(id);
    return answer;
  }

  private async take(
    pseudonyms: Pseudonymizer,
    delivery: KeptDelivery,
    read: Exclude<Reading | PrivacyReading, { kind: 'unreadable' }>,
    by: { actor: string; reason: string },
  ): Promise<Outcome<WebhookAnswer>> {
    switch (read.kind) {
      case 'order':
        return this.record(pseudonyms, delivery, read.order, { requeuedBy: by.actor, requeuedBecause: by.reason });
      case 'privacy':
        return this.honour(delivery, read.request);
      case 'ignored':
        return ok(read);
    }
  }

  private async liveSecrets(merchantId: string, platform: Platform): Promise<Outcome<string[]>> {
    const secrets = await this.options.secrets.live(merchantId, platform);
    if (secrets.length > 0) return ok(secrets);
    this.options.tallies.note(merchantId, `WEBHOOK_NOT_CONFIGURED ${platform}`);
    return refused('WEBHOOK_NOT_CONFIGURED', `The merchant has no secret for ${platform}.`);
  }

  private async recordDelivery(
    pseudonyms: Pseudonymizer,
    delivery: KeptDelivery,
    order: ShopOrder,
    came: Omit<Delivered, 'orderId'>,
  ): Promise<Outcome<WebhookAnswer>> {
    const written = await this.record(pseudonyms, delivery, order);
    const { orderId } = order;
    if (written.ok) this.options.tallies.noteDelivery(pseudonyms.merchantId, { ...came, orderId });
    return written;
  }

  private async record(
    pseudonyms: Pseudonymizer,
    { platform, body }: KeptDelivery,
    order: ShopOrder,
    meta?: Record<string, string>,
  ): Promise<Outcome<WebhookAnswer>> {
    const draft = purchaseDraft(pseudonyms, platform, order, sha256Hex(body));
    const written = await this.options.appender.append(pseudonyms.merchantId, { ...draft, meta });
    return written.ok ? ok({ kind: 'recorded', ...written.value }) : written;
  }

  private read({ merchantId, platform, topic, body }: KeptDelivery): Promise<Outcome<Reading | PrivacyReading>> {
    return SHOP_PLATFORMS[platform].read({ topic, body }, () => this.options.policyOf(merchantId));
  }

  private async isSigned(
    merchantId: string,
    platform: Platform,
    headers: Headers,
    rawBody: Buffer,
    secrets: readonly string[],
  ): Promise<boolean> {
    const shop = SHOP_PLATFORMS[platform];
    const fits = (live: readonly string[]) => shop.isSigned(headers, rawBody, live, this.options.now());
    if (fits(secrets)) return true;
    const refreshed = await this.options.secrets.refreshed(merchantId, platform);
    return refreshed !== null && fits(refreshed);
  }
}

/** No signature covers the topic, so none but the known ones is counted by its name. */
function countedTopic({ topics }: ShopPlatform, topic: string | null): string {
  if (topics.length === 0) return '';
  return topic !== null && topics.includes(topic) ? topic : 'other';
}

/** Headers that tell an operator where a delivery came from, without its signature. */
function keptHeaders({ ownHeader }: ShopPlatform, headers: Headers): Record<string, string> {
  const isKept = (name: string) =>
    ['content-type', 'user-agent'].includes(name) || (ownHeader.test(name) && !/hmac|signature/.test(name));
  const kept = Object.keys(headers).filter(isKept);
  return Object.fromEntries(kept.map((name) => [name, headerOf(headers, name) ?? '']));
}
