import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { EventRefused, type NewEvent, type NewEventAt } from '../../libs/event-log/event-log';
import { connectEventStoreDb, UnusableEventStoreDbUrl } from '../../libs/event-log/eventstoredb-client';
import { eventStoreDbTarget, IN_PROCESS, TARGET, type EventStoreDbTarget } from '../support/eventstoredb-target';
import { until } from '../support/until';
import { event, newStream, range, vaultRow } from './event-log-contract';
import { EventStoreDbLogs, faultyServer } from './eventstoredb-logs';

describe(`events in EventStoreDB, on ${TARGET}`, () => {
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

  it('are JSON with the metadata that other users know, under the names of their facts and decisions', async () => {
    const log = logs.open();
    const stream = newStream();
    const fact = { ...event({ merchantId: 'acme' }), type: 'TouchpointRecorded' };
    const appended = await log.append(stream, fact);
    const decision = {
      id: null,
      type: 'PurchaseLinked',
      data: '{"orderId":"1"}',
      meta: '{"ordinal":0}',
      recordedAt: 5,
    };
    await log.appendExpected(stream, 0, [{ ...decision, causeId: fact.id! }]);

    const { client, release } = connectEventStoreDb(target.address.url);
    const found = [];
    for await (const { event } of client.readStream(target.address.prefix + stream)) found.push(event!);
    release();
    expect(found[0]).toMatchObject({
      id: fact.id,
      type: 'TouchpointRecorded',
      isJson: true,
      data: { merchantId: 'acme' },
      metadata: { $correlationId: fact.id, recordedAt: 'recordedAt' in appended && appended.recordedAt },
    });
    expect(found[1]).toMatchObject({
      type: 'PurchaseLinked',
      isJson: true,
      data: { orderId: '1' },
      metadata: { $correlationId: fact.id, $causationId: fact.id, recordedAt: 5, meta: { ordinal: 0 } },
    });
  });

  it('come back byte for byte, even those that JSON does not give back', async () => {
    const log = logs.open();
    const stream = newStream();
    const texts = [
      '{"b":1,"1":2}',
      '1.0',
      '{ "a" : 1 }',
      '"\\u00fc"',
      '{"__proto__":1}',
      'null',
      '"\\ud800"',
      '[]',
      '-0',
    ];
    const events = texts.map((text): NewEvent => ({ id: randomUUID(), type: 'Odd', data: text, meta: text }));
    for (const odd of events) await log.append(stream, odd);
    const stored = await log.read(stream, 0, 100);
    expect(stored.map(({ data, meta }) => [data, meta])).toEqual(texts.map((text) => [text, text]));
  });

  it('that are larger than an append are compressed, and refused if that does not help', async () => {
    const log = logs.open();
    const stream = newStream();
    const large = event('x'.repeat(3_000_000));
    await log.append(stream, large);
    const random = event(randomBytes(1_500_000).toString('base64'));
    await expect(log.append(stream, random)).rejects.toThrow(EventRefused);
    await expect(log.appendExpected(stream, 0, [{ ...random, recordedAt: 1 }])).rejects.toThrow(EventRefused);
    const stored = await log.read(stream, 0, 10);
    expect(stored.map(({ data }) => data)).toEqual([large.data]);
  });

  it('refused ones do not keep others of the batch out', async () => {
    const log = logs.open();
    const stream = newStream();
    const bad = [
      { ...event(1), id: 'no uuid' },
      { ...event(2), data: '{"a":' },
    ];
    const results = await Promise.allSettled([event(0), ...bad, event(3)].map((one) => log.append(stream, one)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    await expect(log.append(stream, bad[0]!)).rejects.toThrow(EventRefused);
    expect(await log.head(stream)).toBe(1);
  });

  it('of somebody else are read, with the time of the server', async () => {
    const { client, credentials, release } = connectEventStoreDb(target.address.url);
    const stream = newStream();
    const foreign = {
      id: randomUUID(),
      type: 'Foreign',
      contentType: 'application/json',
      data: { a: 1 },
      metadata: undefined,
    };
    await client.appendToStream(target.address.prefix + stream, foreign as never, { credentials });
    release();
    const log = logs.open();
    const [found] = await log.read(stream, 0, 1);
    expect(found).toMatchObject({ id: foreign.id, type: 'Foreign', data: '{"a":1}', meta: null });
    expect(Math.abs(found!.recordedAt - Date.now())).toBeLessThan(3_600_000);
    expect(await log.append(stream, event(1))).toMatchObject({ revision: 1 });
  });

  it('that exceed one append together are stored in order, and so are vault rows before them', async () => {
    const log = logs.open();
    const stream = newStream();
    const rows = range(0, 3).map((n) => vaultRow(String(n)));
    const texts = range(0, 12).map((n) => `${n} ${randomBytes(150_000).toString('base64')}`);
    const outcomes = await Promise.all(texts.map((text, n) => log.append(stream, event(text), rows.slice(n, n + 1))));
    expect(outcomes.map(({ revision }) => revision)).toEqual(range(0, 12));
    await log.appendExpected(
      stream,
      11,
      texts.map((text): NewEventAt => ({ ...event(text, null), recordedAt: 1 })),
    );
    expect(await log.head(stream)).toBe(23);
    expect(logs.vaultRows).toEqual(expect.arrayContaining(rows));
  });
});

describe('the connection to EventStoreDB', () => {
  it('is one client, however many logs use it', () => {
    const url = 'esdb://127.0.0.1:1?tls=false';
    const [a, b, other] = [
      connectEventStoreDb(url),
      connectEventStoreDb(url),
      connectEventStoreDb(`${url}&connectionName=x`),
    ];
    expect(a.client).toBe(b.client);
    expect(other.client).not.toBe(a.client);
    a.release();
    a.release();
    const c = connectEventStoreDb(url);
    expect(c.client).toBe(b.client);
    for (const connection of [b, c, other]) connection.release();
    expect(connectEventStoreDb(url).client).not.toBe(c.client);
  });

  it('takes the newer name of the product', () => {
    expect(connectEventStoreDb('kurrentdb://127.0.0.1:1?tls=false').client).toBeInstanceOf(EventStoreDBClient);
    expect(connectEventStoreDb('kurrentdb+discover://db.example:1?tls=false').client).toBeInstanceOf(
      EventStoreDBClient,
    );
  });

  it('gives every append the credentials of the URL, so that each is a call with a deadline', () => {
    const { credentials } = connectEventStoreDb('esdb://ad%40min:p%3Aw@127.0.0.1:1');
    expect(credentials).toEqual({ username: 'ad@min', password: 'p:w' });
    expect(connectEventStoreDb('esdb://127.0.0.1:1?tls=false').credentials).toBeDefined();
  });

  it.each([
    ['answers that hide a failure', 'esdb://a:b@127.0.0.1?throwOnAppendFailure=false'],
    ['a secure connection without a user', 'esdb://127.0.0.1:2113'],
    ['a URL that says nothing', 'esdb://?tls=false'],
  ])('refuses %s', (_, url) => {
    expect(() => connectEventStoreDb(url)).toThrow(UnusableEventStoreDbUrl);
  });
});

describe(`appends to EventStoreDB, on ${IN_PROCESS}`, () => {
  it('of one stream are merged: one call at a time, with up to 500 events', async () => {
    const { server, logs, close } = await faultyServer();
    const log = logs.open();
    const [a, b] = [newStream(), newStream()];
    await Promise.all([log.append(a, event('first')), log.append(b, event('first'))]);
    const before = server.appends;
    await Promise.all(range(0, 1_200).map((n) => log.append(n % 6 === 0 ? b : a, event(n))));
    expect(server.appends - before).toBeLessThanOrEqual(4);
    expect(server.concurrentMax).toBe(1);
    expect(Math.max(...server.sizes)).toBeLessThanOrEqual(500);
    expect([await log.head(a), await log.head(b)]).toEqual([1_000, 200]);
    await close();
  });

  it('are read no faster than they are taken', async () => {
    const { server, logs, close } = await faultyServer();
    const log = logs.open();
    const stream = newStream();
    const text = 'x'.repeat(20_000);
    const events = range(0, 2_500).map((n): NewEventAt => ({ ...event(`${n} ${text}`, null), recordedAt: 1 }));
    await log.appendExpected(stream, -1, events);
    const pages = log.scan(stream, 0, 2_499);
    const first = await pages.next();
    let before = -1;
    // The server goes on until all that lies between it and the reader is full.
    await until(async () => {
      const isStill = server.given === before;
      before = server.given;
      await sleep(200);
      return isStill && server.given === before;
    });
    expect(server.given).toBeLessThan(1_500);
    let found = (first.value as unknown[]).length;
    for await (const page of pages) found += page.length;
    expect(found).toBe(2_500);
    await close();
  });

  it('and reads leave no call behind in the client, wherever a read ends', async () => {
    const { logs, close } = await faultyServer();
    const log = logs.open();
    const { client, release } = connectEventStoreDb(logs.address.url);
    const open = () => (client as unknown as { disposableStreams: Set<unknown> }).disposableStreams.size;
    const stream = newStream();
    const events = range(0, 3_000).map((n): NewEventAt => ({
      ...event(`${n} ${'x'.repeat(300)}`, null),
      recordedAt: 1,
    }));
    await log.appendExpected(stream, -1, events);
    for (let n = 0; n < 20; n++) {
      await log.append(stream, event(n));
      await log.head(stream);
      await log.read(stream, n, 1);
      await log.read(stream, n, 5, 400);
      await log.read(stream, n, 2_000, 1_000);
      await log.read(stream, 9_999, 1);
      await log.read('none', 0, 1);
      await log.readMany(stream, [n, n + 100]);
      for await (const page of log.scan(stream, n, 2_999)) if (page.length > 0) break;
    }
    await until(() => open() === 0);
    release();
    await close();
  });

  it('are never empty, which a server would call a success', async () => {
    const { server, logs, close } = await faultyServer();
    const log = logs.open();
    const stream = newStream();
    const fact = event(1);
    await log.append(stream, fact);
    const before = server.appends;
    await log.appendExpected(stream, 77, []);
    expect(await log.append(stream, fact)).toMatchObject({ kind: 'duplicate' });
    expect(server.appends).toBe(before);
    await close();
  });
});
