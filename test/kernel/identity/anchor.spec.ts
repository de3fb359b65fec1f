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

  it('as the device of an accepted claim, not of one that waits or is rejected', () => {
    const shop = Simulation.of().play(claimed('right', 0, device(0)), claimed('wrong', 0, device(1), { token: 'no' }));
    expect(seen(shop)).toEqual([]);
    expect(seen(shop.play(bought(0)))).toEqual([device(0).id]);
  });

  it('as the customer of a linked purchase, not of one that waits; never as its e-mail alone', () => {
    const shop = Simulation.of().play(bought(0, { customerId: customer(0), emailHash: email(0) }));
    expect(seen(shop)).toEqual([]);
    expect(seen(shop.play(claimed('c', 0, device(0))))).toEqual([customer(0).id, device(0).id]);
  });

  it('as a side of a connect, refused or not; not when the other is what never identifies anybody either', () => {
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

describe('of two groups the anchor', () => {
  it('is the one with a customer id, however late it was seen', () => {
    given(touched('t', device(0)))
      .when(asserted('a', device(0), customer(0)))
      .then(decided('IdentityGroupsMerged', { into: customer(0).id, from: device(0).id, moved: [device(0).id] }));
  });

  it('is the one first seen earlier in the log, whatever the touchpoints say of their time', () => {
    given(touched('t1', device(1), { occurredAt: 2_000 }), touched('t2', device(0), { occurredAt: 1_000 }))
      .when(asserted('a', device(0), device(1)))
      .then(decided('IdentityGroupsMerged', { into: device(1).id, from: device(0).id }));
  });

  it('is side a when one fact showed both', () => {
    const [low, high] = [device(0), device(1)];
    given()
      .when(asserted('a', high, low))
      .then(decided('IdentityGroupsMerged', { into: high.id, from: low.id }));
    given()
      .when(asserted('a', low, high))
      .then(decided('IdentityGroupsMerged', { into: low.id, from: high.id }));
  });

  it('is the one that the group keeps: a group that a returning visitor just made merges into the old one', () => {
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

  it('is the customer seen earlier where the policy allows several', () => {
    const shop = Simulation.of({ maxCustomersPerGroup: 2 }).play(
      asserted('a1', customer(1), device(1)),
      asserted('a2', customer(0), device(0)),
      asserted('a3', device(0), device(1)),
    );
    expect(shop.canonicalOf(customer(0))).toBe(customer(1).id);
  });

  it('counts from the fact by which a device was seen: its claim counts when it is accepted', () => {
    const shop = Simulation.of().play(
      claimed('c', 0, device(0)),
      touched('t', device(1)),
      bought(0),
      asserted('a', device(0), device(1)),
    );
    expect(shop.canonicalOf(device(0))).toBe(device(1).id);
  });
});
