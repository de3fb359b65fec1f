import type { EvaluationReason } from '../../libs/kernel/facts';
import { DAY, HOUR, SECOND } from '../../libs/kernel/time';
import { asserted, bought, claimed, MINUTE, NOW, operatorAsks, policyChanged, touched } from './support/builders';
import { decidedOf, given } from './support/given';
import { Simulation, wait, type Step } from './support/simulation';
import { BLOCKED_DEVICE, customer, device } from './support/universe';

const ofCustomer = { customerId: customer(0) };
/** Order 0 of customer 0, linked by the claim of device 0, and evaluated a minute after `NOW`. */
const EVALUATED: Step[] = [bought(0, ofCustomer), claimed('c', 0, device(0)), wait(HOUR)];
const evaluated = (...steps: Step[]) => Simulation.of().play(...EVALUATED, ...steps);

const scheduled = (reasons: EvaluationReason[], dueIn: number) => ({ state: 'scheduled', reasons, dueIn });

describe('the first evaluation', () => {
  it('is due a settling period after the purchase was first recorded', () => {
    const shop = Simulation.of().play(bought(0), wait(10 * SECOND), claimed('c', 0, device(0)));
    expect(shop.evaluation(0)).toEqual(scheduled(['settling'], MINUTE));
  });

  it('is due at once if the purchase is linked after that time', () => {
    const shop = Simulation.of().play(bought(0), wait(HOUR), claimed('c', 0, device(0)));
    expect(shop.evaluation(0)).toEqual(scheduled(['settling'], HOUR));
  });

  it('counts its settling period from the first version, whichever is held', () => {
    const shop = Simulation.of().play(
      bought(0, { status: 'pending' }),
      wait(20 * SECOND),
      bought(0, { sourceVersion: 2 }),
      claimed('c', 0, device(0)),
    );
    expect(shop.evaluation(0)).toEqual(scheduled(['settling'], MINUTE));
  });

  it('waits until a version is past pending', () => {
    const shop = Simulation.of().play(bought(0, { status: 'pending' }), claimed('c', 0, device(0)), wait(HOUR));
    expect(shop.evaluation(0).state).toBe('none');
    shop.play(bought(0, { sourceVersion: 2 }));
    expect(shop.evaluation(0)).toEqual(scheduled(['settling'], HOUR));
  });

  it.each(['paid', 'partially_refunded', 'refunded', 'cancelled'] as const)('comes if the purchase is %s', (status) => {
    const shop = Simulation.of().play(bought(0, { status }), claimed('c', 0, device(0)));
    expect(shop.evaluation(0)).toEqual(scheduled(['settling'], MINUTE));
  });

  it('comes for a purchase that is pending again, because it was past pending', () => {
    const shop = Simulation.of().play(
      touched('t', device(0)),
      bought(0),
      bought(0, { status: 'pending', sourceVersion: 2 }),
      claimed('c', 0, device(0)),
    );
    expect(shop.finish().credits(0)).toEqual({ t: 1_000_000 });
  });

  it('does not come for a purchase that is not linked', () => {
    const shop = Simulation.of().play(bought(0, ofCustomer), wait(HOUR));
    expect(shop.evaluation(0).state).toBe('none');
  });

  it('is scheduled once: it sees all facts that come before it runs', () => {
    given(bought(0), claimed('c', 0, device(0)))
      .when(touched('t', device(0)), bought(0, { total: 5, sourceVersion: 2 }), claimed('d', 0, device(1)))
      .then(decidedOf(0, 'PurchaseClaimAccepted'), expect.objectContaining({ type: 'IdentityGroupsMerged' }));
  });

  it('is due at once if the settling period is 0', () => {
    const shop = Simulation.of({ settlingPeriodSeconds: 0 }).play(bought(0), claimed('c', 0, device(0)));
    expect(shop.evaluation(0)).toEqual(scheduled(['settling'], 0));
    expect(shop.play(wait(0)).evaluation(0).state).toBe('done');
  });

  it('follows the policy of the first recording', () => {
    const shop = Simulation.of().play(
      bought(0),
      policyChanged({ settlingPeriodSeconds: 600 }),
      claimed('c', 0, device(0)),
    );
    expect(shop.evaluation(0).dueIn).toBe(MINUTE);
  });
});

describe('an evaluated purchase is evaluated again', () => {
  const after = HOUR + MINUTE;

  it('for a merge of its group, a settling period later', () => {
    expect(evaluated(asserted('a', device(1), device(0))).evaluation(0)).toEqual(scheduled(['merge'], after));
    expect(evaluated(asserted('a', device(0), device(1))).evaluation(0)).toEqual(scheduled(['merge'], after));
  });

  it('not for an edge that only confirms, nor for a refused merge', () => {
    expect(evaluated(asserted('a', device(0), customer(0))).evaluation(0).state).toBe('done');
    expect(evaluated(asserted('a', device(0), customer(1))).evaluation(0).state).toBe('done');
  });

  it('for a late touchpoint of its group', () => {
    expect(evaluated(touched('t', device(0))).evaluation(0)).toEqual(scheduled(['late-touchpoint'], after));
    expect(evaluated(touched('t', device(0), { occurredAt: NOW })).evaluation(0).state).toBe('scheduled');
  });

  it('not for a touchpoint that is later than the purchase, of another group, or blocked', () => {
    expect(evaluated(touched('t', device(0), { occurredAt: NOW + 1 })).evaluation(0).state).toBe('done');
    expect(evaluated(touched('t', device(1))).evaluation(0).state).toBe('done');
    expect(evaluated(touched('t', BLOCKED_DEVICE)).evaluation(0).state).toBe('done');
  });

  it('for a new device in evidence, and for late touchpoints of that device', () => {
    const shop = Simulation.of().play(asserted('a', device(1), customer(1)), ...EVALUATED, claimed('d', 0, device(1)));
    expect(shop.evaluation(0)).toEqual(scheduled(['evidence'], after));
    shop.finish().play(touched('t', device(1)));
    expect(shop.evaluation(0).reasons).toEqual(['late-touchpoint']);
    expect(shop.finish().credits(0)).toEqual({ t: 1_000_000 });
  });

  it('for another customer, once its anchor moved', () => {
    const shop = evaluated(bought(0, { customerId: customer(1), sourceVersion: 2 }));
    expect(shop.evaluation(0)).toEqual(scheduled(['evidence', 'customer'], after));
  });

  it.each([
    ['money', { total: 5 }],
    ['currency', { currency: 'USD' }],
    ['status', { status: 'pending' as const }],
    ['time', { occurredAt: NOW - 1 }],
    ['items', { items: [] }],
    ['a price', { items: [{ sku: 'tea', quantity: 1_000, price: 5 }] }],
  ])('for a newer version that changes %s', (_what, change) => {
    const shop = evaluated(bought(0, { ...ofCustomer, ...change, sourceVersion: 2 }));
    expect(shop.evaluation(0)).toEqual(scheduled(['updated'], after));
  });

  it('not for a newer version that changes none of these, nor for a stale one', () => {
    expect(evaluated(bought(0, { ...ofCustomer, sourceVersion: 2 })).evaluation(0).state).toBe('done');
    expect(evaluated(bought(0, { ...ofCustomer, sourceVersion: 0, total: 5 })).evaluation(0).state).toBe('done');
  });

  it('at once for a refund, whole or partial', () => {
    const partly = bought(0, { ...ofCustomer, refunded: 500, status: 'partially_refunded', sourceVersion: 2 });
    expect(evaluated(partly).evaluation(0)).toEqual(scheduled(['refund'], HOUR));
    const whole = bought(0, { ...ofCustomer, refunded: 1_999, status: 'refunded', sourceVersion: 2 });
    expect(evaluated(whole).evaluation(0)).toEqual(scheduled(['refund'], HOUR));
    const sameVersion = bought(0, { ...ofCustomer, refunded: 500 });
    expect(evaluated(sameVersion).evaluation(0)).toEqual(scheduled(['refund'], HOUR));
  });

  it('at once for a cancellation', () => {
    const shop = evaluated(bought(0, { ...ofCustomer, status: 'cancelled', sourceVersion: 2 }));
    expect(shop.evaluation(0)).toEqual(scheduled(['cancellation'], HOUR));
  });

  it('at once, for both reasons, when a refund comes with new items', () => {
    const shop = evaluated(bought(0, { ...ofCustomer, refunded: 500, items: [], sourceVersion: 2 }));
    expect(shop.evaluation(0)).toEqual(scheduled(['refund', 'updated'], HOUR));
  });

  it('at once for an operator', () => {
    expect(evaluated(operatorAsks(0)).evaluation(0)).toEqual(scheduled(['operator'], HOUR));
  });
});

describe('an earlier purchase of the group that came late evaluates the later ones again', () => {
  const after = HOUR + MINUTE;
  const earlier = (more = {}) => bought(1, { ...ofCustomer, occurredAt: NOW - HOUR, ...more });

  it('when it is linked, whatever its status', () => {
    expect(evaluated(earlier()).evaluation(0)).toEqual(scheduled(['late-purchase'], after));
    expect(evaluated(earlier({ status: 'pending' })).evaluation(0)).toEqual(scheduled(['late-purchase'], after));
  });

  it('when it is first paid, by a stale version too', () => {
    const unpaid = Simulation.of().play(earlier({ status: 'cancelled', sourceVersion: 5 }), ...EVALUATED);
    expect(unpaid.evaluation(0).state).toBe('done');
    unpaid.play(earlier({ sourceVersion: 1 }));
    expect(unpaid.evaluation(0)).toEqual(scheduled(['late-purchase'], after));
  });

  it('when its time moves to before them, and when it moves away', () => {
    const later = bought(1, { ...ofCustomer, occurredAt: NOW + HOUR });
    const moved = (from: Step, to: Step) => evaluated(from).finish().play(wait(HOUR), to).evaluation(0).reasons;
    expect(moved(later, earlier({ sourceVersion: 2 }))).toEqual(['late-purchase']);
    expect(moved(earlier(), bought(1, { ...ofCustomer, occurredAt: NOW + HOUR, sourceVersion: 2 }))).toEqual([
      'late-purchase',
    ]);
  });

  it('when a version gives it to another customer: the later ones of both groups', () => {
    const shop = Simulation.of().play(
      earlier(),
      ...EVALUATED,
      bought(2, { customerId: customer(1) }),
      claimed('d', 2, device(1)),
      wait(HOUR),
      earlier({ customerId: customer(1), sourceVersion: 2 }),
    );
    expect(shop.evaluation(0).reasons).toEqual(['late-purchase']);
    expect(shop.evaluation(1).reasons).toEqual(['customer']);
    expect(shop.evaluation(2).reasons).toEqual(['late-purchase']);
  });

  it('not when a newer version only names the customer of its own group', () => {
    const guest = [bought(1, { occurredAt: NOW - HOUR }), claimed('d', 1, device(0))];
    const shop = Simulation.of().play(...guest, ...EVALUATED, earlier({ sourceVersion: 2 }));
    expect(shop.evaluation(1).reasons).toEqual(['customer']);
    expect(shop.evaluation(0).state).toBe('done');
  });

  it('but not itself when its own time moves to later', () => {
    const shop = evaluated(bought(0, { ...ofCustomer, occurredAt: NOW + HOUR, sourceVersion: 2 }));
    expect(shop.evaluation(0).reasons).toEqual(['updated']);
    const moved = { customerId: customer(1), occurredAt: NOW + HOUR, sourceVersion: 2 };
    expect(evaluated(bought(0, moved)).evaluation(0).reasons).toEqual(['evidence', 'customer', 'updated']);
  });

  it('but no earlier purchases and none of other groups', () => {
    expect(evaluated(bought(1, { ...ofCustomer, occurredAt: NOW + 1 })).evaluation(0).state).toBe('done');
    const other = [bought(1, { customerId: customer(1), occurredAt: NOW - 1 }), claimed('d', 1, device(1))];
    expect(evaluated(...other).evaluation(0).state).toBe('done');
  });

  it('in the order of order ids when times are equal', () => {
    const evaluatedOne = [bought(1, ofCustomer), claimed('c', 1, device(0)), wait(HOUR)];
    expect(
      Simulation.of()
        .play(...evaluatedOne, bought(0, ofCustomer))
        .evaluation(1).reasons,
    ).toEqual(['late-purchase']);
    expect(
      Simulation.of()
        .play(...evaluatedOne, bought(2, ofCustomer))
        .evaluation(1).reasons,
    ).toEqual(['settling']);
  });
});

describe('a purchase has at most one pending evaluation', () => {
  it('a further reason joins it, and a repeated reason changes nothing', () => {
    const shop = evaluated(touched('t', device(0)));
    const { id } = shop.purchase(0).evaluation;
    shop.play(wait(SECOND));
    expect(shop.record(asserted('a', device(0), device(1)))).toContainEqual(
      decidedOf(0, 'RewardEvaluationScheduled', { evaluationId: id!, reasons: ['late-touchpoint', 'merge'] }),
    );
    expect(shop.evaluation(0).dueIn).toBe(HOUR + MINUTE);
    expect(shop.record(touched('u', device(0)))).toEqual([]);
    expect(shop.pendingTimers).toBe(1);
  });

  it('an earlier due time moves it forward, with all its reasons', () => {
    const shop = evaluated(touched('t', device(0)));
    const { id } = shop.purchase(0).evaluation;
    shop.play(wait(SECOND), bought(0, { ...ofCustomer, status: 'cancelled', sourceVersion: 2 }));
    expect(shop.evaluation(0)).toEqual(scheduled(['late-touchpoint', 'cancellation'], HOUR + SECOND));
    expect(shop.purchase(0).evaluation.id).toBe(id);
    shop.play(wait(0));
    expect(shop.evaluation(0).state).toBe('done');
    expect(shop.pendingTimers).toBe(0);
  });

  it("an operator's request moves the first evaluation forward", () => {
    const shop = Simulation.of().play(bought(0), claimed('c', 0, device(0)), operatorAsks(0));
    expect(shop.evaluation(0)).toEqual(scheduled(['settling', 'operator'], 0));
  });

  it('a new reason after it ran starts a new one', () => {
    const shop = evaluated(touched('t', device(0)));
    const { id } = shop.purchase(0).evaluation;
    shop.finish().play(touched('u', device(0)));
    expect(shop.purchase(0).evaluation).toMatchObject({ state: 'scheduled', reasons: ['late-touchpoint'] });
    expect(shop.purchase(0).evaluation.id).not.toBe(id);
  });
});

describe('finality', () => {
  const aged = (age: number) => Simulation.of().play(...EVALUATED, wait(age - HOUR));
  const reasonsOf = (age: number, ...facts: Step[]) => {
    const { state, reasons } = aged(age)
      .play(...facts)
      .evaluation(0);
    return state === 'done' ? null : reasons;
  };
  const AGE = 90 * DAY;

  it.each<[EvaluationReason, Step[]]>([
    ['merge', [asserted('a', device(0), device(1))]],
    ['late-touchpoint', [touched('t', device(0))]],
    ['customer', [bought(0, { customerId: customer(1), sourceVersion: 2 })]],
    ['late-purchase', [bought(1, { ...ofCustomer, occurredAt: NOW - 1 })]],
    ['updated', [bought(0, { ...ofCustomer, total: 5, sourceVersion: 2 })]],
    ['evidence', [asserted('a', device(1), customer(1)), claimed('d', 0, device(1))]],
  ])('applies to the reason %s, to the millisecond', (reason, facts) => {
    expect(reasonsOf(AGE, ...facts)).toContain(reason);
    expect(reasonsOf(AGE + 1, ...facts)).toBeNull();
  });

  it('does not apply to refunds, cancellations and operators', () => {
    expect(reasonsOf(AGE + DAY, bought(0, { ...ofCustomer, refunded: 500, sourceVersion: 2 }))).toEqual(['refund']);
    expect(reasonsOf(AGE + DAY, bought(0, { ...ofCustomer, status: 'cancelled', sourceVersion: 2 }))).toEqual([
      'cancellation',
    ]);
    expect(reasonsOf(AGE + DAY, operatorAsks(0))).toEqual(['operator']);
  });

  it('stops the first evaluation of a purchase that was linked too late, until an operator asks', () => {
    const shop = Simulation.of().play(bought(0), wait(AGE + 1), claimed('c', 0, device(0)));
    expect(shop.evaluation(0).state).toBe('none');
    shop.play(operatorAsks(0));
    expect(shop.evaluation(0).reasons).toEqual(['operator']);
  });

  it('follows the policy of the first recording', () => {
    const shop = Simulation.of({ finalityDays: 1 }).play(...EVALUATED, policyChanged({ finalityDays: 90 }));
    shop.play(wait(2 * DAY), touched('t', device(0)));
    expect(shop.evaluation(0).state).toBe('done');
  });
});
