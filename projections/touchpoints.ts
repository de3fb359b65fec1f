import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Touchpoint } from '../libs/kernel/attribution/touchpoint';
import type { IdentifierType } from '../libs/kernel/identity/identifier';
import type { CreditSource } from '../libs/kernel/policy';
import { asMillis, asNumber, type ReadModel } from './read-model';

@Entity('touchpoints')
export class TouchpointRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ name: 'identifier_id', type: 'uuid' }) identifierId: string;
  @PrimaryColumn({ type: 'bigint', transformer: asNumber }) position: number;
  @Column({ name: 'touchpoint_id', type: 'text' }) touchpointId: string;
  @Column({ type: 'text' }) source: CreditSource;
  @Column({ type: 'text', nullable: true }) channel: string | null;
  @Column({ type: 'text', nullable: true }) campaign: string | null;
  @Column({ name: 'referrer_type', type: 'text', nullable: true }) referrerType: IdentifierType | null;
  @Column({ name: 'referrer_id', type: 'uuid', nullable: true }) referrerId: string | null;
  @Column({ type: 'text', nullable: true }) url: string | null;
  @Column({ name: 'occurred_at', type: 'timestamptz', precision: 3, transformer: asMillis }) occurredAt: number;
}

export const touchpoints: ReadModel<TouchpointRow> = {
  entity: TouchpointRow,
  version: 1,
  madeOf: 'merchants',
  madeAt: ({ position }) => position,
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, touchpoints }) =>
      [...touchpoints.added].map((touchpoint) => ({
        merchantId,
        identifierId: touchpoint.identifierId,
        position: touchpoint.position,
        touchpointId: touchpoint.touchpointId,
        source: touchpoint.source,
        channel: touchpoint.channel ?? null,
        campaign: touchpoint.campaign ?? null,
        referrerType: touchpoint.referrer?.type ?? null,
        referrerId: touchpoint.referrer?.id ?? null,
        url: touchpoint.url ?? null,
        occurredAt: touchpoint.occurredAt,
      })),
    ),
};

/** The kernel's touchpoint from a selected row. */
export function touchpointFromRow(row: TouchpointRow): Touchpoint {
  return {
    touchpointId: row.touchpointId,
    position: row.position,
    identifierId: row.identifierId,
    source: row.source,
    channel: row.channel ?? undefined,
    campaign: row.campaign ?? undefined,
    referrer: row.referrerId === null ? undefined : { type: row.referrerType!, id: row.referrerId },
    url: row.url ?? undefined,
    occurredAt: row.occurredAt,
  };
}
