/** Logs of a suite in EventStoreDB, as several processes would open them, closed with the suite. */
import { EventStoreDbEventLog, type EventStoreDbLogOptions } from '../../libs/event-log/eventstoredb-event-log';
import type { VaultRow } from '../../libs/event-log/event-log';
import { NO_IDS_KEPT } from '../../libs/event-log/seen-ids';
import { EventStoreDbServer } from '../support/eventstoredb-server';
import { newPrefix } from '../support/eventstoredb-target';

export class EventStoreDbLogs {
  /** What the logs stored in the vault. */
  readonly vaultRows: VaultRow[] = [];
  private readonly opened: EventStoreDbEventLog[] = [];

  constructor(readonly address: { url: string; prefix: string }) {}

  open(options: Partial<EventStoreDbLogOptions> = {}): EventStoreDbEventLog {
    const vault = { store: async (rows: readonly VaultRow[]) => void this.vaultRows.push(...rows) };
    const log = new EventStoreDbEventLog({ address: this.address, vault, seen: NO_IDS_KEPT, ...options });
    this.opened.push(log);
    return log;
  }

  async close(): Promise<void> {
    await Promise.all(this.opened.splice(0).map((log) => log.close()));
  }
}

export interface FaultyServer {
  server: EventStoreDbServer;
  logs: EventStoreDbLogs;
  close(): Promise<void>;
}

/** A server that fails when it is told to. */
export async function faultyServer(): Promise<FaultyServer> {
  const server = await EventStoreDbServer.start();
  const logs = new EventStoreDbLogs({ url: server.url, prefix: newPrefix() });
  const close = async () => {
    server.thaw();
    await logs.close();
    await server.stop();
  };
  return { server, logs, close };
}
