import { asserted, bought, claimed, policyChanged } from '../support/builders';
import { decided, decidedOf, given, givenUnder } from '../support/given';
import { Simulation } from '../support/simulation';
import { customer, device, email, WRONG_TOKEN } from '../support/universe';

const ON = { linkByEmail: true };
const anchor = ({ type, id }: ReturnType<typeof device>) => ({ type, id });
const byEmail = { emailHash: email(0) };

describe('without linkByEmail', () => {
  it('an e-mail hash links nothing and is never seen', () => {
    const shop = Simulation.of().play(
      bought(0, byEmail),
      claimed('c', 0, device(0)),
      bought(1, byEmail),
      bought(2, { ...byEmail, customerId: customer(0) }),
      asserted('a', email(0), device(5)),
      bought(3, byEmail),
    );
    expect(shop.groupOf(0)).toEqual([device(0).id]);
    for (const order of [1, 2, 3]) expect(shop.groupOf(order)).toBeNull();
  });
});

describe('with linkByEmail, the e-mail hash of a guest order', () => {
  it('is the anchor of the order, and its claims connect to it', () => {
    givenUnder(ON, bought(0, byEmail))
      .when(claimed('c', 0, device(0)))
      .then(
        decidedOf(0, 'PurchaseClaimAccepted'),
        decided('IdentityGroupsMerged', { a: anchor(device(0)), b: anchor(email(0)) }),
        decidedOf(0, 'PurchaseLinked', { via: 'claim', anchor: anchor(email(0)) }),
        decidedOf(0, 'RewardEvaluationScheduled'),
      );
  });

  it('becomes known by an accepted claim, and other guest orders link via the e-mail', () => {
    givenUnder(ON, bought(0, byEmail), bought(1, byEmail), claimed('c', 0, device(0)))
      .when(bought(2, byEmail))
      .then(
        decidedOf(2, 'PurchaseLinked', { via: 'email', anchor: anchor(email(0)) }),
        decidedOf(2, 'RewardEvaluationScheduled'),
      );
    const shop = Simulation.of(ON).play(bought(0, byEmail), bought(1, byEmail), claimed('c', 0, device(0)));
    expect(shop.purchase(1).link?.via).toBe('email');
  });

  it('becomes known as a side of an assertion', () => {
    givenUnder(ON, bought(0, byEmail))
      .when(asserted('a', device(0), email(0)))
      .then(
        decided('IdentityGroupsMerged'),
        decidedOf(0, 'PurchaseLinked', { via: 'email' }),
        decidedOf(0, 'RewardEvaluationScheduled'),
      );
  });

  it('does not become known by a rejected claim', () => {
    const shop = Simulation.of(ON).play(bought(0, byEmail), claimed('c', 0, device(0), { token: WRONG_TOKEN }));
    expect(shop.record(bought(1, byEmail))).toEqual([]);
  });

  it('is not a customer for the guard rail: one group may hold two addresses', () => {
    givenUnder(ON, asserted('a', email(0), email(1)), asserted('b', email(0), customer(0)))
      .when(asserted('c', email(1), email(2)))
      .then(decided('IdentityGroupsMerged'));
  });

  it('follows the policy of the first recording', () => {
    const before = Simulation.of().play(bought(0, byEmail), policyChanged(ON), claimed('c', 0, device(0)));
    expect(before.purchase(0).anchor).toEqual(anchor(device(0)));
    const after = Simulation.of(ON).play(
      bought(0, byEmail),
      policyChanged({ linkByEmail: false }),
      claimed('c', 0, device(0)),
    );
    expect(after.purchase(0).anchor).toEqual(anchor(email(0)));
  });
});

describe('a purchase that has a customer and an e-mail', () => {
  const both = { ...byEmail, customerId: customer(0) };
  const edge = {
    a: anchor(customer(0)),
    b: anchor(email(0)),
    evidence: { kind: 'purchase' as const, orderId: 'order-0' },
  };

  it('belongs to the customer, and connects customer and e-mail once it is linked', () => {
    givenUnder(ON, bought(0, both))
      .when(claimed('c', 0, device(0)))
      .then(
        decidedOf(0, 'PurchaseClaimAccepted'),
        decided('IdentityGroupsMerged', { a: anchor(device(0)), b: anchor(customer(0)) }),
        decidedOf(0, 'PurchaseLinked', { via: 'claim', anchor: anchor(customer(0)) }),
        decided('IdentityGroupsMerged', edge),
        decidedOf(0, 'RewardEvaluationScheduled'),
      );
  });

  it('connects nothing while it is not linked', () => {
    givenUnder(ON).when(bought(0, both)).then();
  });

  it('connects customer and e-mail when a newer version brings the e-mail', () => {
    givenUnder(ON, bought(0, { customerId: customer(0) }), claimed('c', 0, device(0)))
      .when(bought(0, { ...both, sourceVersion: 2 }))
      .then(decided('IdentityGroupsMerged', edge));
  });

  it('moves with its devices from the e-mail to the customer if it was a guest order', () => {
    givenUnder(ON, bought(0, byEmail), claimed('c', 0, device(0)))
      .when(bought(0, { ...both, sourceVersion: 2 }))
      .then(
        decidedOf(0, 'PurchaseAnchorMoved', { from: email(0).id, anchor: anchor(customer(0)) }),
        decided('IdentityGroupsMerged', { a: anchor(device(0)), b: anchor(customer(0)), into: customer(0).id }),
        decided('IdentityEdgeConfirmed', edge),
      );
  });
});

describe('a guest order', () => {
  it('moves to the e-mail that a newer version brings, and connects its accepted devices', () => {
    givenUnder(ON, bought(0), claimed('c', 0, device(0)))
      .when(bought(0, { ...byEmail, sourceVersion: 2 }))
      .then(
        decidedOf(0, 'PurchaseAnchorMoved', { from: device(0).id, anchor: anchor(email(0)) }),
        decided('IdentityGroupsMerged', { a: anchor(device(0)), b: anchor(email(0)) }),
      );
  });

  it('moves to a different e-mail, connects nothing and keeps its devices as evidence, as with a different customer', () => {
    givenUnder(ON, bought(0, byEmail), claimed('c', 0, device(0)))
      .when(bought(0, { emailHash: email(1), sourceVersion: 2 }))
      .then(
        decidedOf(0, 'PurchaseAnchorMoved', { from: email(0).id, anchor: anchor(email(1)) }),
        decidedOf(0, 'DeviceEvidenceAdded', { device: device(0).id }),
      );
  });

  it('waits if its e-mail is not known', () => {
    given().when(bought(0, byEmail)).then();
    givenUnder(ON).when(bought(0, byEmail)).then();
  });
});
