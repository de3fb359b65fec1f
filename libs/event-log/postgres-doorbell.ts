import type { Pool } from 'pg';
import { HeldClient } from './held-client';

const CHANNEL = 'tributary_log';
const REOPEN_MS = 1_000;

/** Learns of appends by LISTEN on one connection, which opens with the first listener and again whenever it breaks. */
export class PostgresDoorbell {
  private readonly listeners = new Set<(stream: string) => void>();
  private readonly connection: HeldClient;
  private reopening: NodeJS.Timeout | undefined;

  constructor(pool: Pool) {
    this.connection = new HeldClient(
      pool,
      async (client) => {
        client.on('notification', ({ payload }) => this.ring(payload ?? ''));
        await client.query(`listen ${CHANNEL}`);
      },
      () => this.reopenLater(),
    );
  }

  subscribe(ring: (stream: string) => void): () => void {
    // The wrapper lets the same function subscribe twice.
    const listener = (stream: string) => ring(stream);
    this.listeners.add(listener);
    this.open();
    return () => {
      if (this.listeners.delete(listener) && this.listeners.size === 0) void this.close();
    };
  }

  async close(): Promise<void> {
    this.listeners.clear();
    clearTimeout(this.reopening);
    await this.connection.drop();
  }

  private open(): void {
    this.connection.get().catch(() => this.reopenLater());
  }

  private reopenLater(): void {
    if (this.listeners.size === 0) return;
    clearTimeout(this.reopening);
    this.reopening = setTimeout(() => this.open(), REOPEN_MS).unref();
  }

  private ring(stream: string): void {
    for (const listener of this.listeners) listener(stream);
  }
}
