import type { IdentifierRef } from '../../../libs/kernel/identity/identifier';
import { asserted, bought, claimed, MINUTE, policyChanged, touched } from '../support/builders';
import { decided, decidedOf, given } from '../support/given';
import { Simulation, wait } from '../support/simulation';
import { BLOCKED_CUSTOMER, BLOCKED_DEVICE, customer, device } from '../support/universe';

describe('a blocked value', () => {
  const blockedDevice = { type: BLOCKED_DEVICE.type, id: BLOCKED_DEVICE.id };

  it('is recorded as IdentifierBlocked if a touchpoint names it, and the touchpoint counts for nobody', () => {
    given()
      .when(touched('t', BLOCKED_DEVICE))
      .then(decided('IdentifierBlocked', { identifier: blockedDevice, in: 'touchpoint' }));
    expect(Simulation.of().play(touched('t', BLOCKED_DEVICE)).groups()).toEqual([]);
  });

  it('is recorded if a claim names it, and the claim is rejected at once, with or without its purchase', () => {
    const rejected = [
      decided('IdentifierBlocked', { identifier: blockedDevice, in: 'claim' }),
      decidedOf(0, 'PurchaseClaimRejected', { claimId: 'c', device: blockedDevice.id, code: 'BLOCKED_IDENTIFIER' }),
    ];
    given()
      .when(claimed('c', 0, BLOCKED_DEVICE))
      .then(...rejected);
    given(bought(0, { customerId: customer(0) }))
      .when(claimed('c', 0, BLOCKED_DEVICE))
      .then(...rejected);
  });

  it('settles its claim for good: no purchase and no other token judges the claim again', () => {
    given(claimed('c', 0, BLOCKED_DEVICE))
      .when(bought(0))
      .then();
    given(claimed('c', 0, BLOCKED_DEVICE, { token: 'second' }), bought(0))
      .when(bought(0, { token: 'second', sourceVersion: 2 }))
      .then();
  });

  it('counts as absent if it is the customer of a purchase: the buyer is a guest', () => {
    given(bought(0, { customerId: BLOCKED_CUSTOMER }))
      .when(claimed('c', 0, device(0)))
      .then(
        decidedOf(0, 'PurchaseClaimAccepted'),
        decidedOf(0, 'PurchaseLinked', { anchor: { type: 'anonymous_id', id: device(0).id } }),
        decidedOf(0, 'RewardEvaluationScheduled'),
      );
  });

  it('counts as absent if it is the referrer: no self-referral, and nobody to reward', () => {
    const shop = Simulation.of().play(
      touched('t', device(0), { referrer: BLOCKED_CUSTOMER }),
      bought(0),
      claimed('c', 0, device(0)),
      wait(MINUTE),
    );
    expect(shop.purchase(0).attribution?.outcome.credits).toEqual([
      { touchpointId: 't', source: 'referral', share: 1_000_000 },
    ]);
  });

  it('makes no customer known, on either side of an assertion', () => {
    const shop = Simulation.of().play(
      bought(0, { customerId: customer(0) }),
      asserted('a', customer(0), BLOCKED_DEVICE),
      wait(MINUTE),
    );
    expect(shop.purchase(0).link).toBeNull();
  });
});

describe("the merchant's own blocked values", () => {
  const kiosk = device(7);

  it('count only while the policy has them', () => {
    const shop = Simulation.of();
    shop.play(touched('before', kiosk), policyChanged({ blockedIds: [kiosk.id] }));
    expect(shop.record(touched('while', kiosk))).toEqual([decided('IdentifierBlocked')]);
    shop.play(policyChanged({ blockedIds: [] }));
    expect(shop.record(touched('after', kiosk))).toEqual([]);
    expect(
      shop
        .merchant()
        .touchpoints.of(kiosk.id)
        .map(({ touchpointId }) => touchpointId),
    ).toEqual(['before', 'after']);
  });

  it('are compared with the lower-cased value', () => {
    const upper: IdentifierRef = { type: 'anonymous_id', id: device(8).id, folded: kiosk.id };
    given(policyChanged({ blockedIds: [kiosk.id] }))
      .when(touched('t', upper))
      .then(decided('IdentifierBlocked', { identifier: { type: 'anonymous_id', id: upper.id } }));
  });

  it('reject a claim that was waiting when they were added', () => {
    given(claimed('c', 0, kiosk), policyChanged({ blockedIds: [kiosk.id] }))
      .when(bought(0))
      .then(decidedOf(0, 'PurchaseClaimRejected', { claimId: 'c', code: 'BLOCKED_IDENTIFIER' }));
  });

  it('block a customer whose purchase is waiting: its claim links it as a guest order', () => {
    const shop = Simulation.of().play(
      bought(0, { customerId: customer(0) }),
      policyChanged({ blockedIds: [customer(0).id] }),
      claimed('c', 0, device(0)),
    );
    expect(shop.groupOf(0)).toEqual([device(0).id]);
  });
});
