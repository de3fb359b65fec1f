/** Connections that break at different moments: their users get an error, and the process goes on. */
import type { Pool } from 'pg';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import { type Database, openDatabase } from '../../libs/database/database';
import { createTestDatabase, type TestDatabase } from '../support/database';

describe('a connection that breaks', () => {
  let test: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await openDatabase({ databaseUrl: test.url, dataDir: '' });
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  const pools = (): [string, Pool][] => [
    ['requests', database.pool],
    ['the engine', database.enginePool],
    ['TypeORM', (database.dataSource.driver as PostgresDriver).master as Pool],
    ['tests', test.pool],
  ];

  it.each([0, 1, 2, 3])('while in use does not end the process (pool %i)', async (n) => {
    const [, pool] = pools()[n]!;
    const client = await pool.connect();
    const ended = new Promise((resolve) => client.once('end', resolve));
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await test.pool.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
    await ended;
    await expect(client.query('select 1')).rejects.toThrow(/connection|terminated/i);
    client.release(true);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
});

describe('a pool that has ended', () => {
  it('still listens for errors of its last connections', async () => {
    for (let round = 0; round < 20; round++) {
      const database = await createTestDatabase();
      await Promise.all(Array.from({ length: 10 }, () => database.pool.query('select pg_sleep(0.01)')));
      await database.drop();
    }
  });
});
