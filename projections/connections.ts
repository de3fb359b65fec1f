/** Pairs of identifiers that were connected or refused: merges for operators to audit, and the edges of groups. */
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Evidence } from '../libs/kernel/decisions';
import type { MergeForce } from '../libs/kernel/facts';
import type { Connection, Reversal } from '../libs/kernel/identity/connection';
import type { IdentifierType } from '../libs/kernel/identity/identifier';
import { asMillis, asNumber, type ReadModel } from './read-model';

@Entity('connections')
@Index('connections_pair', ['merchantId', 'lowId', 'highId'])
@Index('connections_high', ['merchantId', 'highId'])
export class ConnectionRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  /** Position of the decision, because a pair may have several edges over time. */
  @PrimaryColumn({ type: 'bigint', transformer: asNumber }) position: number;
  @PrimaryColumn({ type: 'integer' }) ordinal: number;
  /** The pair is unordered: the smaller id first. */
  @Column({ name: 'low_id', type: 'uuid' }) lowId: string;
  @Column({ name: 'high_id', type: 'uuid' }) highId: string;
  /** `edge`, the outcome of an edge that no longer holds, or the code of a refusal. */
  @Column({ type: 'text' }) kind: Connection['kind'];
  @Column({ name: 'a_type', type: 'text' }) aType: IdentifierType;
  @Column({ name: 'a_id', type: 'uuid' }) aId: string;
  @Column({ name: 'b_type', type: 'text' }) bType: IdentifierType;
  @Column({ name: 'b_id', type: 'uuid' }) bId: string;
  @Column({ name: 'edge_id', type: 'text', nullable: true }) edgeId: string | null;
  @Column({ name: 'merge_id', type: 'text', nullable: true }) mergeId: string | null;
  @Column({ name: 'into_group_id', type: 'uuid', nullable: true }) intoGroupId: string | null;
  @Column({ name: 'from_group_id', type: 'uuid', nullable: true }) fromGroupId: string | null;
  @Column({ type: 'uuid', array: true }) moved: string[];
  @Column({ type: 'jsonb' }) evidence: Evidence;
  @Column({ type: 'text', array: true }) forced: MergeForce[];
  @Column({ type: 'jsonb', nullable: true }) reverted: Reversal | null;
  @Column({ type: 'timestamptz', precision: 3, transformer: asMillis }) at: number;
}

export const connections: ReadModel<ConnectionRow> = {
  entity: ConnectionRow,
  version: 2,
  madeOf: 'merchants',
  madeAt: ({ position }) => position,
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, identities }) =>
      [...identities.changedConnections].map((connection) => {
        const { a, b } = connection;
        return {
          merchantId,
          lowId: a.id < b.id ? a.id : b.id,
          highId: a.id < b.id ? b.id : a.id,
          kind: connection.kind,
          aType: a.type,
          aId: a.id,
          bType: b.type,
          bId: b.id,
          edgeId: connection.edgeId,
          mergeId: connection.mergeId,
          intoGroupId: connection.into,
          fromGroupId: connection.from,
          moved: connection.moved,
          evidence: connection.evidence,
          forced: connection.forced,
          reverted: connection.reverted,
          position: connection.position,
          ordinal: connection.ordinal,
          at: connection.at,
        };
      }),
    ),
};

/** The kernel's connection from a selected row. */
export function connectionFromRow(row: ConnectionRow): Connection {
  return {
    kind: row.kind,
    a: { type: row.aType, id: row.aId },
    b: { type: row.bType, id: row.bId },
    evidence: row.evidence,
    forced: row.forced,
    reverted: row.reverted,
    edgeId: row.edgeId,
    mergeId: row.mergeId,
    into: row.intoGroupId,
    from: row.fromGroupId,
    moved: row.moved,
    position: row.position,
    ordinal: row.ordinal,
    at: row.at,
  };
}
