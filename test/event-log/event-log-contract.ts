import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import {
  WrongExpectedRevision,
  type AppendOutcome,
  type EventLog,
  type NewEvent,
  type NewEventAt,
  type VaultRow,
} from '../../libs/event-log/event-log';
import { until } from '../support/until';

export interface LogUnderTest {
  log: EventLog;
  /** The rows in the store's vault. */
  vaultRows(): Promise<VaultRow[]>;
  /** False: an id is known in its own stream alone, as ids of facts belong to one stream anyway. */
  knowsIdsOfOtherStreams: boolean;
  close(): Promise<void>;
}

let streams = 0;
/** A stream that no other test uses. */
export function newStream(): string {
  return `stream-${process.pid}-${++streams}`;
}

export function event(content: unknown, id: string | null = randomUUID()): NewEvent {
  const data = JSON.stringify(content);
  return { id, type: 'Happened', data, contentHash: createHash('sha256').update(data).digest('hex') };
}

function at(recordedAt: number, content: unknown): NewEventAt {
  return { ...event(content, null), meta: JSON.stringify({ about: content }), recordedAt };
}

/** What every log must do, whatever its store. */
export function eventLogContract(open: () => Promise<LogUnderTest>): void {
  let subject: LogUnderTest;
  let log: EventLog;

  beforeAll(async () => {
    subject = await open();
    log = subject.log;
  });
  afterAll(() => subject.close());

  describe('append', () => {
    it('numbers a stream from 0 without gaps, however many callers append at once', async () => {
      const stream = newStream();
      const outcomes = await Promise.all(Array.from({ length: 300 }, (_, n) => log.append(stream, event({ n }))));
      expect(outcomes.map(({ revision }) => revision).toSorted((a, b) => a - b)).toEqual(range(0, 300));
      expect((await log.read(stream, 0, 1_000)).map(({ revision }) => revision)).toEqual(range(0, 300));
    });

    it('stores the appends of a caller in the order of its calls, without waiting for answers', async () => {
      const [a, b] = [newStream(), newStream()];
      const outcomes = await Promise.all(range(0, 200).map((n) => log.append(n % 3 === 0 ? b : a, event({ n }))));
      for (const stream of [a, b]) {
        const numbers = (await log.read(stream, 0, 200)).map(({ data }) => JSON.parse(data).n as number);
        expect(numbers).toEqual(numbers.toSorted((x, y) => x - y));
      }
      expect(outcomes.every(({ kind }) => kind === 'appended')).toBe(true);
    });

    it('keeps type, data and meta byte for byte', async () => {
      const stream = newStream();
      const data = JSON.stringify({ text: 'tab\t "quotes" \\ back\\slash {a,b} NULL \u001f \u2028 ü 🐟 \\N \\.' });
      const id = randomUUID();
      await log.append(stream, { id, type: 'Strange\\Type', data, meta: '{"a": "\\t"}' });
      await log.append(stream, { id: null, type: 'NULL', data: '""' });
      expect(await log.read(stream, 0, 10)).toEqual([
        { stream, revision: 0, id, type: 'Strange\\Type', data, meta: '{"a": "\\t"}', recordedAt: expect.any(Number) },
        { stream, revision: 1, id: null, type: 'NULL', data: '""', meta: null, recordedAt: expect.any(Number) },
      ]);
    });

    it('answers with the stored recordedAt, which is in whole milliseconds and never decreases', async () => {
      const stream = newStream();
      const outcomes: AppendOutcome[] = [];
      for (let n = 0; n < 20; n++) outcomes.push(await log.append(stream, event({ n })));
      const stored = (await log.read(stream, 0, 20)).map(({ recordedAt }) => recordedAt);
      expect(outcomes.map((outcome) => outcome.kind === 'appended' && outcome.recordedAt)).toEqual(stored);
      expect(stored.every(Number.isSafeInteger)).toBe(true);
      expect(stored).toEqual(stored.toSorted((a, b) => a - b));
    });

    it('does not go back in time after an event from the future', async () => {
      const stream = newStream();
      const future = Date.now() + 3_600_000;
      await log.appendExpected(stream, -1, [at(future, {})]);
      expect(await log.append(stream, event({}))).toMatchObject({ kind: 'appended', recordedAt: future });
    });

    it('answers a repeated id and content as a duplicate, with the original revision', async () => {
      const stream = newStream();
      const first = event({ a: 1 });
      await log.append(stream, event({}));
      const appended = await log.append(stream, first);
      await log.append(stream, event({}));
      expect(await log.append(stream, { ...first })).toEqual({ ...appended, kind: 'duplicate' });
      expect(await log.head(stream)).toBe(2);
    });

    it('refuses the same id with other content, or in another stream', async () => {
      const stream = newStream();
      const first = event({ a: 1 });
      await log.append(stream, first);
      expect(await log.append(stream, event({ a: 2 }, first.id))).toEqual({ kind: 'conflict', revision: 0 });
      if (subject.knowsIdsOfOtherStreams) {
        expect(await log.append(newStream(), first)).toEqual({ kind: 'conflict', revision: 0 });
      }
      expect(await log.head(stream)).toBe(0);
    });

    it('stores an id once, even from concurrent appends: the rest are duplicates or conflicts', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ id: fc.nat({ max: 3 }), content: fc.nat({ max: 1 }) }), { minLength: 1, maxLength: 40 }),
          async (appends) => {
            const stream = newStream();
            const ids = range(0, 4).map(() => randomUUID());
            const outcomes = await Promise.all(
              appends.map(({ id, content }) => log.append(stream, event({ content }, ids[id]))),
            );
            const firsts = new Map<number, { content: number; revision: number }>();
            const expected = appends.map(({ id, content }) => {
              const first = firsts.get(id);
              if (first) {
                return { kind: first.content === content ? 'duplicate' : 'conflict', revision: first.revision };
              }
              firsts.set(id, { content, revision: firsts.size });
              return { kind: 'appended', revision: firsts.size - 1 };
            });
            expect(outcomes.map(({ kind, revision }) => ({ kind, revision }))).toEqual(expected);
            expect(await log.head(stream)).toBe(firsts.size - 1);
          },
        ),
        { numRuns: 40 },
      );
    });

    it('stores the vault rows of an event with it, and none of a refused event', async () => {
      const stream = newStream();
      const [kept, refused] = [vaultRow('ada@example.com'), vaultRow('bob@example.com')];
      const first = event({ a: 1 });
      await Promise.all([log.append(stream, first, [kept, kept]), log.append(stream, event({}), [kept])]);
      await log.append(stream, event({ a: 2 }, first.id), [refused]);
      const rows = await subject.vaultRows();
      expect(rows.filter(({ merchantId }) => merchantId === kept.merchantId)).toEqual([kept]);
      expect(rows).not.toContainEqual(refused);
    });
  });

  describe('appendExpected', () => {
    it('stores events with and without id, meta and hash in one batch that exceeds one statement', async () => {
      const stream = newStream();
      const kinds: NewEventAt[] = [
        { ...event('all'), meta: '{"a":1}', recordedAt: 1 },
        { id: null, type: 'Bare', data: '{}', recordedAt: 2 },
        { ...event('no meta'), recordedAt: 3 },
        { id: null, type: 'Large', data: JSON.stringify('x'.repeat(3 * 1024 * 1024)), meta: '{}', recordedAt: 4 },
      ];
      const events = [...kinds, ...kinds.map((kind) => ({ ...kind, id: kind.id && randomUUID() }))];
      for (const single of kinds.slice(0, 3)) {
        await log.appendExpected(newStream(), -1, [{ ...single, id: null }]);
      }
      await log.appendExpected(stream, -1, events);
      const stored = await log.read(stream, 0, 10, 100 * 1024 * 1024);
      expect(stored).toEqual(
        events.map(({ id, type, data, meta = null, recordedAt }, revision) => {
          return { stream, revision, id, type, data, meta, recordedAt };
        }),
      );
      expect(await log.append(stream, event('all', events[0]!.id))).toMatchObject({ kind: 'duplicate', revision: 0 });
      expect(await log.append(stream, event('other', events[0]!.id))).toMatchObject({ kind: 'conflict', revision: 0 });
    });

    it('appends a batch after the expected revision, with the given times', async () => {
      const stream = newStream();
      await log.appendExpected(stream, -1, [at(1_000, 'a'), at(1_001, 'b\\\t\n"')]);
      await log.appendExpected(stream, 1, [at(2_000, 'c')]);
      await log.appendExpected(stream, 2, []);
      expect(await log.read(stream, 0, 10)).toEqual(
        ['a', 'b\\\t\n"', 'c'].map((content, revision) => ({
          stream,
          revision,
          id: null,
          type: 'Happened',
          data: JSON.stringify(content),
          meta: JSON.stringify({ about: content }),
          recordedAt: [1_000, 1_001, 2_000][revision],
        })),
      );
    });

    it('stores nothing when the stream is not at the expected revision', async () => {
      const stream = newStream();
      await expect(log.appendExpected(stream, 0, [at(1, 1)])).rejects.toThrow(WrongExpectedRevision);
      await log.appendExpected(stream, -1, [at(1, 1), at(1, 2)]);
      for (const wrong of [-1, 0, 2]) {
        await expect(log.appendExpected(stream, wrong, [at(2, 3)])).rejects.toThrow(WrongExpectedRevision);
      }
      expect(await log.head(stream)).toBe(1);
      expect(await log.read(stream, 0, 10)).toHaveLength(2);
    });

    it('lets one of several appends with the same expected revision win', async () => {
      const stream = newStream();
      for (const expected of [-1, 0]) {
        const tries = range(0, 5).map((n) => log.appendExpected(stream, expected, [at(1, n)]));
        const results = await Promise.allSettled(tries);
        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      }
      expect(await log.head(stream)).toBe(1);
    });

    it('stores thousands of events in one call', async () => {
      const stream = newStream();
      await log.appendExpected(
        stream,
        -1,
        range(0, 12_000).map((n) => at(1_000, { n })),
      );
      expect((await log.read(stream, 11_999, 10)).map(({ data }) => data)).toEqual(['{"n":11999}']);
    });
  });

  describe('reading', () => {
    it('reads a page from a revision, up to the limit and never more than 10,000 events', async () => {
      const stream = newStream();
      await log.appendExpected(
        stream,
        -1,
        range(0, 10_005).map((n) => at(1, n)),
      );
      const revisions = async (from: number, limit: number) =>
        (await log.read(stream, from, limit)).map(({ revision }) => revision);
      expect(await revisions(0, 3)).toEqual([0, 1, 2]);
      expect(await revisions(10_003, 3)).toEqual([10_003, 10_004]);
      expect(await revisions(10_005, 3)).toEqual([]);
      expect(await revisions(0, 20_000)).toEqual(range(0, 10_000));
    });

    it('ends a page with the event whose data brings it to maxBytes, and returns at least one event', async () => {
      const stream = newStream();
      // The quotes of the JSON text count as bytes too; each fish has four bytes.
      const sizes = [10, 22, 30, 42, 50];
      await log.appendExpected(
        stream,
        -1,
        sizes.map((size) => at(1, '🐟'.repeat((size - 2) / 4))),
      );
      const count = async (from: number, maxBytes: number) => (await log.read(stream, from, 10, maxBytes)).length;
      expect(await count(0, 1)).toBe(1);
      expect(await count(0, 10)).toBe(1);
      expect(await count(0, 11)).toBe(2);
      expect(await count(0, 62)).toBe(3);
      expect(await count(0, 63)).toBe(4);
      expect(await count(3, 43)).toBe(2);
      expect(await count(0, 1_000)).toBe(5);
      expect(await log.read(stream, 0, 2, 1_000)).toHaveLength(2);
    });

    it('bounds a page of large events by default', async () => {
      const stream = newStream();
      const large = 'x'.repeat(1024 * 1024);
      for (let n = 0; n < 10; n++) await log.append(stream, event(large));
      expect(await log.read(stream, 0, 10)).toHaveLength(8);
      expect(await log.read(stream, 8, 10)).toHaveLength(2);
    });

    it('reads single events by their revisions, in order, each once', async () => {
      const stream = newStream();
      await log.appendExpected(
        stream,
        -1,
        range(0, 10).map((n) => at(1, n)),
      );
      const found = await log.readMany(stream, [7, 2, 2, 99]);
      expect(found.map(({ revision, data }) => [revision, data])).toEqual([
        [2, '2'],
        [7, '7'],
      ]);
      await expect(log.readMany(stream, range(0, 1_001))).rejects.toThrow(RangeError);
    });

    it('scans every event of a part of a stream in order, in pages', async () => {
      const stream = newStream();
      const large = JSON.stringify('x'.repeat(100_000));
      const events = range(0, 2_500).map((n) => at(1, n % 50 === 0 ? large : n));
      for (let from = 0; from < events.length; from += 500) {
        await log.appendExpected(stream, from - 1, events.slice(from, from + 500));
      }
      const scanned = async (from: number, through: number) => {
        const found: { revision: number; data: string }[] = [];
        for await (const page of log.scan(stream, from, through)) found.push(...page);
        return found;
      };
      const all = await scanned(0, Number.MAX_SAFE_INTEGER);
      expect(all.map(({ revision }) => revision)).toEqual(range(0, 2_500));
      expect(all.map(({ data }) => data)).toEqual(events.map(({ data }) => data));
      expect((await scanned(700, 1_999)).map(({ revision }) => revision)).toEqual(range(700, 2_000));
      expect(await scanned(2_500, 9_000)).toEqual([]);
      expect(await scanned(3, 2)).toEqual([]);
    });

    it('finds a new stream empty', async () => {
      const stream = newStream();
      expect(await log.head(stream)).toBe(-1);
      expect(await log.read(stream, 0, 10)).toEqual([]);
      expect(await log.readMany(stream, [0])).toEqual([]);
    });

    it('shows an event only when all earlier events can be seen', async () => {
      const stream = newStream();
      let seen = 0;
      let isDone = false;
      const reader = async () => {
        while (!isDone || seen <= (await log.head(stream))) {
          const page = await log.read(stream, seen, 50);
          expect(page.map(({ revision }) => revision)).toEqual(range(seen, seen + page.length));
          seen += page.length;
          await sleep(1);
        }
      };
      const reading = reader();
      await Promise.all(range(0, 400).map((n) => log.append(stream, event({ n }))));
      isDone = true;
      await reading;
      expect(seen).toBe(400);
    });
  });

  describe('subscribe', () => {
    it('rings after an append of either kind, until the subscription ends', async () => {
      const [a, b] = [newStream(), newStream()];
      const rung: string[] = [];
      const end = log.subscribe((stream) => rung.push(stream));
      // The first ring shows that the bell is connected.
      await until(async () => {
        await log.append(a, event({}));
        return rung.includes(a);
      });
      await log.appendExpected(b, -1, [at(1, 1)]);
      await until(async () => rung.includes(b));
      end();
      rung.length = 0;
      await log.append(a, event({}));
      await sleep(50);
      expect(rung).toEqual([]);
    });
  });
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

export function vaultRow(value: string): VaultRow {
  return { merchantId: `merchant-${randomUUID()}`, pseudonym: randomUUID(), type: 'external_id', value };
}
