import { PolicyHistory } from '../../libs/kernel/policy-history';
import { DEFAULT_POLICY, type PolicyPatch } from '../../libs/kernel/policy';
import type { Fact } from '../../libs/kernel/facts';
import { asserted, bought, claimed, NOW, operatorAsks, policyChanged, touched } from './support/builders';
import { Simulation, wait } from './support/simulation';
import { customer, device, merchantRegistered } from './support/universe';

const defaults = (policy: PolicyPatch): Fact => ({ type: 'DefaultsConfigured', data: { policy } });

describe('the policy of a merchant', () => {
  const history = (processWide: PolicyPatch[], own: [number, PolicyPatch][]) => {
    const policies = new PolicyHistory(processWide.map((patch, position) => ({ position, patch })));
    for (const [position, patch] of own) policies.add({ position, patch });
    return policies;
  };

  it('changes only in the named fields, from the position of the fact on', () => {
    const policies = history(
      [],
      [
        [3, { lookbackDays: 7 }],
        [5, { model: 'linear' }],
      ],
    );
    expect(policies.at(2)).toMatchObject({ version: 0, policy: DEFAULT_POLICY });
    expect(policies.at(3)).toMatchObject({ version: 1, policy: { ...DEFAULT_POLICY, lookbackDays: 7 } });
    expect(policies.at(4).version).toBe(1);
    expect(policies.at(9)).toMatchObject({
      version: 2,
      policy: { ...DEFAULT_POLICY, lookbackDays: 7, model: 'linear' },
    });
  });

  it('overrides process-wide defaults in either order of arrival; defaults make no version', () => {
    const policies = history([{ lookbackDays: 5 }, { lookbackDays: 6, finalityDays: 9 }], [[0, { lookbackDays: 7 }]]);
    expect(policies.at(1)).toMatchObject({ version: 1, policy: { lookbackDays: 7, finalityDays: 9 } });
    expect(policies.at(0).policy).toMatchObject({ lookbackDays: 7, finalityDays: DEFAULT_POLICY.finalityDays });
  });
});

describe('a decision on a purchase goes by the policy of its first recording', () => {
  const journey = [
    touched('first', device(0), { occurredAt: NOW - 2_000 }),
    touched('last', device(0), { occurredAt: NOW - 1_000 }),
  ];
  const purchase = [bought(0, { customerId: customer(0) }), claimed('c', 0, device(0))];
  const firstTouch = policyChanged({ model: 'first-touch' });

  it('for evaluations long after it and for newer versions of the order', () => {
    const shop = Simulation.of().play(...journey, ...purchase, firstTouch, wait(60_000));
    expect(shop.credits(0)).toEqual({ last: 1_000_000 });
    shop.play(bought(0, { customerId: customer(0), total: 5, sourceVersion: 2 }), operatorAsks(0)).finish();
    expect(shop.credits(0)).toEqual({ last: 1_000_000 });
    expect(shop.purchase(0).attribution?.outcome.policyVersion).toBe(1);
  });

  it('so a newer policy applies only to purchases first recorded under it', () => {
    const shop = Simulation.of()
      .play(...journey, firstTouch, ...purchase)
      .finish();
    expect(shop.credits(0)).toEqual({ first: 1_000_000 });
    expect(shop.purchase(0).attribution?.outcome).toMatchObject({ policyVersion: 2, model: 'first-touch' });
  });

  it('even if a claim came before the purchase', () => {
    const shop = Simulation.of()
      .play(...journey, purchase[1]!, firstTouch, purchase[0]!)
      .finish();
    expect(shop.credits(0)).toEqual({ first: 1_000_000 });
  });

  it('while decisions on identities go by the policy at their own moment', () => {
    const shop = Simulation.of().play(
      asserted('a', customer(0), customer(1)),
      policyChanged({ maxCustomersPerGroup: 2 }),
    );
    shop.play(asserted('b', customer(0), customer(1)));
    expect(shop.groups()).toEqual([[customer(0).id, customer(1).id]]);
  });
});

describe('process-wide defaults', () => {
  it('apply to purchases first recorded after them', () => {
    const shop = new Simulation().play(
      defaults({ settlingPeriodSeconds: 10 }),
      merchantRegistered(),
      bought(0),
      defaults({ settlingPeriodSeconds: 600 }),
      bought(1),
      claimed('c0', 0, device(0)),
      claimed('c1', 1, device(1)),
    );
    expect(shop.evaluation(0).dueIn).toBe(10_000);
    expect(shop.evaluation(1).dueIn).toBe(600_000);
  });

  it('cause no decisions by themselves', () => {
    expect(Simulation.of().record(defaults({ settlingPeriodSeconds: 10 }))).toEqual([]);
  });
});
