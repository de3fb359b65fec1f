/**
 * By the hour, how often each part that joins orders with visitors was seen, and the first and the last order that it
 * joined. Whoever connects a shop asks for it while the shop sends, so nothing is counted on reading.
 */
import { Column, Entity, PrimaryColumn } from 'typeorm';
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
  // The rows of a batch hold what it adds to the hour.
  merged: {
    seen: 'sightings.seen + excluded.seen',
    last_at: 'coalesce(excluded.last_at, sightings.last_at)',
    first_order_id: 'coalesce(sightings.first_order_id, excluded.first_order_id)',
    last_order_id: 'coalesce(excluded.last_order_id, sightings.last_order_id)',
  },
};

/** Counts in log order. */
export class SightingCounter {
  private readonly rows = new Map<string, Sighting>();

  /** The rows that the facts change, as they are afterwards: with all that was counted before. */
  count(world: World, decided: Batch['decided']): Sighting[] {
    const changed = new Set<Sighting>();
    for (const { fact, decisions } of decided) {
      const hour = Math.floor(fact.recordedAt / HOUR) * HOUR;
      this.countFact(changed, world, fact, hour);
      for (const decision of decisions) {
        const part = joinedBy(decision);
        if (part === undefined) continue;
        const { merchantId, orderId } = decision.data as { merchantId: string; orderId: string };
        join(this.row(changed, merchantId, part, hour), orderId);
      }
    }
    return [...changed].map((row) => ({ ...row }));
  }

  private countFact(
    changed: Set<Sighting>,
    world: World,
    { fact, position, recordedAt }: RecordedFact,
    hour: number,
  ): void {
    if (!isMerchantFact(fact)) return;
    const { merchantId } = fact.data;
    for (const part of partsOf(fact)) see(this.row(changed, merchantId, part, hour), recordedAt);
    if (fact.type !== 'PurchaseRecorded') return;
    const { orderId } = fact.data;
    if (world.merchant(merchantId).purchases.find(orderId)?.firstPosition !== position) return;
    const order = this.row(changed, merchantId, 'order', hour);
    see(order, recordedAt);
    join(order, orderId);
  }

  private row(changed: Set<Sighting>, merchantId: string, part: SightedPart, hour: number): Sighting {
    const key = `${hour} ${part} ${merchantId}`;
    let row = this.rows.get(key);
    if (row === undefined) {
      row = { merchantId, part, hour, seen: 0, lastAt: null, firstOrderId: null, lastOrderId: null };
      this.rows.set(key, row);
    }
    changed.add(row);
    return row;
  }
}

function see(row: Sighting, at: number): void {
  row.seen++;
  row.lastAt = at;
}

function join(row: Sighting, orderId: string): void {
  row.firstOrderId ??= orderId;
  row.lastOrderId = orderId;
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
