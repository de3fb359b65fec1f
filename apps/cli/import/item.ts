import { contentDigest, type DerivedIds } from './derived-ids';

/** A fact to be recorded: its kind, and the body as the API would take it. */
export interface ImportItem {
  kind: 'touchpoint' | 'claim' | 'assertion' | 'order';
  input: Record<string, unknown>;
}

/** What the column or field `type` may say; a claim is called `purchase` in batches. */
const KINDS: Readonly<Record<string, ImportItem['kind']>> = {
  touchpoint: 'touchpoint',
  purchase: 'claim',
  claim: 'claim',
  assertion: 'assertion',
  order: 'order',
};
const ID_FIELD = { touchpoint: 'touchpointId', claim: 'claimId', assertion: 'assertionId' };

/**
 * The facts that a line stands for, with the ids it left out. An order that names an `anonymousId` is a claim too.
 * @returns or why the line is none
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
  // The file vouches for both, so an order without a token gets one that the claim can show.
  order.token ??= contentDigest({ orderId });
  // The claim has no time of its own, so that two versions of one order have the same claim.
  const claim = { anonymousId, orderId, token: order.token };
  return [
    { kind: 'claim', input: { ...claim, claimId: contentDigest(claim) } },
    { kind: 'order', input: order },
  ];
}
