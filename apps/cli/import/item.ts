import { contentDigest, type DerivedIds } from './derived-ids';

/** A fact to record: its kind, and a body like that of the API. */
export interface ImportItem {
  kind: 'touchpoint' | 'claim' | 'assertion' | 'order';
  input: Record<string, unknown>;
}

/** Values of the column or field `type`; as in batches, `purchase` is a claim. */
const KINDS: Readonly<Record<string, ImportItem['kind']>> = {
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
export function itemsOf(fields: Record<string, unknown>, ids: DerivedIds): ImportItem[] | string {
  const { type, ...input } = fields;
  const kind = typeof type === 'string' && Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (kind === undefined) return `type must be one of ${Object.keys(KINDS).join(', ')}`;
  if (kind === 'order') return orderItems(input);
  const field = ID_FIELD[kind];
  return [{ kind, input: (input[field] ?? null) === null ? { ...input, [field]: ids.next(fields) } : input }];
}

function orderItems({ anonymousId = null, ...order }: Record<string, unknown>): ImportItem[] {
  if (anonymousId === null) return [{ kind: 'order', input: order }];
  const { orderId } = order;
  // The file vouches for both, so an order without a token gets one that its claim shares.
  order.token ??= contentDigest({ orderId });
  // The claim has no time, so that two versions of an order have the same claim.
  const claim = { anonymousId, orderId, token: order.token };
  return [
    { kind: 'claim', input: { ...claim, claimId: contentDigest(claim) } },
    { kind: 'order', input: order },
  ];
}
