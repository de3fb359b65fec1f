import { randomUUID } from 'node:crypto';
import { SeenFacts } from '../../libs/engine/seen-facts';
import { EventRefused, type NewEventAt } from '../../libs/event-log/event-log';
import { intakeStream } from '../../libs/event-log/streams';
import { createTestDatabase } from '../support/database';
import { EventStoreDbServer } from '../support/eventstoredb-server';
import {
  eventStoreDbTarget,
  IN_PROCESS,
  newPrefix,
  TARGET,
  type EventStoreDbTarget,
} from '../support/eventstoredb-target';
import { event, newStream, range } from './event-log-contract';
import { EventStoreDbLogs } from './eventstoredb-logs';

describe(`ids in EventStoreDB, on ${TARGET}`, () => {
  let target: EventStoreDbTarget;
  let logs: EventStoreDbLogs;
  beforeAll(async () => {
    target = await eventStoreDbTarget();
    logs = new EventStoreDbLogs(target.address);
  });
  afterAll(async () => {
    await logs.close();
    await target.close();
  });

  it('are known to a process that did not append them, with the content that stands there', async () => {
    const [a, b] = [logs.open(), logs.open()];
    const stream = newStream();
    const id = randomUUID();
    // Both know where the stream ends.
    await a.append(stream, event('first'));
    await b.append(stream, event('second'));
    await a.append(stream, event('third'));
    // Now `b` appends behind the second event, where the server has the same id already, and acknowledges it.
    const appended = await a.append(stream, event('theirs', id));
    expect(appended).toMatchObject({ kind: 'appended', revision: 3 });
    expect(await b.append(stream, event('ours', id))).toEqual({ kind: 'conflict', revision: 3 });
    expect(await b.append(stream, event('theirs', id))).toEqual({ ...appended, kind: 'duplicate' });
    expect(await b.head(stream)).toBe(3);
  });

  it('that the server acknowledges because they stand there are compared with our content', async () => {
    const [a, b] = [logs.open(), logs.open()];
    const stream = newStream();
    const id = randomUUID();
    await a.append(stream, event('first'));
    // `b` learns where the stream ends, by an append that is a conflict.
    const [{ id: firstId } = { id: null }] = await a.read(stream, 0, 1);
    await b.append(stream, event('other', firstId));
    const appended = await a.append(stream, event('theirs', id));
    // The same id at the same place: for the server this is the same append again.
    expect(await b.append(stream, event('ours', id))).toEqual({ kind: 'conflict', revision: 1 });
    expect(await a.append(stream, event('theirs', id))).toEqual({ ...appended, kind: 'duplicate' });
    expect(await a.head(stream)).toBe(1);
  });

  it('that two processes append at the same time are stored once', async () => {
    const two = [logs.open(), logs.open()];
    const stream = newStream();
    const facts = range(0, 60).map((n) => event(n));
    const outcomes = await Promise.all(facts.flatMap((fact) => two.map((log) => log.append(stream, fact))));
    expect(outcomes.filter(({ kind }) => kind === 'appended')).toHaveLength(60);
    expect(outcomes.filter(({ kind }) => kind === 'duplicate')).toHaveLength(60);
    expect(await two[0]!.head(stream)).toBe(59);
  });

  it('of decisions are the same for nobody: of two processes that append at one place, one fails', async () => {
    const [a, b] = [logs.open(), logs.open()];
    const stream = newStream();
    const decisions = [1, 2].map((n): NewEventAt => ({ ...event(n, null), recordedAt: n }));
    const results = await Promise.allSettled([a, b].map((log) => log.appendExpected(stream, -1, decisions)));
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await a.head(stream)).toBe(1);
  });

  it('are looked up in the table of decided facts, and those behind it in the stream', async () => {
    const database = await createTestDatabase();
    const stream = intakeStream(3);
    const facts = range(0, 10).map((n) => event(n));
    const first = logs.open();
    for (const fact of facts) await first.append(stream, fact);
    const sql = (text: string, values: unknown[] = []) => database.pool.query(text, values);
    await sql(`insert into checkpoints (partition, position, ledger_revision, chain) values (3, 5, -1, '\\x00')`);
    for (const [n, { id }] of facts.slice(0, 6).entries())
      await sql('insert into seen_facts values (3, $1, $2)', [id, n]);

    const log = logs.open({ seen: new SeenFacts(database.pool) });
    for (const n of [0, 5, 6, 9]) {
      const outcome = await log.append(stream, { ...facts[n]! });
      expect(outcome).toMatchObject({ kind: 'duplicate', revision: n });
      expect(await log.append(stream, event('other', facts[n]!.id))).toEqual({ kind: 'conflict', revision: n });
    }
    const news = [event('no id', 'no uuid'), event('new')].map((one) => log.append(stream, one));
    await expect(news[0]).rejects.toThrow(EventRefused);
    expect(await news[1]).toMatchObject({ kind: 'appended', revision: 10 });
    // The engine goes on, and the process has to remember less.
    await sql('update checkpoints set position = 9 where partition = 3');
    for (const [n, { id }] of facts.slice(6).entries())
      await sql('insert into seen_facts values (3, $1, $2)', [id, n + 6]);
    for (const [n, fact] of facts.entries()) {
      expect(await log.append(stream, fact)).toMatchObject({ kind: 'duplicate', revision: n });
    }
    await database.drop();
  });

  it('beyond those that a process remembers are appended again, where the engine acts on the first alone', async () => {
    const log = logs.open({ undecidedIdsMax: 3 });
    const stream = newStream();
    const facts = range(0, 5).map((n) => event(n));
    for (const fact of facts) await log.append(stream, fact);
    expect(await log.append(stream, facts[2]!)).toMatchObject({ kind: 'duplicate', revision: 2 });
    expect(await log.append(stream, facts[0]!)).toMatchObject({ kind: 'appended', revision: 5 });
    expect(log.hasUniqueIds).toBe(false);
  });
});

describe(`times in EventStoreDB, on ${TARGET}`, () => {
  it('never decrease, whichever process appends and whatever its clock says', async () => {
    const target = await eventStoreDbTarget();
    const logs = new EventStoreDbLogs(target.address);
    let now = 5_000;
    const clocks = [() => now, () => now - 3_000, () => now + 2_000.5];
    const three = clocks.map((clock) => logs.open({ clock }));
    const stream = newStream();
    for (const n of range(0, 12)) {
      now += n === 6 ? -10_000 : 500;
      const outcome = await three[n % 3]!.append(stream, event(n));
      expect(outcome).toMatchObject({ kind: 'appended', recordedAt: expect.any(Number) });
    }
    const times = (await three[0]!.read(stream, 0, 100)).map(({ recordedAt }) => recordedAt);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.every(Number.isInteger)).toBe(true);
    // A reader that begins anywhere sees the same.
    for (const from of [3, 7, 11]) {
      expect((await logs.open().read(stream, from, 1))[0]!.recordedAt).toBe(times[from]);
    }
    await logs.close();
    await target.close();
  });
});

describe(`EventStoreDB that starts again, on ${IN_PROCESS}`, () => {
  it('with another clock changes no time, and has every event', async () => {
    const server = await EventStoreDbServer.start();
    const logs = new EventStoreDbLogs({ url: server.url, prefix: newPrefix() });
    const log = logs.open();
    const stream = newStream();
    const fact = event(0);
    await log.append(stream, fact);
    await server.restart(-86_400_000);
    const later = await log.append(stream, event(1));
    const [first, second] = await log.read(stream, 0, 10);
    expect(later).toMatchObject({ revision: 1 });
    expect(second!.recordedAt).toBeGreaterThanOrEqual(first!.recordedAt);
    const created = server.store.all.map((kept) => kept.created);
    expect(created[1]).toBeLessThan(created[0]!);
    expect(await log.append(stream, fact)).toMatchObject({ kind: 'duplicate', revision: 0 });
    await logs.close();
    await server.stop();
  });

  it('in the middle of a scan, which then goes on behind what it gave', async () => {
    const server = await EventStoreDbServer.start();
    const logs = new EventStoreDbLogs({ url: server.url, prefix: newPrefix() });
    const log = logs.open();
    const stream = newStream();
    await log.appendExpected(
      stream,
      -1,
      range(0, 5_000).map((n): NewEventAt => ({ ...event({ n, text: 'x'.repeat(200) }, null), recordedAt: 1 })),
    );
    const found: number[] = [];
    let cuts = 0;
    for await (const page of log.scan(stream, 10, 4_990)) {
      found.push(...page.map(({ revision }) => revision));
      if (cuts++ < 2) server.dropConnections();
    }
    expect(found).toEqual(range(10, 4_991));
    expect(cuts).toBeGreaterThan(2);
    await logs.close();
    await server.stop();
  });
});
