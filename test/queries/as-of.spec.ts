/** What is answered about a position of the past is what the live read answered while the log ended there. */
import fc from 'fast-check';
import type { PoolClient } from 'pg';
import { createCheckpoints, readCheckpoint, type Checkpoint } from '../../libs/engine/checkpoints';
import { factOf } from '../../libs/engine/codec';
import { execute } from '../../libs/engine/execute';
import { flush } from '../../libs/engine/flush';
import { ledgerOf } from '../../libs/engine/ledger';
import { prefetch } from '../../libs/engine/prefetch/prefetch';
import { SettingsCache } from '../../libs/engine/settings-cache';
import type { MemoryEventLog } from '../../libs/event-log/memory-event-log';
import { intakeStream } from '../../libs/event-log/streams';
import type { CampaignPublished, Fact } from '../../libs/kernel/facts';
import { DAY } from '../../libs/kernel/time';
import { groupAsOf, purchaseAsOf } from '../../libs/queries/as-of/as-of';
import type { Whose } from '../../libs/queries/as-of/whose';
import { findMoment, NotYetRecorded, type AsOf, type PastMoment } from '../../libs/queries/as-of/past-moment';
import { findIdentityGroup } from '../../libs/queries/identity-groups';
import { findPurchase } from '../../libs/queries/purchases';
import { TABLES } from '../../projections/registry';
import { recorded } from '../engine/deciding-in-batches';
import { bought, claimed, kernelChanged, timerFired, touched } from '../kernel/support/builders';
import { FACT_OPTIONS } from '../kernel/support/facts';
import { ALL_ACTS, playRewards, rewardHistories, type RewardHistory } from '../kernel/support/reward-histories';
import {
  customer,
  device,
  HISTORY_END,
  identifiersOf,
  MERCHANT,
  merchantRegistered,
  orderIdOf,
} from '../kernel/support/universe';
import { createTestDatabase, type TestDatabase } from '../support/database';

const ORDERS = 6;
const PEOPLE = Array.from({ length: 3 }, (_, person) => identifiersOf(person)).flat();
const STOPS = 3;

const idAt = (position: number) => `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`;

/** A campaign that gives every buyer one euro. */
const campaignOf = (over: Partial<CampaignPublished>): Fact => ({
  type: 'CampaignPublished',
  data: {
    ...{
      merchantId: MERCHANT,
      campaignId: 'welcome',
      name: 'Welcome',
      condition: 'true',
      currency: 'EUR',
      priority: 1,
    },
    ...{ exclusive: false, holdDays: 0, rewards: [{ to: 'referee', kind: 'fixed', amount: 100 }], budgets: [] },
    ...over,
  },
});

describe('as of a position', () => {
  let database: TestDatabase;
  let client: PoolClient;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = await database.pool.connect();
  });
  afterAll(async () => {
    client.release();
    await database.drop();
  });

  async function begin(): Promise<Checkpoint> {
    await database.pool.query(`truncate checkpoints, ${TABLES.map(({ table }) => table).join(', ')}`);
    await createCheckpoints(database.pool, 1);
    return readCheckpoint(database.pool, 0);
  }

  /** Decides everything up to `through`. */
  async function decide(log: MemoryEventLog, from: Checkpoint, through: number): Promise<Checkpoint> {
    if (from.position >= through) return from;
    const events = await log.read(intakeStream(0), from.position + 1, through - from.position);
    const facts = events.map(factOf);
    const world = await new SettingsCache(0, true).worldFor(client, facts);
    await prefetch(client, world, facts);
    return flush(client, ledgerOf(log, world.partition), world, from, await execute(world, facts, events, from.chain));
  }

  async function answers(
    purchase: (orderId: string) => Promise<unknown>,
    group: (id: string) => Promise<unknown>,
  ): Promise<object> {
    const said: Record<string, unknown> = {};
    for (let order = 0; order < ORDERS; order++) said[orderIdOf(order)] = await purchase(orderIdOf(order));
    for (const { id } of PEOPLE) said[id] = await group(id);
    return said;
  }

  const live = (log: MemoryEventLog) =>
    answers(
      (orderId) => findPurchase(database.pool, log, MERCHANT, orderId),
      (id) => findIdentityGroup(database.pool, MERCHANT, id),
    );

  const asOf = (whose: Whose, moment: PastMoment) =>
    answers(
      (orderId) => purchaseAsOf(whose, orderId, moment),
      (id) => groupAsOf(whose, id, moment),
    );

  /** Plays the history, and compares at the stops. */
  async function agree(history: RewardHistory, stops: readonly number[]): Promise<void> {
    const intake = playRewards(history).played.map(({ recorded: { position, recordedAt, fact } }) => {
      return { id: idAt(position), recordedAt, fact };
    });
    const log = await recorded(intake);
    const last = intake.length - 1;
    const positions = [...new Set([...stops.map((stop) => stop % intake.length), last])].sort((a, b) => a - b);
    const then = new Map<number, object>();
    let checkpoint = await begin();
    for (const position of positions) {
      checkpoint = await decide(log, checkpoint, position);
      then.set(position, await live(log));
    }
    const whose = { pool: database.pool, log, merchantId: MERCHANT, partition: 0 };
    for (const position of positions) {
      const { recordedAt } = intake[position]!;
      expect([position, await asOf(whose, { position, recordedAt, clock: null })]).toEqual([
        position,
        then.get(position),
      ]);
    }
  }

  it('is folded under the kernel version of each fact, before and after a change of version', async () => {
    const versions = (order: number): Fact[] => [bought(order, { total: 900 }), bought(order, { total: 500 })];
    // Version 1 lets the hash decide between two versions with the same source version, version 2 the lower total.
    const facts = [
      merchantRegistered(),
      ...[0, 1, 2].flatMap(versions),
      kernelChanged(2),
      ...[3, 4, 5].flatMap(versions),
    ];
    const log = await recorded(facts.map((fact, i) => ({ id: idAt(i), recordedAt: HISTORY_END + i, fact })));
    await decide(log, await begin(), facts.length - 1);
    const now = (await live(log)) as Record<string, { total: number }>;
    const whose = { pool: database.pool, log, merchantId: MERCHANT, partition: 0 };
    const last = { position: facts.length - 1, recordedAt: HISTORY_END + facts.length - 1, clock: null };
    expect(await asOf(whose, last)).toEqual(now);
    expect([3, 4, 5].map((order) => now[orderIdOf(order)]!.total)).toEqual([500, 500, 500]);
    expect([0, 1, 2].some((order) => now[orderIdOf(order)]!.total === 900)).toBe(true);
  });

  it('reads the clock of that moment, so a reward that waited then waits again', async () => {
    const held = campaignOf({ holdDays: 2 });
    const facts: [Fact, number][] = [
      [merchantRegistered({ settlingPeriodSeconds: 0 }), 0],
      [held, 0],
      [bought(0, { customerId: customer(0) }), 0],
      [claimed('c', 0, device(0)), 0],
      [timerFired(0, 'ev_0_3_3'), 0],
      [touched('later', device(1)), 3 * DAY],
    ];
    const log = await recorded(
      facts.map(([fact, after], i) => ({ id: idAt(i), recordedAt: HISTORY_END + after, fact })),
    );
    await decide(log, await begin(), facts.length - 1);
    const whose = { pool: database.pool, log, merchantId: MERCHANT, partition: 0 };
    const at = async (asOf: AsOf) => {
      const moment = await findMoment(log, 0, asOf, HISTORY_END + 9 * DAY);
      return (await purchaseAsOf(whose, orderIdOf(0), moment))?.rewards.map(({ state }) => state);
    };
    expect(await at({ position: 3 })).toEqual([]);
    expect(await at({ position: 4 })).toEqual(['granted']);
    expect(await at({ time: HISTORY_END + DAY })).toEqual(['granted']);
    expect(await at({ time: HISTORY_END + 2 * DAY })).toEqual(['available']);
    expect(await at({ time: HISTORY_END - 1 })).toBeUndefined();
  });

  it('is the last position at or before a time, and nothing beyond the end of the log', async () => {
    const times = [0, 0, 5, 5, 5, 9, 20];
    const log = await recorded(
      times.map((after, i) => ({ id: idAt(i), recordedAt: HISTORY_END + after, fact: touched(`t${i}`, device(0)) })),
    );
    const at = async (time: number) =>
      (await findMoment(log, 0, { time: HISTORY_END + time }, HISTORY_END + 30)).position;
    expect(await Promise.all([-1, 0, 4, 5, 8, 9, 19, 20, 30].map(at))).toEqual([-1, 1, 1, 4, 4, 5, 5, 6, 6]);
    await expect(at(31)).rejects.toThrow(NotYetRecorded);
    await expect(findMoment(log, 0, { position: 7 }, 0)).rejects.toThrow('The log ends at position 6.');
    const long = await recorded(
      Array.from({ length: 3_000 }, (_, i) => ({
        id: idAt(i),
        recordedAt: HISTORY_END + 2 * i,
        fact: touched(`t${i}`, device(0)),
      })),
    );
    for (const position of [0, 1, 499, 500, 1_777, 2_999]) {
      for (const odd of [0, 1]) {
        const moment = await findMoment(long, 0, { time: HISTORY_END + 2 * position + odd }, Infinity);
        expect(moment.position).toBe(position);
      }
    }
  });

  const stops = fc.array(fc.nat(1_000), { minLength: STOPS, maxLength: STOPS });

  it('is what the live read said there, whatever merges, payments and changes of the order came later', async () => {
    const histories = rewardHistories(true, { orders: ORDERS }, [...ALL_ACTS, 'unmerge', 'merge', 'policy']);
    const changes = fc.tuple(histories, fc.nat(20)).map(([history, before]) => {
      return { ...history, partition: 0, kernelChangesBefore: before };
    });
    await fc.assert(fc.asyncProperty(changes, stops, agree), { numRuns: 4, endOnFailure: true });
  });

  it('is what the live read said there, when anybody uses the identifiers of anybody', async () => {
    const wild = { ...FACT_OPTIONS, identifiers: 'shared' as const, versionsAgree: false, people: 3, orders: ORDERS };
    const histories = rewardHistories(false, { ...wild, claimsMax: 14 }, [...ALL_ACTS, 'unmerge', 'merge']);
    const played = histories.map((history) => ({ ...history, partition: 0 }));
    await fc.assert(fc.asyncProperty(played, stops, agree), { numRuns: 4, endOnFailure: true });
  });
});
