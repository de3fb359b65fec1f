import { claimKey } from '../../../libs/kernel/purchases/claim';
import { DAY } from '../../../libs/kernel/time';
import { bought, claimed, NOW, policyChanged } from '../support/builders';
import { decided, decidedOf, given, givenUnder } from '../support/given';
import { Simulation, wait } from '../support/simulation';
import { BLOCKED_CUSTOMER, customer, device, tokenOf, WRONG_TOKEN } from '../support/universe';

const anchor = ({ type, id }: ReturnType<typeof device>) => ({ type, id });

describe('a claim with the token of the order', () => {
  const accepted = [
    decidedOf(0, 'PurchaseClaimAccepted', { claimId: 'c', device: device(0).id }),
    decided('IdentityGroupsMerged', {
      a: anchor(device(0)),
      b: anchor(customer(0)),
      evidence: { kind: 'claim', orderId: 'order-0', claimId: 'c' },
      into: customer(0).id,
    }),
    decidedOf(0, 'PurchaseLinked', { via: 'claim', anchor: anchor(customer(0)) }),
    decidedOf(0, 'RewardEvaluationScheduled', { reasons: ['settling'] }),
  ];

  it('is accepted when the purchase came first', () => {
    given(bought(0, { customerId: customer(0) }))
      .when(claimed('c', 0, device(0)))
      .then(...accepted);
  });

  it('waits for a purchase that comes second', () => {
    given()
      .when(claimed('c', 0, device(0)))
      .then();
    given(claimed('c', 0, device(0)))
      .when(bought(0, { customerId: customer(0) }))
      .then(...accepted);
  });

  it('does not connect a customer that the browser names, because nobody signed it', () => {
    const shop = Simulation.of().play(bought(0), claimed('c', 0, device(0), { customerId: customer(0) }));
    expect(shop.groups()).toEqual([[device(0).id]]);
    expect(
      shop
        .merchant()
        .purchases.claims.orders.get('order-0')!
        .claims.get(claimKey({ claimId: 'c', device: device(0).id }))!.customer,
    ).toBe(customer(0).id);
  });

  it('is accepted even if the browser names a blocked customer', () => {
    const shop = Simulation.of().play(bought(0), claimed('c', 0, device(0), { customerId: BLOCKED_CUSTOMER }));
    expect(shop.claims(0)).toEqual({ c: 'accepted' });
  });

  it('links a guest order to the group of the device', () => {
    given(bought(0))
      .when(claimed('c', 0, device(0)))
      .then(
        decidedOf(0, 'PurchaseClaimAccepted'),
        decidedOf(0, 'PurchaseLinked', { via: 'claim', anchor: anchor(device(0)) }),
        decidedOf(0, 'RewardEvaluationScheduled'),
      );
  });

  it('connects later devices of a guest order with the first accepted one', () => {
    given(bought(0), claimed('c1', 0, device(0)))
      .when(claimed('c2', 0, device(1)))
      .then(
        decidedOf(0, 'PurchaseClaimAccepted', { device: device(1).id }),
        decided('IdentityGroupsMerged', { a: anchor(device(1)), b: anchor(device(0)), into: device(0).id }),
      );
  });

  it('changes no group if the same device claims twice', () => {
    given(bought(0), claimed('c1', 0, device(0)))
      .when(claimed('c2', 0, device(0)))
      .then(decidedOf(0, 'PurchaseClaimAccepted', { claimId: 'c2' }));
  });

  it('is accepted long after the purchase: only waiting claims expire', () => {
    const shop = Simulation.of().play(bought(0), wait(80 * DAY), claimed('c', 0, device(0)));
    expect(shop.claims(0)).toEqual({ c: 'accepted' });
  });
});

describe('a claim with another token', () => {
  it('is rejected with TOKEN_MISMATCH in either order of arrival, and links and merges nothing', () => {
    const wrong = claimed('c', 0, device(0), { token: WRONG_TOKEN });
    const rejected = decidedOf(0, 'PurchaseClaimRejected', {
      claimId: 'c',
      device: device(0).id,
      code: 'TOKEN_MISMATCH',
    });
    given(bought(0, { customerId: customer(0) }))
      .when(wrong)
      .then(rejected);
    given(wrong)
      .when(bought(0, { customerId: customer(0) }))
      .then(rejected);
  });

  it('is rejected even if the policy requires no token, because the order has one', () => {
    givenUnder({ requireToken: false }, bought(0))
      .when(claimed('c', 0, device(0), { token: WRONG_TOKEN }))
      .then(decidedOf(0, 'PurchaseClaimRejected', { code: 'TOKEN_MISMATCH' }));
  });
});

describe('a purchase without a token', () => {
  const tokenless = bought(0, { token: undefined });

  it('rejects its claims with TOKEN_MISSING in either order of arrival', () => {
    const rejected = decidedOf(0, 'PurchaseClaimRejected', { code: 'TOKEN_MISSING' });
    given(tokenless)
      .when(claimed('c', 0, device(0)))
      .then(rejected);
    given(claimed('c', 0, device(0)))
      .when(tokenless)
      .then(rejected);
  });

  it('accepts its claims if the policy requires no token', () => {
    for (const facts of [
      [tokenless, claimed('c', 0, device(0))],
      [claimed('c', 0, device(0)), tokenless],
    ]) {
      const shop = Simulation.of({ requireToken: false }).play(...facts);
      expect(shop.claims(0)).toEqual({ c: 'accepted' });
      expect(shop.groupOf(0)).toEqual([device(0).id]);
    }
  });

  it('follows the policy of its first recording', () => {
    given(tokenless, policyChanged({ requireToken: false }))
      .when(claimed('c', 0, device(0)))
      .then(decidedOf(0, 'PurchaseClaimRejected', { code: 'TOKEN_MISSING' }));
  });
});

describe('a waiting claim', () => {
  it('is rejected with EXPIRED if it was recorded more than claimTtlDays before its purchase', () => {
    given(claimed('c', 0, device(0)), wait(30 * DAY + 1))
      .when(bought(0))
      .then(decidedOf(0, 'PurchaseClaimRejected', { claimId: 'c', code: 'EXPIRED' }));
    given(claimed('c', 0, device(0)), wait(30 * DAY))
      .when(bought(0))
      .then(
        decidedOf(0, 'PurchaseClaimAccepted'),
        decidedOf(0, 'PurchaseLinked'),
        decidedOf(0, 'RewardEvaluationScheduled'),
      );
  });

  it('expires by the time of its recording, not by the time at which it says it occurred', () => {
    const shop = Simulation.of().play(claimed('c', 0, device(0), { occurredAt: NOW - 300 * DAY }), bought(0));
    expect(shop.claims(0)).toEqual({ c: 'accepted' });
  });

  it('expires by the policy of the purchase', () => {
    const claimsOf = (claimTtlDays: number) =>
      Simulation.of({ claimTtlDays })
        .play(claimed('c', 0, device(0)), wait(2 * DAY), bought(0))
        .claims(0);
    expect(claimsOf(1)).toEqual({ c: 'EXPIRED' });
    expect(claimsOf(2)).toEqual({ c: 'accepted' });
  });
});

describe('an order', () => {
  const claims = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => claimed(`c${from + i}`, 0, device(0, from + i)));
  const inTotal = (shop: Simulation, verdict: string) =>
    Object.values(shop.claims(0)).filter((status) => status === verdict).length;

  it('accepts ten claims and rejects more with TOO_MANY_CLAIMS', () => {
    given(bought(0), ...claims(0, 10))
      .when(...claims(10, 11))
      .then(decidedOf(0, 'PurchaseClaimRejected', { claimId: 'c10', code: 'TOO_MANY_CLAIMS' }));
  });

  it('accepts the ten waiting claims that came first', () => {
    const shop = Simulation.of().play(...claims(0, 12), bought(0));
    expect(inTotal(shop, 'accepted')).toBe(10);
    expect(shop.claims(0)).toMatchObject({ c9: 'accepted', c10: 'TOO_MANY_CLAIMS', c11: 'TOO_MANY_CLAIMS' });
    expect(shop.groupOf(0)).toHaveLength(10);
  });

  it('does not count rejected claims', () => {
    const wrong = claims(100, 150).map((fact) => ({ ...fact, data: { ...fact.data, token: WRONG_TOKEN } }));
    const shop = Simulation.of().play(
      ...wrong,
      bought(0),
      ...wrong.map((fact, i) => ({ ...fact, data: { ...fact.data, claimId: `w${i}` } })),
    );
    shop.play(...claims(0, 10));
    expect(inTotal(shop, 'accepted')).toBe(10);
  });
});

describe('a newer version with another token', () => {
  const first = bought(0, { token: 'first' });
  const second = bought(0, { token: 'second', sourceVersion: 2 });

  it('judges again the claims that are not accepted', () => {
    const shop = Simulation.of().play(
      claimed('a', 0, device(0), { token: 'first' }),
      claimed('b', 0, device(1), { token: 'second' }),
      claimed('c', 0, device(2), { token: 'third' }),
      first,
    );
    expect(shop.claims(0)).toEqual({ a: 'accepted', b: 'TOKEN_MISMATCH', c: 'TOKEN_MISMATCH' });
    expect(shop.record(second)).toEqual([
      decidedOf(0, 'PurchaseClaimAccepted', { claimId: 'b' }),
      decided('IdentityGroupsMerged', { a: anchor(device(1)), b: anchor(device(0)) }),
    ]);
    expect(shop.claims(0)).toEqual({ a: 'accepted', b: 'accepted', c: 'TOKEN_MISMATCH' });
  });

  it('gives claims with TOKEN_MISSING their verdict', () => {
    given(bought(0, { token: undefined }), claimed('a', 0, device(0)), claimed('b', 0, device(1), { token: 'no' }))
      .when(bought(0, { token: tokenOf(0), sourceVersion: 2 }))
      .then(
        decidedOf(0, 'PurchaseClaimAccepted', { claimId: 'a' }),
        decidedOf(0, 'PurchaseLinked', { via: 'claim' }),
        decidedOf(0, 'RewardEvaluationScheduled'),
        decidedOf(0, 'PurchaseClaimRejected', { claimId: 'b', code: 'TOKEN_MISMATCH' }),
      );
  });

  it('does not repeat a verdict that stays the same', () => {
    givenUnder({ requireToken: false }, claimed('late', 0, device(0)), wait(31 * DAY), bought(0, { token: undefined }))
      .when(bought(0, { token: tokenOf(0), sourceVersion: 2 }))
      .then();
  });

  it('keeps the known token if it names none', () => {
    given(bought(0))
      .when(bought(0, { token: undefined, sourceVersion: 2 }), claimed('c', 0, device(0)))
      .then(
        decidedOf(0, 'PurchaseClaimAccepted'),
        decidedOf(0, 'PurchaseLinked'),
        decidedOf(0, 'RewardEvaluationScheduled'),
      );
  });

  it('does not judge claims if the token is the same', () => {
    given(bought(0), claimed('c', 0, device(0), { token: WRONG_TOKEN }))
      .when(bought(0, { sourceVersion: 2 }))
      .then();
  });
});
