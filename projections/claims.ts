import type { ClientBase } from 'pg';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ClaimRefusal } from '../libs/kernel/codes';
import { FINAL_REFUSALS, NO_ORDER, type Claim } from '../libs/kernel/purchases/claim';
import { asMillis, asNumber, type Batch, type ReadModel } from './read-model';

@Entity('claims')
@Index('claims_waiting', ['merchantId', 'recordedAt'], { where: "status = 'waiting'" })
@Index('claims_judged', ['merchantId', 'recordedAt'], { where: "status <> 'waiting'" })
@Index('claims_by_token', ['merchantId', 'token', 'position'], { where: "order_id = '' and status = 'waiting'" })
@Index('claims_accepted', ['merchantId', 'orderId', 'position'], { where: "status = 'accepted'" })
@Index('claims_mismatched', ['merchantId', 'recordedAt'], { where: "reason = 'TOKEN_MISMATCH'" })
export class ClaimRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  /** Empty while a claim by token alone waits. */
  @PrimaryColumn({ name: 'order_id', type: 'text' }) orderId: string;
  @PrimaryColumn({ type: 'bigint', transformer: asNumber }) position: number;
  @PrimaryColumn({ type: 'smallint' }) ordinal: number;
  @Column({ name: 'claim_id', type: 'text' }) claimId: string;
  @Column({ name: 'device_id', type: 'uuid' }) deviceId: string;
  /** See `IdentifierRef.folded`. */
  @Column({ name: 'device_folded', type: 'uuid', nullable: true }) deviceFolded: string | null;
  /** The customer that the browser named; this is evidence only. */
  @Column({ name: 'customer_id', type: 'uuid', nullable: true }) customerId: string | null;
  /** Null: the order carries the device. */
  @Column({ type: 'text', nullable: true }) token: string | null;
  @Column({ type: 'text' }) status: Claim['status'];
  @Column({ type: 'text', nullable: true }) reason: ClaimRefusal | null;
  @Column({ type: 'boolean' }) dropped: boolean;
  @Column({ type: 'boolean' }) carried: boolean;
  @Column({ name: 'by_token', type: 'boolean' }) byToken: boolean;
  @Column({ name: 'occurred_at', type: 'timestamptz', precision: 3, transformer: asMillis }) occurredAt: number;
  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3, transformer: asMillis }) recordedAt: number;
}

export const claims: ReadModel<ClaimRow> = {
  entity: ClaimRow,
  version: 2,
  madeOf: 'merchants',
  madeAt: ({ position }) => position,
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, purchases }) =>
      [...purchases.claims.changed].map(({ device, customer, ...claim }) => ({
        merchantId,
        deviceId: device.id,
        deviceFolded: device.folded ?? null,
        customerId: customer,
        ...claim,
      })),
    ),
  async alsoWrite(client, batch) {
    await dropLeftOutClaims(client, batch);
    await forgetWaiting(client, batch);
  },
};

/** `isUndecided` as SQL on the table `c`. */
export const UNDECIDED_CLAIM =
  `not c.carried and c.status not in ('accepted', 'duplicate') and coalesce(c.reason, '') not in ` +
  `(${FINAL_REFUSALS.map((code) => `'${code}'`).join(', ')})`;

/** Drops together the claims that were too many to load: those recorded before the batch. */
async function dropLeftOutClaims(client: ClientBase, { merchants, decided }: Batch): Promise<void> {
  const before = decided[0]!.fact.position;
  for (const { merchantId, purchases } of merchants) {
    for (const { orderId, leftOutDropped } of purchases.claims.orders.changedRows()) {
      if (!leftOutDropped) continue;
      await client.query(
        `update claims c set status = 'rejected', reason = 'TOKEN_MISMATCH', dropped = true
         where c.merchant_id = $1 and c.order_id = $2 and c.position < $3 and c.token <> $4 and ${UNDECIDED_CLAIM}`,
        [merchantId, orderId, before, purchases.get(orderId).token],
      );
    }
  }
}

/** A claim by token alone that waited before the batch and has its order now has another key. */
async function forgetWaiting(client: ClientBase, { merchants }: Batch): Promise<void> {
  const found = merchants.flatMap(({ merchantId, purchases }) =>
    [...purchases.claims.changed].flatMap(({ byToken, orderId, position }) =>
      byToken && orderId !== NO_ORDER ? [{ merchantId, position }] : [],
    ),
  );
  if (found.length === 0) return;
  await client.query(
    `delete from claims c using unnest($1::text[], $2::bigint[]) as k(merchant_id, position)
     where c.merchant_id = k.merchant_id and c.order_id = '' and c.position = k.position`,
    [found.map(({ merchantId }) => merchantId), found.map(({ position }) => position)],
  );
}

/** The kernel's claim from a selected row. */
export function claimFromRow(row: ClaimRow): Claim {
  return {
    orderId: row.orderId,
    claimId: row.claimId,
    position: row.position,
    ordinal: row.ordinal,
    device: { type: 'anonymous_id', id: row.deviceId, folded: row.deviceFolded ?? undefined },
    customer: row.customerId,
    token: row.token,
    occurredAt: row.occurredAt,
    recordedAt: row.recordedAt,
    status: row.status,
    reason: row.reason,
    dropped: row.dropped,
    carried: row.carried,
    byToken: row.byToken,
  };
}
