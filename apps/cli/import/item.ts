import type { ShopOrder } from '../../../libs/intake/facts';
import type { Platform } from '../../../libs/kernel/facts';
import { contentDigest, type DerivedIds } from './derived-ids';
import { exponentFault } from './spreadsheet-numbers';

/** A fact to record: its kind, and a body like that of the API. */
export interface BodyItem {
  kind: 'touchpoint' | 'claim' | 'assertion' | 'order';
  input: Record<string, unknown>;
}

/** An order that was read from the file of another system. */
export interface ShopOrderItem {
  kind: 'shop-order';
  platform: Platform;
  order: ShopOrder;
  /** What the file says; equal content is the same fact. */
  content: unknown;
}

export type ImportItem = BodyItem | ShopOrderItem;

/** Values of the column or field `type`; as in batches, `purchase` is a claim. */
const KINDS: Readonly<Record<string, BodyItem['kind']>> = {
  touchpoint: 'touchpoint',
  purchase: 'claim',
  claim: 'claim',
  assertion: 'assertion',
  order: 'order',
};
const ID_FIELD = { touchpoint: 'touchpointId', claim: 'claimId', assertion: 'assertionId' };

/**
 * The facts of a line, with derived ids where it has none. An order that names an `anonymousId` is a claim too.
 * @returns the facts, or why the line has none
 */
export function itemsOf(fields: Record<string, unknown>, ids: DerivedIds): BodyItem[] | string {
  const { type, ...input } = fields;
  const kind = typeof type === 'string' && Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (kind === undefined) return `type must be one of ${Object.keys(KINDS).join(', ')}`;
  const fault = exponentFault(idsIn(input));
  if (fault !== undefined) return fault;
  if (kind === 'order') return orderItems(input);
  const field = ID_FIELD[kind];
  return [{ kind, input: (input[field] ?? null) === null ? { ...input, [field]: ids.next(fields) } : input }];
}

/** The claim by which a device belongs to an order; the file vouches for both. */
export function claimOf(anonymousId: unknown, orderId: unknown, token: unknown): BodyItem {
  // The claim has no time, so that two versions of an order have the same claim.
  const claim = { anonymousId, orderId, token };
  return { kind: 'claim', input: { ...claim, claimId: contentDigest(claim) } };
}

/** The token of an order without one, which its claim shares. */
export function tokenOf(orderId: unknown): string {
  return contentDigest({ orderId });
}

function orderItems({ anonymousId = null, ...order }: Record<string, unknown>): BodyItem[] {
  if (anonymousId === null) return [{ kind: 'order', input: order }];
  order.token ??= tokenOf(order.orderId);
  return [claimOf(anonymousId, order.orderId, order.token), { kind: 'order', input: order }];
}

/** The ids in a body, and in the identifiers that it has. */
function idsIn(input: Record<string, unknown>): Record<string, unknown> {
  const { orderId, customerId, anonymousId, touchpointId, claimId, assertionId, referrer, a, b } = input;
  const ids: Record<string, unknown> = { orderId, customerId, anonymousId, touchpointId, claimId, assertionId };
  for (const [name, identifier] of Object.entries({ referrer, a, b })) {
    if (typeof identifier === 'object' && identifier !== null && 'value' in identifier) ids[name] = identifier.value;
  }
  return ids;
}
