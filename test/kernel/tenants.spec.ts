import fc from 'fast-check';
import type { Fact } from '../../libs/kernel/facts';
import { asserted, bought, claimed, policyChanged, touched } from './support/builders';
import { histories } from './support/histories';
import { outcomeOf } from './support/outcome';
import { Simulation } from './support/simulation';
import { customer, device, MERCHANT, merchantRegistered, orderIdOf } from './support/universe';
import { newestWorld } from './support/worlds';

const OTHER = 'other-merchant';
const ofOther = (fact: Fact) => ({ ...fact, data: { ...fact.data, merchantId: OTHER } }) as Fact;

describe('two merchants of one partition', () => {
  const both = () => Simulation.of().play(ofOther(merchantRegistered()));

  it('share no identity, even if their identifiers are the same', () => {
    const shop = both().play(asserted('a', device(0), customer(0)), ofOther(touched('t', device(0))));
    expect(shop.merchant(OTHER).identities.identifiers.get(device(0).id)?.groupId).toBe(device(0).id);
    expect(shop.canonicalOf(device(0))).toBe(customer(0).id);
  });

  it('share no order, claim or token, even if the ids are the same', () => {
    const shop = both().play(ofOther(bought(0)), claimed('c', 0, device(0)));
    expect(shop.claims(0)).toEqual({ c: 'waiting' });
    expect(shop.merchant(OTHER).purchases.claims.orders.get(orderIdOf(0))).toBeUndefined();
    expect(shop.merchant().purchases.get(orderIdOf(0))).toBeUndefined();
  });

  it('share no known customer and no touchpoint', () => {
    const shop = both().play(
      touched('t', device(0)),
      asserted('a', device(0), customer(0)),
      ofOther(bought(0, { customerId: customer(0) })),
      ofOther(bought(1)),
      ofOther(claimed('c', 1, device(0))),
    );
    shop.finish();
    const [waiting, guest] = [0, 1].map((order) => shop.merchant(OTHER).purchases.get(orderIdOf(order)));
    expect(waiting!.link).toBeNull();
    expect(guest!.attribution?.outcome.reason).toBe('NO_TOUCHPOINT');
  });

  it('share no policy and no blocked value', () => {
    const shop = both().play(policyChanged({ blockedIds: [device(0).id], model: 'linear' }, OTHER));
    expect(shop.record(touched('t', device(0)))).toEqual([]);
    expect(shop.record(ofOther(touched('t', device(0))))).toMatchObject([{ type: 'IdentifierBlocked' }]);
    expect(shop.merchant(MERCHANT).policies.at(9).policy.model).toBe('last-touch');
  });

  it('name their merchant in every decision', () => {
    const shop = both().play(...[bought(0), claimed('c', 0, device(0)), touched('t', device(0))].map(ofOther));
    shop.finish();
    expect(shop.decisions.length).toBeGreaterThan(3);
    expect(new Set(shop.decisions.map(({ data }) => data.merchantId))).toEqual(new Set([OTHER]));
  });
});

describe('whatever facts another merchant of the partition has', () => {
  it('the decisions on a merchant are the same as if it were alone', () => {
    const saying = (shop: Simulation) =>
      shop.decisions.flatMap(({ type, data }) =>
        data.merchantId === MERCHANT ? [`${type} ${'orderId' in data ? data.orderId : ''}`] : [],
      );
    fc.assert(
      fc.property(histories(), histories(), (own, others) => {
        const alone = Simulation.of(own.policy).receive(own.arrivals);
        const together = Simulation.of(own.policy).play(ofOther(merchantRegistered(others.policy)));
        const foreign = others.arrivals.map((arrival) => ({ ...arrival, fact: ofOther(arrival.fact) }));
        together.receive([...own.arrivals, ...foreign].sort((a, b) => a.recordedAt - b.recordedAt));
        expect(saying(together)).toEqual(saying(alone));
        expect(outcomeOf(together.merchant())).toEqual(outcomeOf(alone.merchant()));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a fact that the log holds twice', () => {
  const remembering = () => new Simulation(newestWorld(0, new Set())).play(merchantRegistered());

  it('acts once, because its id is known', () => {
    const shop = remembering().play(bought(0), claimed('c', 0, device(0)));
    const { purchases } = shop.merchant();
    const contents = () => [purchases.get(orderIdOf(0)), [...purchases.claims.of(orderIdOf(0))].map((c) => ({ ...c }))];
    const before = contents();
    expect(shop.record(claimed('c', 0, device(0)))).toEqual([]);
    expect(shop.record(bought(0))).toEqual([]);
    expect(contents()).toEqual(before);
  });

  it('counts only the first time, even if the second has other content', () => {
    const shop = remembering();
    shop.record(touched('t', device(0)), shop.now, 'same-id');
    shop.record(touched('t', device(1)), shop.now, 'same-id');
    expect(shop.groups()).toEqual([[device(0).id]]);
  });
});
