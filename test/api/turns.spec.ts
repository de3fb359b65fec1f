import { Turns } from '../../apps/api/reading/turns';
import { Problem } from '../../apps/api/http/problem';
import { TestApp } from '../support/app';
import { until } from '../support/until';

describe('turns', () => {
  const turns = () => new Turns({ runningMax: 2, waitingMax: 3, waitMs: 1_000 });

  /** A task that runs until it is ended, and the names of those that have started. */
  function tasks(of: Turns) {
    const started: string[] = [];
    const end = new Map<string, () => void>();
    const run = (name: string) =>
      of.run(async () => {
        started.push(name);
        await new Promise<void>((resolve) => end.set(name, resolve));
        return name;
      });
    return { started, end: (name: string) => end.get(name)!(), run };
  }

  it('run a limited number of tasks at once, the others in the order in which they came', async () => {
    const { started, end, run } = tasks(turns());
    const all = Promise.all(['a', 'b', 'c', 'd'].map(run));
    await until(() => started.length === 2);
    end('b');
    await until(() => started.length === 3);
    expect(started).toEqual(['a', 'b', 'c']);
    end('c');
    await until(() => started.length === 4);
    for (const name of ['a', 'd']) end(name);
    expect(await all).toEqual(['a', 'b', 'c', 'd']);
  });

  it('refuse a task when too many wait, and take the next one when there is room', async () => {
    const { end, run, started } = tasks(turns());
    const all = ['a', 'b', 'c', 'd', 'e'].map(run);
    await until(() => started.length === 2);
    await expect(run('f')).rejects.toEqual(new Problem('OVERLOADED'));
    end('a');
    await until(() => started.includes('c'));
    all.push(run('g'));
    for (const name of ['b', 'c', 'd', 'e', 'g']) {
      await until(() => started.includes(name));
      end(name);
    }
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd', 'e', 'g']);
  });

  it('refuse a task whose turn does not come in time', async () => {
    jest.useFakeTimers();
    try {
      const { run, started } = tasks(turns());
      void run('a');
      void run('b');
      const late = run('c').catch((error: unknown) => error);
      jest.advanceTimersByTime(1_000);
      expect(await late).toMatchObject({ code: 'OVERLOADED', headers: { 'retry-after': '1' } });
      expect(started).toEqual(['a', 'b']);
    } finally {
      jest.useRealTimers();
    }
  });

  it('pass on when a task fails', async () => {
    const of = turns();
    const failing = () => of.run(() => Promise.reject(new Error('no')));
    await Promise.allSettled(Array.from({ length: 5 }, failing));
    expect(await of.run(() => Promise.resolve('a'))).toBe('a');
  });
});

it('reads leave connections to writes, however many come at once', async () => {
  const app = await TestApp.start();
  const blocker = await app.database.pool.connect();
  try {
    const merchant = await app.merchant();
    await blocker.query('begin; lock table purchases in access exclusive mode');
    const reads = Array.from({ length: 40 }, () => app.get('/v1/purchases', merchant.secret));
    const blocked = async () => {
      const { rows } = await app.database.pool.query<{ count: number }>(
        `select count(*)::integer as count from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock' and query like 'select p.order_id%'`,
      );
      return rows[0]!.count;
    };
    await until(async () => (await blocked()) === 12);
    const touchpoint = { anonymousId: 'device', source: 'direct' };
    expect((await app.post('/v1/track/touchpoint', merchant.publishable, touchpoint)).status).toBe(202);
    await blocker.query('rollback');
    await Promise.all(reads);
  } finally {
    blocker.release(true);
    await app.stop();
  }
});
