/** Whether a shop is connected: each part that joins orders with visitors, and what is missing or wrong. */
import type { Pool } from 'pg';
import { toInstant, type Instant, type Millis } from '../../kernel/time';
import { FINDERS, type Finding } from './findings';
import { readState, type ConnectionState, type Seen } from './state';

export const CONNECTION_PARTS = ['tag', 'checkout', 'completion', 'webhook', 'carried', 'codes'] as const;
export type ConnectionPartName = (typeof CONNECTION_PARTS)[number];

export interface ConnectionPart {
  part: ConnectionPartName;
  /** Of a webhook; null for all others, and where the shop's platform names none. */
  topic: string | null;
  lastSeenAt: Instant | null;
  /** In the hours that began within the last 24. */
  of24h: number;
  firstOrderId: string | null;
  lastOrderId: string | null;
}

export interface ConnectionView {
  parts: ConnectionPart[];
  findings: Finding[];
  joined: { of24h: number; orders: number; share: number | null };
}

/** @param now until when, by the clock of the database */
export async function findConnection(
  pool: Pool,
  merchantId: string,
  partition: number,
  now: Millis,
): Promise<ConnectionView> {
  const state = await readState(pool, merchantId, partition, now);
  const { joined, orders } = state.recent;
  return {
    parts: partsOf(state),
    findings: FINDERS.flatMap((find) => find(state) ?? []).map((found) => ({
      ...found,
      do: found.do.replaceAll('{merchantId}', encodeURIComponent(merchantId)),
    })),
    joined: { of24h: joined, orders, share: orders === 0 ? null : Math.round((joined / orders) * 10_000) / 10_000 },
  };
}

function partsOf({ sighted, topics }: ConnectionState): ConnectionPart[] {
  return [
    partOf('tag', sighted.tag),
    partOf('checkout', sighted.checkout),
    partOf('completion', sighted.completion),
    ...topics.map(({ topic, ...seen }) => partOf('webhook', seen, topic)),
    partOf('carried', sighted.carried),
    partOf('codes', sighted.codes),
  ];
}

function partOf(
  part: ConnectionPartName,
  { lastAt, of24h, firstOrderId, lastOrderId }: Seen,
  topic: string | null = null,
): ConnectionPart {
  return { part, topic, lastSeenAt: lastAt === null ? null : toInstant(lastAt), of24h, firstOrderId, lastOrderId };
}
