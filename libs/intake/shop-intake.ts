import type { Pool } from 'pg';
import type { EventLog } from '../event-log/event-log';
import type { Platform } from '../kernel/facts';
import { readBody } from './body-shape';
import type { FactAppender } from './fact-appender';
import { deliveryPolicy, hasPurchases } from './merchant-state';
import type { Merchants } from './merchants';
import type { Outcome, WebhookAnswer } from './outcomes';
import type { PrivacyRequests } from './privacy-requests';
import { Quarantine, type Page, type QuarantinedDelivery } from './quarantine';
import { OPERATOR, WEBHOOK_SECRET } from './requests';
import type { SecretBox } from './secret-box';
import { ShopHosts } from './shop-hosts';
import type { Headers } from './shop-platform';
import { SHOP_PLATFORMS } from './shop-platforms';
import type { Tallies } from './tallies';
import { WebhookSecrets } from './webhook-secrets';
import { Webhooks } from './webhooks';

/** Deliveries of shops: received, kept in quarantine, and the secrets that sign them. */
export class ShopIntake {
  private readonly quarantine: Quarantine;
  private readonly webhooks: Webhooks;
  private readonly secrets: WebhookSecrets;

  constructor(
    private readonly pool: Pool,
    private readonly log: EventLog,
    private readonly merchants: Merchants,
    private readonly appender: FactAppender,
    privacy: PrivacyRequests,
    box: SecretBox,
    tallies: Tallies,
    now: () => number,
  ) {
    this.quarantine = new Quarantine(pool);
    const hosts = new ShopHosts(pool, now);
    this.secrets = new WebhookSecrets(pool, box, hosts, now);
    this.webhooks = new Webhooks({
      merchants,
      secrets: this.secrets,
      hosts,
      privacy,
      quarantine: this.quarantine,
      appender,
      tallies,
      policyOf: (merchantId) => deliveryPolicy(pool, log, merchantId, appender.partitionOf(merchantId)),
      now,
    });
  }

  /** @see Webhooks.expects */
  expects(merchantId: string, platform: Platform, headers: Headers): Promise<Outcome<unknown>> {
    return this.webhooks.expects(merchantId, platform, headers);
  }

  /** @see Webhooks.receive */
  receive(merchantId: string, platform: Platform, headers: Headers, rawBody: Buffer): Promise<Outcome<WebhookAnswer>> {
    return this.webhooks.receive(merchantId, platform, headers, rawBody);
  }

  /** Newest first. INVALID_PARAMETER for a bad cursor; the caller bounds `limit`. */
  listQuarantine(options: {
    merchantId?: string;
    limit: number;
    cursor?: string;
  }): Promise<Outcome<Page<QuarantinedDelivery>>> {
    return this.quarantine.list(options);
  }

  /** `input` is OPERATOR. NOT_FOUND, STILL_UNREADABLE. */
  async requeueQuarantined(id: string, input: unknown): Promise<Outcome<WebhookAnswer>> {
    const by = readBody(OPERATOR, input);
    return by.ok ? this.webhooks.requeue(id, by.value) : by;
  }

  /** Deletes deliveries that were first seen more than thirty days ago; returns how many. */
  deleteExpiredQuarantine(): Promise<number> {
    return this.quarantine.deleteExpired();
  }

  /** `input` is WEBHOOK_SECRET, with a secret such as the platform has. PLATFORM_IN_USE. */
  async setSecret(merchantId: string, platform: Platform, input: unknown): Promise<Outcome<{ platform: Platform }>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const body = readBody(WEBHOOK_SECRET, input, ({ secret }, place) => {
      const fault = SHOP_PLATFORMS[platform].secretFault(secret);
      if (fault !== null) place.field('secret').fail(fault);
    });
    return body.ok ? this.secrets.set(merchantId, platform, body.value.secret) : body;
  }

  /** WEBHOOK_NOT_CONFIGURED; PLATFORM_IN_USE once the merchant has purchases. */
  async freePlatform(merchantId: string, platform: Platform): Promise<Outcome<{ platform: Platform }>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    return this.secrets.free(merchantId, platform, () =>
      hasPurchases(this.pool, this.log, merchantId, this.appender.partitionOf(merchantId)),
    );
  }
}
