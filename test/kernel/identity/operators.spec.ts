import { toRef } from '../../../libs/kernel/identity/identifier';
import {
  asserted,
  bought,
  claimed,
  mergeRequested,
  separationLifted,
  touched,
  unmergeRequested,
} from '../support/builders';
import { decided, decidedOf, given, givenUnder } from '../support/given';
import { Simulation } from '../support/simulation';
import { BLOCKED_CUSTOMER, customer, device, email, wallet } from '../support/universe';

/** Id of the newest edge. */
function lastEdge({ decisions }: Simulation): string {
  const ids = decisions.flatMap(({ data }) => ('edgeId' in data && data.edgeId ? [data.edgeId] : []));
  return ids.at(-1)!;
}

function played(...steps: Parameters<Simulation['play']>): Simulation {
  return Simulation.of().play(...steps);
}

const FORCED = ['CUSTOMER_CONFLICT' as const];

describe("an operator's merge", () => {
  it('follows the same rules as every connect, and records its outcome', () => {
    given()
      .when(mergeRequested('m', device(0), email(0)))
      .then(
        decided('IdentityGroupsMerged', {
          evidence: { kind: 'operator', requestId: 'm', actor: 'ann', note: 'the same person' },
        }),
        decided('MergeRequestDecided', { requestId: 'm', edgeId: expect.any(String) as never }),
      );
    given()
      .when(mergeRequested('m', customer(0), customer(1)))
      .then(
        decided('IdentityMergeRefused', { code: 'CUSTOMER_CONFLICT' }),
        decided('MergeRequestDecided', { refused: 'CUSTOMER_CONFLICT' }),
      );
    given()
      .when(mergeRequested('m', BLOCKED_CUSTOMER, device(0), FORCED))
      .then(decided('IdentityMergeRefused', { code: 'BLOCKED_IDENTIFIER' }), decided('MergeRequestDecided'));
  });

  it('records a refusal once for each pair and code, and answers it each time', () => {
    given(mergeRequested('m1', customer(0), customer(1)))
      .when(mergeRequested('m2', customer(1), customer(0)))
      .then(decided('MergeRequestDecided', { requestId: 'm2', refused: 'CUSTOMER_CONFLICT' }));
  });

  it('can force a customer conflict, but never the size limit', () => {
    given()
      .when(mergeRequested('m', customer(0), customer(1), FORCED))
      .then(decided('IdentityGroupsMerged', { forced: FORCED }), decided('MergeRequestDecided'));
    givenUnder({ maxIdentifiersPerGroup: 2 }, asserted('a', device(0), device(1)))
      .when(mergeRequested('m', device(0), email(0), ['CUSTOMER_CONFLICT', 'SEPARATED']))
      .then(decided('IdentityMergeRefused', { code: 'GROUP_TOO_LARGE' }), decided('MergeRequestDecided'));
  });

  it('makes customers known even if it is refused, so that their purchases link', () => {
    given(bought(0, { customerId: customer(0) }))
      .when(mergeRequested('m', customer(0), customer(1)))
      .then(
        decided('IdentityMergeRefused'),
        decided('MergeRequestDecided'),
        decidedOf(0, 'PurchaseLinked', { via: 'customer' }),
        decidedOf(0, 'RewardEvaluationScheduled'),
      );
  });
});

describe('taking an edge back', () => {
  it('names the parts; the part with the anchor keeps the canonical id', () => {
    const simulation = played(asserted('a1', device(0), email(0)), asserted('a2', device(1), customer(0)));
    simulation.play(mergeRequested('m', device(0), device(1)));
    expect(simulation.canonicalOf(email(0))).toBe(customer(0).id);
    simulation.play(unmergeRequested(lastEdge(simulation)));
    expect(simulation.decisions.at(-1)).toMatchObject(
      decided('IdentityGroupsUnmerged', {
        groupId: customer(0).id,
        parts: [
          { groupId: customer(0).id, identifiers: [customer(0).id, device(1).id].sort() },
          { groupId: device(0).id, identifiers: [device(0).id, email(0).id].sort() },
        ],
        ...{ heldBy: [], merges: [], dropped: [], reason: 'not the same person', actor: 'bob' },
      }),
    );
    expect(simulation.canonicalOf(email(0))).toBe(device(0).id);
  });

  it('splits nothing if other edges hold the group together, and names them; an edge that confirmed merges now', () => {
    const simulation = played(asserted('a1', device(0), email(0)));
    const edge = lastEdge(simulation);
    simulation.play(asserted('a2', email(0), wallet(0)));
    const second = lastEdge(simulation);
    simulation.play(asserted('a3', wallet(0), device(0)));
    const confirmed = lastEdge(simulation);
    simulation.play(unmergeRequested(edge));
    const [unmerged] = simulation.decisions.slice(-1);
    expect(unmerged).toMatchObject({ type: 'IdentityGroupsUnmerged', data: { parts: [{ groupId: device(0).id }] } });
    expect(unmerged?.type === 'IdentityGroupsUnmerged' && unmerged.data.heldBy).toEqual([confirmed, second]);
    expect(unmerged?.type === 'IdentityGroupsUnmerged' && unmerged.data.merges).toMatchObject([
      // It had merged into the group of the first edge, and merges into another one now.
      { edgeId: second, into: email(0).id, from: wallet(0).id },
      { edgeId: confirmed, mergeId: confirmed.replace('edge', 'merge'), into: device(0).id, from: email(0).id },
    ]);
  });

  it('does nothing for an edge that never existed or is already taken back', () => {
    const simulation = played(asserted('a1', device(0), email(0)));
    const edge = lastEdge(simulation);
    simulation.play(unmergeRequested(edge));
    const before = simulation.decisions.length;
    simulation.play(unmergeRequested(edge, 'again'), unmergeRequested('merge_3_99_0'), unmergeRequested('nonsense'));
    expect(simulation.decisions).toHaveLength(before);
  });

  it('refuses edges that only it had allowed, and keeps their devices as evidence for claimed purchases', () => {
    const simulation = played(mergeRequested('m', customer(0), customer(1), FORCED));
    const edge = lastEdge(simulation);
    simulation.play(asserted('a', device(0), customer(0)));
    simulation.play(bought(0, { customerId: customer(1) }), claimed('c', 0, device(0)), unmergeRequested(edge));
    expect(simulation.decisions.slice(-3)).toMatchObject([
      decided('IdentityGroupsUnmerged', { dropped: [expect.any(String) as never] }),
      decided('IdentityMergeRefused', { code: 'CUSTOMER_CONFLICT' }),
      decidedOf(0, 'DeviceEvidenceAdded', { device: device(0).id }),
    ]);
  });

  it('lists the connects that were refused while it held, and leaves them refused', () => {
    const simulation = played(mergeRequested('m', device(0), customer(0)));
    const edge = lastEdge(simulation);
    simulation.play(asserted('a', device(0), customer(1)), unmergeRequested(edge));
    expect(simulation.decisions.at(-1)).toMatchObject(
      decided('IdentityGroupsUnmerged', {
        refusedMeanwhile: [{ a: toRef(device(0)), b: toRef(customer(1)), code: 'CUSTOMER_CONFLICT', position: 2 }],
      }),
    );
    expect(simulation.groups()).toHaveLength(3);
  });

  it('separates only its pair, until the separation is lifted', () => {
    const simulation = played(mergeRequested('m', device(0), device(1)));
    simulation.play(unmergeRequested(lastEdge(simulation)), asserted('a1', device(1), device(0)));
    expect(simulation.decisions.at(-1)).toMatchObject(decided('IdentityMergeRefused', { code: 'SEPARATED' }));
    simulation.play(asserted('a2', device(1), email(0)), separationLifted(device(0), device(1)));
    expect(simulation.groups()).toHaveLength(2);
    simulation.play(asserted('a3', device(1), device(0)));
    expect(simulation.groups()).toHaveLength(1);
  });

  it('evaluates the purchases of the parts again, as if the edge had never come', () => {
    const simulation = played(touched('t', device(1)), bought(0), claimed('c', 0, device(0)));
    simulation.finish().play(mergeRequested('m', device(0), device(1)));
    const edge = lastEdge(simulation);
    expect(simulation.finish().credits(0)).toEqual({ t: 1_000_000 });
    simulation.play(unmergeRequested(edge));
    expect(simulation.evaluation(0)).toMatchObject({ state: 'scheduled', reasons: ['unmerge'] });
    expect(simulation.finish().credits(0)).toEqual({});
  });
});
