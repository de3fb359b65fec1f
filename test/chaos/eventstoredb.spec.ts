/**
 * Bad days of a log in EventStoreDB: processes are killed, connections are cut before and after events are stored, the
 * server is frozen and started again, all under load. Every answered fact stays and takes effect once.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openLog } from '../../libs/engine/open-log';
import type { EventLog } from '../../libs/event-log/event-log';
import { createTestDatabase, type TestDatabase } from '../support/database';
import type { AppendFault } from '../support/eventstoredb/faults';
import { EventStoreDbServer } from '../support/eventstoredb-server';
import { IN_PROCESS } from '../support/eventstoredb-target';
import { until } from '../support/until';
import { audit } from './audit';
import { Load, makeMerchants } from './load';
import { Program, runCommand } from './program';

const KILLS = 4;
const CALLERS = 8;
const PARTITIONS = 4;

describe(`two processes on a log in EventStoreDB, on ${IN_PROCESS}`, () => {
  let database: TestDatabase;
  let server: EventStoreDbServer;
  let log: EventLog;
  let environment: Record<string, string>;
  let programs: Program[];
  let load: Load;

  beforeAll(async () => {
    [database, server] = await Promise.all([createTestDatabase(), EventStoreDbServer.start()]);
    const place = { kind: 'eventstoredb', url: server.url, prefix: 'bad-' } as const;
    log = openLog(database.pool, place);
    const ofLog = { EVENT_LOG: 'eventstoredb', EVENTSTOREDB_URL: place.url, EVENT_STREAM_PREFIX: place.prefix };
    environment = { DATABASE_URL: database.url, ...ofLog, PARTITIONS: String(PARTITIONS), LOG_LEVEL: 'warn' };
    programs = await Promise.all([Program.start(environment), Program.start(environment)]);
    load = new Load(
      await makeMerchants(programs[0]!.url, ['ann', 'bea', 'cid', 'dan']),
      (caller) => programs[caller % programs.length]!.url,
    );
  });
  afterAll(async () => {
    server.thaw();
    await load.stop();
    await Promise.all(programs.map((program) => program.kill()));
    await log.close();
    await server.stop();
    await database.drop();
  });

  it('refuse facts while the log is away or says nothing, and go on when it is back', async () => {
    load.start(CALLERS);
    await load.goesOn();
    const away = () => load.refusals.filter(({ code }) => code === 'LOG_UNAVAILABLE').length;
    await server.stop();
    await until(() => away() > CALLERS);
    await server.restart();
    await load.goesOn();
    const before = away();
    server.freeze();
    await until(() => away() > before);
    server.thaw();
    await load.goesOn();
  });

  it(`lose nothing and do nothing twice while ${KILLS} processes are killed and the log breaks off again and again`, async () => {
    const faults: AppendFault[] = [{ kind: 'drop-before' }, { kind: 'drop-after' }, { kind: 'late', ms: 300 }];
    for (let kill = 0; kill < KILLS; kill++) {
      await load.goesOn();
      for (let n = 0; n < 5; n++) {
        server.failAppends(faults[(kill + n) % faults.length]!);
        await sleep(Math.random() * 200);
      }
      const which = kill % programs.length;
      await programs[which]!.kill();
      if (kill % 4 === 1) await server.restart(kill % 8 === 1 ? -3_600_000 : 0);
      if (kill % 4 === 3) {
        server.freeze();
        await sleep(1_000);
        server.thaw();
      }
      programs[which] = await Program.start(environment);
    }
    await load.goesOn();
    await load.stop();
    const books = await audit(database.pool, load, { log, partitions: PARTITIONS });
    expect(load.promised.length).toBeGreaterThan(KILLS);
    expect(books.evaluations).toBeGreaterThanOrEqual(load.promised.length);

    for (const program of programs) expect(await program.kill('SIGTERM')).toMatchObject({ code: 0 });
    const verified = await runCommand(['verify', '--json'], environment);
    expect({ code: await verified.ended, stderr: verified.output.stderr }).toEqual({ code: 0, stderr: '' });
  }, 300_000);
});
