/** What the log relies on, and what it must not rely on, as a real server does it. */
import { randomUUID } from 'node:crypto';
import {
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  START,
  StreamNotFoundError,
  WrongExpectedVersionError,
  type AppendExpectedRevision,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import { connectEventStoreDb } from '../../libs/event-log/eventstoredb-client';
import { eventStoreDbTarget, TARGET, type EventStoreDbTarget } from '../support/eventstoredb-target';
import { until } from '../support/until';
import { newStream } from './event-log-contract';

describe.each(['a call for each append', 'one call for all appends'])(`EventStoreDB with %s, on ${TARGET}`, (path) => {
  let target: EventStoreDbTarget;
  let client: EventStoreDBClient;
  let credentials: { username: string; password: string } | undefined;
  let release: () => void;
  beforeAll(async () => {
    target = await eventStoreDbTarget();
    const connection = connectEventStoreDb(target.address.url);
    ({ client, release } = connection);
    if (path === 'a call for each append') credentials = connection.credentials;
  });
  afterAll(async () => {
    release();
    await target.close();
  });

  const event = (id: string, data: unknown = {}) => jsonEvent({ id, type: 'T', data: data as never });
  const named = () => target.address.prefix + newStream();
  const append = async (
    stream: string,
    events: ReturnType<typeof event>[],
    expectedRevision: AppendExpectedRevision,
  ) => {
    const { nextExpectedRevision } = await client.appendToStream(stream, events, { expectedRevision, credentials });
    return Number(nextExpectedRevision);
  };
  const read = async (stream: string, fromRevision: bigint | typeof START = START) => {
    const found: { id: string; data: unknown; revision: bigint }[] = [];
    for await (const { event } of client.readStream(stream, { fromRevision })) found.push(event!);
    return found;
  };

  it('acknowledges ids that stand behind the expected revision, whatever their data, and stores nothing', async () => {
    const stream = named();
    const [a, b] = [randomUUID(), randomUUID()];
    expect(await append(stream, [event(a, 1), event(b, 1)], NO_STREAM)).toBe(1);
    expect(await append(stream, [event(a, 2), event(b, 2)], NO_STREAM)).toBe(1);
    expect(await append(stream, [event(b, 3)], 0n)).toBe(1);
    expect((await read(stream)).map(({ data }) => data)).toEqual([1, 1]);
  });

  it('stores an old id again behind the end', async () => {
    const stream = named();
    const id = randomUUID();
    await append(stream, [event(id)], NO_STREAM);
    expect(await append(stream, [event(id)], 0n)).toBe(1);
    expect((await read(stream)).map((found) => found.id)).toEqual([id, id]);
  });

  it('refuses old and new ids in one append, other ids at the place, and places behind the end', async () => {
    const stream = named();
    const old = randomUUID();
    await append(stream, [event(old)], NO_STREAM);
    for (const [events, expected] of [
      [[event(old), event(randomUUID())], NO_STREAM],
      [[event(randomUUID())], NO_STREAM],
      [[event(randomUUID())], 7n],
    ] as const) {
      await expect(append(stream, [...events], expected)).rejects.toThrow(WrongExpectedVersionError);
    }
    expect(await read(stream)).toHaveLength(1);
  });

  it('takes 1 MiB in one append, all events together', async () => {
    const stream = named();
    const large = () => event(randomUUID(), 'x'.repeat(400_000));
    await expect(append(stream, [large(), large(), large()], NO_STREAM)).rejects.toThrow(MaxAppendSizeExceededError);
    expect(await append(stream, [large(), large()], NO_STREAM)).toBe(1);
  });

  it('reads from a revision on with it, subscribes behind it, and knows no empty streams', async () => {
    const stream = named();
    await append(stream, [event(randomUUID()), event(randomUUID()), event(randomUUID())], NO_STREAM);
    expect((await read(stream, 1n)).map(({ revision }) => revision)).toEqual([1n, 2n]);
    expect(await read(stream, 3n)).toEqual([]);
    await expect(read(named())).rejects.toThrow(StreamNotFoundError);
    const told: bigint[] = [];
    const subscription = client.subscribeToStream(stream, { fromRevision: 1n });
    subscription.on('error', () => undefined).on('data', (resolved) => told.push(resolved.event!.revision));
    await until(() => told.length > 0);
    expect(told).toEqual([2n]);
    await subscription.unsubscribe();
  });
});
