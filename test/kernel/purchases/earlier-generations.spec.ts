import { bought, claimed, touched } from '../support/builders';
import { Simulation } from '../support/simulation';
import { customer, device, email } from '../support/universe';

/** Customer 0 was erased; whoever is named by that id now is customer 1, and by that address e-mail 1. */
const afterErasure = (sourceVersion: number, more = {}) =>
  bought(0, {
    customerId: customer(1),
    sourceVersion,
    carried: { earlier: { customerId: [customer(0).id], emailHash: [email(0).id] } },
    ...more,
  });

describe('an identifier that was erased and is named again', () => {
  it('keeps an order that had it where it was', () => {
    const shop = Simulation.of().play(touched('t', device(0)), bought(0, { customerId: customer(0) }));
    shop.play(claimed('c', 0, device(0))).finish();
    shop.play(afterErasure(2, { total: 5_000 })).finish();
    expect(shop.decisions.map(({ type }) => type)).not.toContain('PurchaseAnchorMoved');
    expect(shop.purchase(0)).toMatchObject({ total: 5_000, customer: customer(0), anchor: { id: customer(0).id } });
    expect(shop.credits(0)).toEqual({ t: 1_000_000 });
  });

  it('keeps it also while nobody knows the buyer, and if it is the e-mail that was erased', () => {
    const shop = Simulation.of({ linkByEmail: true }).play(bought(0, { emailHash: email(0) }));
    shop.play(afterErasure(2, { customerId: undefined, emailHash: email(1) }));
    expect(shop.purchase(0)).toMatchObject({ email: email(0), customer: null });
  });

  it('is somebody new for every other order', () => {
    const shop = Simulation.of().play(afterErasure(1), claimed('c', 0, device(0)));
    expect(shop.groupOf(0)).toEqual([customer(1).id, device(0).id].sort());
  });

  it('moves the order of anybody else, as ever', () => {
    const shop = Simulation.of().play(bought(0, { customerId: customer(2) }), claimed('c', 0, device(0)));
    shop.play(afterErasure(2));
    expect(shop.purchase(0)).toMatchObject({ anchor: { id: customer(1).id } });
  });
});
