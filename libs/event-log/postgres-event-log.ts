import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../database/in-transaction';
import { AppendQueue, laneNumber, type AppendLimits, type PendingAppend, type StoreBatch } from './append-queue';
import {
  EventRefused,
  LogUnavailable,
  OutcomeUnknown,
  READ_MAX,
  READ_MAX_BYTES,
  READ_MANY_MAX,
  WrongExpectedRevision,
  type AppendOutcome,
  type EventLog,
  type NewEvent,
  type NewEventAt,
  type ScannedEvent,
  type StoredEvent,
  type VaultRow,
} from './event-log';
import { HeldClient } from './held-client';
import { insertEvents } from './insert-events';
import { KnownVaultRows } from './known-vault-rows';
import { appendBatch, failureOf, type Failure } from './postgres-append';
import { PostgresDoorbell } from './postgres-doorbell';
import {
  asNumbers,
  EVENT_COLUMNS,
  SCAN_COLUMNS,
  scannedEvent,
  storedEvent,
  type EventRow,
  type ScanRow,
} from './postgres-rows';

export interface PostgresEventLogOptions extends AppendLimits {
  /** Batches that are stored at the same time, each on its own connection. */
  lanes: number;
  /** Time limit for a statement of append(). */
  timeoutMs: number;
  /** How many vault rows are remembered as stored. */
  knownVaultRowsMax: number;
}

export const POSTGRES_LOG_LIMITS: PostgresEventLogOptions = {
  lanes: 2,
  batchMax: 512,
  batchMaxChars: 4 * 1024 * 1024,
  queueMax: 20_000,
  queueMaxChars: 128 * 1024 * 1024,
  timeoutMs: 5_000,
  knownVaultRowsMax: 200_000,
};

/** The log in tables of the read models' database, so that decisions and read models commit together. */
export class PostgresEventLog implements EventLog {
  readonly place = { kind: 'postgres' } as const;
  readonly sharesTransactions = true;
  readonly hasUniqueIds = true;
  private readonly options: PostgresEventLogOptions;
  private readonly queue: AppendQueue;
  private readonly connections: HeldClient[];
  private readonly doorbell: PostgresDoorbell;
  private readonly knownVaultRows: KnownVaultRows;

  /** @param pool the log takes `lanes` connections from it for append() and one for subscribe(), when first needed */
  constructor(
    private readonly pool: Pool,
    options: Partial<PostgresEventLogOptions> = {},
  ) {
    this.options = { ...POSTGRES_LOG_LIMITS, ...options };
    this.knownVaultRows = new KnownVaultRows(this.options.knownVaultRowsMax);
    this.doorbell = new PostgresDoorbell(pool);
    this.connections = Array.from({ length: this.options.lanes }, () => new HeldClient(pool, (c) => this.prepare(c)));
    const stores = this.connections.map(
      (connection): StoreBatch =>
        (batch) =>
          this.store(connection, batch),
    );
    this.queue = new AppendQueue(this.options, (stream) => stores[laneNumber(stream, stores.length)]!);
  }

  append(stream: string, event: NewEvent, vault: readonly VaultRow[] = []): Promise<AppendOutcome> {
    return this.queue.append(stream, event, vault);
  }

  async appendExpected(
    stream: string,
    expectedRevision: number,
    events: readonly NewEventAt[],
    transaction?: PoolClient,
  ): Promise<void> {
    if (transaction) return this.appendIn(transaction, stream, expectedRevision, events);
    await inTransaction(this.pool, (client) => this.appendIn(client, stream, expectedRevision, events));
  }

  async read(stream: string, from: number, limit: number, maxBytes = READ_MAX_BYTES): Promise<StoredEvent[]> {
    return this.select('tributary_read', READ, stream, from, Math.min(limit, READ_MAX), maxBytes);
  }

  /** Each page is read while the one before is processed. The number of its rows follows from the size of those before. */
  async *scan(stream: string, from: number, through: number): AsyncGenerator<ScannedEvent[]> {
    const read = async (at: number, limit: number): Promise<ScannedEvent[]> => {
      const values = [stream, at, Math.min(limit, through - at + 1)];
      const query = { name: 'tributary_scan', text: SCAN, values, rowMode: 'array' as const, types: asNumbers };
      const { rows } = await this.pool.query<ScanRow>(query);
      return rows.map((row) => scannedEvent(stream, row));
    };
    let limit = SCAN_FIRST;
    for (let next = from <= through ? read(from, limit) : null; next !== null;) {
      const page: ScannedEvent[] = await next;
      const at: number = (page.at(-1)?.revision ?? through) + 1;
      limit = nextLimit(limit, page);
      next = at <= through ? read(at, limit) : null;
      // The loop awaits it in a moment; until then a failure must not count as unhandled.
      next?.catch(() => undefined);
      if (page.length > 0) yield page;
    }
  }

  async readMany(stream: string, revisions: readonly number[]): Promise<StoredEvent[]> {
    if (revisions.length > READ_MANY_MAX) throw new RangeError(`readMany of more than ${READ_MANY_MAX} revisions`);
    const text = `select ${EVENT_COLUMNS} from events where stream = $1 and revision = any($2) order by revision`;
    return this.select('tributary_read_many', text, stream, revisions);
  }

  async head(stream: string): Promise<number> {
    const text = 'select revision from streams where stream = $1';
    const { rows } = await this.pool.query<[number]>({ text, values: [stream], rowMode: 'array', types: asNumbers });
    return rows[0]?.[0] ?? -1;
  }

  subscribe(ring: (stream: string) => void): () => void {
    return this.doorbell.subscribe(ring);
  }

  async close(): Promise<void> {
    await this.queue.close();
    await Promise.all([this.doorbell.close(), ...this.connections.map((connection) => connection.drop())]);
  }

  private async prepare(client: PoolClient): Promise<void> {
    await client.query(`set statement_timeout = ${this.options.timeoutMs}`);
  }

  private async select(name: string, text: string, stream: string, ...values: unknown[]): Promise<StoredEvent[]> {
    const query = { name, text, values: [stream, ...values], rowMode: 'array' as const, types: asNumbers };
    const { rows } = await this.pool.query<EventRow>(query);
    return rows.map((row) => storedEvent(stream, row));
  }

  /** The head row moves first: its lock decides between two writers, and the loser has written nothing. */
  private async appendIn(
    client: PoolClient,
    stream: string,
    expectedRevision: number,
    events: readonly NewEventAt[],
  ): Promise<void> {
    const last = events.at(-1);
    if (!last) return;
    const move = expectedRevision === -1 ? FIRST_MOVE : MOVE;
    const at = new Date(last.recordedAt).toISOString();
    const moved = await client.query(move, [stream, expectedRevision, expectedRevision + events.length, at]);
    if (moved.rowCount === 0) throw new WrongExpectedRevision(stream, expectedRevision, await this.head(stream));
    await insertEvents(client, stream, expectedRevision, events);
  }

  /**
   * Stores a batch and settles each of its appends, whatever happens.
   * @param earlier how the previous attempt failed
   */
  private async store(connection: HeldClient, batch: PendingAppend[], earlier?: Failure): ReturnType<StoreBatch> {
    let client: PoolClient;
    try {
      client = await connection.get();
    } catch (error) {
      rejectAll(batch, away(error, earlier));
      return unreachable(error);
    }
    try {
      const vaultOf = (append: PendingAppend) => append.vault.filter((row) => !this.knownVaultRows.has(row));
      const outcomes = await appendBatch(client, batch, vaultOf, this.options.timeoutMs);
      batch.forEach((append, index) => this.settle(append, outcomes[index]!));
      return undefined;
    } catch (error) {
      return this.recover(connection, batch, error, earlier);
    }
  }

  private settle(append: PendingAppend, outcome: AppendOutcome): void {
    // Only a new event stores vault rows; those of a duplicate were stored with the original.
    if (outcome.kind === 'appended') for (const row of append.vault) this.knownVaultRows.add(row);
    append.resolve(outcome);
  }

  private async recover(
    connection: HeldClient,
    batch: PendingAppend[],
    error: unknown,
    earlier: Failure | undefined,
  ): ReturnType<StoreBatch> {
    const failure = failureOf(error);
    switch (failure) {
      case 'data':
        if (batch.length > 1) return this.storeHalves(connection, batch, earlier);
        rejectAll(batch, new EventRefused(messageOf(error), { cause: error }));
        return undefined;
      case 'again':
        if (earlier === undefined) return this.store(connection, batch, failure);
        if (batch.length > 1) return this.storeHalves(connection, batch, earlier);
        rejectAll(batch, away(error, earlier));
        return undefined;
      case 'refused':
        rejectAll(batch, away(error, earlier));
        return undefined;
      case 'silent':
        rejectAll(batch, away(error, failure));
        await connection.drop();
        return unreachable(error);
      case 'unknown': {
        await connection.drop();
        // An event with an id is recognized if it was stored; one without an id might be stored twice.
        const again = earlier === undefined ? batch.filter((append) => append.event.id !== null) : [];
        rejectAll(
          batch.filter((append) => !again.includes(append)),
          away(error, failure),
        );
        return again.length > 0 ? this.store(connection, again, failure) : undefined;
      }
    }
  }

  /** Halving finds the failing event in a few statements; the halves run in turn to keep the order. */
  private async storeHalves(connection: HeldClient, batch: PendingAppend[], earlier?: Failure): ReturnType<StoreBatch> {
    const middle = batch.length >> 1;
    const unreachable = await this.store(connection, batch.slice(0, middle), earlier);
    if (unreachable === undefined) return this.store(connection, batch.slice(middle), earlier);
    rejectAll(batch.slice(middle), earlier === undefined ? unreachable : away(unreachable, earlier));
    return unreachable;
  }
}

/** Postgres knows the length of a text without fetching it, so it does not read the events beyond the bound. */
const READ = `
  select ${EVENT_COLUMNS} from (
    select *, sum(octet_length(data)) over (order by revision) - octet_length(data) as bytes_before from (
      select * from events where stream = $1 and revision >= $2 order by revision limit $3
    ) events
  ) events
  where bytes_before < $4 order by revision`;

/** Reads twice as fast as `READ`, which has to add up lengths. */
const SCAN = `select ${SCAN_COLUMNS} from events where stream = $1 and revision >= $2 order by revision limit $3`;
const SCAN_FIRST = 100;
/** Rows of a page; in larger pages, more objects outlive the young generation. */
const SCAN_MAX = 1_000;

/** So many rows that a page like the last one holds a few MiB; a page is at most twice as many rows as the one before. */
function nextLimit(limit: number, page: readonly StoredEvent[]): number {
  const chars = page.reduce((sum, { data }) => sum + data.length, 0);
  const fitting = Math.floor((SCAN_CHARS * page.length) / Math.max(chars, 1));
  return Math.max(1, Math.min(fitting, limit * 2, SCAN_MAX));
}
const SCAN_CHARS = 2 * 1024 * 1024;

const MOVE = `
  update streams set revision = $3, recorded_at = greatest(recorded_at, $4)
  where stream = $1 and revision = $2
  returning pg_notify('tributary_log', stream)`;

const FIRST_MOVE = `
  insert into streams as s (stream, revision, recorded_at) values ($1, $3, $4)
  on conflict (stream) do update set revision = $3, recorded_at = greatest(s.recorded_at, $4) where s.revision = $2
  returning pg_notify('tributary_log', stream)`;

function rejectAll(batch: readonly PendingAppend[], error: Error): void {
  for (const append of batch) append.reject(error);
}

/** Once an attempt may have stored the events, no later failure may claim that nothing was stored. */
function away(cause: unknown, failure: Failure | undefined): LogUnavailable | OutcomeUnknown {
  const maybeStored = failure === 'unknown' || failure === 'silent';
  const text = `the log is unavailable: ${messageOf(cause)}`;
  return maybeStored ? new OutcomeUnknown(text, { cause }) : new LogUnavailable(text, { cause });
}

/** For appends that were never sent. */
function unreachable(cause: unknown): LogUnavailable {
  return new LogUnavailable(`the log is unavailable: ${messageOf(cause)}`, { cause });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
