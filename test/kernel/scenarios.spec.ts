import { HOUR, SECOND } from '../../libs/kernel/time';
import { asserted, bought, claimed, MINUTE, NOW, touched } from './support/builders';
import { decided, decidedOf } from './support/given';
import { Simulation, wait } from './support/simulation';
import { customer, device } from './support/universe';

const referrer = customer(1);

describe('scenario A, webhook first', () => {
  it('stores the purchase unlinked; the claim links it; the evaluation runs when the settling period is over', () => {
    const shop = Simulation.of().play(touched('t', device(0), { referrer }));
    expect(shop.record(bought(0, { customerId: customer(0) }))).toEqual([]);
    expect(shop.groupOf(0)).toBeNull();

    shop.play(wait(5 * SECOND), claimed('c', 0, device(0)));
    expect(shop.groupOf(0)).toEqual([customer(0).id, device(0).id]);
    expect(shop.evaluation(0)).toEqual({ state: 'scheduled', reasons: ['settling'], dueIn: MINUTE });

    shop.play(wait(55 * SECOND - 1));
    expect(shop.credits(0)).toBeNull();
    shop.play(wait(1));
    expect(shop.credits(0)).toEqual({ t: 1_000_000 });
    expect(shop.evaluation(0).state).toBe('done');
  });
});

describe('scenario B, SDK first', () => {
  it('lets the claim wait; the webhook proves it and links the purchase; the evaluation runs', () => {
    const shop = Simulation.of().play(touched('t', device(0), { referrer }));
    expect(shop.record(claimed('c', 0, device(0)))).toEqual([]);
    expect(shop.claims(0)).toEqual({ c: 'waiting' });

    shop.play(wait(5 * SECOND), bought(0, { customerId: customer(0) }));
    expect(shop.groupOf(0)).toEqual([customer(0).id, device(0).id]);
    expect(shop.evaluation(0)).toEqual({ state: 'scheduled', reasons: ['settling'], dueIn: 5 * SECOND + MINUTE });
    shop.finish();
    expect(shop.credits(0)).toEqual({ t: 1_000_000 });
  });
});

describe('scenario C, a returning customer with a new referral', () => {
  const old = device(0, 0);
  const phone = device(0, 1);
  /** The customer came through an ad and bought; today a friend sent the new phone. */
  const returning = () =>
    Simulation.of().play(
      touched('ad', old, { source: 'paid', occurredAt: NOW - 2 * HOUR }),
      bought(0, { customerId: customer(0) }),
      claimed('c0', 0, old),
      wait(HOUR),
      touched('friend', phone, { referrer, occurredAt: NOW + HOUR }),
      bought(1, { customerId: customer(0), occurredAt: NOW + HOUR }),
    );

  it('links at once to the group of the known customer, which does not have the referral', () => {
    const shop = returning();
    expect(shop.purchase(1).link?.via).toBe('customer');
    expect(shop.groupOf(1)).toEqual([customer(0).id, old.id]);
  });

  it('credits the new touchpoint when the claim comes within the settling period', () => {
    const shop = returning().play(wait(10 * SECOND));
    expect(shop.record(claimed('c1', 1, phone))).toEqual([
      decidedOf(1, 'PurchaseClaimAccepted', { claimId: 'c1' }),
      decided('IdentityGroupsMerged', { into: customer(0).id, from: phone.id, moved: [phone.id] }),
      // The first purchase was evaluated an hour ago; the second waits for its first evaluation anyway.
      decidedOf(0, 'RewardEvaluationScheduled', { reasons: ['merge'] }),
    ]);
    shop.finish();
    expect(shop.credits(1)).toEqual({ friend: 1_000_000 });
    expect(shop.credits(0)).toEqual({ ad: 1_000_000 });
    expect(shop.decisions.filter(({ type }) => type === 'EvaluationConfirmed')).toEqual([
      decidedOf(0, 'EvaluationConfirmed'),
    ]);
  });

  it('supersedes the first evaluation when the claim comes after it', () => {
    const shop = returning().play(wait(2 * MINUTE));
    expect(shop.credits(1)).toEqual({ ad: 1_000_000 });
    const first = shop.purchase(1).attribution!.at;

    expect(shop.record(claimed('c1', 1, phone))).toContainEqual(
      decidedOf(1, 'RewardEvaluationScheduled', { reasons: ['merge'] }),
    );
    shop.finish();
    expect(shop.credits(1)).toEqual({ friend: 1_000_000 });
    expect(shop.decisions).toContainEqual(decidedOf(1, 'PurchaseAttributed', { supersedes: first }));
    expect(shop.purchase(1).link?.via).toBe('claim');
  });

  it('has the same outcome with an assertion instead of a claim', () => {
    const shop = returning()
      .play(wait(2 * MINUTE), asserted('a', phone, customer(0)))
      .finish();
    expect(shop.credits(1)).toEqual({ friend: 1_000_000 });
  });

  it('excludes a self-referral once the groups are one', () => {
    const shop = Simulation.of().play(
      touched('own', phone, { referrer: old }),
      asserted('a', old, customer(0)),
      bought(1, { customerId: customer(0) }),
      wait(2 * MINUTE),
      claimed('c1', 1, phone),
    );
    shop.finish();
    expect(shop.credits(1)).toEqual({});
    expect(shop.excluded(1)).toEqual([{ touchpointId: 'own', reason: 'SELF_REFERRAL' }]);
  });
});
