/** A server of the shop, or an operator, said that two identifiers are one person. */
import type { Deciding } from '../deciding';
import { factRule } from '../fact-rule';
import type { IdentityAsserted, MergeRequested } from '../facts';
import { isBlocked } from '../policy-history';
import { linkOrdersOf } from '../purchases/link';
import type { Moment } from '../time';
import type { MerchantWorld } from '../world';
import { connect } from './connect';
import { connectionKey } from './connection';
import { type IdentifierRef, type Pseudonym } from './identifier';

interface Pair {
  a: IdentifierRef;
  b: IdentifierRef;
}

export const identityAsserted = factRule<IdentityAsserted, Pseudonym[]>({
  before: unknownSides,
  evolve: seeSides,
  decide(deciding, { a, b, assertionId, evidence: note }, unknownBefore) {
    connect(deciding, a, b, { kind: 'assertion', assertionId, note });
    linkOrdersOfNewlyKnown(deciding, unknownBefore);
  },
});

export const mergeRequested = factRule<MergeRequested, Pseudonym[]>({
  before: unknownSides,
  evolve(merchant, request, moment) {
    const { requestId, a, b } = request;
    merchant.identities.mergeRequests.set(requestId, { requestId, a: a.id, b: b.id, position: moment.position });
    seeSides(merchant, request, moment);
  },
  decide(deciding, request, unknownBefore) {
    mergeByHand(deciding, request);
    linkOrdersOfNewlyKnown(deciding, unknownBefore);
  },
});

function unknownSides({ identities }: MerchantWorld, { a, b }: Pair): Pseudonym[] {
  return [a.id, b.id].filter((id) => !identities.isKnown(id));
}

/** Sees each side that is not blocked. If neither is blocked both become known, even if the connect is refused. */
function seeSides({ identities, policies }: MerchantWorld, { a, b }: Pair, moment: Moment): void {
  const policy = policies.at(moment.position);
  const sides = [a, b];
  const usable = sides.filter((side) => !isBlocked(policy, side));
  for (const side of usable) identities.see(side, moment);
  if (usable.length === sides.length) for (const side of sides) identities.makeKnown(side.id);
}

function linkOrdersOfNewlyKnown(deciding: Deciding, unknownBefore: readonly Pseudonym[]): void {
  const { identities } = deciding.merchant;
  for (const id of unknownBefore.filter((side) => identities.isKnown(side))) linkOrdersOf(deciding, id);
}

/** Connects the pair, and records the outcome for the operator who asked. */
function mergeByHand(deciding: Deciding, request: MergeRequested): void {
  const { merchantId, requestId, a, b, reason: note, actor, force } = request;
  const connected = connect(deciding, a, b, { kind: 'operator', requestId, actor, note }, force);
  if (connected !== 'merged' && connected !== 'same') {
    deciding.emit({ type: 'MergeRequestDecided', data: { merchantId, requestId, refused: connected } });
    return;
  }
  const edge = deciding.merchant.identities.connections.get(connectionKey(a.id, b.id, 'edge'));
  const edgeId = edge?.edgeId ?? undefined;
  const mergeId = edge?.mergeId ?? undefined;
  deciding.emit({ type: 'MergeRequestDecided', data: { merchantId, requestId, edgeId, mergeId } });
}
