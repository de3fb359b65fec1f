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

  /** As if the owner had not renewed for as long as a lease lasts. */
  async function expire(owner: string): Promise<void> {
    for (const table of ['workers', 'leases']) {
      await database.pool.query(`update ${table} set until = now() - interval '1 millisecond' where owner = $1`, [
        owner,
      ]);
    }
  }

  it('one process alone holds everything, and keeps it', async () => {
    const a = leases('a');
    expect(await a.renew()).toEqual(all);
    expect(await a.renew()).toEqual(all);
  });

  it.each([2, 3, 5, 16, 20])('%i processes come to hold their fair shares, each partition once', async (count) => {
    const processes = Array.from({ length: count }, (_, n) => leases(`process-${n}`));
    let held: number[][] = [];
    // The first round is everybody's coming; in the second who has too much gives it back; the third takes it.
    for (let round = 0; round < 3; round++) {
      held = [];
      for (const process of processes) held.push(await process.renew());
    }
    expect(held.flat().sort((a, b) => a - b)).toEqual(all);
    expect(Math.max(...held.map(({ length }) => length))).toBeLessThanOrEqual(Math.ceil(PARTITIONS / count));
  });

  it('two that renew at once hold no partition both', async () => {
    const processes = [leases('a'), leases('b'), leases('c')];
    for (let round = 0; round < 10; round++) {
      // A deadlock lets one of them try again in the next round, as the engine does.
      const held = await Promise.all(processes.map((process) => process.renew().catch((): number[] => [])));
      expect(new Set(held.flat()).size).toBe(held.flat().length);
    }
  });

  it('who does not renew for the time of a lease loses it to the others, and gets a share again when it is back', async () => {
    const [a, b] = [leases('a'), leases('b')];
    await a.renew();
    expect(await b.renew()).toEqual([]);
    await expire('a');
    expect(await b.renew()).toEqual(all);
    expect(await a.renew()).toEqual([]);
    expect(await b.renew()).toHaveLength(PARTITIONS / 2);
    expect(await a.renew()).toHaveLength(PARTITIONS / 2);
  });

  it('who gives back has given everything back at once', async () => {
    const [a, b] = [leases('a'), leases('b')];
    await a.renew();
    await a.release();
    expect(await b.renew()).toEqual(all);
  });

  it('those of a process of this machine that is dead pass on at once; those of a living one never', async () => {
    const dead = newOwner().replace(`/${process.pid} `, `/${deadPid()} `);
    const living = newOwner();
    expect([isDead(dead), isDead(living)]).toEqual([true, false]);
    await leases(dead).renew();
    expect(await leases(living).renew()).toEqual(all);
    expect(await leases(newOwner()).renew()).toEqual([]);
  });

  it('of a process of another machine, or another that has the same pid by now, nothing is taken for sure', () => {
    const [place, mark, engine] = newOwner().split('/') as [string, string, string];
    expect(isDead(`elsewhere/${deadPid()} 1/${engine}`)).toBe(false);
    expect(isDead('a name of any kind')).toBe(false);
    // The same pid, but started at another time: the one that held it is gone.
    expect(isDead(`${place}/${mark}0/${engine}`)).toBe(true);
  });
});

function deadPid(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}
