import fc from 'fast-check';
import { DEFAULT_POLICY } from '../../../libs/kernel/policy';
import { anchorBefore, type Identifier } from '../../../libs/kernel/identity/identities';
import type { Simulation } from '../support/simulation';
import { histories, play } from '../support/histories';
import { groupsOf } from '../support/outcome';
import { connectedSets } from '../support/sets';

const holds = (check: (shop: Simulation) => void) =>
  fc.assert(
    fc.property(histories(), (h) => check(play(h))),
    { numRuns: 50 },
  );

describe('in every history', () => {
  it('groups are what the edges connect', () => {
    holds((shop) => {
      const merchant = shop.merchant();
      const ids = [...merchant.identities.identifiers.values()].map(({ id }) => id);
      const edges = [...merchant.identities.connections.values()].filter(({ kind }) => kind === 'edge');
      const sets = connectedSets(
        ids,
        edges.map(({ a, b }) => [a.id, b.id]),
      );
      expect(groupsOf(merchant)).toEqual(sets);
    });
  });

  it('the canonical id of a group is its anchor: a customer, then the first seen', () => {
    holds((shop) => {
      const { identifiers, members } = shop.merchant().identities;
      for (const identifier of identifiers.values()) {
        const group: Identifier[] = members.get(identifier.groupId).map((id) => identifiers.get(id)!);
        expect(group).toContain(identifier);
        const anchor = group.reduce((best, other) => (anchorBefore(other, best) ? other : best));
        expect(anchor.id).toBe(identifier.groupId);
      }
    });
  });

  it('no group has more customers or identifiers than the policy allows', () => {
    holds((shop) => {
      const { policy } = shop.merchant().policies.at(0);
      for (const group of groupsOf(shop.merchant())) {
        expect(group.length).toBeLessThanOrEqual(policy.maxIdentifiersPerGroup);
        const customers = group.filter((id) => shop.merchant().identities.identifiers.get(id)!.type === 'customer_id');
        expect(customers.length).toBeLessThanOrEqual(policy.maxCustomersPerGroup);
      }
      expect(policy.maxCustomersPerGroup).toBeGreaterThanOrEqual(DEFAULT_POLICY.maxCustomersPerGroup);
    });
  });

  it('an edge is recorded once for each pair, and a refusal once for each pair and reason', () => {
    holds((shop) => {
      const said = shop.decisions.flatMap(({ type, data }) => {
        if (type === 'IdentityMergeRefused') return [`${[data.a.id, data.b.id].sort().join()} ${data.code}`];
        const isEdge = type === 'IdentityGroupsMerged' || type === 'IdentityEdgeConfirmed';
        return isEdge ? [[data.a.id, data.b.id].sort().join()] : [];
      });
      expect(new Set(said).size).toBe(said.length);
    });
  });

  it('a purchase links once and stays linked, and by claim exactly if a claim was accepted', () => {
    holds((shop) => {
      const linked = shop.decisions.flatMap(({ type, data }) => (type === 'PurchaseLinked' ? [data.orderId] : []));
      expect(new Set(linked).size).toBe(linked.length);
      for (const purchase of shop.merchant().purchases.rows.values()) {
        const { orderId, anchor, link, acceptedClaims, claimedDevices } = purchase;
        expect(anchor !== null).toBe(linked.includes(orderId));
        expect(link?.via === 'claim').toBe(claimedDevices.length > 0);
        const isCarried = claimedDevices.length === 0 && acceptedClaims > 0;
        expect(link?.via === 'carried').toBe(isCarried);
        expect(acceptedClaims).toBeLessThanOrEqual(10);
      }
    });
  });

  it('a purchase has at most one pending evaluation, whose due time never moves later', () => {
    holds((shop) => {
      const pending = new Map<string, { id: string; dueAt: string; reasons: string[] }>();
      for (const { type, data } of shop.decisions) {
        if (type === 'RewardEvaluationScheduled') {
          const { orderId, evaluationId: id, dueAt, reasons } = data;
          const before = pending.get(orderId);
          if (before) {
            expect(id).toBe(before.id);
            expect(dueAt <= before.dueAt).toBe(true);
            expect(reasons.slice(0, before.reasons.length)).toEqual(before.reasons);
          }
          pending.set(orderId, { id, dueAt, reasons });
        } else if (type === 'PurchaseAttributed' || type === 'EvaluationConfirmed') {
          expect(data.evaluationId).toBe(pending.get(data.orderId)?.id);
          pending.delete(data.orderId);
        }
      }
      expect(pending.size).toBe(0);
    });
  });
});
