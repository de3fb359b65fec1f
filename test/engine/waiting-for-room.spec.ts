/** More rewards wait for the same room than a batch loads: it has to load those that are tried again. */
import type { RewardRule } from '../../libs/kernel/rewards/reward-rule';
import { DAY, HOUR } from '../../libs/kernel/time';
import { World } from '../../libs/kernel/world';
import type { Arrival } from '../kernel/support/arrivals';
import { kernelChanged } from '../kernel/support/builders';
import { ordered, published, referral, updated } from '../kernel/support/campaigns';
import { Simulation, wait, type Step } from '../kernel/support/simulation';
import { merchantRegistered } from '../kernel/support/universe';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { decideInBatches, recorded, verify } from './deciding-in-batches';

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.drop());

const orders = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const bought = (from: number, to: number): Step[] => orders(from, to).flatMap((order) => ordered(order));
const cancelled = (from: number, to: number): Step[] =>
  orders(from, to).map((order) => updated(order, 9, { status: 'cancelled' }));

/** Each order earns two rewards; the budget has room for one reward in all. */
const rewards: RewardRule[] = [
  { to: 'referrer', kind: 'fixed', amount: 500 },
  { to: 'referee', kind: 'fixed', amount: 500 },
];
const campaign = published('c', { rewards, budgets: [{ window: 'total', amount: 500 }] });

const histories: [string, Step[], number[]][] = [
  [
    'rewards that stop waiting in the same batch do not count among those tried again',
    [...bought(0, 120), wait(HOUR), ...cancelled(1, 40)],
    [40],
  ],
  [
    'rewards of purchases that become final, before the batch or in it, do not count either',
    [...bought(0, 60), wait(HOUR), ...bought(60, 120), wait(DAY - HOUR - 1), referral('late'), wait(HOUR / 2)],
    [60],
  ],
];

/** Order 0 takes the whole budget; the others wait for a small reward each, and all fit once it is cancelled. */
const percent: RewardRule[] = [{ to: 'referrer', kind: 'percent', basisPoints: 1_000 }];
const small = published('c', { rewards: percent, budgets: [{ window: 'total', amount: 2_300 }] });
const queue: Step[] = [ordered(0, { total: 23_000 }), ...orders(1, 241).map((n) => ordered(n, { total: 100 }))].flat();

const start = [merchantRegistered({ finalityDays: 1 }), campaign, referral()];
const stories = histories.flatMap(([name, steps, called]): [string, Step[], number][] =>
  [1, 2].map((version) => {
    const kernel = version === 1 ? [] : [kernelChanged(version)];
    const story = [...kernel, ...start, ...steps, ...cancelled(0, 1)];
    return [`kernel version ${version}: ${name}`, story, called[0]!];
  }),
);
const chained = [kernelChanged(2), merchantRegistered(), small, referral(), ...queue, wait(HOUR), ...cancelled(0, 1)];

test.each<[string, Step[], number]>([
  ...stories,
  ['kernel version 2: each reward that is tried again calls those behind it', chained, 230],
])('%s', async (_, steps, called) => {
  const shop = new Simulation(new World(0, true)).play(...steps).finish();
  const reasons = shop.merchant().purchases.get(`order-${called}`).evaluation.reasons;
  expect(reasons).toContain('budget');

  const intake = shop.played.map(({ recorded: { fact, recordedAt } }, position): Arrival => {
    return { id: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`, recordedAt, fact };
  });
  for (const batchMax of [70, 10_000]) {
    const log = await recorded(intake);
    await decideInBatches(database.pool, log, batchMax);
    expect(await verify(database.pool, log)).toMatchObject({ difference: null, facts: intake.length });
  }
});
