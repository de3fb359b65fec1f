import type { PurchaseRecorded } from '../../../libs/kernel/facts';
import { toInstant } from '../../../libs/kernel/time';
import { bought, claimed, NOW } from '../support/builders';
import { Simulation } from '../support/simulation';
import { customer, device } from '../support/universe';

type Version = Partial<Omit<PurchaseRecorded, 'occurredAt'>>;

/** The held version must be the same in both orders of arrival. */
function expectNewer(newer: Version, older: Version): void {
  for (const versions of [
    [newer, older],
    [older, newer],
  ]) {
    const { status, total, refunded, bodyHash } = Simulation.of()
      .play(...versions.map((version) => bought(0, version)))
      .purchase(0);
    const { data } = bought(0, newer);
    expect({ status, total, refunded, bodyHash }).toEqual({
      status: data.status,
      total: data.total,
      refunded: data.refunded,
      bodyHash: data.bodyHash,
    });
  }
}

describe('the held version of an order is', () => {
  it('the one with the greater source version', () => {
    expectNewer({ sourceVersion: 10, total: 1 }, { sourceVersion: 9, total: 2 });
    expectNewer({ sourceVersion: toInstant(2), total: 1 }, { sourceVersion: toInstant(1), total: 2 });
  });

  it('the one with an instant rather than an integer', () => {
    expectNewer({ sourceVersion: toInstant(0) }, { sourceVersion: Number.MAX_SAFE_INTEGER });
  });

  it('the one with more refunded if source versions are equal, whatever the ranks', () => {
    expectNewer({ refunded: 500, status: 'paid' }, { refunded: 499, status: 'cancelled' });
  });

  it.each([
    ['paid', 'pending'],
    ['partially_refunded', 'paid'],
    ['refunded', 'partially_refunded'],
    ['cancelled', 'refunded'],
  ] as const)('then the one that is %s before one that is %s', (higher, lower) => {
    expectNewer({ status: higher, bodyHash: 'a' }, { status: lower, bodyHash: 'b' });
  });

  it('then the one with the lower net: a hash decides on no money', () => {
    expectNewer({ total: 1, bodyHash: 'a' }, { total: 2, bodyHash: 'b' });
    expectNewer({ total: 501, refunded: 500, bodyHash: 'a' }, { total: 502, refunded: 500, bodyHash: 'b' });
  });

  it('the one with the greater body hash if all else is equal', () => {
    expectNewer({ currency: 'EUR', bodyHash: 'bb' }, { currency: 'USD', bodyHash: 'ba' });
  });
});

describe('a stale delivery', () => {
  it('changes nothing but everPaid', () => {
    const shop = Simulation.of().play(bought(0, { status: 'pending', sourceVersion: 2 }));
    const { everPaid: _, pastPending: __, ...before } = shop.purchase(0);
    shop.play(bought(0, { sourceVersion: 1, total: 5, customerId: customer(0), token: 'another', occurredAt: 0 }));
    const { everPaid, pastPending, ...after } = shop.purchase(0);
    expect(after).toEqual(before);
    expect({ everPaid, pastPending }).toEqual({ everPaid: true, pastPending: true });
  });

  it('schedules the evaluation of a purchase that is pending now, because a version was past pending', () => {
    const shop = Simulation.of().play(bought(0, { status: 'pending', sourceVersion: 2 }), claimed('c', 0, device(0)));
    expect(shop.evaluation(0).state).toBe('none');
    shop.play(bought(0, { sourceVersion: 1 }));
    expect(shop.evaluation(0)).toEqual({ state: 'scheduled', reasons: ['settling'], dueIn: 60_000 });
  });

  it('judges no claim by its token, and does not link to the customer it names', () => {
    const shop = Simulation.of().play(
      bought(0, { sourceVersion: 2 }),
      claimed('c', 0, device(0), { token: 'old' }),
      bought(0, { sourceVersion: 1, token: 'old', customerId: customer(0) }),
    );
    expect(shop.claims(0)).toEqual({ c: 'TOKEN_MISMATCH' });
    expect(shop.purchase(0).customer).toBeNull();
  });
});

describe('everPaid', () => {
  const everPaid = (...versions: Version[]) =>
    Simulation.of()
      .play(...versions.map((version, i) => bought(0, { sourceVersion: i, ...version })))
      .purchase(0).everPaid;

  it.each(['paid', 'partially_refunded', 'refunded'] as const)('is true once a version is %s', (status) => {
    expect(everPaid({ status })).toBe(true);
  });

  it.each(['pending', 'cancelled'] as const)('is not true for one that only ever is %s', (status) => {
    expect(everPaid({ status })).toBe(false);
  });

  it('stays true whatever version follows', () => {
    expect(everPaid({ status: 'paid' }, { status: 'cancelled' })).toBe(true);
    expect(everPaid({ status: 'paid' }, { status: 'pending' })).toBe(true);
  });

  it('becomes true by a stale version', () => {
    expect(everPaid({ status: 'cancelled', sourceVersion: 2 }, { status: 'paid', sourceVersion: 1 })).toBe(true);
  });
});

describe('a purchase', () => {
  it('keeps what it knew when a newer version names no customer, e-mail or token', () => {
    const { data } = bought(0, { sourceVersion: 2, token: undefined });
    const shop = Simulation.of().play(bought(0, { customerId: customer(0) }), { type: 'PurchaseRecorded', data });
    expect(shop.purchase(0)).toMatchObject({ customer: customer(0), token: bought(0).data.token, sourceVersion: 2 });
  });

  it('with a future time counts as bought when it was recorded', () => {
    expect(
      Simulation.of()
        .play(bought(0, { occurredAt: NOW + 1 }))
        .purchase(0).occurredAt,
    ).toBe(NOW);
  });
});
