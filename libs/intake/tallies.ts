/**
 * Counts by the hour what becomes of requests, so that whoever connects a shop sees what was refused. Of a request nothing
 * is kept but its merchant, its kind, and when the last one came.
 */
import type { Pool } from 'pg';
import type { Platform } from '../kernel/facts';
import { HOUR, type Millis } from '../kernel/time';

export const TALLY_LIMITS = {
  /** Merchants' kinds that one process counts between two writes; further ones are not counted. */
  keysMax: 10_000,
  writeEveryMs: 1_000,
  keptHours: 48,
};

/** What a stranger can bring about is one of these, and only of a merchant that is there. */
export type TallyKind =
  | 'RECORDED'
  | 'INVALID_SIGNATURE'
  | `WEBHOOK_NOT_CONFIGURED ${Platform}`
  | 'KEY_REVOKED'
  | 'KEY_IN_URL'
  | 'REQUEST_INVALID'
  | 'RATE_LIMITED'
  | 'TEST_ORDER'
  | 'OTHER_SOURCE'
  | 'QUARANTINED'
  | `TOPIC ${string}`;

/** A signed delivery of a shop. */
export interface Delivered {
  platform: Platform;
  /** One that the platform is known for; `other`; empty where the platform names none. */
  topic: string;
  /** Of an order that was recorded. */
  orderId?: string;
}

interface Tally {
  merchantId: string;
  kind: TallyKind;
  hour: Millis;
  count: number;
  lastAt: Millis;
}

interface Topic extends Omit<Delivered, 'orderId'> {
  merchantId: string;
  firstAt: Millis;
  lastAt: Millis;
  firstOrderId: string | null;
  lastOrderId: string | null;
}

export class Tallies {
  private tallies = new Map<string, Tally>();
  private topics = new Map<string, Topic>();
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly pool: Pool,
    private readonly now: () => number,
  ) {}

  /** @param merchantId of a merchant that is there */
  note(merchantId: string, kind: TallyKind): void {
    const at = this.now();
    this.add({ merchantId, kind, hour: Math.floor(at / HOUR) * HOUR, count: 1, lastAt: at });
    this.timer ??= setTimeout(() => void this.write().catch(() => undefined), TALLY_LIMITS.writeEveryMs).unref();
  }

  noteDelivery(merchantId: string, { platform, topic, orderId }: Delivered): void {
    const at = this.now();
    const [firstOrderId, lastOrderId] = [orderId ?? null, orderId ?? null];
    this.addTopic({ merchantId, platform, topic, firstAt: at, lastAt: at, firstOrderId, lastOrderId });
    this.note(merchantId, `TOPIC ${topic}`);
    if (orderId !== undefined) this.note(merchantId, 'RECORDED');
  }

  /** Writes what was counted so far. What cannot be written is counted with what comes next. */
  write(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    return (this.writing = this.writing.catch(() => undefined).then(() => this.writeOnce()));
  }

  async stop(): Promise<void> {
    await this.write();
  }

  async deleteOld(): Promise<number> {
    const { rowCount } = await this.pool.query(
      `delete from request_tallies where hour < now() - interval '${TALLY_LIMITS.keptHours} hours'`,
    );
    return rowCount ?? 0;
  }

  private async writeOnce(): Promise<void> {
    const [tallies, topics] = [[...this.tallies.values()], [...this.topics.values()]];
    if (tallies.length === 0) return;
    this.tallies = new Map();
    this.topics = new Map();
    try {
      await this.pool.query({ name: 'write-tallies', text: WRITE_TALLIES, values: [JSON.stringify(tallies)] });
      if (topics.length > 0)
        await this.pool.query({ name: 'write-topics', text: WRITE_TOPICS, values: [JSON.stringify(topics)] });
    } catch (error) {
      tallies.forEach((tally) => this.add(tally));
      topics.forEach((topic) => this.addTopic(topic));
      throw error;
    }
  }

  private add(more: Tally): void {
    const key = `${more.merchantId}\n${more.kind}\n${more.hour}`;
    const before = this.tallies.get(key);
    if (before === undefined && this.tallies.size >= TALLY_LIMITS.keysMax) return;
    const { count = 0, lastAt = 0 } = before ?? {};
    this.tallies.set(key, { ...more, count: count + more.count, lastAt: Math.max(lastAt, more.lastAt) });
  }

  private addTopic(more: Topic): void {
    const key = `${more.merchantId}\n${more.platform}\n${more.topic}`;
    const before = this.topics.get(key);
    if (before === undefined) {
      if (this.topics.size < TALLY_LIMITS.keysMax) this.topics.set(key, more);
      return;
    }
    const [older, newer] = before.lastAt <= more.lastAt ? [before, more] : [more, before];
    this.topics.set(key, {
      ...newer,
      firstAt: older.firstAt,
      firstOrderId: older.firstOrderId ?? newer.firstOrderId,
      lastOrderId: newer.lastOrderId ?? older.lastOrderId,
    });
  }
}

/** In the order of the keys, so that two processes do not wait for each other. A merchant that was erased has no row. */
const WRITE_TALLIES = `
insert into request_tallies (merchant_id, kind, hour, count, last_at)
select t."merchantId", t.kind, to_timestamp(t.hour / 1000.0), t.count, to_timestamp(t."lastAt" / 1000.0)
from json_to_recordset($1::json) as t("merchantId" text, kind text, hour bigint, count integer, "lastAt" bigint)
join merchant_secrets m on m.merchant_id = t."merchantId"
order by 1, 2, 3 for key share of m
on conflict (merchant_id, kind, hour) do update set
  count = least(request_tallies.count::bigint + excluded.count, ${2 ** 31 - 1}),
  last_at = greatest(request_tallies.last_at, excluded.last_at)`;

const WRITE_TOPICS = `
insert into webhook_topics (merchant_id, platform, topic, first_at, last_at, first_order_id, last_order_id)
select t."merchantId", t.platform, t.topic, to_timestamp(t."firstAt" / 1000.0), to_timestamp(t."lastAt" / 1000.0),
  t."firstOrderId", t."lastOrderId"
from json_to_recordset($1::json) as t("merchantId" text, platform text, topic text, "firstAt" bigint, "lastAt" bigint,
  "firstOrderId" text, "lastOrderId" text)
join merchant_secrets m on m.merchant_id = t."merchantId"
order by 1, 2, 3 for key share of m
on conflict (merchant_id, platform, topic) do update set
  last_at = greatest(webhook_topics.last_at, excluded.last_at),
  first_order_id = coalesce(webhook_topics.first_order_id, excluded.first_order_id),
  last_order_id = coalesce(excluded.last_order_id, webhook_topics.last_order_id)`;
