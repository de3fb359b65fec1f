import { HOUR } from '../../../libs/kernel/time';
import { asserted, bought, claimed, MINUTE, NOW, touched } from '../support/builders';
import { decided, decidedOf, given, givenUnder } from '../support/given';
import { Simulation, wait } from '../support/simulation';
import { customer, device, email } from '../support/universe';

const ofSecond = { customerId: customer(1) };
const laptop = device(0);
/** The laptop belongs to the first customer; the second one shares it. */
const sharedLaptop = [touched('t', laptop), asserted('a', laptop, customer(0))];

describe('a shared laptop', () => {
  it('fuses no people and loses no referral: the purchase links to its own customer, the device is evidence', () => {
    given(...sharedLaptop, bought(0, ofSecond))
      .when(claimed('c', 0, laptop))
      .then(
        decidedOf(0, 'PurchaseClaimAccepted'),
        decided('IdentityMergeRefused', {
          code: 'CUSTOMER_CONFLICT',
          evidence: { kind: 'claim', orderId: 'order-0', claimId: 'c' },
        }),
        decidedOf(0, 'DeviceEvidenceAdded', { device: laptop.id }),
        decidedOf(0, 'PurchaseLinked', { via: 'claim', anchor: { type: 'customer_id', id: customer(1).id } }),
        decidedOf(0, 'RewardEvaluationScheduled'),
      );
    const shop = Simulation.of().play(...sharedLaptop, bought(0, ofSecond), claimed('c', 0, laptop), wait(MINUTE));
    expect(shop.groupOf(0)).toEqual([customer(1).id]);
    expect(shop.credits(0)).toEqual({ t: 1_000_000 });
  });

  it("counts for this one purchase, not for the customer's next one", () => {
    const shop = Simulation.of().play(
      ...sharedLaptop,
      bought(0, ofSecond),
      claimed('c', 0, laptop),
      bought(1, ofSecond),
      wait(MINUTE),
    );
    expect(shop.credits(0)).toEqual({ t: 1_000_000 });
    expect(shop.purchase(1).attribution?.outcome.reason).toBe('NO_TOUCHPOINT');
  });

  it('counts only with its own touchpoints, not with those of its group', () => {
    const shop = Simulation.of().play(
      ...sharedLaptop,
      touched('phone', device(0, 1)),
      asserted('b', device(0, 1), customer(0)),
      bought(0, ofSecond),
      claimed('c', 0, laptop),
      wait(MINUTE),
    );
    expect(shop.credits(0)).toEqual({ t: 1_000_000 });
    expect(shop.purchase(0).attribution?.outcome.excludedCount).toBe(0);
  });

  it('lets none of its own group be a referrer: a second account on it earns nothing', () => {
    const shop = Simulation.of().play(
      touched('own', laptop, { referrer: customer(0) }),
      touched('friend', laptop, { referrer: customer(7), occurredAt: NOW - 2 * HOUR }),
      asserted('a', laptop, customer(0)),
      bought(0, ofSecond),
      claimed('c', 0, laptop),
      wait(MINUTE),
    );
    expect(shop.credits(0)).toEqual({ friend: 1_000_000 });
    expect(shop.excluded(0)).toEqual([{ touchpointId: 'own', reason: 'SELF_REFERRAL' }]);
  });

  it('is evidence once, however many claims it sends', () => {
    given(...sharedLaptop, bought(0, ofSecond), claimed('c1', 0, laptop))
      .when(claimed('c2', 0, laptop))
      .then(decidedOf(0, 'PurchaseClaimAccepted', { claimId: 'c2' }));
  });

  it('is evidence for each purchase that it claims, while the refusal is recorded once', () => {
    given(...sharedLaptop, bought(0, ofSecond), claimed('c1', 0, laptop), bought(1, ofSecond))
      .when(claimed('c2', 1, laptop))
      .then(decidedOf(1, 'PurchaseClaimAccepted'), decidedOf(1, 'DeviceEvidenceAdded', { device: laptop.id }));
  });
});

describe('a group that would become too large', () => {
  it('leaves the device as evidence', () => {
    givenUnder({ maxIdentifiersPerGroup: 2 }, asserted('a', customer(1), email(1)), bought(0, ofSecond))
      .when(claimed('c', 0, laptop))
      .then(
        decidedOf(0, 'PurchaseClaimAccepted'),
        decided('IdentityMergeRefused', { code: 'GROUP_TOO_LARGE' }),
        decidedOf(0, 'DeviceEvidenceAdded', { device: laptop.id }),
      );
  });

  it("leaves a guest's second device as evidence", () => {
    givenUnder(
      { maxIdentifiersPerGroup: 2 },
      asserted('a', device(1), email(1)),
      bought(0),
      claimed('c1', 0, device(1)),
    )
      .when(claimed('c2', 0, laptop))
      .then(
        decidedOf(0, 'PurchaseClaimAccepted'),
        decided('IdentityMergeRefused', { code: 'GROUP_TOO_LARGE' }),
        decidedOf(0, 'DeviceEvidenceAdded', { device: laptop.id }),
      );
  });
});
