/**
 * How rows of purchases are loaded. An order of a thousand items is a hundred times the size of the fact that asks for
 * it, so a batch of many such facts is cut before it has loaded more than the limit.
 */
import { PurchaseRow, purchaseFromRow } from '../../../projections/purchases';
import { tableOf } from '../../../projections/registry';
import type { Purchase } from '../../kernel/purchases/purchase';
import type { Entry } from './select';

export const PREFETCH_LIMITS = {
  /** Of the items and attributions of the purchases that one statement selects. */
  purchaseBytes: 16 * 1_048_576,
};

/** The batch is too large to be loaded at once: a part of its facts has to be decided first. */
export class TooMuchAtOnce extends Error {
  override readonly name = 'TooMuchAtOnce';
}

export const PURCHASE = tableOf(PurchaseRow);

/**
 * The select list of purchases `t`. If all rows of the statement together have more bytes than its last parameter, which
 * is `bytesMax` of their entries, they come without what is large.
 */
export function purchaseColumns(parameter: `$${number}`): string {
  const large = (column: string) =>
    `case when ${parameter}::bigint is null or sum(t.size_bytes) over () <= ${parameter} then t.${column} end`;
  return PURCHASE.selectListWith({ items: large('items'), attribution: large('attribution') });
}

/** Null: no limit, as a single fact cannot be cut. */
export function bytesMax([entry]: readonly Entry[]): number | null {
  return entry?.reach.purchaseBytesMax ?? null;
}

/** @throws TooMuchAtOnce */
export function loadedPurchase(row: PurchaseRow): Purchase {
  if ((row.items as PurchaseRow['items'] | null) === null) throw new TooMuchAtOnce();
  return purchaseFromRow(row);
}

/** Loads a purchase that another stage may have loaded before. @throws TooMuchAtOnce */
export function addPurchase({ purchases }: Entry['merchant'], row: PurchaseRow): void {
  const purchase = loadedPurchase(row);
  if (!purchases.rows.has(row.orderId)) purchases.rows.load(row.orderId, purchase);
}
