/**
 * Makes all connections. A connection that breaks emits an error, and an error without a listener ends the process. A
 * pool listens only to its idle connections, not to those in use or to those that it is closing.
 */
import pg, { Client, type ClientConfig, Pool, type PoolConfig } from 'pg';

export const CONNECT_TIMEOUT_MS = 5_000;

/** A client that always has an error listener. Its user learns from the next query that the connection is broken. */
class HeardClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/** @param lost called when an idle connection breaks; the pool replaces it */
export function newPool(config: PoolConfig, lost: (error: Error) => void = () => undefined): Pool {
  const pool = new Pool({ ...config, Client: HeardClient });
  pool.on('error', lost);
  return pool;
}

/** TypeORM gets this instead of `pg`, so that its connections have listeners too. */
export const heardDriver = {
  ...pg,
  Pool: class extends Pool {
    constructor(config?: PoolConfig) {
      super({ ...config, Client: HeardClient });
    }
  },
};

/** Lends a connection outside all pools, and closes it afterwards. */
export async function withClient<Result>(url: string, use: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new HeardClient({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
