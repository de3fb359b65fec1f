import fc from 'fast-check';
import { canonicalJson } from '../../../libs/kernel/canonical-json';
import type { Fact } from '../../../libs/kernel/facts';
import { toMillis } from '../../../libs/kernel/time';
import { arrivingTwice, inLog } from './arrivals';
import { outsideFacts } from './facts';
import { HISTORY_END, HISTORY_START } from './universe';

describe('arbitrary facts', () => {
  it('have unique ids, lie within the history, and leave absent fields out', () => {
    fc.assert(
      fc.property(outsideFacts({ identifiers: 'shared', versionsAgree: false }), (facts) => {
        expect(new Set(facts.map(callersId)).size).toBe(facts.length);
        for (const fact of facts) {
          expect(JSON.parse(canonicalJson(fact))).toStrictEqual(fact);
          if (!('occurredAt' in fact.data)) continue;
          const occurredAt = toMillis(fact.data.occurredAt);
          expect(occurredAt >= HISTORY_START && occurredAt <= HISTORY_END).toBe(true);
        }
      }),
    );
  });

  it('name one token, customer and e-mail per order if versions agree', () => {
    fc.assert(
      fc.property(outsideFacts({ versionsMax: 5 }), (facts) => {
        const parties = new Map<string, string>();
        for (const fact of facts) {
          if (fact.type !== 'PurchaseRecorded') continue;
          const { orderId, token, customerId, emailHash } = fact.data;
          const party = canonicalJson({ token, customerId, emailHash });
          expect(parties.get(orderId) ?? party).toBe(party);
          parties.set(orderId, party);
        }
      }),
    );
  });

  it('arrive twice as the same facts, and never occur after their arrival', () => {
    fc.assert(
      fc.property(arrivingTwice(outsideFacts()), ([once, again]) => {
        const ids = (list: { id: string }[]) => list.map(({ id }) => id).sort();
        expect(ids(again)).toEqual(ids(once));
        let before = HISTORY_END;
        for (const { recordedAt } of inLog(once)) {
          expect(recordedAt).toBeGreaterThanOrEqual(before);
          before = recordedAt;
        }
      }),
    );
  });
});

function callersId({ type, data }: Fact): string {
  switch (type) {
    case 'TouchpointRecorded':
      return data.touchpointId;
    case 'PurchaseClaimed':
      return data.claimId;
    case 'IdentityAsserted':
      return data.assertionId;
    case 'PurchaseRecorded':
      return `${data.orderId} ${data.bodyHash}`;
    default:
      return type;
  }
}
