import type { Pool, PoolClient } from 'pg';

/** A pool connection that is kept across statements and replaced when it breaks. */
export class HeldClient {
  private client: Promise<PoolClient> | undefined;

  /**
   * @param prepare statements that make a fresh connection ready
   * @param lost called when the connection breaks while idle
   */
  constructor(
    private readonly pool: Pool,
    private readonly prepare: (client: PoolClient) => Promise<void>,
    private readonly lost: () => void = () => undefined,
  ) {}

  /** Returns the connection, opening one if needed. Rejects with the pool's error. */
  get(): Promise<PoolClient> {
    if (this.client) return this.client;
    const opening = this.open();
    this.client = opening;
    opening.then(
      (client) =>
        client.on('error', () => {
          this.lost();
          // A connection that was already dropped must not take its successor with it.
          if (this.client === opening) void this.drop();
        }),
      () => {
        if (this.client === opening) this.client = undefined;
      },
    );
    return opening;
  }

  /** Closes the connection; the next get() opens another. */
  async drop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    (await client?.catch(() => undefined))?.release(true);
  }

  private async open(): Promise<PoolClient> {
    const client = await this.pool.connect();
    try {
      await this.prepare(client);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}
