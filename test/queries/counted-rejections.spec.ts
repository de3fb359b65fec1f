/** Refused claims of one order, code and hour are one event of a purchase's history, however many there were. */
import fc from 'fast-check';
import type { MemoryEventLog } from '../../libs/event-log/memory-event-log';
import { ledgerStream } from '../../libs/event-log/streams';
import type { Fact } from '../../libs/kernel/facts';
import { HOUR } from '../../libs/kernel/time';
import { purchaseAsOf } from '../../libs/queries/as-of/as-of';
import { type HistoryEvent, listHistory } from '../../libs/queries/purchase-history';
import { findPurchase } from '../../libs/queries/purchases';
import { explainPurchase, type PurchaseStory } from '../../libs/queries/story/explain';
import type { StoryPlace } from '../../libs/queries/story/story-page';
import { decideInBatches, recorded } from '../engine/deciding-in-batches';
import type { Arrival } from '../kernel/support/arrivals';
import { bought, claimed, kernelChanged, MINUTE, operatorAsks, policyChanged } from '../kernel/support/builders';
import {
  BLOCKED_DEVICE,
  customer,
  device,
  HISTORY_END,
  MERCHANT,
  merchantRegistered,
  orderIdOf,
  WRONG_TOKEN,
} from '../kernel/support/universe';
import { createTestDatabase, type TestDatabase } from '../support/database';

const ORDER = orderIdOf(0);
/** A full hour, so that minutes say in which hour a claim falls. */
const START = Math.ceil(HISTORY_END / HOUR) * HOUR;

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.drop());

const idAt = (position: number) => `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`;
const wrong = (n: number) => claimed(`wrong-${n}`, 0, device(n % 200), { token: WRONG_TOKEN });

/** Facts with the minutes after the start at which they came. */
async function decided(facts: readonly (readonly [Fact, number])[], batchMax = 10_000): Promise<MemoryEventLog> {
  const intake = facts.map(([fact, minutes], i): Arrival => {
    return { id: idAt(i), recordedAt: START + minutes * MINUTE, fact };
  });
  const log = await recorded(intake);
  await decideInBatches(database.pool, log, batchMax);
  return log;
}

const told = (events: readonly HistoryEvent[]) =>
  events.map(({ type, position, ordinal, count }) => ({ type, position, ordinal, count }));

/** What the history has to be: the ledger of the order up to a position, where the first of an hour counts all of it. */
async function collapsed(log: MemoryEventLog, through: number): Promise<ReturnType<typeof told>> {
  const history: ReturnType<typeof told> = [];
  const counting = new Map<string, { count: number }>();
  for (const { type, data, meta, recordedAt } of await log.read(ledgerStream(0), 0, 10_000)) {
    const { position, ordinal } = JSON.parse(meta!) as { position: number; ordinal: number };
    const { orderId, evidence, code } = JSON.parse(data) as {
      orderId?: string;
      evidence?: { orderId?: string };
      code?: string;
    };
    if (position > through || (orderId ?? evidence?.orderId) !== ORDER) continue;
    const event = { type, position, ordinal, count: 1 };
    if (type === 'PurchaseClaimRejected') {
      const key = `${code} ${Math.floor(recordedAt / HOUR)}`;
      const first = counting.get(key);
      if (first !== undefined) {
        first.count++;
        continue;
      }
      counting.set(key, event);
    }
    history.push(event);
  }
  return history;
}

async function inPages(log: MemoryEventLog, limit: number): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  for (let before: number | null = null; ;) {
    const page: Awaited<ReturnType<typeof listHistory>> = await listHistory(
      database.pool,
      log,
      MERCHANT,
      ORDER,
      limit,
      before,
    );
    events.unshift(...page!.items);
    if (page!.next === null) return events;
    expect(page!.items).toHaveLength(limit);
    before = page!.next;
  }
}

const whoseOf = (log: MemoryEventLog) => ({ pool: database.pool, log, merchantId: MERCHANT, partition: 0 });

it('counts what was refused of one order, code and hour, in every page and at every moment', async () => {
  const acts = fc.record({
    act: fc.constantFrom('wrong', 'wrong', 'wrong', 'blocked', 'right', 'ask', 'version', 'policy'),
    after: fc.constantFrom(0, 1, 20, 59),
  });
  const factOf = (act: string, n: number): Fact => {
    if (act === 'blocked') return claimed(`blocked-${n}`, 0, BLOCKED_DEVICE);
    if (act === 'right') return claimed(`right-${n}`, 0, device(n % 3));
    if (act === 'ask') return operatorAsks(0);
    if (act === 'version') return bought(0, { customerId: customer(0), sourceVersion: n + 2 });
    if (act === 'policy') return policyChanged({ lookbackDays: (n % 300) + 1 });
    return wrong(n);
  };
  const histories = fc.tuple(fc.array(acts, { minLength: 5, maxLength: 60 }), fc.nat(10));
  await fc.assert(
    fc.asyncProperty(
      histories,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 20 }),
      fc.nat(),
      async ([list, before], limit, batchMax, at) => {
        let minutes = 0;
        const facts = list.map(({ act, after }, n): [Fact, number] => [factOf(act, n), (minutes += after)]);
        facts.splice(Math.min(before, facts.length), 0, [
          bought(0, { customerId: customer(0) }),
          facts[before - 1]?.[1] ?? 0,
        ]);
        const log = await decided([[merchantRegistered(), 0], [kernelChanged(), 0], ...facts], batchMax);
        const last = facts.length + 1;
        const all = await collapsed(log, last);
        expect(told(await inPages(log, limit))).toEqual(all);
        expect(told((await findPurchase(database.pool, log, MERCHANT, ORDER))!.history)).toEqual(all.slice(-100));

        const position = at % (last + 1);
        const moment = { position, recordedAt: START + minutes * MINUTE, clock: null };
        const past = await purchaseAsOf(whoseOf(log), ORDER, moment);
        if (past !== null) expect(told(past.history)).toEqual((await collapsed(log, position)).slice(-100));
      },
    ),
    { numRuns: 25 },
  );
});

/** 300 wrong claims of two hours, between the news that matter. */
function flooded(): [Fact, number][] {
  const flood = Array.from({ length: 300 }, (_, n): [Fact, number] => [wrong(n), n < 100 ? 30 : 90]);
  return [
    [merchantRegistered(), 0],
    [kernelChanged(), 0],
    [bought(0, { customerId: customer(0) }), 0],
    [claimed('right', 0, device(0)), 1],
    ...flood,
    [operatorAsks(0), 100],
  ];
}

it('keeps the news of a purchase on the first page of a flood', async () => {
  const log = await decided(flooded());
  const { history, historyNext, claims } = (await findPurchase(database.pool, log, MERCHANT, ORDER))!;
  expect(historyNext).toBeNull();
  expect(history.map(({ type }) => type)).toContain('PurchaseClaimAccepted');
  const refused = history.filter(({ type }) => type === 'PurchaseClaimRejected');
  expect(refused.map(({ count, data }) => [count, data['claimId']])).toEqual([
    [100, 'wrong-0'],
    [200, 'wrong-100'],
  ]);
  // Claims themselves stay single.
  expect(claims).toHaveLength(100);
});

it('tells a flood in one sentence of the story, and none of its other reports', async () => {
  const log = await decided(flooded());
  const { story, storyNext } = (await explainPurchase(whoseOf(log), ORDER, 100, null))!;
  expect(storyNext).toBeNull();
  const refused = story.filter(({ kind }) => kind === 'PurchaseClaimRejected');
  expect(refused.map(({ count }) => count)).toEqual([100, 200]);
  expect(refused[1]!.text).toContain('So are 199 other reports of that hour.');
  expect(story.filter(({ kind }) => kind === 'PurchaseClaimed').map(({ position }) => position)).toEqual([3, 4, 104]);

  const inPieces: typeof story = [];
  for (let place: StoryPlace | null = null; ;) {
    const page: PurchaseStory = (await explainPurchase(whoseOf(log), ORDER, 2, place))!;
    inPieces.unshift(...page.story);
    if (page.storyNext === null) break;
    place = page.storyNext;
  }
  // What is around the place where a page ends is told on both pages.
  const places = (entries: typeof story) =>
    [...new Set(entries.map(({ position, kind, count }) => `${position} ${kind} ${count}`))].sort();
  expect(places(inPieces)).toEqual(places(story));
});

it('reads no more rows when 50,000 wrong claims came', async () => {
  const log = await decided(flooded());
  const rowsOf = async () => {
    const counting = countingRows();
    await findPurchase(counting.pool, log, MERCHANT, ORDER);
    await listHistory(counting.pool, log, MERCHANT, ORDER, 100, null);
    const whose = { ...whoseOf(log), pool: counting.pool };
    for (const position of [3, 50, 303]) {
      await purchaseAsOf(whose, ORDER, { position, recordedAt: START, clock: null });
    }
    await explainPurchase(whose, ORDER, 100, null);
    return counting.rows();
  };
  await database.pool.query('analyze');
  const before = await rowsOf();
  // The rows of claims that came later in the last hour.
  await database.pool.query(`
    insert into claims select c.merchant_id, c.order_id, c.position + n, c.claim_id || n, c.device_id, c.device_folded,
      c.customer_id, c.token, c.status, c.reason, c.dropped, c.occurred_at, c.recorded_at
    from claims c, generate_series(1, 50000) n where c.claim_id = 'wrong-299'`);
  await database.pool.query(`
    insert into claim_rejections select r.merchant_id, r.order_id, r.counted_as, r.position + n, r.nth + n, r.ledger_revision
    from (select * from claim_rejections order by position desc limit 1) r, generate_series(1, 50000) n`);
  await database.pool.query('analyze');
  expect(await rowsOf()).toBeLessThan(before + 2_000);
});

interface Plan {
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
}

/** A pool that also adds up the rows that each statement's scans pass over. */
function countingRows(): { pool: TestDatabase['pool']; rows(): number } {
  let rows = 0;
  const add = (plan: Plan): void => {
    const removed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0);
    rows += (plan['Actual Rows'] + removed) * plan['Actual Loops'];
    plan.Plans?.forEach(add);
  };
  const pool = {
    async query({ text, values }: { text: string; values: unknown[] }) {
      const explained = await database.pool.query(`explain (analyze, format json) ${text}`, values);
      add((explained.rows[0] as { 'QUERY PLAN': { Plan: Plan }[] })['QUERY PLAN'][0]!.Plan);
      return database.pool.query(...(arguments as unknown as [string]));
    },
  };
  return { pool: pool as unknown as TestDatabase['pool'], rows: () => rows };
}
