import { DAY } from '../../../libs/kernel/time';
import { asserted, bought, claimed, policyChanged } from '../support/builders';
import { decided, decidedOf, given } from '../support/given';
import { Simulation, wait } from '../support/simulation';
import { BLOCKED_DEVICE, customer, device, WRONG_TOKEN } from '../support/universe';

const anchor = ({ type, id }: ReturnType<typeof device>) => ({ type, id });
const ofCustomer = { customerId: customer(0) };
/** Makes customer 0 known, by an order of its own. */
const known = [bought(9, ofCustomer), claimed('known', 9, device(9))];

describe("a customer's purchase", () => {
  it('waits unlinked while the customer is not known', () => {
    given().when(bought(0, ofCustomer), bought(1, ofCustomer)).then();
  });

  it('links at once, via the customer, if the customer is known', () => {
    given(...known)
      .when(bought(0, ofCustomer))
      .then(
        decidedOf(0, 'PurchaseLinked', { via: 'customer', anchor: anchor(customer(0)) }),
        decidedOf(0, 'RewardEvaluationScheduled'),
      );
  });

  it('links when a claim of another order makes the customer known, first recorded first', () => {
    given(bought(2, ofCustomer), bought(1, ofCustomer), bought(0, ofCustomer))
      .when(claimed('c', 0, device(0)))
      .then(
        decidedOf(0, 'PurchaseClaimAccepted'),
        decided('IdentityGroupsMerged'),
        decidedOf(0, 'PurchaseLinked', { via: 'claim' }),
        decidedOf(0, 'RewardEvaluationScheduled'),
        decidedOf(2, 'PurchaseLinked', { via: 'customer' }),
        decidedOf(2, 'RewardEvaluationScheduled'),
        decidedOf(1, 'PurchaseLinked', { via: 'customer' }),
        decidedOf(1, 'RewardEvaluationScheduled'),
      );
  });

  it('links when an assertion names the customer, on either side', () => {
    for (const [a, b] of [
      [customer(0), device(0)],
      [device(0), customer(0)],
    ] as const) {
      given(bought(0, ofCustomer))
        .when(asserted('a', a, b))
        .then(
          decided('IdentityGroupsMerged'),
          decidedOf(0, 'PurchaseLinked', { via: 'customer' }),
          decidedOf(0, 'RewardEvaluationScheduled'),
        );
    }
  });

  it('links even if the assertion is refused as a conflict, but not if it names a blocked value', () => {
    given(bought(0, ofCustomer))
      .when(asserted('a', customer(0), customer(1)))
      .then(
        decided('IdentityMergeRefused', { code: 'CUSTOMER_CONFLICT' }),
        decidedOf(0, 'PurchaseLinked', { via: 'customer' }),
        decidedOf(0, 'RewardEvaluationScheduled'),
      );
    given(bought(0, ofCustomer))
      .when(asserted('a', customer(0), BLOCKED_DEVICE))
      .then(decided('IdentityMergeRefused', { code: 'BLOCKED_IDENTIFIER' }));
  });

  it('is not linked by touchpoints, rejected claims or customers that a browser names: they make nobody known', () => {
    given(bought(0, ofCustomer), bought(1))
      .when(
        claimed('c0', 0, device(0), { token: WRONG_TOKEN }),
        claimed('c1', 1, device(0), { customerId: customer(0) }),
      )
      .then(
        decidedOf(0, 'PurchaseClaimRejected'),
        decidedOf(1, 'PurchaseClaimAccepted'),
        decidedOf(1, 'PurchaseLinked'),
        decidedOf(1, 'RewardEvaluationScheduled'),
      );
  });

  it('links by a known customer only within finality', () => {
    const typesAfter = (waitMs: number) =>
      given(bought(0, ofCustomer), wait(waitMs))
        .when(asserted('a', device(0), customer(0)))
        .decisions.map(({ type }) => type);
    expect(typesAfter(90 * DAY)).toContain('PurchaseLinked');
    expect(typesAfter(90 * DAY + 1)).toEqual(['IdentityGroupsMerged']);
  });

  it('links by its own claim at any age', () => {
    const shop = Simulation.of().play(bought(0, ofCustomer), wait(91 * DAY), claimed('c', 0, device(0)));
    expect(shop.purchase(0).link?.via).toBe('claim');
    expect(shop.evaluation(0).state).toBe('none');
  });
});

describe('the link of a purchase', () => {
  it('is by claim once any claim is accepted, even if the customer linked it before', () => {
    const shop = Simulation.of().play(...known, bought(0, ofCustomer));
    expect(shop.purchase(0).link?.via).toBe('customer');
    shop.play(claimed('wrong', 0, device(0), { token: WRONG_TOKEN }));
    expect(shop.purchase(0).link?.via).toBe('customer');
    shop.play(claimed('right', 0, device(0)));
    expect(shop.purchase(0).link?.via).toBe('claim');
  });

  it('always leads to the group of the anchor, after every merge', () => {
    const shop = Simulation.of().play(bought(0), claimed('c', 0, device(0)), asserted('a', device(0), customer(0)));
    expect(shop.purchase(0).anchor).toEqual(anchor(device(0)));
    expect(shop.groupOf(0)).toEqual([customer(0).id, device(0).id]);
  });
});

describe('a guest order whose newer version names a customer', () => {
  const named = bought(0, { ...ofCustomer, sourceVersion: 2 });

  it('moves its anchor and connects its accepted devices to the customer', () => {
    given(
      bought(0),
      claimed('c0', 0, device(0)),
      claimed('c1', 0, device(1)),
      claimed('c2', 0, device(2), { token: WRONG_TOKEN }),
    )
      .when(named)
      .then(
        decidedOf(0, 'PurchaseAnchorMoved', { from: device(0).id, anchor: anchor(customer(0)) }),
        decided('IdentityGroupsMerged', { a: anchor(device(0)), b: anchor(customer(0)), into: customer(0).id }),
        decided('IdentityEdgeConfirmed', { a: anchor(device(1)), b: anchor(customer(0)) }),
      );
  });

  it('makes the customer known if it has an accepted claim', () => {
    const shop = Simulation.of().play(bought(1, ofCustomer), bought(0), claimed('c', 0, device(0)), named);
    expect(shop.groupOf(1)).toEqual([customer(0).id, device(0).id]);
    expect(shop.purchase(1).link?.via).toBe('customer');
  });

  it('waits for its claim if it was never linked, or links if the customer is known', () => {
    given(bought(0)).when(named).then();
    given(...known, bought(0))
      .when(named)
      .then(decidedOf(0, 'PurchaseLinked', { via: 'customer' }), decidedOf(0, 'RewardEvaluationScheduled'));
  });

  it('connects the devices of later claims to the customer', () => {
    const shop = Simulation.of().play(bought(0), claimed('c0', 0, device(0)), named, claimed('c1', 0, device(1)));
    expect(shop.groupOf(0)).toEqual([customer(0).id, device(0).id, device(1).id].sort());
  });

  it('keeps the devices as evidence if they may not join the customer', () => {
    given(asserted('a', device(0), customer(1)), bought(0), claimed('c', 0, device(0)))
      .when(named)
      .then(
        decidedOf(0, 'PurchaseAnchorMoved', { anchor: anchor(customer(0)) }),
        decided('IdentityMergeRefused', { code: 'CUSTOMER_CONFLICT' }),
        decidedOf(0, 'DeviceEvidenceAdded', { device: device(0).id }),
      );
  });
});

describe('a purchase whose newer version names another customer', () => {
  const other = bought(0, { customerId: customer(1), sourceVersion: 2 });

  it('moves its anchor, keeps earlier merges, connects nothing, and keeps its devices as evidence', () => {
    const { simulation, decisions } = given(bought(0, ofCustomer), claimed('c', 0, device(0))).when(other);
    expect(decisions).toEqual([
      decidedOf(0, 'PurchaseAnchorMoved', { from: customer(0).id, anchor: anchor(customer(1)) }),
      decidedOf(0, 'DeviceEvidenceAdded', { device: device(0).id }),
    ]);
    expect(simulation.groupOf(0)).toEqual([customer(1).id]);
    expect(simulation.groups()).toContainEqual([customer(0).id, device(0).id]);
  });

  it('stays linked although that customer is not known', () => {
    const shop = Simulation.of().play(...known, bought(0, ofCustomer), other);
    expect(shop.purchase(0).link?.via).toBe('customer');
    expect(shop.groupOf(0)).toEqual([customer(1).id]);
    expect(shop.record(bought(5, { customerId: customer(1) }))).toEqual([]);
  });

  it('makes that customer known if it has an accepted claim', () => {
    const shop = Simulation.of().play(
      bought(0, ofCustomer),
      claimed('c', 0, device(0)),
      bought(5, { customerId: customer(1) }),
    );
    expect(shop.record(other).map(({ type }) => type)).toEqual([
      'PurchaseAnchorMoved',
      'DeviceEvidenceAdded',
      'PurchaseLinked',
      'RewardEvaluationScheduled',
    ]);
  });

  it('keeps its customer when the newer version names none', () => {
    given(bought(0, ofCustomer), claimed('c', 0, device(0)))
      .when(bought(0, { sourceVersion: 2 }))
      .then();
  });

  it('does not move by a stale delivery, whatever the policy has blocked since', () => {
    const facts = [bought(0, { ...ofCustomer, sourceVersion: 3 }), policyChanged({ blockedIds: [customer(0).id] })];
    given(...facts, claimed('c', 0, device(0)), policyChanged({ blockedIds: [] }))
      .when(bought(0, { ...ofCustomer, sourceVersion: 1 }))
      .then();
  });
});
