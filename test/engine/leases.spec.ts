import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
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

  it.each([2, 3, 5, 7, 11, 16, 20])('reach even shares among %i processes, each partition held once', async (count) => {
    const processes = Array.from({ length: count }, (_, n) => leases(`process-${n}`));
    let held: number[][] = [];
    // Round one: all processes come. Round two: those with too many give back. Round three: the others take.
    for (let round = 0; round < 3; round++) {
      held = [];
      for (const process of processes) held.push(await process.renew());
    }
    expect(held.flat().sort((a, b) => a - b)).toEqual(all);
    expect(spreadOf(held)).toBeLessThanOrEqual(1);
  });

  it('are even again soon after processes came, stopped and died in any order, and few change hands', async () => {
    const change = fc.record({ what: fc.constantFrom('come', 'come', 'stop', 'die'), which: fc.nat(50) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 14 }), async (changes) => {
        await database.pool.query('truncate leases, workers');
        let living: { name: string; leases: Leases }[] = [];
        for (const [n, { what, which }] of changes.entries()) {
          const gone = living[which % Math.max(living.length, 1)];
          if (what === 'come' || gone === undefined) living.push({ name: `p${n}`, leases: leases(`p${n}`) });
          else {
            living = living.filter((process) => process !== gone);
            await (what === 'stop' ? gone.leases.release() : expire(gone.name));
          }
          for (const process of living) await process.leases.renew();
        }
        if (living.length === 0) return;
        for (let round = 0; round < 2; round++) for (const process of living) await process.leases.renew();
        const before = await Promise.all(living.map((process) => process.leases.renew()));
        expect(before.flat().sort((a, b) => a - b)).toEqual(all);
        expect(spreadOf(before)).toBeLessThanOrEqual(1);

        // One more comes: it gets its share, and nothing else moves.
        const more = leases('more');
        for (let round = 0; round < 3; round++)
          for (const process of [...living, { leases: more }]) await process.leases.renew();
        const after = await Promise.all(living.map((process) => process.leases.renew()));
        after.forEach((held, n) => expect(before[n]).toEqual(expect.arrayContaining(held)));
        expect(spreadOf([...after, await more.renew()])).toBeLessThanOrEqual(1);
      }),
      { numRuns: 25 },
    );
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

/** How many partitions the process with the most of them has more than the one with the fewest. */
function spreadOf(held: readonly number[][]): number {
  const counts = held.map(({ length }) => length);
  return Math.max(...counts) - Math.min(...counts);
}

function deadPid(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}
