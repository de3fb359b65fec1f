import { setTimeout as sleep } from 'node:timers/promises';
import { IN_PROCESS } from '../support/eventstoredb-target';
import { until } from '../support/until';
import { event, newStream } from './event-log-contract';
import { faultyServer, type FaultyServer } from './eventstoredb-logs';

const QUICK = { silenceMs: 300, reopenMs: 50 };

describe(`the doorbell of EventStoreDB, on ${IN_PROCESS}`, () => {
  let setting: FaultyServer;
  beforeEach(async () => {
    setting = await faultyServer();
  });
  afterEach(() => setting.close());

  async function rung(limits: { silenceMs: number; reopenMs: number }) {
    const log = setting.logs.open(limits);
    const stream = newStream();
    const rings: string[] = [];
    const end = log.subscribe((name) => rings.push(name));
    await until(() => setting.server.subscriptions === 1);
    await log.append(stream, event(0));
    await until(() => rings.length > 0);
    rings.length = 0;
    return { log, stream, rings, end };
  }

  it('rings again after a subscription that ended without a word', async () => {
    const { log, stream, rings } = await rung({ silenceMs: 60_000, reopenMs: 50 });
    setting.server.endSubscriptions();
    await log.append(stream, event(1));
    await until(() => rings.includes(stream));
  });

  it('rings again after a lost connection', async () => {
    const { log, stream, rings } = await rung({ silenceMs: 60_000, reopenMs: 50 });
    setting.server.dropConnections();
    await until(() => setting.server.subscriptions === 1);
    await until(async () => {
      await log.append(stream, event({})).catch(() => undefined);
      return rings.includes(stream);
    });
  });

  it('takes silence for a drop, and then rings for what came meanwhile', async () => {
    const { log, stream, rings } = await rung(QUICK);
    setting.server.faults.subscriptionsAreMute = true;
    await log.append(stream, event(1));
    await until(() => rings.includes(stream));
  });

  it('opens again behind the last event, which does not ring a second time', async () => {
    const { rings } = await rung(QUICK);
    const opened = () => setting.server.opened;
    const before = opened();
    await until(() => opened() > before + 2);
    expect(rings).toEqual([]);
  });

  it('does not ring once nobody listens, whatever the server still says', async () => {
    const { log, stream, rings, end } = await rung({ silenceMs: 60_000, reopenMs: 50 });
    end();
    await log.append(stream, event(1));
    await until(() => setting.server.subscriptions === 0);
    await log.append(stream, event(2));
    await sleep(100);
    expect(rings).toEqual([]);
  });

  it('stays silent for an account that may not read all streams, and all else works', async () => {
    setting.server.faults.mayReadAll = false;
    const log = setting.logs.open(QUICK);
    const stream = newStream();
    const rings: string[] = [];
    log.subscribe((name) => rings.push(name));
    expect(await log.append(stream, event(1))).toMatchObject({ kind: 'appended' });
    await until(() => setting.server.refusedSubscriptions > 1);
    expect(rings).toEqual([]);
    expect(await log.head(stream)).toBe(0);
  });

  it('opens again when the server comes back', async () => {
    const { log, stream, rings } = await rung(QUICK);
    await setting.server.stop();
    await setting.server.restart();
    await until(async () => {
      await log.append(stream, event({})).catch(() => undefined);
      return rings.includes(stream);
    });
  });
});
