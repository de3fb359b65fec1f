/** The laws of the ledger when operators merge, unmerge, lift separations and decide proposals. */
import fc from 'fast-check';
import { canonicalJson } from '../../../libs/kernel/canonical-json';
import { evolveDecision } from '../../../libs/kernel/evolve';
import { inLogOrder } from '../../../libs/kernel/identity/connection';
import { evolveFact, step } from '../../../libs/kernel/kernel';
import type { MerchantWorld } from '../../../libs/kernel/world';
import { operatorHistories } from '../support/operator-histories';
import { connectedSets } from '../support/sets';
import { MERCHANT } from '../support/universe';
import { contentsOf } from '../support/world-contents';
import { newestWorld } from '../support/worlds';

const histories = operatorHistories();
const RUNS = { numRuns: 100 };

const asRecorded = <T>(value: T): T => JSON.parse(canonicalJson(value)) as T;

function contents(merchant: MerchantWorld) {
  const plain = { ...contentsOf(merchant), proposals: [...merchant.proposals.rows.values()] };
  return JSON.parse(canonicalJson(plain)) as typeof plain;
}

it('replaying the intake makes the same ledger, byte for byte', () => {
  fc.assert(
    fc.property(histories, ({ played }) => {
      const world = newestWorld(3);
      for (const { recorded, decisions } of played) {
        expect(step(world, asRecorded(recorded)).map(canonicalJson)).toEqual(decisions.map(canonicalJson));
      }
    }),
    RUNS,
  );
});

it('the recorded facts and decisions alone make the world', () => {
  fc.assert(
    fc.property(histories, ({ played, world: decided }) => {
      const world = newestWorld(3);
      for (const { recorded, decisions } of played) {
        const merchant = world.merchant(MERCHANT);
        evolveFact(merchant, asRecorded(recorded.fact) as never, recorded);
        decisions.forEach((decision, ordinal) => {
          const { position, recordedAt } = recorded;
          evolveDecision(merchant, asRecorded(decision), { position, ordinal, recordedAt });
        });
      }
      expect(contents(world.merchant(MERCHANT))).toEqual(contents(decided.merchant(MERCHANT)));
    }),
    RUNS,
  );
});

it('groups are what the edges in force connect, and the merges among those edges form a tree', () => {
  fc.assert(
    fc.property(histories, (simulation) => {
      const merchant = simulation.merchant();
      const edges = [...merchant.identities.connections.values()]
        .filter(({ kind }) => kind === 'edge')
        .sort(inLogOrder);
      const ids = [...merchant.identities.identifiers.values()].map(({ id }) => id);
      const pairs = edges.map(({ a, b }) => [a.id, b.id] as const);
      expect(simulation.groups()).toEqual(connectedSets(ids, pairs));

      const merges = edges.filter(({ mergeId }) => mergeId !== null);
      expect(merges).toHaveLength(ids.length - simulation.groups().length);
      for (const { groupId } of merchant.identities.identifiers.values()) {
        expect(merchant.identities.identifiers.get(groupId)!.groupId).toBe(groupId);
      }
    }),
    RUNS,
  );
});

it('a purchase has at most one open proposal, and no pending evaluation beside it', () => {
  fc.assert(
    fc.property(histories, (simulation) => {
      const { proposals, purchases } = simulation.merchant();
      const open = [...proposals.rows.values()].filter(({ status }) => status === 'open');
      const proposed = [...purchases.rows.values()].filter(({ evaluation }) => evaluation.state === 'proposed');
      expect(open.map(({ orderId, proposalId }) => [orderId, proposalId]).sort()).toEqual(
        proposed.map(({ orderId, evaluation }) => [orderId, evaluation.id]).sort(),
      );
    }),
    RUNS,
  );
});
