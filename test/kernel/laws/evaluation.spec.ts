import fc from 'fast-check';
import { canonicalJson } from '../../../libs/kernel/canonical-json';
import type { PolicyPatch } from '../../../libs/kernel/policy';
import { CODES, operatorAsks, policyChanged } from '../support/builders';
import { policyPatches } from '../support/facts';
import { histories, play, type History } from '../support/histories';
import { Simulation } from '../support/simulation';
import { merchantRegistered, orderIdOf } from '../support/universe';
import { contentsOf } from '../support/world-contents';
import { newestWorld } from '../support/worlds';

const RUNS = { numRuns: 60 };
/** As many orders as the histories have. */
const ORDERS = [0, 1, 2, 3, 4, 5];

/** Evaluates the linked purchases once more, and returns the decisions of each evaluation. */
function evaluateAgain(shop: Simulation, which: (order: number) => boolean) {
  return ORDERS.filter(which).map((order) => {
    shop.record(operatorAsks(order), shop.now, `operator-${shop.played.length}`);
    shop.finish();
    return shop.played.at(-1)!.decisions.map(({ type }) => type);
  });
}

function withoutEvaluations(shop: Simulation) {
  const { purchases, ...rest } = contentsOf(shop.merchant());
  return { ...rest, purchases: purchases.map(({ evaluation: _, ...purchase }) => purchase) };
}

describe('an evaluation', () => {
  it('only adds an EvaluationConfirmed if it runs a second time', () => {
    fc.assert(
      fc.property(histories(), (history) => {
        const shop = play(history);
        const isLinked = (order: number) => shop.merchant().purchases.get(orderIdOf(order))?.link;
        evaluateAgain(shop, (order) => !!isLinked(order));
        const before = withoutEvaluations(shop);
        for (const types of evaluateAgain(shop, (order) => !!isLinked(order))) {
          expect(types).toEqual(['EvaluationConfirmed']);
        }
        expect(withoutEvaluations(shop)).toEqual(before);
      }),
      RUNS,
    );
  });

  it('follows every change of its inputs: when none is due, another one finds nothing new', () => {
    fc.assert(
      fc.property(histories(), (history) => {
        const shop = play(history);
        const isEvaluated = (order: number) => shop.merchant().purchases.get(orderIdOf(order))?.evaluated;
        for (const types of evaluateAgain(shop, isEvaluated)) expect(types).toEqual(['EvaluationConfirmed']);
      }),
      RUNS,
    );
  });

  it('credits exactly a million, or says why it credits nothing', () => {
    fc.assert(
      fc.property(histories(), (history) => {
        for (const { type, data } of play(history).decisions) {
          if (type !== 'PurchaseAttributed') continue;
          const sum = data.credits.reduce((total, { share }) => total + share, 0);
          expect(sum).toBe(data.reason === undefined ? 1_000_000 : 0);
        }
      }),
      RUNS,
    );
  });
});

describe('a policy change today', () => {
  /** The policy fields that affect decisions on purchases but not on identities. */
  const patches: fc.Arbitrary<PolicyPatch> = fc
    .tuple(
      policyPatches,
      fc.record(
        {
          finalityDays: fc.constant(1),
          claimTtlDays: fc.constant(1),
          reprocess: fc.constantFrom('off' as const, 'auto' as const),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([a, b]) => ({ ...a, ...b }));

  /** The ledger with `patch` recorded before the arrival `today`; no purchase is new after it. */
  function ledgerWith(patch: PolicyPatch, { policy, arrivals }: History, today: number): string[] {
    const shop = new Simulation(newestWorld(3, new Set())).play(merchantRegistered(policy), ...CODES);
    const recorded = new Set<string>();
    arrivals.forEach(({ fact, recordedAt, id }, i) => {
      if (i === today) shop.record(policyChanged(patch), recordedAt);
      if (fact.type === 'PurchaseRecorded') {
        if (i >= today && !recorded.has(fact.data.orderId)) return;
        recorded.add(fact.data.orderId);
      }
      shop.record(fact, recordedAt, id);
    });
    return shop.finish().played.flatMap(({ decisions }) => decisions.map((decision) => canonicalJson(decision)));
  }

  it('changes no decision on a purchase first recorded yesterday', () => {
    const changed = histories().chain((history) =>
      fc.tuple(fc.constant(history), fc.nat(Math.max(0, history.arrivals.length - 1)), patches),
    );
    fc.assert(
      fc.property(changed, ([history, today, patch]) => {
        expect(ledgerWith(patch, history, today)).toEqual(ledgerWith({}, history, today));
      }),
      RUNS,
    );
  });
});
