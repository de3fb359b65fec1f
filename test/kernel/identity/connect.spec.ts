import { toRef } from '../../../libs/kernel/identity/identifier';
import { asserted, bought, claimed, policyChanged, touched } from '../support/builders';
import { decided, given, givenUnder } from '../support/given';
import { Simulation } from '../support/simulation';
import { BLOCKED_CUSTOMER, BLOCKED_DEVICE, customer, device, email, external, wallet } from '../support/universe';

describe('connecting two identifiers', () => {
  it('merges their groups with one event: the edge, its evidence and the identifiers that moved', () => {
    given(asserted('a1', device(0), email(0)))
      .when(asserted('a2', customer(0), device(0), 'signed in'))
      .then({
        type: 'IdentityGroupsMerged',
        data: {
          merchantId: 'merchant',
          a: toRef(customer(0)),
          b: toRef(device(0)),
          evidence: { kind: 'assertion', assertionId: 'a2', note: 'signed in' },
          mergeId: expect.stringMatching(/^merge_/),
          edgeId: expect.stringMatching(/^edge_/),
          into: customer(0).id,
          from: device(0).id,
          moved: [device(0).id, email(0).id],
        },
      });
  });

  it('rewrites no touchpoint and no purchase: the mapping finds them', () => {
    const { decisions } = given(touched('t', device(0)), bought(0), claimed('c', 0, device(0))).when(
      asserted('a', customer(0), device(0)),
    );
    expect(decisions.map(({ type }) => type)).toEqual(['IdentityGroupsMerged']);
  });

  it('confirms an edge within one group once, whichever side is named first', () => {
    given(asserted('a1', device(0), email(0)), asserted('a2', email(0), wallet(0)))
      .when(asserted('a3', wallet(0), device(0)))
      .then(decided('IdentityEdgeConfirmed', { a: toRef(wallet(0)), b: toRef(device(0)), groupId: device(0).id }));
    given(
      asserted('a1', device(0), email(0)),
      asserted('a2', email(0), wallet(0)),
      asserted('a3', wallet(0), device(0)),
    )
      .when(asserted('a4', wallet(0), device(0)), asserted('a5', device(0), wallet(0)))
      .then();
  });

  it('decides nothing for a pair that already merged its groups', () => {
    given(asserted('a1', device(0), email(0)))
      .when(asserted('a2', email(0), device(0)))
      .then();
  });

  it('only sees an identifier that is connected with itself', () => {
    given()
      .when(asserted('a', device(0), device(0)))
      .then();
    expect(
      Simulation.of()
        .play(asserted('a', device(0), device(0)))
        .groups(),
    ).toEqual([[device(0).id]]);
  });

  it('gives every edge and merge an id of its own', () => {
    const { decisions } = Simulation.of().play(
      asserted('a1', device(0), email(0)),
      asserted('a2', email(0), wallet(0)),
      asserted('a3', wallet(0), device(0)),
    );
    const ids = decisions.flatMap(({ data }) => [
      ...('edgeId' in data ? [data.edgeId] : []),
      ...('mergeId' in data ? [data.mergeId] : []),
    ]);
    expect(ids).toHaveLength(5);
    expect(new Set(ids).size).toBe(5);
  });
});

describe('a refusal', () => {
  const code = (refusal: string) => expect.objectContaining({ code: refusal }) as unknown;
  const refused = (refusal: string) => ({ type: 'IdentityMergeRefused', data: code(refusal) });

  it('is BLOCKED_IDENTIFIER when either side never identifies anybody, before anything else', () => {
    given()
      .when(asserted('a', BLOCKED_DEVICE, device(0)))
      .then(refused('BLOCKED_IDENTIFIER'));
    given()
      .when(asserted('a', device(0), BLOCKED_CUSTOMER))
      .then(refused('BLOCKED_IDENTIFIER'));
    given()
      .when(asserted('a', BLOCKED_DEVICE, BLOCKED_DEVICE))
      .then(refused('BLOCKED_IDENTIFIER'));
    given(asserted('a1', device(0), customer(0)), asserted('a2', device(1), customer(1)))
      .when(policyChanged({ blockedIds: [device(0).id] }), asserted('a3', device(0), device(1)))
      .then(refused('BLOCKED_IDENTIFIER'));
  });

  it('is BLOCKED_IDENTIFIER even within one group', () => {
    given(asserted('a1', device(0), email(0)), asserted('a2', email(0), wallet(0)))
      .when(policyChanged({ blockedIds: [wallet(0).id] }), asserted('a3', wallet(0), device(0)))
      .then(refused('BLOCKED_IDENTIFIER'));
  });

  it('is CUSTOMER_CONFLICT when both groups have customers, together too many', () => {
    given(asserted('a1', device(0), customer(0)), asserted('a2', device(1), customer(1)))
      .when(asserted('a3', device(0), device(1)))
      .then({
        type: 'IdentityMergeRefused',
        data: {
          merchantId: 'merchant',
          a: toRef(device(0)),
          b: toRef(device(1)),
          evidence: { kind: 'assertion', assertionId: 'a3' },
          code: 'CUSTOMER_CONFLICT',
        },
      });
  });

  it('is CUSTOMER_CONFLICT for two customers that were never seen', () => {
    given()
      .when(asserted('a', customer(0), customer(1)))
      .then(refused('CUSTOMER_CONFLICT'));
  });

  it('is not given while one side has no customer, however many the other has', () => {
    givenUnder(
      { maxCustomersPerGroup: 2 },
      asserted('a1', customer(0), customer(1)),
      policyChanged({ maxCustomersPerGroup: 1 }),
    )
      .when(asserted('a2', customer(0), device(0)))
      .then(decided('IdentityGroupsMerged', { into: customer(0).id, from: device(0).id }));
  });

  it('is GROUP_TOO_LARGE when both groups together have too many identifiers, those never seen included', () => {
    const full = [asserted('a1', device(0), email(0)), asserted('a2', email(0), wallet(0))];
    givenUnder({ maxIdentifiersPerGroup: 3 }, ...full)
      .when(asserted('a3', wallet(0), external(0)))
      .then(refused('GROUP_TOO_LARGE'));
    givenUnder({ maxIdentifiersPerGroup: 4 }, ...full)
      .when(asserted('a3', wallet(0), external(0)))
      .then(decided('IdentityGroupsMerged'));
  });

  it('names a customer conflict rather than the size when both apply', () => {
    givenUnder({ maxIdentifiersPerGroup: 2 }, asserted('a1', device(0), customer(0)))
      .when(asserted('a2', device(0), customer(1)))
      .then(refused('CUSTOMER_CONFLICT'));
  });

  it('is recorded once for each pair and reason, whichever side is named first', () => {
    const conflict = [asserted('a1', device(0), customer(0)), asserted('a2', device(0), customer(1))];
    given(...conflict)
      .when(asserted('a3', device(0), customer(1)), asserted('a4', customer(1), device(0)))
      .then();
    given(...conflict)
      .when(asserted('a3', customer(0), customer(1)))
      .then(refused('CUSTOMER_CONFLICT'));
    given(...conflict)
      .when(
        policyChanged({ maxCustomersPerGroup: 2, maxIdentifiersPerGroup: 2 }),
        asserted('a3', device(0), customer(1)),
        asserted('a4', device(0), customer(1)),
      )
      .then(refused('GROUP_TOO_LARGE'));
    given(asserted('a1', BLOCKED_DEVICE, device(0)))
      .when(asserted('a2', device(0), BLOCKED_DEVICE))
      .then();
  });

  it('is not reconsidered when the policy changes, only when somebody asks again', () => {
    const conflict = [asserted('a1', device(0), customer(0)), asserted('a2', device(0), customer(1))];
    given(...conflict)
      .when(policyChanged({ maxCustomersPerGroup: 2 }))
      .then();
    given(...conflict, policyChanged({ maxCustomersPerGroup: 2 }))
      .when(asserted('a3', device(0), customer(1)))
      .then(decided('IdentityGroupsMerged'));
  });

  it('follows the policy of that moment: groups that merged before stay merged', () => {
    const shop = Simulation.of({ maxCustomersPerGroup: 2 }).play(
      asserted('a1', customer(0), customer(1)),
      policyChanged({ maxCustomersPerGroup: 1 }),
      asserted('a2', customer(2), customer(3)),
    );
    expect(shop.groups()).toEqual([[customer(0).id, customer(1).id], [customer(2).id], [customer(3).id]]);
  });
});
