/** Identity groups: each identifier with its home group (its own id) and its canonical group. */
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Identifier } from '../libs/kernel/identity/identities';
import type { IdentifierType } from '../libs/kernel/identity/identifier';
import { asMillis, asNumber, type ReadModel } from './read-model';

@Entity('identifiers')
@Index('identifiers_group', ['merchantId', 'groupId'])
export class IdentifierRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'text' }) type: IdentifierType;
  @Column({ name: 'group_id', type: 'uuid' }) groupId: string;
  @Column({ name: 'first_seen_position', type: 'bigint', transformer: asNumber }) firstSeenPosition: number;
  @Column({ name: 'first_seen_order', type: 'smallint' }) firstSeenOrder: number;
  @Column({ name: 'first_seen_at', type: 'timestamptz', precision: 3, transformer: asMillis }) firstSeenAt: number;
  @Column({ type: 'boolean' }) known: boolean;
}

export const identifiers: ReadModel<IdentifierRow> = {
  entity: IdentifierRow,
  version: 1,
  madeOf: 'merchants',
  madeAt: ({ firstSeenPosition }) => firstSeenPosition,
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, identities }) =>
      [...identities.identifiers.changedRows()].map(({ id, type, groupId, firstSeen, known }) => ({
        merchantId,
        id,
        type,
        groupId,
        firstSeenPosition: firstSeen.position,
        firstSeenOrder: firstSeen.order,
        firstSeenAt: firstSeen.at,
        known,
      })),
    ),
};

/** The kernel's identifier from a selected row. */
export function identifierFromRow(row: IdentifierRow): Identifier {
  return {
    id: row.id,
    type: row.type,
    groupId: row.groupId,
    firstSeen: { position: row.firstSeenPosition, order: row.firstSeenOrder, at: row.firstSeenAt },
    known: row.known,
  };
}
