import { HOUR } from '../../libs/kernel/time';
import {
  asserted,
  bought,
  claimed,
  MINUTE,
  NOW,
  operatorAsks,
  policyChanged,
  timerFired,
  touched,
} from './support/builders';
import { decidedOf, given } from './support/given';
import { Simulation, wait, type Step } from './support/simulation';
import { customer, device } from './support/universe';

const ofCustomer = { customerId: customer(0) };
const LINKED: Step[] = [touched('t', device(0), { source: 'paid' }), bought(0, ofCustomer), claimed('c', 0, device(0))];

describe('an evaluation', () => {
  it('credits the touchpoints of the group before the purchase', () => {
    const { decisions } = given(
      touched('t1', device(0), { channel: 'mail', campaign: 'spring', referrer: customer(1) }),
      touched('t2', device(0, 1), { occurredAt: NOW }),
      touched('later', device(0), { occurredAt: NOW + 1 }),
      asserted('a', device(0, 1), customer(0)),
      bought(0, ofCustomer),
      claimed('c', 0, device(0)),
    ).when(wait(MINUTE));
    expect(decisions).toEqual([
      {
        type: 'PurchaseAttributed',
        data: {
          merchantId: 'merchant',
          orderId: 'order-0',
          evaluationId: expect.stringMatching(/^ev_/) as unknown,
          model: 'last-touch',
          lookbackDays: 30,
          policyVersion: 1,
          purchasedAt: '2026-02-15T00:00:00.000Z',
          credits: [{ touchpointId: 't2', source: 'referral', share: 1_000_000 }],
          excluded: [],
          excludedCount: 0,
        },
      },
    ]);
  });

  it('dates a touchpoint with a future time by its recording, because browser clocks may be wrong', () => {
    const shop = Simulation.of().play(
      touched('fast', device(0), { occurredAt: NOW + 9 * HOUR }),
      bought(0, ofCustomer),
      claimed('c', 0, device(0)),
    );
    expect(shop.finish().credits(0)).toEqual({ fast: 1_000_000 });
    shop.play(touched('faster', device(0), { occurredAt: NOW + 9 * HOUR }));
    expect(shop.evaluation(0).state).toBe('done');
  });

  it('gives the reason if there is no credit', () => {
    const reasonOf = (...steps: Step[]) =>
      Simulation.of()
        .play(...steps, bought(0, ofCustomer), claimed('c', 0, device(0)))
        .finish()
        .purchase(0).attribution?.outcome.reason;
    expect(reasonOf()).toBe('NO_TOUCHPOINT');
    expect(reasonOf(touched('t', device(0), { referrer: customer(0) }))).toBe('ALL_EXCLUDED');
  });

  it('finds a referrer in a very large group', () => {
    const many = Array.from({ length: 150 }, (_, i) => asserted(`a${i}`, customer(0), device(1, i)));
    const shop = Simulation.of().play(
      ...many,
      touched('t', device(1, 3), { referrer: device(1, 149) }),
      bought(0, ofCustomer),
    );
    expect(shop.finish().excluded(0)).toEqual([{ touchpointId: 't', reason: 'SELF_REFERRAL' }]);
  });

  it('supersedes the previous one if its outcome differs', () => {
    const shop = Simulation.of()
      .play(...LINKED)
      .finish();
    const first = shop.purchase(0).attribution!.at;
    shop.play(touched('t2', device(0)));
    expect(shop.finish().played.at(-1)?.decisions).toEqual([decidedOf(0, 'PurchaseAttributed', { supersedes: first })]);
    expect(shop.credits(0)).toEqual({ t2: 1_000_000 });
    expect(shop.purchase(0).attribution!.at).toEqual({ position: shop.played.length - 1, ordinal: 0 });
  });

  it('supersedes nothing if it is the first', () => {
    const { decisions } = given(...LINKED).when(wait(MINUTE));
    expect(decisions).toEqual([expect.objectContaining({ type: 'PurchaseAttributed' })]);
    expect(decisions[0]!.data).not.toHaveProperty('supersedes', expect.anything());
  });

  it('confirms the previous one each time its outcome is the same', () => {
    const shop = Simulation.of()
      .play(...LINKED)
      .finish();
    const confirms = shop.purchase(0).attribution!.at;
    for (let i = 0; i < 3; i++) {
      shop.play(operatorAsks(0), wait(0));
      expect(shop.played.at(-1)?.decisions).toEqual([decidedOf(0, 'EvaluationConfirmed', { confirms })]);
    }
    expect(shop.purchase(0).attribution!.at).toEqual(confirms);
  });

  it('has a different outcome even if only an exclusion is new', () => {
    const shop = Simulation.of()
      .play(...LINKED)
      .finish();
    shop.play(touched('direct', device(0), { source: 'direct' })).finish();
    expect(shop.played.at(-1)?.decisions).toEqual([decidedOf(0, 'PurchaseAttributed')]);
    expect(shop.excluded(0)).toEqual([{ touchpointId: 'direct', reason: 'LOWER_RANK' }]);
  });

  it('uses the touchpoints before the new time of a purchase that moved in time', () => {
    const shop = Simulation.of()
      .play(...LINKED)
      .finish();
    shop.play(bought(0, { ...ofCustomer, sourceVersion: 2, occurredAt: NOW - 2 * HOUR })).finish();
    expect(shop.credits(0)).toEqual({});
  });

  it('still credits touchpoints if the purchase is refunded or cancelled', () => {
    for (const status of ['refunded', 'cancelled'] as const) {
      const shop = Simulation.of().play(...LINKED, bought(0, { ...ofCustomer, status, sourceVersion: 2 }));
      expect(shop.finish().credits(0)).toEqual({ t: 1_000_000 });
    }
  });
});

describe('a request for an evaluation', () => {
  const pendingId = (shop: Simulation) => shop.purchase(0).evaluation.id!;

  it('is ignored if its id is not the pending one: never scheduled, of another purchase, or none', () => {
    given(...LINKED)
      .when(timerFired(0, 'ev_9_9_9'), timerFired(1, 'ev_9_9_9'))
      .then();
    given(bought(0, ofCustomer)).when(timerFired(0, 'ev_3_1_0')).then();
  });

  it('evaluates once if the timer fires twice', () => {
    const shop = Simulation.of().play(...LINKED);
    const id = pendingId(shop);
    expect(shop.record(timerFired(0, id))).toEqual([decidedOf(0, 'PurchaseAttributed', { evaluationId: id })]);
    expect(shop.record(timerFired(0, id))).toEqual([]);
  });

  it('is ignored if its evaluation ran and the next one is pending', () => {
    const shop = Simulation.of().play(...LINKED);
    const first = pendingId(shop);
    shop.finish().play(touched('t2', device(0)));
    expect(shop.record(timerFired(0, first))).toEqual([]);
    expect(shop.record(timerFired(0, pendingId(shop)))).toEqual([decidedOf(0, 'PurchaseAttributed')]);
  });

  it('schedules one at once if an operator asks, even of a pending purchase', () => {
    given(bought(0, { status: 'pending' }), claimed('c', 0, device(0)))
      .when(operatorAsks(0))
      .then(decidedOf(0, 'RewardEvaluationScheduled', { reasons: ['operator'] }));
  });

  it('does nothing if an operator asks for an order that is unknown or not linked', () => {
    given(bought(0, ofCustomer)).when(operatorAsks(0), operatorAsks(1)).then();
  });
});

describe('reprocess', () => {
  const merge = asserted('a', device(0), device(1));
  const shopWith = (reprocess: 'auto' | 'off') =>
    Simulation.of({ reprocess })
      .play(...LINKED)
      .finish();

  it('"auto" evaluates again after a merge', () => {
    expect(shopWith('auto').play(merge).evaluation(0).reasons).toEqual(['merge']);
  });

  it('"off" does not, and adds no merge to a pending evaluation', () => {
    expect(shopWith('off').play(merge).evaluation(0).state).toBe('done');
    expect(
      shopWith('off')
        .play(touched('u', device(0)), merge)
        .evaluation(0).reasons,
    ).toEqual(['late-touchpoint']);
  });

  it('"off" does not affect any other reason', () => {
    expect(
      shopWith('off')
        .play(touched('u', device(0)))
        .evaluation(0).reasons,
    ).toEqual(['late-touchpoint']);
  });

  it('follows the policy of the first recording', () => {
    const shop = shopWith('auto').play(policyChanged({ reprocess: 'off' }), merge);
    expect(shop.evaluation(0).reasons).toEqual(['merge']);
  });
});
