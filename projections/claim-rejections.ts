/**
 * Pointers to the rejections of claims, and to claims that only repeat an accepted one, numbered within each order, code
 * and hour. Somebody who guesses sends thousands of wrong claims, so a purchase's history has the first of each hour
 * alone, and counts the others.
 */
import type { ClientBase } from 'pg';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { kernelTypes } from '../libs/database/kernel-types';
import { toInstant, type Millis } from '../libs/kernel/time';
import { asNumber, type Batch, type Rejection, type ReadModel } from './read-model';

@Entity('claim_rejections')
@Index('claim_rejections_log_order', ['merchantId', 'orderId', 'position', 'ledgerRevision'])
export class ClaimRejectionRow implements Rejection {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ name: 'order_id', type: 'text' }) orderId: string;
  @PrimaryColumn({ name: 'counted_as', type: 'text' }) countedAs: string;
  /** Position of the fact that caused it. */
  @PrimaryColumn({ type: 'bigint', transformer: asNumber }) position: number;
  @PrimaryColumn({ type: 'integer' }) nth: number;
  @Column({ name: 'ledger_revision', type: 'bigint', transformer: asNumber }) ledgerRevision: number;
}

export const claimRejections: ReadModel<ClaimRejectionRow> = {
  entity: ClaimRejectionRow,
  version: 1,
  madeOf: 'appended',
  madeAt: ({ position }) => position,
  rows: ({ rejections }) => [...rejections.values()],
};

type Decided = Pick<Batch, 'decided' | 'ledgerRevision'>;

/** Numbers rejections in log order. */
export class RejectionCounter {
  /** @param counts how many there were before, by `keyOf` */
  constructor(private readonly counts = new Map<string, number>()) {}

  number(decided: Decided): Batch['rejections'] {
    return new Map(
      rejectionsIn(decided).map((rejection) => {
        const key = keyOf(rejection);
        const nth = (this.counts.get(key) ?? 0) + 1;
        this.counts.set(key, nth);
        return [rejection.ledgerRevision, { ...rejection, nth }];
      }),
    );
  }
}

/** Numbers the rejections of a batch behind those of the batches before it. */
export async function numberRejections(client: ClientBase, decided: Decided): Promise<Batch['rejections']> {
  const rejections = rejectionsIn(decided);
  if (rejections.length === 0) return new Map();
  const keys = [...new Map(rejections.map((rejection) => [keyOf(rejection), rejection])).values()];
  const { rows } = await client.query<Rejection>({
    name: 'claim rejections before',
    text: `select k.merchant_id as "merchantId", k.order_id as "orderId", k.counted_as as "countedAs", r.nth
      from unnest($1::text[], $2::text[], $3::text[]) as k(merchant_id, order_id, counted_as)
      cross join lateral (select r.nth from claim_rejections r
        where r.merchant_id = k.merchant_id and r.order_id = k.order_id and r.counted_as = k.counted_as
          and r.position < $4
        order by r.position desc, r.nth desc limit 1) r`,
    values: [
      keys.map(({ merchantId }) => merchantId),
      keys.map(({ orderId }) => orderId),
      keys.map(({ countedAs }) => countedAs),
      decided.decided[0]!.fact.position,
    ],
    types: kernelTypes,
  });
  return new RejectionCounter(new Map(rows.map((row) => [keyOf(row), row.nth]))).number(decided);
}

function rejectionsIn({ decided, ledgerRevision }: Decided): Omit<Rejection, 'nth'>[] {
  const rejections: Omit<Rejection, 'nth'>[] = [];
  for (const { fact, decisions } of decided) {
    for (const { type, data } of decisions) {
      ledgerRevision++;
      if (type !== 'PurchaseClaimRejected' && type !== 'PurchaseClaimRepeated') continue;
      const { merchantId, orderId } = data;
      const { position, recordedAt } = fact;
      const code = type === 'PurchaseClaimRejected' ? data.code : 'REPEATED';
      rejections.push({ merchantId, orderId, countedAs: `${code} ${hourOf(recordedAt)}`, position, ledgerRevision });
    }
  }
  return rejections;
}

/** The hour in UTC, such as `2026-01-31T23`. */
function hourOf(at: Millis): string {
  return toInstant(at).slice(0, 'yyyy-mm-ddThh'.length);
}

function keyOf({ merchantId, orderId, countedAs }: Pick<Rejection, 'merchantId' | 'orderId' | 'countedAs'>): string {
  return `${merchantId}\n${orderId}\n${countedAs}`;
}
