import { spawnSync } from 'node:child_process';
import { Leases } from '../../libs/engine/leases';
import { isDead, newOwner } from '../../libs/engine/owner';
import { createTestDatabase, type TestDatabase } from '../support/database';

const PARTITIONS = 16;

describe('leases of partitions', () => {
  let database: TestDatabase;

  beforeEach(async () => (database = await createTestDatabase()));
  afterEach(() => database.drop());

  const leases = (owner: string) => new Leases(database.pool, owner, PARTITIONS, 10_000);
  const all = Array.from({ length: PARTITIONS }, (_, partition) => partition);

  /** Makes the leases of the owner run out, as if it had not renewed them. */
  async function expire(owner: string): Promise<void> {
    for (const table of ['workers', 'leases']) {
      await database.pool.query(`update ${table} set until = now() - interval '1 millisecond' where owner = $1`, [
        owner,
      ]);
    }
  }

  it('go to a process that is alone, and stay there', async () => {
    const a = leases('a');
    expect(await a.renew()).toEqual(all);
    expect(await a.renew()).toEqual(all);
  });

  it.each([2, 3, 5, 16, 20])('reach fair shares among %i processes, each partition held once', async (count) => {
    const processes = Array.from({ length: count }, (_, n) => leases(`process-${n}`));
    let held: number[][] = [];
    // Round one: all processes come. Round two: those with too many give back. Round three: the others take.
    for (let round = 0; round < 3; round++) {
      held = [];
      for (const process of processes) held.push(await process.renew());
    }
    expect(held.flat().sort((a, b) => a - b)).toEqual(all);
    expect(Math.max(...held.map(({ length }) => length))).toBeLessThanOrEqual(Math.ceil(PARTITIONS / count));
  });

  it('are never held by two processes that renew at once', async () => {
    const processes = [leases('a'), leases('b'), leases('c')];
    for (let round = 0; round < 10; round++) {
      // After a deadlock one process tries again in the next round, as the engine does.
      const held = await Promise.all(processes.map((process) => process.renew().catch((): number[] => [])));
      expect(new Set(held.flat()).size).toBe(held.flat().length);
    }
  });

  it('go to others if a process does not renew in time, and it gets a share again when it is back', async () => {
    const [a, b] = [leases('a'), leases('b')];
    await a.renew();
    expect(await b.renew()).toEqual([]);
    await expire('a');
    expect(await b.renew()).toEqual(all);
    expect(await a.renew()).toEqual([]);
    expect(await b.renew()).toHaveLength(PARTITIONS / 2);
    expect(await a.renew()).toHaveLength(PARTITIONS / 2);
  });

  it('are all free at once if a process gives them back', async () => {
    const [a, b] = [leases('a'), leases('b')];
    await a.renew();
    await a.release();
    expect(await b.renew()).toEqual(all);
  });

  it('pass on at once from a dead process of this machine, and never from a living one', async () => {
    const dead = newOwner().replace(`/${process.pid} `, `/${deadPid()} `);
    const living = newOwner();
    expect([isDead(dead), isDead(living)]).toEqual([true, false]);
    await leases(dead).renew();
    expect(await leases(living).renew()).toEqual(all);
    expect(await leases(newOwner()).renew()).toEqual([]);
  });

  it('of another machine say nothing about its process; a reused pid does not count as the same process', () => {
    const [place, mark, engine] = newOwner().split('/') as [string, string, string];
    expect(isDead(`elsewhere/${deadPid()} 1/${engine}`)).toBe(false);
    expect(isDead('a name of any kind')).toBe(false);
    // The same pid with another start time: the process that held the lease is gone.
    expect(isDead(`${place}/${mark}0/${engine}`)).toBe(true);
  });
});

function deadPid(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}
