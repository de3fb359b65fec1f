/**
 * Shops and their visitors: touchpoints, claims, signed webhooks, assertions and batches by REST, at several merchants,
 * each caller with a short pause between its stories, so that the machine has room for what the tests try. Remembers
 * what was answered, and what that promises.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CUSTOM_SECRET, paidOrder, signedCustom } from '../support/app';
import { ADMIN_KEY } from './program';
import { until } from '../support/until';

const ENOUGH_FACTS = 20;
/** Nobody waits longer for an answer. */
const PATIENCE_MS = 30_000;
/** Of a caller between two stories, at most. */
const PAUSE_MAX_MS = 200;

export interface Merchant {
  merchantId: string;
  publishable: string;
  secret: string;
}

/** A fact that was said to be stored. */
export interface AnsweredFact {
  merchantId: string;
  eventId: string;
  position: number;
}

export interface Refusal {
  path: string;
  status: number;
  code: unknown;
  contentType: string | null;
}

interface WriteAnswer {
  eventId: string;
  position: number;
}

/** Nobody answered: the connection was refused or cut. */
const NOBODY = { status: 0, body: null };

export class Load {
  readonly facts: AnsweredFact[] = [];
  /** Orders whose webhook and claim were answered: they have to end linked and evaluated. */
  readonly promised: { merchantId: string; orderId: string }[] = [];
  /** Answers of 5xx. */
  readonly refusals: Refusal[] = [];
  /** Answers that nothing explains; there may be none. */
  readonly wrong: unknown[] = [];
  unanswered = 0;
  private readonly callers: Promise<void>[] = [];
  private stopping = false;
  private orders = 0;
  /** Ids of one load are no other's. */
  private readonly name = randomBytes(4).toString('hex');

  /** @param urlOf where a caller's next request goes */
  constructor(
    readonly merchants: readonly Merchant[],
    private readonly urlOf: (caller: number) => string,
  ) {}

  start(callers: number): void {
    for (let caller = 0; caller < callers; caller++) this.callers.push(this.call(caller));
  }

  /** Lets every caller end its story. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.callers);
  }

  private async call(caller: number): Promise<void> {
    const merchant = this.merchants[caller % this.merchants.length]!;
    for (let story = 0; !this.stopping; story++) {
      await this.tell(caller, merchant, story);
      await sleep(Math.random() * PAUSE_MAX_MS);
    }
  }

  /** What happens around one order, in one of several orders of events. */
  private async tell(caller: number, merchant: Merchant, story: number): Promise<void> {
    const orderId = `order-${this.name}-${this.orders++}`;
    const customerId = `customer-${caller}-${story % 3}`;
    const device = `device-${caller}-${story % 4}`;
    const token = `token-${orderId}`;
    const touchpoint = (n: number) => ({
      touchpointId: `touchpoint-${orderId}-${n}`,
      anonymousId: device,
      source: 'referral',
      channel: `channel-${n}`,
      referrer: { type: 'customer_id', value: `friend-${caller}` },
    });
    const claim = { claimId: `claim-${orderId}`, anonymousId: device, orderId, token };
    const body = JSON.stringify(paidOrder(orderId, story % 5 === 4 ? {} : { customerId }));

    const touch = () => this.write(caller, merchant.publishable, '/v1/track/touchpoint', touchpoint(1));
    const webhook = () => this.deliver(caller, merchant, body);
    const claimed = () => this.write(caller, merchant.publishable, '/v1/track/purchase', claim);
    const batch = () =>
      this.batch(caller, merchant, [
        { type: 'touchpoint', ...touchpoint(2) },
        { type: 'touchpoint', ...touchpoint(3) },
        { type: 'purchase', ...claim },
      ]);
    const assertion = () =>
      this.write(caller, merchant.secret, '/v1/identities/assert', {
        assertionId: `assertion-${orderId}`,
        a: { type: 'customer_id', value: customerId },
        b: { type: 'external_id', value: `external-${caller}-${story % 7}` },
      });

    let isPaid = false;
    let isClaimed = false;
    switch (story % 3) {
      case 0:
        await touch();
        isPaid = await webhook();
        isClaimed = await claimed();
        break;
      case 1:
        await touch();
        [isClaimed, isPaid] = await Promise.all([batch(), webhook()]);
        await assertion();
        break;
      default:
        isClaimed = await batch();
        isPaid = await webhook();
        // The shop has no answer it could trust and sends it once more.
        isPaid = (await webhook()) || isPaid;
    }
    if (isPaid && isClaimed) this.promised.push({ merchantId: merchant.merchantId, orderId });
  }

  private async deliver(caller: number, merchant: Merchant, body: string): Promise<boolean> {
    const path = `/v1/webhooks/${merchant.merchantId}/custom`;
    const answer = await this.send(caller, path, body, () => signedCustom(CUSTOM_SECRET, body));
    return this.keep(merchant, path, answer);
  }

  private async write(caller: number, key: string, path: string, body: object): Promise<boolean> {
    const merchant = this.merchants[caller % this.merchants.length]!;
    return this.keep(merchant, path, await this.send(caller, path, JSON.stringify(body), () => bearer(key)));
  }

  /** True: all of it was stored. */
  private async batch(caller: number, merchant: Merchant, items: object[]): Promise<boolean> {
    const path = '/v1/track/batch';
    const answer = await this.send(caller, path, JSON.stringify({ items }), () => bearer(merchant.publishable));
    if (answer.status !== 200) return this.keep(merchant, path, answer);
    const { results } = answer.body as { results: ({ status?: number } & WriteAnswer)[] };
    let all = results.length === items.length;
    for (const result of results) {
      const status = result.status ?? 202;
      if (status >= 500) all = false;
      else this.keep(merchant, path, { status, body: result });
    }
    return all;
  }

  private keep({ merchantId }: Merchant, path: string, { status, body }: { status: number; body: unknown }): boolean {
    if (status === 0 || status >= 500) return false;
    const { eventId, position } = (body ?? {}) as WriteAnswer;
    if ((status !== 200 && status !== 202) || typeof eventId !== 'string' || !Number.isInteger(position)) {
      this.wrong.push({ path, status, body });
      return false;
    }
    this.facts.push({ merchantId, eventId, position });
    return true;
  }

  /** Asks up to three times, as shops and SDKs do, unless the load is to end. */
  private async send(
    caller: number,
    path: string,
    body: string,
    headers: () => Record<string, string>,
  ): Promise<{ status: number; body: unknown }> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.ask(this.urlOf(caller) + path, path, body, headers());
      if (answer.status !== 0 && answer.status < 500) return answer;
      if (attempt === 3 || this.stopping) return answer;
      await sleep(50 * attempt);
    }
  }

  /** Waits until some more of what is sent was stored. */
  async goesOn(): Promise<void> {
    const before = this.facts.length;
    await until(() => this.facts.length >= before + ENOUGH_FACTS);
  }

  private async ask(url: string, path: string, body: string, headers: Record<string, string>) {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const { status } = response;
      const answer = { status, body: await response.json() };
      if (status >= 500) {
        const { code } = answer.body as { code?: unknown };
        this.refusals.push({ path, status, code, contentType: response.headers.get('content-type') });
      }
      return answer;
    } catch {
      this.unanswered++;
      return NOBODY;
    }
  }
}

function bearer(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}

/** Merchants with a shop each; their purchases settle for 0 or 1 second. */
export async function makeMerchants(url: string, names: readonly string[]): Promise<Merchant[]> {
  const ask = async (method: string, path: string, body: object): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', ...bearer(ADMIN_KEY) };
    const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  };
  return Promise.all(
    names.map(async (merchantId, n) => {
      const policy = { settlingPeriodSeconds: n % 2 };
      const made = await ask('POST', '/v1/merchants', { merchantId, name: merchantId, policy });
      await ask('PUT', `/v1/merchants/${merchantId}/webhooks/custom`, { secret: CUSTOM_SECRET });
      const { keys } = made as { keys: { publishable: string; secret: string } };
      return { merchantId, ...keys };
    }),
  );
}
