import { asserted, bought, claimed, touched } from '../support/builders';
import { decided, given } from '../support/given';
import { Simulation } from '../support/simulation';
import { BLOCKED_DEVICE, customer, device, email } from '../support/universe';

describe('an identifier is first seen', () => {
  const seen = (shop: Simulation) => shop.groups().flat();

  it('as the anonymous id of a touchpoint', () => {
    expect(seen(Simulation.of().play(touched('t', device(0))))).toEqual([device(0).id]);
  });

  it('not by being named as referrer', () => {
    expect(seen(Simulation.of().play(touched('t', device(0), { referrer: customer(1) })))).toEqual([device(0).id]);
  });

  it('as the device of an accepted claim, not of a waiting or rejected one', () => {
    const shop = Simulation.of().play(claimed('right', 0, device(0)), claimed('wrong', 0, device(1), { token: 'no' }));
    expect(seen(shop)).toEqual([]);
    expect(seen(shop.play(bought(0)))).toEqual([device(0).id]);
  });

  it('as the customer of a linked purchase, not of a waiting one, and never as its e-mail alone', () => {
    const shop = Simulation.of().play(bought(0, { customerId: customer(0), emailHash: email(0) }));
    expect(seen(shop)).toEqual([]);
    expect(seen(shop.play(claimed('c', 0, device(0))))).toEqual([customer(0).id, device(0).id]);
  });

  it('as a side of a connect, refused or not, unless the other side is a blocked value', () => {
    const shop = Simulation.of().play(
      asserted('a', customer(0), customer(1)),
      asserted('b', device(0), BLOCKED_DEVICE),
    );
    expect(seen(shop)).toEqual([customer(0).id, customer(1).id, device(0).id]);
  });

  it('alone in its home group, whose id is its own', () => {
    expect(
      Simulation.of()
        .play(touched('t', device(0)))
        .canonicalOf(device(0)),
    ).toBe(device(0).id);
  });
});

describe('the anchor of two groups that merge', () => {
  it('is the customer, however late it was seen', () => {
    given(touched('t', device(0)))
      .when(asserted('a', device(0), customer(0)))
      .then(decided('IdentityGroupsMerged', { into: customer(0).id, from: device(0).id, moved: [device(0).id] }));
  });

  it('is the one that the log saw first, whatever times the touchpoints carry', () => {
    given(touched('t1', device(1), { occurredAt: 2_000 }), touched('t2', device(0), { occurredAt: 1_000 }))
      .when(asserted('a', device(0), device(1)))
      .then(decided('IdentityGroupsMerged', { into: device(1).id, from: device(0).id }));
  });

  it('is side a when one fact brings both', () => {
    const [low, high] = [device(0), device(1)];
    given()
      .when(asserted('a', high, low))
      .then(decided('IdentityGroupsMerged', { into: high.id, from: low.id }));
    given()
      .when(asserted('a', low, high))
      .then(decided('IdentityGroupsMerged', { into: low.id, from: high.id }));
  });

  it('keeps its group: the new group of a returning visitor merges into the old one', () => {
    const shop = Simulation.of().play(
      asserted('old', device(0), customer(0)),
      touched('t', device(1)),
      asserted('new', device(1), device(2)),
    );
    expect(shop.record(asserted('a', device(2), device(0)))).toEqual([
      decided('IdentityGroupsMerged', {
        into: customer(0).id,
        from: device(1).id,
        moved: [device(1).id, device(2).id],
      }),
    ]);
    for (const i of [0, 1, 2]) expect(shop.canonicalOf(device(i))).toBe(customer(0).id);
  });

  it('is the customer seen first, if the policy allows several', () => {
    const shop = Simulation.of({ maxCustomersPerGroup: 2 }).play(
      asserted('a1', customer(1), device(1)),
      asserted('a2', customer(0), device(0)),
      asserted('a3', device(0), device(1)),
    );
    expect(shop.canonicalOf(customer(0))).toBe(customer(1).id);
  });

  it('dates a device by the fact that saw it, and a claim by its acceptance', () => {
    const shop = Simulation.of().play(
      claimed('c', 0, device(0)),
      touched('t', device(1)),
      bought(0),
      asserted('a', device(0), device(1)),
    );
    expect(shop.canonicalOf(device(0))).toBe(device(1).id);
  });
});
