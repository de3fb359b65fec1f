import type { Decision } from '../../../libs/kernel/decisions';
import { bought, claimed, policyChanged } from '../support/builders';
import { Simulation } from '../support/simulation';
import { BLOCKED_DEVICE, customer, device, tokenOf, WRONG_TOKEN } from '../support/universe';

const wrong = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) =>
    claimed(`w${from + i}`, 0, device(1, from + i), { token: `${WRONG_TOKEN}${i}` }),
  );
const right = claimed('right', 0, device(0));
const tokenless = bought(0, { token: undefined });

const count = (decisions: Decision[], type: Decision['type']) =>
  decisions.filter((decision) => decision.type === type).length;
const rejectedIds = (decisions: Decision[]) =>
  decisions.flatMap(({ type, data }) => (type === 'PurchaseClaimRejected' ? [data.claimId] : []));
const dropped = (decisions: Decision[]) =>
  decisions.flatMap(({ type, data }) => (type === 'WaitingClaimsDropped' ? [data.count] : []));

describe('among many waiting claims with wrong tokens', () => {
  it.each([
    ['first', [right, ...wrong(0, 5_000)]],
    ['last', [...wrong(0, 5_000), right]],
    ['in the middle', [...wrong(0, 2_500), right, ...wrong(2_500, 5_000)]],
  ])('the right one that came %s is accepted before all others are judged', (_when, claims) => {
    const shop = Simulation.of().play(...claims);
    const decisions = shop.record(bought(0, { customerId: customer(0) }));
    expect(decisions[0]).toMatchObject({ type: 'PurchaseClaimAccepted', data: { claimId: 'right' } });
    expect(count(decisions, 'PurchaseClaimAccepted')).toBe(1);
    expect(shop.groupOf(0)).toEqual([customer(0).id, device(0).id]);
  });

  it('the newest 100 are judged one by one, and the rest are dropped together, with their count', () => {
    const decisions = Simulation.of()
      .play(...wrong(0, 350))
      .record(bought(0));
    expect(rejectedIds(decisions)).toEqual(wrong(250, 350).map(({ data }) => data.claimId));
    expect(dropped(decisions)).toEqual([250]);
    expect(decisions.at(-1)?.type).toBe('WaitingClaimsDropped');
  });

  it('up to 100 are judged one by one and none is dropped', () => {
    const decisions = Simulation.of()
      .play(...wrong(0, 100), right)
      .record(bought(0));
    expect(rejectedIds(decisions)).toHaveLength(100);
    expect(dropped(decisions)).toEqual([]);
  });

  it('all are rejected with TOKEN_MISMATCH, the dropped ones too', () => {
    const shop = Simulation.of().play(...wrong(0, 300), bought(0));
    expect(new Set(Object.values(shop.claims(0)))).toEqual(new Set(['TOKEN_MISMATCH']));
  });

  it('claims with a verdict keep it: blocked, too many, or accepted by an earlier token', () => {
    const kiosk = claimed('kiosk', 0, BLOCKED_DEVICE, { token: WRONG_TOKEN });
    const eleven = Array.from({ length: 11 }, (_, i) => claimed(`r${i}`, 0, device(0, i)));
    const shop = Simulation.of().play(kiosk, ...eleven, ...wrong(0, 300), bought(0));
    expect(shop.claims(0)).toMatchObject({ kiosk: 'BLOCKED_IDENTIFIER', r9: 'accepted', r10: 'TOO_MANY_CLAIMS' });

    const lenient = Simulation.of({ requireToken: false }).play(...eleven, tokenless, ...wrong(0, 300));
    lenient.play(bought(0, { token: 'another', sourceVersion: 2 }));
    expect(lenient.claims(0)).toMatchObject({ r9: 'accepted', r10: 'TOKEN_MISMATCH', w0: 'TOKEN_MISMATCH' });
  });

  it('a flood after the purchase keeps no right claim out either', () => {
    const shop = Simulation.of().play(bought(0), ...wrong(0, 500), right);
    expect(shop.claims(0)).toMatchObject({ right: 'accepted', w499: 'TOKEN_MISMATCH' });
  });

  it('claims of other orders are left alone', () => {
    const shop = Simulation.of().play(claimed('other', 1, device(2)), ...wrong(0, 300), bought(0));
    expect(shop.claims(1)).toEqual({ other: 'waiting' });
  });
});

describe('a version without a token', () => {
  it('drops nothing: the newest 100 are rejected with TOKEN_MISSING, the others keep waiting', () => {
    const shop = Simulation.of().play(right, ...wrong(0, 300));
    const decisions = shop.record(tokenless);
    expect(dropped(decisions)).toEqual([]);
    expect(rejectedIds(decisions)).toHaveLength(100);
    expect(shop.claims(0)).toMatchObject({ right: 'waiting', w0: 'waiting', w199: 'waiting', w200: 'TOKEN_MISSING' });
  });

  it('rejects them only once', () => {
    const shop = Simulation.of().play(right, ...wrong(0, 300), tokenless);
    expect(shop.record(bought(0, { token: undefined, sourceVersion: 2 }))).toEqual([]);
  });

  it('lets a later version with a token find the right claim among all that waited', () => {
    const shop = Simulation.of().play(right, ...wrong(0, 300), tokenless);
    const decisions = shop.record(bought(0, { token: tokenOf(0), sourceVersion: 2 }));
    expect(decisions[0]).toMatchObject({ type: 'PurchaseClaimAccepted', data: { claimId: 'right' } });
    expect(rejectedIds(decisions)).toHaveLength(100);
    expect(dropped(decisions)).toEqual([200]);
  });

  it('accepts ten of the waiting claims if the policy requires no token: all of them are right', () => {
    const shop = Simulation.of({ requireToken: false }).play(...wrong(0, 12), tokenless);
    expect(Object.values(shop.claims(0)).filter((status) => status === 'accepted')).toHaveLength(10);
    expect(shop.claims(0)).toMatchObject({ w10: 'TOO_MANY_CLAIMS', w11: 'TOO_MANY_CLAIMS' });
  });
});

describe('a new token', () => {
  it('judges the dropped claims again', () => {
    const second = claimed('second', 0, device(2), { token: 'second' });
    const shop = Simulation.of().play(second, ...wrong(0, 300), bought(0));
    expect(shop.claims(0)).toMatchObject({ second: 'TOKEN_MISMATCH' });
    const decisions = shop.record(bought(0, { token: 'second', sourceVersion: 2 }));
    expect(decisions[0]).toMatchObject({ type: 'PurchaseClaimAccepted', data: { claimId: 'second' } });
    expect(rejectedIds(decisions)).toEqual([]);
    expect(dropped(decisions)).toEqual([]);
  });

  it('does not judge a claim of a device that was blocked meanwhile', () => {
    const second = claimed('second', 0, device(2), { token: 'second' });
    const shop = Simulation.of().play(second, bought(0), policyChanged({ blockedIds: [device(2).id] }));
    shop.play(bought(0, { token: 'second', sourceVersion: 2 }));
    expect(shop.claims(0)).toEqual({ second: 'BLOCKED_IDENTIFIER' });
  });
});
