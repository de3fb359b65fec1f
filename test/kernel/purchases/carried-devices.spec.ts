import { World } from '../../../libs/kernel/world';
import { bought, claimed, touched } from '../support/builders';
import { Simulation } from '../support/simulation';
import { BLOCKED_DEVICE, customer, device, WRONG_TOKEN } from '../support/universe';

const carrying = (...devices: ReturnType<typeof device>[]) => ({ carried: { devices } });

describe('a device that the order carries', () => {
  it('links a guest order to its group, without a browser that claims it', () => {
    const shop = Simulation.of()
      .play(touched('t', device(0)), bought(0, carrying(device(0))))
      .finish();
    expect(shop.purchase(0).link).toMatchObject({ via: 'carried' });
    expect(shop.groupOf(0)).toEqual([device(0).id]);
    expect(shop.credits(0)).toEqual({ t: 1_000_000 });
    expect(shop.claims(0)).toEqual({ 'carried:1': 'accepted' });
  });

  it('joins the group of the customer, who is known from then on', () => {
    const shop = Simulation.of().play(
      touched('t', device(0)),
      bought(1, { customerId: customer(0) }),
      bought(0, { customerId: customer(0), ...carrying(device(0)) }),
    );
    shop.finish();
    expect(shop.purchase(1).link).toMatchObject({ via: 'customer' });
    expect(shop.groupOf(0)).toEqual([customer(0).id, device(0).id].sort());
    expect([shop.credits(0), shop.credits(1)]).toEqual([{ t: 1_000_000 }, { t: 1_000_000 }]);
  });

  it('needs no token, in no version of the order', () => {
    const shop = Simulation.of().play(bought(0, { token: undefined, ...carrying(device(0)) }));
    expect(shop.claims(0)).toEqual({ 'carried:1': 'accepted' });
    shop.play(bought(0, { sourceVersion: 2, token: WRONG_TOKEN }));
    expect(shop.claims(0)).toEqual({ 'carried:1': 'accepted' });
  });

  it('counts once, however many versions carry it, and also when only a stale one does', () => {
    const shop = Simulation.of().play(
      bought(0, { sourceVersion: 2 }),
      bought(0, carrying(device(0))),
      bought(0, { sourceVersion: 3, ...carrying(device(0), device(0, 1)) }),
    );
    expect(shop.claims(0)).toEqual({ 'carried:1': 'accepted', 'carried:2': 'accepted' });
    expect(shop.purchase(0)).toMatchObject({ acceptedClaims: 2, link: { via: 'carried' } });
  });

  it('is worth less than a claim, and more than a customer who is known', () => {
    const known = [bought(1, { customerId: customer(0) }), claimed('c1', 1, device(0, 2))];
    const shop = Simulation.of().play(...known, bought(0, { customerId: customer(0) }));
    expect(shop.purchase(0).link).toMatchObject({ via: 'customer' });
    shop.play(bought(0, { customerId: customer(0), sourceVersion: 2, ...carrying(device(0)) }));
    expect(shop.purchase(0).link).toMatchObject({ via: 'carried' });
    shop.play(claimed('c', 0, device(0)));
    expect(shop.purchase(0).link).toMatchObject({ via: 'claim' });
    shop.play(bought(0, { customerId: customer(0), sourceVersion: 3, ...carrying(device(0, 1)) }));
    expect(shop.purchase(0).link).toMatchObject({ via: 'claim' });
  });

  it('says nothing new if it claimed the order before', () => {
    const shop = Simulation.of().play(claimed('c', 0, device(0)), bought(0, carrying(device(0))));
    expect(shop.claims(0)).toEqual({ c: 'accepted', 'carried:1': 'duplicate' });
    expect(shop.purchase(0).acceptedClaims).toBe(1);
  });

  it('is no claim of a browser that calls itself the same', () => {
    const shop = Simulation.of().play(claimed('carried:1', 0, device(0), { token: WRONG_TOKEN }));
    shop.play(bought(0, carrying(device(0))));
    expect([...shop.merchant().purchases.claims.of('order-0')].map(({ status }) => status)).toEqual([
      'rejected',
      'accepted',
    ]);
  });
});

describe('a device of somebody else in the cart', () => {
  it('is stopped by the guard rails, and counts for this one order', () => {
    const shop = Simulation.of().play(
      touched('t', device(1)),
      ...[bought(1, { customerId: customer(1) }), claimed('c1', 1, device(1))],
      bought(0, { customerId: customer(0), ...carrying(device(1)) }),
    );
    shop.finish();
    expect(shop.groupOf(0)).toEqual([customer(0).id]);
    expect(shop.groupOf(1)).toEqual([customer(1).id, device(1).id].sort());
    expect(shop.purchase(0).evidence).toEqual([device(1).id]);
  });

  it('is refused if it identifies nobody', () => {
    const shop = Simulation.of().play(bought(0, carrying(BLOCKED_DEVICE)));
    expect(shop.claims(0)).toEqual({ 'carried:1': 'BLOCKED_IDENTIFIER' });
    expect(shop.purchase(0).link).toBeNull();
  });

  it('is no evidence at all if the policy has acceptCarriedDevices off', () => {
    const shop = Simulation.of({ acceptCarriedDevices: false }).play(bought(0, carrying(device(0))));
    expect(shop.claims(0)).toEqual({});
    expect(shop.purchase(0)).toMatchObject({ link: null, carriedDevices: [] });
  });

  it('is at most one of ten, and no version can make a long list longer', () => {
    const shop = Simulation.of();
    for (let version = 0; version < 6; version++) {
      const devices = [0, 1, 2].map((i) => device(version, i));
      shop.play(bought(0, { sourceVersion: version, ...carrying(...devices) }));
    }
    expect(Object.values(shop.claims(0))).toEqual(Array.from({ length: 10 }, () => 'accepted'));
    shop.play(claimed('c', 0, device(9)));
    expect(shop.claims(0).c).toBe('TOO_MANY_CLAIMS');
  });
});

it('carries nothing before kernel version 2', () => {
  const shop = Simulation.of({}, new World(3, true)).play(bought(0, carrying(device(0))));
  expect([shop.claims(0), shop.purchase(0).link]).toEqual([{}, null]);
});
