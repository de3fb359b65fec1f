/** Acts that operators may do at any moment, on whatever exists then. */
import fc from 'fast-check';
import type { Fact, MergeForce } from '../../../libs/kernel/facts';
import type { IdentifierRef } from '../../../libs/kernel/identity/identifier';
import type { MerchantWorld } from '../../../libs/kernel/world';
import { mergeRequested, proposalDecided, separationLifted, unmergeRequested } from './builders';

/** An operator's act after the arrival with that index; `pick` chooses among what exists then. */
export interface Act {
  after: number;
  does: 'merge' | 'unmerge' | 'lift' | 'approve' | 'reject';
  pick: number;
  pair: [IdentifierRef, IdentifierRef];
  force: MergeForce[];
}

export function operators(people: readonly IdentifierRef[]): fc.Arbitrary<Act[]> {
  const somebody = fc.constantFrom(...people);
  return fc.array(
    fc.record({
      after: fc.nat(30),
      does: fc.constantFrom('merge' as const, 'merge' as const, 'unmerge', 'unmerge', 'lift', 'approve', 'reject'),
      pick: fc.nat(100),
      pair: fc.tuple(somebody, somebody),
      force: fc.subarray<MergeForce>(['CUSTOMER_CONFLICT', 'SEPARATED']),
    }),
    { maxLength: 14 },
  );
}

/** The fact of an act; null if there is nothing to act on. */
export function actOf({ does, pick, pair, force }: Act, merchant: MerchantWorld, position: number): Fact | null {
  const choose = <T>(of: readonly T[]): T | undefined => of[pick % of.length];
  const connections = [...merchant.identities.connections.values()];
  switch (does) {
    case 'merge':
      return mergeRequested(`request-${position}`, ...pair, force.length > 0 ? force : undefined);
    case 'unmerge': {
      const edge = choose(connections.filter(({ edgeId }) => edgeId !== null));
      return edge ? unmergeRequested(edge.mergeId ?? edge.edgeId!, `at ${position}`) : null;
    }
    case 'lift': {
      const reverted = choose(connections.filter(({ kind }) => kind === 'reverted'));
      return reverted ? separationLifted(reverted.a, reverted.b) : null;
    }
    case 'approve':
    case 'reject': {
      const proposal = choose([...merchant.proposals.rows.values()]);
      return proposal ? proposalDecided(proposal.proposalId, does === 'approve' ? 'approved' : 'rejected') : null;
    }
  }
}
