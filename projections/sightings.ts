/**
 * By the hour, how often each part that joins orders with visitors was seen, and the first and the last order that it
 * joined. Whoever connects a shop asks for it while the shop sends, so nothing is counted on reading.
 */
import type { ClientBase } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { kernelTypes } from '../libs/database/kernel-types';
import type { Decision, Credit } from '../libs/kernel/decisions';
import { isMerchantFact, type Fact, type RecordedFact } from '../libs/kernel/facts';
import { HOUR } from '../libs/kernel/time';
import type { World } from '../libs/kernel/world';
import { asMillis, type Batch, type ReadModel, type SightedPart, type Sighting } from './read-model';

@Entity('sightings')
export class SightingRow implements Sighting {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ type: 'text' }) part: SightedPart;
  /** When the hour began, in UTC. */
  @PrimaryColumn({ type: 'timestamptz', precision: 3, transformer: asMillis }) hour: number;
  @Column({ type: 'integer' }) seen: number;
  /** Null: an order was joined in this hour, by what was seen before. */
  @Column({ name: 'last_at', type: 'timestamptz', precision: 3, nullable: true, transformer: asMillis }) lastAt:
    number | null;
  @Column({ name: 'first_order_id', type: 'text', nullable: true }) firstOrderId: string | null;
  @Column({ name: 'last_order_id', type: 'text', nullable: true }) lastOrderId: string | null;
}

export const sightings: ReadModel<SightingRow> = {
  entity: SightingRow,
  version: 1,
  madeOf: 'facts',
  rows: ({ sightings: rows }) => [...rows],
};

/** Something that happens to one row. */
interface Note extends Pick<Sighting, 'merchantId' | 'part' | 'hour'> {
  seenAt?: number;
  orderId?: string;
}

/** Counts in log order. */
export class SightingCounter {
  /** @param rows as they were before, by `keyOf` */
  constructor(private readonly rows = new Map<string, Sighting>()) {}

  /** The rows that the facts change, as they are afterwards. */
  count(world: World, decided: Batch['decided']): Sighting[] {
    return this.add(notesIn(world, decided));
  }

  add(notes: readonly Note[]): Sighting[] {
    const changed = new Map<string, Sighting>();
    for (const note of notes) {
      const key = keyOf(note);
      const row = after(this.rows.get(key), note);
      this.rows.set(key, row);
      changed.set(key, row);
    }
    return [...changed.values()];
  }
}

function after(before: Sighting | undefined, { merchantId, part, hour, seenAt, orderId }: Note): Sighting {
  return {
    merchantId,
    part,
    hour,
    seen: (before?.seen ?? 0) + (seenAt === undefined ? 0 : 1),
    lastAt: seenAt ?? before?.lastAt ?? null,
    firstOrderId: before?.firstOrderId ?? orderId ?? null,
    lastOrderId: orderId ?? before?.lastOrderId ?? null,
  };
}

/** Counts the sightings of a batch on top of those of the batches before it. */
export async function countSightings(
  client: ClientBase,
  world: World,
  decided: Batch['decided'],
): Promise<readonly Sighting[]> {
  const notes = notesIn(world, decided);
  if (notes.length === 0) return [];
  const keys = [...new Map(notes.map((note) => [keyOf(note), note])).values()];
  const { rows } = await client.query<Sighting>({
    name: 'sightings before',
    text: `select s.merchant_id as "merchantId", s.part, s.hour, s.seen, s.last_at as "lastAt",
        s.first_order_id as "firstOrderId", s.last_order_id as "lastOrderId"
      from unnest($1::text[], $2::text[], $3::timestamptz[]) as k(merchant_id, part, hour)
      join sightings s on s.merchant_id = k.merchant_id and s.part = k.part and s.hour = k.hour`,
    values: [
      keys.map(({ merchantId }) => merchantId),
      keys.map(({ part }) => part),
      keys.map(({ hour }) => new Date(hour)),
    ],
    types: kernelTypes,
  });
  return new SightingCounter(new Map(rows.map((row) => [keyOf(row), row]))).add(notes);
}

function notesIn(world: World, decided: Batch['decided']): Note[] {
  const notes: Note[] = [];
  for (const { fact, decisions } of decided) {
    const hour = Math.floor(fact.recordedAt / HOUR) * HOUR;
    noteFact(notes, world, fact, hour);
    for (const decision of decisions) {
      const part = joinedBy(decision);
      if (part === undefined) continue;
      const { merchantId, orderId } = decision.data as { merchantId: string; orderId: string };
      notes.push({ merchantId, part, hour, orderId });
    }
  }
  return notes;
}

function noteFact(notes: Note[], world: World, { fact, position, recordedAt: seenAt }: RecordedFact, hour: number) {
  if (!isMerchantFact(fact)) return;
  const { merchantId } = fact.data;
  for (const part of partsOf(fact)) notes.push({ merchantId, part, hour, seenAt });
  if (fact.type !== 'PurchaseRecorded') return;
  const { orderId } = fact.data;
  const isFirst = world.merchant(merchantId).purchases.find(orderId)?.firstPosition === position;
  if (isFirst) notes.push({ merchantId, part: 'order', hour, seenAt, orderId });
}

function partsOf({ type, data }: Fact): SightedPart[] {
  switch (type) {
    case 'TouchpointRecorded':
      return data.fromBrowser === true ? ['tag'] : [];
    case 'PurchaseClaimed':
      return [data.orderId === undefined ? 'checkout' : 'completion'];
    case 'PurchaseRecorded': {
      const { devices = [], codes = [] } = data.carried ?? {};
      const parts: SightedPart[] = [];
      if (devices.length > 0) parts.push('carried');
      if (codes.length > 0) parts.push('codes');
      return parts;
    }
    default:
      return [];
  }
}

/** A claim that repeats an accepted one would have joined the order by itself. */
function joinedBy({ type, data }: Decision): SightedPart | undefined {
  switch (type) {
    case 'PurchaseClaimAccepted':
    case 'PurchaseClaimRepeated':
      if (data.carried === true) return 'carried';
      return data.byToken === true ? 'checkout' : 'completion';
    case 'PurchaseAttributed':
      if (data.credits.some(({ source }) => source === 'code')) return 'codes';
      return data.credits.some(isOfVisitor) ? 'tag' : undefined;
    default:
      return undefined;
  }
}

/** Not the visit that the shop itself saw. */
function isOfVisitor({ touchpointId }: Credit): boolean {
  return !touchpointId.startsWith('visit:');
}

function keyOf({ merchantId, part, hour }: Pick<Sighting, 'merchantId' | 'part' | 'hour'>): string {
  return `${merchantId}\n${part}\n${hour}`;
}
