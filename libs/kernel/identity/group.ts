/** Identifiers, their home groups, and the mapping to canonical groups. */
import type { MerchantWorld } from '../world';
import type { Ref } from '../decisions';
import type { IdentifierType, Pseudonym } from './identifier';

export interface Identifier {
  /** Also the id of its home group. */
  id: Pseudonym;
  type: IdentifierType;
  /** The canonical group: the home group of the group's anchor. */
  groupId: Pseudonym;
  firstSeen: { position: number; order: number; at: number };
  /** A customer (or e-mail) whose purchases link without a claim of their own. */
  known: boolean;
}

export interface Seeing {
  position: number;
  recordedAt: number;
}

/** Makes the identifier's row and home group when it was never seen; the order of calls within a fact counts. */
export function see(merchant: MerchantWorld, ref: Ref, seeing: Seeing): Identifier {
  const known = merchant.identifiers.get(ref.id);
  if (known !== undefined) return known;
  const order = merchant.orderOfSeeing(seeing.position);
  const identifier: Identifier = {
    id: ref.id,
    type: ref.type,
    groupId: ref.id,
    firstSeen: { position: seeing.position, order, at: seeing.recordedAt },
    known: false,
  };
  merchant.identifiers.set(ref.id, identifier);
  merchant.members.load(ref.id, [ref.id]);
  return identifier;
}

/** Of two anchors the one that stays: a customer beats none, then the one seen earlier, then the smaller id. */
export function anchorBefore(a: Identifier, b: Identifier): boolean {
  const customerA = a.type === 'customer_id';
  const customerB = b.type === 'customer_id';
  if (customerA !== customerB) return customerA;
  if (a.firstSeen.position !== b.firstSeen.position) return a.firstSeen.position < b.firstSeen.position;
  if (a.firstSeen.order !== b.firstSeen.order) return a.firstSeen.order < b.firstSeen.order;
  return a.id < b.id;
}

/** Canonical group of an identifier that may never have been seen. */
export function groupOf(merchant: MerchantWorld, id: Pseudonym): Pseudonym {
  return merchant.identifiers.get(id)?.groupId ?? id;
}

/** All identifiers of a canonical group. */
export function membersOf(merchant: MerchantWorld, groupId: Pseudonym): readonly Pseudonym[] {
  return merchant.members.get(groupId);
}

export function moveMembers(merchant: MerchantWorld, into: Pseudonym, from: Pseudonym): void {
  const moved = membersOf(merchant, from);
  for (const id of moved) {
    merchant.identifiers.set(id, { ...merchant.identifiers.get(id)!, groupId: into });
  }
  merchant.members.load(into, [...membersOf(merchant, into), ...moved]);
  merchant.members.load(from, []);
}

/** The first part keeps the group's id; the others, where there are any, are groups of their own. */
export function splitMembers(
  merchant: MerchantWorld,
  groupId: Pseudonym,
  parts: readonly { groupId: Pseudonym; identifiers: Pseudonym[] }[],
): void {
  if (parts.length === 1) return;
  for (const part of parts) {
    merchant.members.load(part.groupId, [...part.identifiers]);
    if (part.groupId === groupId) continue;
    for (const id of part.identifiers) {
      merchant.identifiers.set(id, { ...merchant.identifiers.get(id)!, groupId: part.groupId });
    }
  }
}

export function customersIn(merchant: MerchantWorld, members: readonly Pseudonym[]): number {
  let customers = 0;
  for (const id of members) if (merchant.identifiers.get(id)!.type === 'customer_id') customers++;
  return customers;
}
