/** Connects two identifiers. Groups merge in no other way. */
import type { MergeRefusal } from '../codes';
import type { Evidence, Ref } from '../decisions';
import type { Deciding } from '../deciding';
import type { MergeForce } from '../facts';
import type { Policy } from '../policy';
import { reevaluateGroup } from '../evaluation/settling';
import { connectionKey } from './connection';
import { anchorBefore, type Identifier } from './identities';
import { toRef, type IdentifierRef, type Pseudonym } from './identifier';
import { isBlocked } from '../policy-history';

export type Connected = 'merged' | 'same' | MergeRefusal;

/**
 * Checks in this order: may the pair be connected, is it connected already, would the group break a limit.
 * @param force rules that an operator overrides
 */
export function connect(
  deciding: Deciding,
  a: IdentifierRef,
  b: IdentifierRef,
  evidence: Evidence,
  force: MergeForce[] = [],
): Connected {
  const { merchantId, identities } = deciding.merchant;
  const effective = deciding.policyNow();
  if (isBlocked(effective, a) || isBlocked(effective, b)) return refuse(deciding, a, b, evidence, 'BLOCKED_IDENTIFIER');
  if (a.id === b.id) return 'same';
  if (isSeparated(deciding, a, b) && !force.includes('SEPARATED')) return refuse(deciding, a, b, evidence, 'SEPARATED');

  const sideA = sideOf(deciding, a, 0);
  const sideB = sideOf(deciding, b, 1);
  const forced = force.length > 0 ? { forced: force } : {};
  const pair = { merchantId, a: toRef(a), b: toRef(b), evidence, ...forced };
  if (sideA.groupId === sideB.groupId) {
    if (identities.connections.get(connectionKey(a.id, b.id, 'edge')) === undefined) {
      const edgeId = deciding.newId('edge');
      deciding.emit({ type: 'IdentityEdgeConfirmed', data: { ...pair, edgeId, groupId: sideA.groupId } });
    }
    return 'same';
  }

  const refusal = refusalOfSizes(effective.policy, sideA, sideB, force);
  if (refusal !== null) return refuse(deciding, a, b, evidence, refusal);

  const [stays, goes] = anchorBefore(sideA.anchor, sideB.anchor) ? [sideA, sideB] : [sideB, sideA];
  // The rows of a group come in any order, so the decision sorts them.
  const [into, from, moved] = [stays.groupId, goes.groupId, [...goes.members].sort()];
  const ids = { mergeId: deciding.newId('merge'), edgeId: deciding.newId('edge') };
  deciding.emit({ type: 'IdentityGroupsMerged', data: { ...pair, ...ids, into, from, moved } });
  reevaluateGroup(deciding, into, 'merge');
  return 'merged';
}

function isSeparated({ merchant }: Deciding, a: Ref, b: Ref): boolean {
  return merchant.identities.connections.get(connectionKey(a.id, b.id, 'reverted'))?.reverted?.liftedAt === null;
}

/** A group that may become part of another. */
export interface Side {
  groupId: Pseudonym;
  members: readonly Pseudonym[];
  customers: number;
  anchor: Identifier;
}

/** The guard rail that a merge of two groups would break; null if it breaks none. */
export function refusalOfSizes(
  { maxCustomersPerGroup, maxIdentifiersPerGroup }: Policy,
  a: Side,
  b: Side,
  force: readonly MergeForce[],
): 'CUSTOMER_CONFLICT' | 'GROUP_TOO_LARGE' | null {
  const customers = a.customers + b.customers;
  if (a.customers > 0 && b.customers > 0 && customers > maxCustomersPerGroup && !force.includes('CUSTOMER_CONFLICT')) {
    return 'CUSTOMER_CONFLICT';
  }
  return a.members.length + b.members.length > maxIdentifiersPerGroup ? 'GROUP_TOO_LARGE' : null;
}

/** The group of one side. An identifier that was never seen counts as a group of its own, first seen now. */
function sideOf({ merchant, position, recordedAt }: Deciding, ref: IdentifierRef, order: number): Side {
  const { identities } = merchant;
  const seen = identities.identifiers.get(ref.id);
  if (seen === undefined) {
    const firstSeen = { position, order: Number.MAX_SAFE_INTEGER - 1 + order, at: recordedAt };
    const anchor: Identifier = { type: ref.type, id: ref.id, groupId: ref.id, firstSeen, known: false };
    return { groupId: ref.id, members: [ref.id], customers: ref.type === 'customer_id' ? 1 : 0, anchor };
  }
  const { groupId } = seen;
  const members = identities.membersOf(groupId);
  const customers = identities.customersIn(members);
  return { groupId, members, customers, anchor: identities.identifiers.get(groupId)! };
}

/** Records a refusal, once for each pair and code. */
export function refuse(deciding: Deciding, a: Ref, b: Ref, evidence: Evidence, code: MergeRefusal): MergeRefusal {
  const { merchantId, identities } = deciding.merchant;
  if (identities.connections.get(connectionKey(a.id, b.id, code)) === undefined) {
    const data = { merchantId, a: toRef(a), b: toRef(b), evidence, code };
    deciding.emit({ type: 'IdentityMergeRefused', data });
  }
  return code;
}
