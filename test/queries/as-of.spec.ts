/** What is answered about a position of the past is what the live read answered while the log ended there. */
import fc from 'fast-check';
import type { PoolClient } from 'pg';
import { createCheckpoints, readCheckpoint, type Checkpoint } from '../../libs/engine/checkpoints';
import { factOf } from '../../libs/engine/codec';
import { execute } from '../../libs/engine/execute';
import { flush } from '../../libs/engine/flush';
import { prefetch } from '../../libs/engine/prefetch/prefetch';
import { SettingsCache } from '../../libs/engine/settings-cache';
import type { MemoryEventLog } from '../../libs/event-log/memory-event-log';
import { intakeStream } from '../../libs/event-log/streams';
import { groupAsOf, purchaseAsOf, type Whose } from '../../libs/queries/as-of/as-of';
import type { PastMoment } from '../../libs/queries/as-of/past-moment';
import { findIdentityGroup } from '../../libs/queries/identity-groups';
import { findPurchase } from '../../libs/queries/purchases';
import { TABLES } from '../../projections/registry';
import { recorded } from '../engine/deciding-in-batches';
import { FACT_OPTIONS } from '../kernel/support/facts';
import { ALL_ACTS, playRewards, rewardHistories, type RewardHistory } from '../kernel/support/reward-histories';
import { identifiersOf, MERCHANT, orderIdOf } from '../kernel/support/universe';
import { createTestDatabase, type TestDatabase } from '../support/database';

const ORDERS = 6;
const PEOPLE = Array.from({ length: 3 }, (_, person) => identifiersOf(person)).flat();
const STOPS = 5;

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
    return flush(client, log, world, from, await execute(world, facts, events, from.chain));
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
      return { id: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`, recordedAt, fact };
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

  const stops = fc.array(fc.nat(1_000), { minLength: STOPS, maxLength: STOPS });

  it('is what the live read said there, whatever merges, payments and changes of the order came later', async () => {
    const histories = rewardHistories(true, { orders: ORDERS }, [...ALL_ACTS, 'unmerge', 'merge', 'policy']);
    const changes = fc.tuple(histories, fc.nat(20)).map(([history, before]) => {
      return { ...history, partition: 0, kernelChangesBefore: before };
    });
    await fc.assert(fc.asyncProperty(changes, stops, agree), { numRuns: 15, endOnFailure: true });
  });

  it('is what the live read said there, when anybody uses the identifiers of anybody', async () => {
    const wild = { ...FACT_OPTIONS, identifiers: 'shared' as const, versionsAgree: false, people: 3, orders: ORDERS };
    const histories = rewardHistories(false, { ...wild, claimsMax: 14 }, [...ALL_ACTS, 'unmerge', 'merge']);
    const played = histories.map((history) => ({ ...history, partition: 0 }));
    await fc.assert(fc.asyncProperty(played, stops, agree), { numRuns: 15, endOnFailure: true });
  });
});
