import type { EmbeddedPostgres } from '../../libs/database/embedded-postgres';
import { PostgresKeeper } from '../../libs/database/postgres-keeper';
import { until } from '../support/until';

const MINUTE_MS = 60_000;

/** A server whose deaths the test decides. */
class Machine {
  alive = true;
  starts = 0;
  stops = 0;
  url = 'postgres://here';
  failing = false;

  server(): EmbeddedPostgres {
    return {
      url: this.url,
      owned: true,
      runs: async () => this.alive,
      startAgain: async () => {
        this.starts++;
        if (this.failing) throw new Error('no space left on device');
        this.alive = true;
        return this.server();
      },
      stop: async () => void this.stops++,
    };
  }
}

describe('the keeper of the embedded Postgres', () => {
  let machine: Machine;
  let keeper: PostgresKeeper;
  let now: number;
  let warnings: string[];
  let lost: string[];

  beforeEach(() => {
    [machine, now, warnings, lost] = [new Machine(), 0, [], []];
    const events = { warn: (line: string) => warnings.push(line), lost: (reason: string) => lost.push(reason) };
    keeper = new PostgresKeeper(machine.server(), events, () => now, 1);
  });
  afterEach(() => keeper.stop());

  const dies = async () => {
    const { starts } = machine;
    machine.alive = false;
    await until(() => machine.starts > starts && machine.alive);
  };

  it('starts a server again that died, and warns when it died and when it runs again', async () => {
    await dies();
    await until(() => warnings.length === 2);
    expect(warnings).toEqual([expect.stringContaining('died'), expect.stringContaining('runs again')]);
    await keeper.stop();
    expect([machine.starts, machine.stops]).toEqual([1, 1]);
  });

  it('starts it five times within ten minutes, and then gives it up with a reason', async () => {
    for (let death = 0; death < 5; death++) await dies();
    machine.alive = false;
    await until(() => lost.length > 0);
    expect(lost).toEqual([expect.stringContaining('5 times within 10 minutes')]);
    expect(machine.starts).toBe(5);
  });

  it('forgets deaths that are ten minutes old', async () => {
    for (let death = 0; death < 12; death++) {
      await dies();
      now += 2 * MINUTE_MS;
    }
    expect(lost).toEqual([]);
  });

  it('tries again when it cannot be started, and counts that', async () => {
    machine.failing = true;
    machine.alive = false;
    await until(() => lost.length > 0);
    expect(machine.starts).toBe(5);
    expect(warnings).toContainEqual(expect.stringContaining('no space left on device'));
  });

  it('gives up a server that runs elsewhere now, because nobody would find it', async () => {
    machine.url = 'postgres://elsewhere';
    machine.alive = false;
    await until(() => lost.length > 0);
    expect(lost).toEqual([expect.stringContaining('took its port')]);
  });

  it('looks no more once it is stopped', async () => {
    await keeper.stop();
    machine.alive = false;
    await new Promise((resolve) => setImmediate(resolve));
    expect(machine.starts).toBe(0);
  });
});
