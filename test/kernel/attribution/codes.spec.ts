import { DAY, HOUR } from '../../../libs/kernel/time';
import { World } from '../../../libs/kernel/world';
import { bought, claimed, codeAssigned, codeReleased, NOW, operatorAsks, touched } from '../support/builders';
import { liveRewards, published, updated } from '../support/campaigns';
import { Simulation, wait } from '../support/simulation';
import { customer, device, email } from '../support/universe';

const ANNA = customer(1);
const carrying = (...codes: string[]) => ({ carried: { codes } });
const shop = (policy = {}) => Simulation.of(policy).play(codeAssigned('ANNA', ANNA, { channel: 'friends' }));

describe('a code that was assigned when the order came', () => {
  it('earns the credit of an order that nobody knows, once the settling period is over', () => {
    const simulation = shop().play(bought(0, carrying('ANNA')));
    expect(simulation.evaluation(0)).toEqual({ state: 'scheduled', reasons: ['settling'], dueIn: 60_000 });
    simulation.finish();
    expect(simulation.purchase(0)).toMatchObject({ anchor: null, link: null, evaluation: { state: 'done' } });
    expect(simulation.purchase(0).attribution!.outcome.credits).toEqual([
      { touchpointId: 'code:ANNA', source: 'code', channel: 'friends', referrer: ANNA, share: 1_000_000 },
    ]);
  });

  it('rewards its owner without a link, and the buyer once the order is linked', () => {
    const rewards = [
      { to: 'referrer' as const, kind: 'fixed' as const, amount: 500 },
      { to: 'referee' as const, kind: 'fixed' as const, amount: 100 },
    ];
    const simulation = shop()
      .play(published('a', { rewards }), bought(0, carrying('ANNA')))
      .finish();
    expect(liveRewards(simulation)).toEqual(['a referrer c1 500']);
    simulation.play(claimed('c', 0, device(0)));
    expect(simulation.evaluation(0)).toMatchObject({ state: 'scheduled', reasons: ['linked'] });
    simulation.finish();
    expect(liveRewards(simulation)).toEqual(['a referrer c1 500', 'a referee d0 100']);
  });

  it('competes with links, and is the newest of them', () => {
    const visit = touched('t', device(0), { referrer: customer(2) });
    const simulation = shop()
      .play(visit, bought(0, carrying('ANNA')), claimed('c', 0, device(0)))
      .finish();
    expect(simulation.credits(0)).toEqual({ 'code:ANNA': 1_000_000 });
  });

  it('is no candidate of another order', () => {
    const simulation = shop()
      .play(bought(0, carrying('ANNA')), bought(1), claimed('c', 1, device(0)))
      .finish();
    expect(simulation.credits(1)).toEqual({});
    expect(simulation.purchase(1).attribution!.outcome.reason).toBe('NO_TOUCHPOINT');
  });
});

describe('whose code it is', () => {
  const creditedTo = (simulation: Simulation) =>
    simulation
      .finish()
      .purchase(0)
      .attribution!.outcome.credits.map(({ referrer }) => referrer);

  it('was decided when the order was first recorded, also for evaluations after it was assigned anew', () => {
    const simulation = shop().play(bought(0, carrying('ANNA')), codeAssigned('ANNA', customer(2)));
    expect(creditedTo(simulation)).toEqual([ANNA]);
    simulation.play(operatorAsks(0));
    expect(creditedTo(simulation)).toEqual([ANNA]);
    simulation.play(wait(HOUR), updated(0, 2, { customerId: undefined, ...carrying('ANNA') }));
    expect(creditedTo(simulation)).toEqual([ANNA]);
  });

  it('is the newest assignment before the order', () => {
    expect(creditedTo(shop().play(codeAssigned('ANNA', customer(2)), bought(0, carrying('ANNA'))))).toEqual([
      customer(2),
    ]);
  });

  it('is nobody after it was released, and before it was assigned', () => {
    for (const simulation of [
      shop().play(codeReleased('ANNA'), bought(0, carrying('ANNA'))),
      shop().play(bought(0, carrying('BEN')), codeAssigned('BEN', ANNA)),
    ]) {
      expect(simulation.finish().purchase(0).evaluation.state).toBe('none');
    }
  });

  it('is nobody who could be the buyer: in the group, or named as buyer by the order itself', () => {
    const own = shop()
      .play(bought(0, { customerId: ANNA, ...carrying('ANNA') }))
      .finish();
    expect(own.excluded(0)).toEqual([{ touchpointId: 'code:ANNA', reason: 'SELF_REFERRAL' }]);
    const guest = Simulation.of().play(
      codeAssigned('E', email(0)),
      bought(0, { emailHash: email(0), ...carrying('E') }),
    );
    expect(guest.finish().excluded(0)).toEqual([{ touchpointId: 'code:E', reason: 'SELF_REFERRAL' }]);
    const linked = shop().play(bought(1, { customerId: ANNA }), claimed('c1', 1, device(1)));
    linked.play(bought(0, carrying('ANNA')), claimed('c0', 0, device(1))).finish();
    expect(linked.excluded(0)).toEqual([{ touchpointId: 'code:ANNA', reason: 'SELF_REFERRAL' }]);
  });

  it('refers nobody if the owner is a blocked value, and still earns the credit', () => {
    const blocked = Simulation.of().play(codeAssigned('TEST', { ...ANNA, blocked: true }), bought(0, carrying('TEST')));
    expect(creditedTo(blocked)).toEqual([undefined]);
  });
});

describe('the codes of an order', () => {
  it('are those of the greatest version that says which it has, in any order of arrival', () => {
    const first = bought(0, carrying('ANNA'));
    const silent = bought(0, { sourceVersion: 2 });
    const none = bought(0, { sourceVersion: 3, ...carrying() });
    for (const versions of [
      [first, silent],
      [silent, first],
    ]) {
      expect(
        shop()
          .play(...versions)
          .finish()
          .credits(0),
      ).toEqual({ 'code:ANNA': 1_000_000 });
    }
    expect(shop().play(first, silent, none).finish().credits(0)).toEqual({});
    expect(shop().play(first).finish().play(none).finish().credits(0)).toEqual({});
  });

  it('share the credit by the model if several are known', () => {
    const both = shop({ model: 'linear' }).play(
      codeAssigned('BEN', customer(2)),
      bought(0, carrying('ANNA', 'X', 'BEN')),
    );
    expect(both.finish().credits(0)).toEqual({ 'code:ANNA': 500_000, 'code:BEN': 500_000 });
  });

  it('earn nothing before the order is paid, and are credited all the same', () => {
    const pending = shop().play(published('a'), bought(0, { status: 'pending', ...carrying('ANNA') }));
    expect(pending.finish().purchase(0).evaluation.state).toBe('none');
    pending.play(bought(0, { sourceVersion: 2 })).finish();
    expect(liveRewards(pending)).toEqual(['a referrer c1 500']);
    pending.play(bought(0, { sourceVersion: 3, status: 'refunded', refunded: 1_999 })).finish();
    expect(liveRewards(pending)).toEqual([]);
  });

  it('of a buyer who is not known yet: a condition counts the other orders that name the same customer', () => {
    const simulation = shop().play(published('a', { condition: 'customer.purchasesBefore == 0' }));
    const order = (n: number, occurredAt: number) =>
      bought(n, { customerId: customer(0), occurredAt, ...carrying('ANNA') });
    simulation.play(order(1, NOW - HOUR)).finish();
    expect(liveRewards(simulation, 1)).toEqual(['a referrer c1 500']);
    simulation.play(order(0, NOW - DAY)).finish();
    expect([liveRewards(simulation, 0), liveRewards(simulation, 1)]).toEqual([['a referrer c1 500'], []]);
  });

  it('count since kernel version 2', () => {
    const simulation = Simulation.of({}, new World(3, true)).play(
      codeAssigned('ANNA', ANNA),
      bought(0, carrying('ANNA')),
    );
    expect(simulation.finish().purchase(0).evaluation.state).toBe('none');
  });
});
