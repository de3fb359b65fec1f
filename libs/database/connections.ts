/**
 * Every connection of ours is made here. A connection that breaks emits an error, and an error that nobody listens to
 * ends the process. A pool listens to its idle connections alone: not to those in use, nor to those that it is closing.
 */
import pg, { Client, type ClientConfig, Pool, type PoolConfig } from 'pg';

export const CONNECT_TIMEOUT_MS = 5_000;

/** Has a listener from its first to its last moment. Whoever uses it learns by the next query that it is broken. */
export class HeardClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/** @param lost hears of idle connections that broke; the pool replaces them */
export function newPool(config: PoolConfig, lost: (error: Error) => void = () => undefined): Pool {
  const pool = new Pool({ ...config, Client: HeardClient });
  pool.on('error', lost);
  return pool;
}

/** What TypeORM takes for `pg`: its connections are heard too. */
export const heardDriver = {
  ...pg,
  Pool: class extends Pool {
    constructor(config?: PoolConfig) {
      super({ ...config, Client: HeardClient });
    }
  },
};

/** Lends a connection of its own, outside of all pools, and closes it. */
export async function withClient<Result>(url: string, use: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new HeardClient({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
