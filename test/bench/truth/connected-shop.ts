/** The shop, connected with a real process: messages go in over REST and signed hooks, credits come back. */
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { asAdmin } from '../servers';
import { type Answer, read } from '../hostile/answers';
import type { Message, SignedOrder } from './messages';
import { BASIS_POINTS, LOOKBACK_DAYS, type Shop } from './truths';

const SECRET = 'the-secret-of-the-shop';
const AT_ONCE = 16;
const BATCH_ITEMS = 100;
const SETTLED_TIMEOUT_MS = 60_000;
const ASK_AGAIN_MS = 250;

/** A purchase as `GET /v1/purchases` shows it, in so far as it is needed here. */
export interface SeenPurchase {
  orderId: string;
  groupId: string | null;
  link: { via: string } | null;
  evaluation: { state: string };
  attribution: {
    credits: {
      touchpointId: string;
      source: string;
      channel: string | null;
      campaign: string | null;
      referrer: { value: string } | null;
    }[];
  } | null;
  rewards: { recipient: { value: string }; amount: number; state: string }[];
}

interface Group {
  identifiers: { type: string; value: string }[];
}

export class ConnectedShop {
  private constructor(
    private readonly url: string,
    readonly merchantId: string,
    private readonly keys: { publishable: string; secret: string },
    /** What makes the times of the messages those of now. */
    private readonly shift: number,
  ) {}

  /** @param end the time of the last message, which becomes now */
  static async open(url: string, merchantId: string, end: number): Promise<ConnectedShop> {
    const policy = { settlingPeriodSeconds: 1, lookbackDays: LOOKBACK_DAYS, maxBackdateSeconds: 2_592_000 };
    const merchant = { merchantId, name: merchantId, policy };
    const { keys } = (await asAdmin(url, 'POST', '/v1/merchants', merchant)) as { keys: ConnectedShop['keys'] };
    await asAdmin(url, 'PUT', `/v1/merchants/${merchantId}/webhooks/shopify`, { secret: SECRET });
    const shop = new ConnectedShop(url, merchantId, keys, Date.now() - 60_000 - end);
    const rewards = [{ to: 'referrer', kind: 'percent', basisPoints: BASIS_POINTS }];
    const campaign = { name: 'Friends', condition: 'true', currency: 'EUR', rewards };
    read(await shop.send('PUT', '/v1/campaigns/friends', keys.secret, campaign));
    return shop;
  }

  async assign(codes: Shop['codes']): Promise<void> {
    for (const [code, value] of codes)
      read(await this.send('PUT', `/v1/codes/${code}`, this.keys.secret, { owner: { type: 'customer_id', value } }));
  }

  /** Sends the messages in their order, some at once. @throws when one is not answered as it should be */
  async deliver(messages: readonly Message[]): Promise<void> {
    const parcels = packed(messages);
    let next = 0;
    const work = async () => {
      while (next < parcels.length) await this.sendParcel(parcels[next++]!);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** Waits until every evaluation is done. Returns all purchases. */
  async settled(orders: number): Promise<SeenPurchase[]> {
    for (const until = performance.now() + SETTLED_TIMEOUT_MS; performance.now() < until;) {
      const purchases = await this.purchases();
      const isDone = purchases.every(({ evaluation: { state } }) => state === 'done' || state === 'none');
      if (purchases.length === orders && isDone && (await this.isStill())) return this.purchases();
      await sleep(ASK_AGAIN_MS);
    }
    throw new Error(`${this.merchantId} was not settled within ${SETTLED_TIMEOUT_MS / 1_000} s`);
  }

  async groups(ids: readonly string[]): Promise<Group[]> {
    const groups: Group[] = [];
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE);
      const answers = await Promise.all(some.map((id) => this.see(`/v1/identity-groups/${id}`)));
      groups.push(...answers.map((answer) => read<Group>(answer)));
    }
    return groups;
  }

  /** Unlinked purchases by reason, as link health counts them. */
  async unlinked(): Promise<Record<string, number>> {
    const health = read<{ purchases: { unlinked: Record<string, number> } }>(await this.see('/v1/link-health'));
    return health.purchases.unlinked;
  }

  private async purchases(): Promise<SeenPurchase[]> {
    const purchases: SeenPurchase[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Answer = await this.see(`/v1/purchases?limit=500${cursor === '' ? '' : `&cursor=${cursor}`}`);
      const { items, nextCursor } = read<{ items: SeenPurchase[]; nextCursor: string | null }>(page);
      purchases.push(...items);
      cursor = nextCursor;
    }
    return purchases;
  }

  /** One fact more is appended, and everything before it is decided. */
  private async isStill(): Promise<boolean> {
    const { position } = read<{ position: number }>(
      await this.send('POST', '/v1/track/touchpoint', this.keys.secret, { anonymousId: 'end', source: 'direct' }),
    );
    const { status } = await this.see(`/v1/policy?after=${position}&waitMs=10000`);
    const again = await this.purchases();
    return status === 200 && again.every(({ evaluation: { state } }) => state === 'done' || state === 'none');
  }

  private async sendParcel(parcel: readonly Message[]): Promise<void> {
    const [first] = parcel;
    if (first!.kind === 'order') {
      const { status, text } = await this.sendOrder(first!.order, first!.forged);
      if (status !== (first!.forged ? 401 : 200)) throw new Error(`an order was answered ${status}: ${text}`);
      return;
    }
    if (first!.kind === 'login') {
      const { loginId, device, customerId } = first!;
      const pair = { a: { type: 'anonymous_id', value: device }, b: { type: 'customer_id', value: customerId } };
      read(await this.send('POST', '/v1/identities/assert', this.keys.secret, { assertionId: loginId, ...pair }));
      return;
    }
    const items = parcel.map((message) => this.itemOf(message));
    const { results } = read<{ results: { status?: number; position?: number }[] }>(
      await this.send('POST', '/v1/track/batch', this.keys.publishable, { items }),
    );
    const refused = results.find(({ position }) => position === undefined);
    if (refused !== undefined) throw new Error(`an item was refused: ${JSON.stringify(refused)}`);
  }

  private itemOf(message: Message): object {
    if (message.kind === 'touchpoint') {
      const { touchpointId, device, at, source, channel, campaign, friend, url } = message;
      const referrer = friend === undefined ? undefined : { type: 'customer_id', value: friend };
      const said = { anonymousId: device, source, channel, campaign, referrer, url };
      return { type: 'touchpoint', touchpointId, ...said, occurredAt: this.time(at) };
    }
    if (message.kind !== 'claim') throw new Error(`a ${message.kind} is no item of a batch`);
    const { claimId, device, token, orderId, at } = message;
    return { type: 'purchase', claimId, anonymousId: device, token, orderId, occurredAt: this.time(at) };
  }

  private sendOrder(order: SignedOrder, isForged: boolean): Promise<Answer> {
    const body = JSON.stringify(this.shopifyOrder(order));
    const signature = createHmac('sha256', isForged ? 'another secret' : SECRET)
      .update(body)
      .digest('base64');
    const headers = { 'X-Shopify-Hmac-Sha256': signature, 'X-Shopify-Topic': 'orders/updated' };
    return this.request('POST', `/v1/webhooks/${this.merchantId}/shopify`, headers, body);
  }

  private shopifyOrder({
    orderId,
    customerId,
    token,
    total,
    refunded,
    device,
    code,
    visit,
    ...order
  }: SignedOrder): object {
    const money = (amount: number) => (amount / 100).toFixed(2);
    return {
      id: Number(orderId),
      checkout_token: token,
      customer: customerId === null ? null : { id: Number(customerId) },
      currency: 'EUR',
      total_price: money(total),
      current_total_price: money(total - refunded),
      financial_status: order.status === 'cancelled' ? 'voided' : order.status,
      created_at: this.time(order.at),
      updated_at: this.time(order.version),
      line_items: [],
      discount_codes: code === null ? [] : [{ code, amount: '0.00', type: 'fixed_amount' }],
      note_attributes: device === null ? [] : [{ name: '_tributary', value: device }],
      order_status_url: 'https://shop.example/orders/status',
      landing_site: visit?.url ?? null,
      referring_site: visit?.referrer ?? null,
    };
  }

  private time(at: number): string {
    return new Date(at + this.shift).toISOString();
  }

  private see(route: string): Promise<Answer> {
    return this.send('GET', route, this.keys.secret);
  }

  private send(method: string, route: string, key: string, body?: object): Promise<Answer> {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    return this.request(method, route, headers, body === undefined ? undefined : JSON.stringify(body));
  }

  private async request(
    method: string,
    route: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Answer> {
    const began = performance.now();
    const response = await fetch(this.url + route, { method, headers, body });
    return { status: response.status, text: await response.text(), ms: performance.now() - began };
  }
}

/** Touchpoints and claims that follow each other go as one batch, as a tag sends what waited. */
function packed(messages: readonly Message[]): Message[][] {
  const parcels: Message[][] = [];
  let batch: Message[] | undefined;
  for (const message of messages) {
    const isItem = message.kind === 'touchpoint' || message.kind === 'claim';
    if (isItem && batch !== undefined && batch.length < BATCH_ITEMS) {
      batch.push(message);
      continue;
    }
    const parcel = [message];
    parcels.push(parcel);
    batch = isItem ? parcel : undefined;
  }
  return parcels;
}
