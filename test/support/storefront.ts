/** A merchant's shop and its visitors, over HTTP: what leads to rewards, and the purchases as they are shown. */
import { type Answer, CUSTOM_SECRET, paidOrder, type TestApp, type TestMerchant } from './app';
import { eventually } from './until';

export interface ShownReward {
  rewardId: string;
  campaignId: string;
  role: string;
  recipient: { type: string; value: string };
  recipientGroupId: string;
  touchpointId: string | null;
  amount: number;
  currency: string;
  state: string;
  availableAt: string;
  clawsBack?: string;
}

export interface ShownPurchase {
  orderId: string;
  groupId: string;
  status: string;
  evaluation: { state: string; dueAt: string | null; reasons: string[]; attempts: number };
  attribution: { credits: { touchpointId: string }[] } | null;
  rewards: ShownReward[];
  withheld: { campaignId: string; code: string; blockedBy: string; amount: number; recipient: { value: string } }[];
  history: { type: string; position: number; recordedAt: string; data: Record<string, unknown> }[];
}

/** A campaign that gives the referrer 5 euros. */
export function campaign(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: 'Friends',
    condition: 'touchpoint.hasReferrer',
    currency: 'EUR',
    rewards: [{ to: 'referrer', kind: 'fixed', amount: 500 }],
    ...changes,
  };
}

export class Storefront {
  private position: number;
  private versions = 0;

  private constructor(
    private readonly app: TestApp,
    readonly merchant: TestMerchant,
  ) {
    this.position = merchant.position;
  }

  /** Evaluates at once, unless the policy says otherwise. */
  static async open(app: TestApp, policy: Record<string, unknown> = {}): Promise<Storefront> {
    const merchant = await app.merchant({ settlingPeriodSeconds: 0, ...policy });
    await app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
    return new Storefront(app, merchant);
  }

  get(path: string): Promise<Answer> {
    return this.app.get(path, this.merchant.secret);
  }

  /** Sees everything that was sent before. */
  seen(path: string): Promise<Answer> {
    return this.get(`${path}${path.includes('?') ? '&' : '?'}after=${this.position}&waitMs=10000`);
  }

  send(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.app.request(method, path, { key: this.merchant.secret, body });
  }

  publish(campaignId: string, body: unknown): Promise<Answer> {
    return this.send('PUT', `/v1/campaigns/${campaignId}`, body);
  }

  /** Publishes, and expects it to work. */
  async campaign(campaignId: string, changes: Record<string, unknown> = {}): Promise<number> {
    return this.written(await this.publish(campaignId, campaign(changes)));
  }

  async visit(anonymousId: string, referrer?: string, touchpointId = `${anonymousId}-1`, more = {}): Promise<void> {
    const visit = {
      ...{ touchpointId, anonymousId, source: referrer === undefined ? 'organic' : 'referral' },
      ...(referrer !== undefined && { referrer: { type: 'customer_id', value: referrer } }),
      occurredAt: new Date(Date.now() - 60_000).toISOString(),
      ...more,
    };
    this.written(await this.app.post('/v1/track/touchpoint', this.merchant.publishable, visit));
  }

  /** A version of the order; each is newer than the one before. */
  async order(orderId: string, data: Record<string, unknown> = {}): Promise<void> {
    const delivery = paidOrder(orderId, { sourceVersion: ++this.versions, ...data });
    this.written(await this.app.custom(this.merchant.merchantId, CUSTOM_SECRET, delivery));
  }

  claim(orderId: string, anonymousId: string): Promise<void> {
    return this.track({ anonymousId, orderId, token: `token-${orderId}` });
  }

  async track(claim: { anonymousId: string; orderId: string; token: string }): Promise<void> {
    this.written(await this.app.post('/v1/track/purchase', this.merchant.publishable, claim));
  }

  /** A purchase of `orderId`'s own customer, led to by `referrer`, once it is evaluated. */
  async referred(orderId: string, referrer: string, data: Record<string, unknown> = {}): Promise<ShownPurchase> {
    await this.visit(`device-${orderId}`, referrer);
    await this.order(orderId, { customerId: `buyer-${orderId}`, ...data });
    await this.claim(orderId, `device-${orderId}`);
    return this.settled(orderId);
  }

  async pay(rewardId: string, reference: string): Promise<Answer> {
    return this.send('POST', `/v1/rewards/${rewardId}/payments`, { reference });
  }

  async purchase(orderId: string): Promise<ShownPurchase> {
    const { status, body } = await this.get(`/v1/purchases/${orderId}?after=${this.position}&waitMs=10000`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body as unknown as ShownPurchase;
  }

  /** Once nothing is pending that was sent before. */
  settled(orderId: string): Promise<ShownPurchase> {
    return this.until(orderId, ({ evaluation }) => !['none', 'scheduled'].includes(evaluation.state));
  }

  async until(orderId: string, holds: (purchase: ShownPurchase) => boolean): Promise<ShownPurchase> {
    return eventually(async () => {
      const purchase = await this.purchase(orderId);
      return holds(purchase) ? purchase : undefined;
    });
  }

  /** Remembers the position, so that reads see it. */
  written({ status, body }: Answer): number {
    if (status >= 300) throw new Error(JSON.stringify(body));
    this.position = Math.max(this.position, Number(body['position']));
    return Number(body['position']);
  }
}

/** `[recipient or role, amount, state]` of each. */
export function summary(purchase: ShownPurchase): [string, number, string][] {
  return purchase.rewards.map(({ role, recipient, amount, state }) => [
    role === 'referee' ? 'referee' : recipient.value,
    amount,
    state,
  ]);
}
