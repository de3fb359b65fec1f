/**
 * On a log of its own the ledger is appended to before the read models commit. A process may end at any step, and so may
 * its successors: ledger and read models are those of a process that never ended.
 */
import fc from 'fast-check';
import { OutcomeUnknown } from '../../libs/event-log/event-log';
import type { MemoryEventLog } from '../../libs/event-log/memory-event-log';
import { arrivals, factIdOf, repeated, type Arrival } from '../kernel/support/arrivals';
import { FACT_OPTIONS, outsideFacts } from '../kernel/support/facts';
import { HISTORY_END, merchantRegistered } from '../kernel/support/universe';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { recorded, verify, withTimers } from './deciding-in-batches';
import { decideByMortals, ENDS, goOnByMortals, type Decided, type End } from './mortal';
import { STORY } from './partitions';

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.drop());

async function expectSame(intake: readonly Arrival[], ends: readonly End[], unique = true): Promise<Decided> {
  const whole = await decideByMortals(database.pool, await recorded(intake, unique));
  return expectLike(whole, intake, ends, unique);
}

async function expectLike({ rows, ledger }: Decided, intake: readonly Arrival[], ends: readonly End[], unique = true) {
  const log = await recorded(intake, unique);
  const decided = await decideByMortals(database.pool, log, ends);
  expect({ rows: decided.rows, ledger: decided.ledger }).toEqual({ rows, ledger });
  expect(await verify(database.pool, log)).toMatchObject({ difference: null, facts: intake.length });
  return decided;
}

const story: Arrival[] = withTimers(STORY.map((fact) => ({ id: factIdOf(fact), recordedAt: HISTORY_END, fact })));

describe('a process that ends', () => {
  it('at any one step of a flush, and one that goes on, leave what one process leaves', async () => {
    const whole = await decideByMortals(database.pool, await recorded(story));
    const steps = whole.lives[0]!;
    const [begin, append, commit] = ['begin', 'log.appendExpected', 'commit'].map((step) => steps.indexOf(step));
    // The checkpoint is locked before anything is appended, and the rows are written after it.
    expect(begin! + 1).toBe(steps.findIndex((step) => step.startsWith('update checkpoints')));
    expect([append! > begin! + 1, commit! > append! + 1]).toEqual([true, true]);
    for (let atStep = begin!; atStep <= commit!; atStep++) {
      // The successor cuts the facts differently: its batches end within the tail, with it, or beyond it.
      const successor = { atStep: Infinity, how: 'before', batchMax: 1 + (atStep % story.length) } as const;
      const how = atStep === commit ? 'after' : 'before';
      await expectLike(whole, story, [{ atStep, how, batchMax: 1_000 }, successor]);
    }
  });

  it('while its append is on its way: the successor meets that append and goes on behind it', async () => {
    const log = await recorded(story);
    const [steps] = (await decideByMortals(database.pool, log)).lives;
    const atStep = steps!.indexOf('log.appendExpected');
    const { lost } = await expectSame(story, [{ atStep, how: 'late', batchMax: 1_000 }]);
    expect(lost).toBe(1);
  });

  it.each([
    ['', true],
    [', on a log that holds some facts twice', false],
  ])('again and again, in any history%s, leaves what one process leaves', async (_, unique) => {
    const facts = outsideFacts({ ...FACT_OPTIONS, identifiers: 'shared' }).chain(arrivals);
    const registered: Arrival = {
      ...{ id: '00000000-0000-4000-9000-000000000000', recordedAt: HISTORY_END },
      fact: merchantRegistered({ settlingPeriodSeconds: 60 }),
    };
    const histories = unique
      ? facts.map((list) => withTimers([registered, ...list]))
      : facts.chain(repeated).map((list) => [registered, ...list]);
    const end = fc.record({
      atStep: fc.nat(90),
      how: fc.constantFrom(...ENDS),
      batchMax: fc.integer({ min: 1, max: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(histories, fc.array(end, { minLength: 1, maxLength: 6 }), async (intake, ends) => {
        await expectSame(intake, ends, unique);
      }),
      { numRuns: 12 },
    );
  });
});

it.each(['stored', 'not stored'])(
  'an append whose outcome is unknown (%s) is settled by reading back',
  async (truth) => {
    const whole = await decideByMortals(database.pool, await recorded(story));
    const log = await recorded(story);
    const append = log.appendExpected.bind(log);
    const outcomes: string[] = [];
    log.appendExpected = async (...appended) => {
      outcomes.push(outcomes.length % 2 === 0 ? 'unknown' : 'known');
      if (outcomes.at(-1) === 'known') return append(...appended);
      if (truth === 'stored') await append(...appended);
      throw new OutcomeUnknown('nobody answered');
    };
    const troubles: unknown[] = [];
    await decideByMortals(database.pool, log, [], (error) => void troubles.push(error));
    expect(troubles).not.toEqual([]);
    expect(troubles.filter((error) => !(error instanceof OutcomeUnknown))).toEqual([]);
    expect((await log.read('ledger-00', 0, 1_000)).map(({ data }) => data)).toEqual(
      (whole.ledger as { data: string }[]).map(({ data }) => data),
    );
    expect(await verify(database.pool, log)).toMatchObject({ difference: null, facts: story.length });
  },
);

describe('the tail of a ledger', () => {
  const LEDGER = 'ledger-00';

  /** A log whose ledger is the given one, beyond a checkpoint that has not moved. */
  async function ahead(change: (events: Recorded[]) => Recorded[]): Promise<MemoryEventLog> {
    const log = await recorded(story);
    await decideByMortals(database.pool, log);
    const events = (await log.read(LEDGER, 0, 1_000)).map((event) => ({ ...event, meta: event.meta! }));
    const changed = await recorded(story);
    await changed.appendExpected(LEDGER, -1, change(events));
    return changed;
  }
  type Recorded = { id: string | null; type: string; data: string; meta: string; recordedAt: number };

  it('that is what is decided is kept, and gone on from', async () => {
    const log = await ahead((events) => events.slice(0, 5));
    await decideByMortals(database.pool, log);
    expect(await verify(database.pool, log)).toMatchObject({ difference: null });
  });

  const changes: [string, (event: Recorded) => Partial<Recorded>][] = [
    ['data', ({ data }) => ({ data: data.replace('"merchant"', '"another"') })],
    ['data that means the same', ({ data }) => ({ data: data.replace(':', ': ') })],
    ['type', () => ({ type: 'PurchaseLinked2' })],
    ['cause', ({ meta }) => ({ meta: meta.replace(/"position":\d+/, '"position":7') })],
    ['time', ({ recordedAt }) => ({ recordedAt: recordedAt + 1 })],
    ['chain', ({ meta }) => ({ meta: meta.replace('{', `{"chain":"${'0'.repeat(64)}",`) })],
  ];
  it.each(changes)(
    'that differs in one event (%s) stops the partition, and nothing is overwritten',
    async (_, change) => {
      const log = await ahead((events) => events.slice(0, 5).map((e, i) => (i === 2 ? { ...e, ...change(e) } : e)));
      await expect(decideByMortals(database.pool, log)).rejects.toThrow(
        'ledger-00 differs from what is decided at revision 2',
      );
      expect(await log.head(LEDGER)).toBe(4);
    },
  );

  it('with one decision too many stops the partition before any later fact is decided', async () => {
    const log = await ahead((events) => {
      const first = events[0]!;
      return [{ ...first, meta: first.meta.replace(/"position":\d+/, '"position":0') }];
    });
    // The registration decides nothing, so nothing is appended that would meet the event.
    await expect(
      decideByMortals(database.pool, log, [{ atStep: Infinity, how: 'before', batchMax: 1 }]),
    ).rejects.toThrow('ledger-00 differs from what is decided at revision 0');
  });

  it('that is shorter than the checkpoint says stops the partition', async () => {
    const log = await recorded(story);
    await decideByMortals(database.pool, log);
    await database.pool.query('update checkpoints set position = position - 1');
    const cut = goOnByMortals(database.pool, await recorded(story));
    await expect(cut).rejects.toThrow(/^ledger-00 ends at -1, and its checkpoint is at \d/);
  });
});
