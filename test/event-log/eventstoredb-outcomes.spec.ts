import { LogUnavailable, OutcomeUnknown, WrongExpectedRevision, type NewEventAt } from '../../libs/event-log/event-log';
import type { EventStoreDbEventLog } from '../../libs/event-log/eventstoredb-event-log';
import { IN_PROCESS } from '../support/eventstoredb-target';
import { eventually, until } from '../support/until';
import type { AppendFault } from '../support/eventstoredb/faults';
import { event, newStream, range } from './event-log-contract';
import { faultyServer, type FaultyServer } from './eventstoredb-logs';

/** Gives up soon. */
const QUICK = { timeoutMs: 400, settleMs: 1_000 };
/** Asks again soon, and goes on until it knows. */
const PATIENT = { timeoutMs: 400, settleMs: 60_000 };

describe(`an append to EventStoreDB whose answer is lost, on ${IN_PROCESS}`, () => {
  let setting: FaultyServer;
  beforeAll(async () => {
    setting = await faultyServer();
  });
  afterAll(() => setting.close());

  const numbers = async (log: EventStoreDbEventLog, stream: string) =>
    (await log.read(stream, 0, 1_000)).map(({ data }) => JSON.parse(data) as number);
  /** Where no fault is meant, a busy machine may still answer later than a log waits that gives up soon. */
  const stored = (log: EventStoreDbEventLog, stream: string, fact: ReturnType<typeof event>) =>
    eventually(() => log.append(stream, fact).catch(() => undefined));
  const decision = (n: number): NewEventAt => ({ ...event(n, null), recordedAt: 1_000 + n });

  const lost: [string, AppendFault][] = [
    ['before it is stored', { kind: 'drop-before' }],
    ['after it is stored', { kind: 'drop-after' }],
    ['because it comes late', { kind: 'late', ms: 60_000 }],
  ];
  it.each(lost)('%s: every fact is stored once, in order, and answered with its place', async (_, fault) => {
    const { server, logs } = setting;
    const log = logs.open(PATIENT);
    const stream = newStream();
    await log.append(stream, event(0));
    server.failAppends(fault, fault);
    const outcomes = await Promise.all(range(1, 40).map((n) => log.append(stream, event(n))));
    expect(outcomes.map(({ kind, revision }) => [kind, revision])).toEqual(range(1, 40).map((n) => ['appended', n]));
    expect(await numbers(log, stream)).toEqual(range(0, 40));
  });

  it.each(lost)('%s: a batch of decisions is stored once', async (_, fault) => {
    const { server, logs } = setting;
    const log = logs.open(PATIENT);
    const stream = newStream();
    server.failAppends(fault);
    await log.appendExpected(stream, -1, range(0, 5).map(decision));
    server.failAppends(fault);
    await log.appendExpected(stream, 4, range(5, 9).map(decision));
    expect(await numbers(log, stream)).toEqual(range(0, 9));
  });

  it('fails with the expected revision when another writer took the place meanwhile', async () => {
    const { server, logs } = setting;
    const [a, b] = [logs.open(PATIENT), logs.open()];
    const stream = newStream();
    await b.appendExpected(stream, -1, [decision(0)]);
    server.failAppends({ kind: 'drop-before' });
    const late = a.appendExpected(stream, -1, [decision(1)]);
    await expect(late).rejects.toThrow(WrongExpectedRevision);
    expect(await numbers(a, stream)).toEqual([0]);
  });

  it('is unknown while the server says nothing, and the same fact is stored once afterwards', async () => {
    const { server, logs } = setting;
    const log = logs.open(QUICK);
    const stream = newStream();
    const sent = event('sent');
    await log.append(stream, event('first'));
    server.freeze();
    await expect(log.append(stream, sent)).rejects.toThrow(OutcomeUnknown);
    server.thaw();
    const again = await stored(log, stream, sent);
    expect(again).toMatchObject({ revision: 1 });
    expect(await stored(log, stream, event('last'))).toMatchObject({ revision: 2 });
    expect((await log.read(stream, 0, 10)).map(({ data }) => data)).toEqual(['"first"', '"sent"', '"last"']);
  });

  it('is unknown for the appends that were sent, and those behind them were not stored', async () => {
    const { server, logs } = setting;
    const log = logs.open({ ...QUICK, batchMax: 2 });
    const stream = newStream();
    server.freeze();
    const results = await Promise.allSettled(range(0, 6).map((n) => log.append(stream, event(n))));
    server.thaw();
    const reasons = results.map((result) => (result.status === 'rejected' ? result.reason.constructor : null));
    // The first call is the one that asks where the stream ends.
    expect(reasons).toEqual(range(0, 6).map(() => LogUnavailable));

    await stored(log, stream, event('head'));
    server.freeze();
    const sent = await Promise.allSettled(range(0, 6).map((n) => log.append(stream, event(n))));
    server.thaw();
    expect(sent.map((result) => (result.status === 'rejected' ? result.reason.constructor : null))).toEqual([
      OutcomeUnknown,
      OutcomeUnknown,
      ...range(2, 6).map(() => LogUnavailable),
    ]);
  });

  it('with one lost connection, is settled for the appends of every stream', async () => {
    const { server, logs } = setting;
    const log = logs.open(PATIENT);
    const streams = range(0, 8).map(newStream);
    await Promise.all(streams.map((stream) => log.append(stream, event('first'))));
    server.failAppends({ kind: 'drop-after' });
    const outcomes = await Promise.all(streams.map((stream) => log.append(stream, event('second'))));
    expect(outcomes.map(({ kind, revision }) => [kind, revision])).toEqual(streams.map(() => ['appended', 1]));
    for (const stream of streams) expect(await log.head(stream)).toBe(1);
  });

  it('stores every fact once while connections are cut before and after storing, again and again', async () => {
    const { server, logs } = setting;
    const [a, b] = [logs.open({ ...QUICK, batchMax: 5 }), logs.open({ ...QUICK, batchMax: 5 })];
    const stream = newStream();
    const faults = range(0, 20).map((n): AppendFault => ({ kind: n % 2 === 0 ? 'drop-before' : 'drop-after' }));
    server.failAppends(...faults);
    const facts = range(0, 100).map((n) => event(n));
    const send = async (log: EventStoreDbEventLog, fact: (typeof facts)[number]) => {
      for (;;) {
        try {
          return await log.append(stream, fact);
        } catch (error) {
          expect([LogUnavailable, OutcomeUnknown]).toContain((error as Error).constructor);
        }
      }
    };
    // Both send everything, as two processes do when a client asks one after the other.
    const outcomes = await Promise.all(facts.flatMap((fact) => [send(a, fact), send(b, fact)]));
    const stored = await numbers(a, stream);
    expect(stored.toSorted((x, y) => x - y)).toEqual(range(0, 100));
    for (const [at, { revision }] of outcomes.entries()) expect(stored[revision]).toBe(at >> 1);
  });

  it('says that nothing was stored when there is no server, also to the first call of a process', async () => {
    const { server, logs } = await faultyServer();
    await server.stop();
    const log = logs.open(QUICK);
    const stream = newStream();
    await expect(log.append(stream, event(1))).rejects.toThrow(LogUnavailable);
    await expect(log.appendExpected(stream, -1, [decision(1)])).rejects.toThrow(LogUnavailable);
    await expect(log.read(stream, 0, 1)).rejects.toThrow(LogUnavailable);
    await expect(log.head(stream)).rejects.toThrow(LogUnavailable);
    await server.restart();
    await until(async () => (await log.append(stream, event(1)).catch(() => null)) !== null);
    expect(await log.head(stream)).toBe(0);
    await logs.close();
    await server.stop();
  });
});
