import { DAY, HOUR } from '../../../libs/kernel/time';
import { World } from '../../../libs/kernel/world';
import { bought, claimed, touched } from '../support/builders';
import { Simulation, wait } from '../support/simulation';
import { BLOCKED_DEVICE, customer, device, tokenOf, WRONG_TOKEN } from '../support/universe';

/** A claim of the checkout that becomes the order, before anybody knows the order. */
const started = (claimId: string, order: number, who = device(0)) =>
  claimed(claimId, order, who, { orderId: undefined });

/** Claim id → what became of it, of those that wait for no order too. */
function claims(shop: Simulation, order = 0): Record<string, string> {
  const waiting = shop.merchant().purchases.claims.byToken.get(tokenOf(order));
  return { ...shop.claims(order), ...Object.fromEntries(waiting.map(({ claimId, status }) => [claimId, status])) };
}

describe('a claim by token alone', () => {
  it('waits for the purchase with its token, whatever the order id', () => {
    const shop = Simulation.of().play(touched('t', device(0)), started('s', 0));
    expect(claims(shop)).toEqual({ s: 'waiting' });
    shop.play(bought(1));
    expect(claims(shop)).toEqual({ s: 'waiting' });
    shop.play(bought(0));
    expect(claims(shop)).toEqual({ s: 'accepted' });
    expect(shop.purchase(0).link).toMatchObject({ via: 'claim' });
    expect(shop.finish().credits(0)).toEqual({ t: 1_000_000 });
  });

  it('is judged at once if the purchase is there', () => {
    const shop = Simulation.of().play(bought(0, { customerId: customer(0) }), started('s', 0));
    expect(claims(shop)).toEqual({ s: 'accepted' });
    expect(shop.groupOf(0)).toEqual([customer(0).id, device(0).id].sort());
  });

  it('finds a token that a newer version of the order brings', () => {
    const shop = Simulation.of().play(started('s', 0), bought(0, { token: undefined }));
    expect(claims(shop)).toEqual({ s: 'waiting' });
    shop.play(bought(0, { sourceVersion: 2 }));
    expect(claims(shop)).toEqual({ s: 'accepted' });
  });

  it('is never mismatched: a token that nobody has is of nobody', () => {
    const shop = Simulation.of().play(
      claimed('s', 0, device(0), { orderId: undefined, token: WRONG_TOKEN }),
      bought(0),
    );
    expect(shop.claims(0)).toEqual({});
    expect(shop.purchase(0).link).toBeNull();
  });

  it('is for the order that was recorded first, if a shop gives a token twice', () => {
    for (const steps of [
      [started('s', 0), bought(0), bought(1, { token: tokenOf(0) })],
      [bought(0), bought(1, { token: tokenOf(0) }), started('s', 0)],
      [bought(0), started('s', 0), bought(1, { token: tokenOf(0) })],
    ]) {
      const shop = Simulation.of().play(...steps);
      expect([shop.claims(0), shop.claims(1)]).toEqual([{ s: 'accepted' }, {}]);
    }
  });

  it('expires', () => {
    const shop = Simulation.of().play(started('s', 0), wait(30 * DAY + 1), bought(0));
    expect(claims(shop)).toEqual({ s: 'EXPIRED' });
  });

  it('connects nobody if it comes late', () => {
    const shop = Simulation.of().play(bought(0, { customerId: customer(0) }), wait(49 * HOUR), started('s', 0));
    expect(shop.purchase(0)).toMatchObject({ evidence: [device(0).id], link: { via: 'claim' } });
    expect(shop.groupOf(0)).toEqual([customer(0).id]);
  });

  it('of a device that identifies nobody is refused at once', () => {
    const shop = Simulation.of().play(started('s', 0, BLOCKED_DEVICE), bought(0));
    expect(shop.decisions[0]).toMatchObject({ type: 'IdentifierBlocked', data: { in: 'claim' } });
    expect([claims(shop), shop.purchase(0).link]).toEqual([{}, null]);
  });

  it('waits for kernel version 2', () => {
    const shop = Simulation.of({}, new World(3, true)).play(started('s', 0), bought(0));
    expect(claims(shop)).toEqual({ s: 'waiting' });
  });
});

describe('the same device, token and order claimed twice', () => {
  it('is accepted once, whichever claim comes first', () => {
    const early = started('early', 0);
    const done = claimed('done', 0, device(0));
    for (const [steps, expected] of [
      [[early, done, bought(0)], { early: 'accepted', done: 'duplicate' }],
      [[bought(0), early, done], { early: 'accepted', done: 'duplicate' }],
      [[bought(0), done, early], { done: 'accepted', early: 'duplicate' }],
      [[early, bought(0), done], { early: 'accepted', done: 'duplicate' }],
    ] as const) {
      const shop = Simulation.of().play(...steps);
      expect(shop.claims(0)).toEqual(expected);
      expect(shop.purchase(0)).toMatchObject({ acceptedClaims: 1, claimedDevices: [device(0).id] });
    }
  });

  it('takes no room of another device', () => {
    const shop = Simulation.of().play(bought(0));
    for (let i = 0; i < 50; i++) shop.play(started(`s${i}`, 0));
    for (let i = 1; i < 10; i++) shop.play(claimed(`c${i}`, 0, device(i)));
    expect(Object.values(shop.claims(0)).filter((status) => status === 'accepted')).toHaveLength(10);
  });
});

it('many claims for checkouts that never become orders cost an order of another token nothing', () => {
  const shop = Simulation.of();
  for (let i = 0; i < 10_000; i++) {
    shop.play(claimed(`c${i}`, 0, device(i % 200, i % 7), { orderId: undefined, token: `${i}`.padStart(64, 'a') }));
  }
  const decisions = shop.record(bought(0));
  expect(decisions).toEqual([]);
});

it('of many claims with one token the oldest hundred are judged', () => {
  const shop = Simulation.of();
  for (let i = 0; i < 250; i++) shop.play(started(`s${i}`, 0, device(i)));
  shop.play(bought(0));
  const verdicts = Object.values(claims(shop));
  const count = (verdict: string) => verdicts.filter((status) => status === verdict).length;
  expect(['accepted', 'TOO_MANY_CLAIMS', 'waiting'].map(count)).toEqual([10, 90, 150]);
});
