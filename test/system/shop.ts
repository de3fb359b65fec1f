/** A merchant of the whole system over REST: its concurrent callers, and its state as the API shows it. */
import { ADMIN_KEY } from '../chaos/program';
import type { AnsweredFact, Merchant } from '../chaos/load';
import { CUSTOM_SECRET, signedCustom } from '../support/app';
import type { ShownPurchase } from '../support/storefront';

const CALLERS = 8;

/** A fact that a caller sends. */
export type Told =
  | { path: 'track/touchpoint' | 'track/purchase' | 'identities/assert'; body: object }
  | { path: 'webhook'; body: object };

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

export class Shop {
  /** Every fact as it was first answered. */
  readonly facts: AnsweredFact[] = [];
  private readonly positions = new Map<Told, number>();
  private calls = 0;

  /** @param urls of the processes, which take requests in turn */
  constructor(
    readonly merchant: Merchant,
    private readonly urls: readonly string[],
  ) {}

  /**
   * Sends all facts, from several callers at once. A fact that was sent before must be answered as a duplicate, with
   * its original position.
   */
  async tell(facts: readonly Told[]): Promise<void> {
    const left = [...facts];
    const caller = async () => {
      for (let fact = left.shift(); fact !== undefined; fact = left.shift()) await this.tellOne(fact);
    };
    await Promise.all(Array.from({ length: CALLERS }, caller));
  }

  private async tellOne(fact: Told): Promise<void> {
    const { merchantId, secret } = this.merchant;
    const body = JSON.stringify(fact.body);
    const { status, body: answer } =
      fact.path === 'webhook'
        ? await this.ask('POST', `webhooks/${merchantId}/custom`, body, signedCustom(CUSTOM_SECRET, body))
        : await this.ask('POST', fact.path, body, bearer(secret));
    const before = this.positions.get(fact);
    const { eventId, position, duplicate } = answer as { eventId: string; position: number; duplicate: boolean };
    expect({ status: status === 200 || status === 202, duplicate, answer }).toMatchObject({
      status: true,
      duplicate: before !== undefined,
      answer: before === undefined ? {} : { position: before },
    });
    if (before !== undefined) return;
    this.positions.set(fact, position);
    this.facts.push({ merchantId, eventId, position });
  }

  /** Sends a request as the merchant's server. */
  server(method: string, path: string, body?: object): Promise<Answer> {
    return this.ask(method, path, body && JSON.stringify(body), bearer(this.merchant.secret));
  }

  /** Sends a request as an operator. */
  operator(method: string, path: string, body?: object): Promise<Answer> {
    const separator = path.includes('?') ? '&' : '?';
    const full = `${path}${separator}merchantId=${this.merchant.merchantId}`;
    return this.ask(method, full, body && JSON.stringify(body), bearer(ADMIN_KEY));
  }

  private async ask(method: string, path: string, body: string | undefined, headers: object): Promise<Answer> {
    const url = this.urls[this.calls++ % this.urls.length]!;
    const response = await fetch(`${url}/v1/${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body,
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  async purchases(): Promise<ShownPurchase[]> {
    const { body } = await this.server('GET', 'purchases?limit=500');
    const items = body['items'] as { orderId: string }[];
    const shown = await Promise.all(items.map(({ orderId }) => this.server('GET', `purchases/${orderId}`)));
    return shown.map((answer) => answer.body as unknown as ShownPurchase).sort(byOrder);
  }

  /**
   * The result of the merchant's facts in a form that does not depend on their order: a person is a set of identifiers,
   * and nothing refers to a place in the log.
   */
  async outcome() {
    const purchases = await this.purchases();
    const people = new Map<string, string>();
    for (const { groupId, rewards } of purchases) {
      for (const id of [groupId, ...rewards.map(({ recipientGroupId }) => recipientGroupId)]) {
        if (id !== null && !people.has(id)) people.set(id, await this.identifiersOf(id));
      }
    }
    return purchases.map(({ orderId, status, groupId, attribution, rewards, withheld }) => ({
      ...{ orderId, status, person: groupId && people.get(groupId) },
      credits: attribution?.credits ?? null,
      rewards: netOf(rewards, ({ recipient, recipientGroupId }) => people.get(recipientGroupId) || recipient.value),
      withheld: withheld.map(({ code, amount, recipient }) => `${code} ${amount} ${recipient.value}`).sort(),
    }));
  }

  /** Empty for a group that was only named as a referrer. */
  private async identifiersOf(groupId: string): Promise<string> {
    const { body } = await this.server('GET', `identity-groups/${groupId}`);
    const identifiers = (body['identifiers'] ?? []) as { type: string; value: string }[];
    return identifiers
      .map(({ type, value }) => `${type} ${value}`)
      .sort()
      .join(', ');
  }
}

/** Net live amounts by campaign, role, touchpoint and recipient. */
export function netOf(
  rewards: ShownPurchase['rewards'],
  nameOf: (reward: ShownPurchase['rewards'][number]) => string = ({ recipient }) => recipient.value,
): Record<string, number> {
  const net: Record<string, number> = {};
  for (const reward of rewards) {
    if (reward.state === 'reversed') continue;
    const key = [reward.campaignId, reward.role, reward.touchpointId, nameOf(reward)].join(' ');
    net[key] = (net[key] ?? 0) + reward.amount;
  }
  const live = Object.entries(net).filter(([, amount]) => amount !== 0);
  return Object.fromEntries(live.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function byOrder(a: { orderId: string }, b: { orderId: string }): number {
  return a.orderId < b.orderId ? -1 : 1;
}

function bearer(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}
