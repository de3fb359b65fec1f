import { DatabaseError, type PoolClient, type QueryArrayConfig } from 'pg';
import type { PendingAppend } from './append-queue';
import type { AppendOutcome, VaultRow } from './event-log';
import { arrayLiteral } from '../database/array-literal';
import { asNumbers } from './postgres-rows';

const APPEND = `select outcome, revision, recorded_ms from append_events(
  $1::text[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
  $8::bigint[], $9::text[], $10::uuid[], $11::text[], $12::text[])`;

type Row = [outcome: 'a' | 'd' | 'c', revision: number, recordedMs: number];

/**
 * Appends a batch in one statement and answers in the batch's order. After an error nothing of the batch is stored,
 * unless the connection was lost.
 * @param vaultOf the vault rows that still have to be stored with an append
 */
export async function appendBatch(
  client: PoolClient,
  batch: readonly PendingAppend[],
  vaultOf: (append: PendingAppend) => VaultRow[],
  timeoutMs: number,
): Promise<AppendOutcome[]> {
  const heads = [...new Set(batch.map((append) => append.stream))].toSorted();
  const events: (string | null)[][] = [[], [], [], [], [], []];
  const vault: (string | number)[][] = [[], [], [], [], []];
  batch.forEach((append, index) => {
    const { id, type, data, meta, contentHash } = append.event;
    push(events, [append.stream, id, type, data, meta ?? null, contentHash ?? null]);
    for (const row of vaultOf(append)) push(vault, [index + 1, row.merchantId, row.pseudonym, row.type, row.value]);
  });
  const query: QueryArrayConfig & { query_timeout: number } = {
    name: 'tributary_append',
    text: APPEND,
    values: [heads, ...events, ...vault].map((column) => arrayLiteral<unknown>(column, (value) => value)),
    rowMode: 'array',
    types: asNumbers,
    // The server's statement_timeout comes first; this one covers a server that no longer answers.
    query_timeout: timeoutMs + 1_000,
  };
  const result = await client.query<Row>(query);
  return result.rows.map(outcomeOf);
}

function push<T>(columns: T[][], values: readonly T[]): void {
  for (let i = 0; i < columns.length; i++) columns[i]!.push(values[i]!);
}

function outcomeOf([outcome, revision, recordedAt]: Row): AppendOutcome {
  switch (outcome) {
    case 'a':
      return { kind: 'appended', revision, recordedAt };
    case 'd':
      return { kind: 'duplicate', revision, recordedAt };
    case 'c':
      return { kind: 'conflict', revision };
  }
}

/** What an error says about the statement that it ended. */
export type Failure =
  /** One of the events cannot be stored; nothing was stored. */
  | 'data'
  /** Nothing was stored, and a retry may succeed: a deadlock, or one id from two writers at once. */
  | 'again'
  /** Nothing was stored, through no fault of the events. */
  | 'refused'
  /** The connection was lost: the batch may have been stored. */
  | 'unknown'
  /** The server is silent: the batch may have been stored, and a retry would only wait again. */
  | 'silent';

export function failureOf(error: unknown): Failure {
  if (error instanceof Error && error.message === 'Query read timeout') return 'silent';
  if (!(error instanceof DatabaseError) || !error.code) return 'unknown';
  const { code } = error;
  if (code === '40001' || code === '40P01' || code === '23505') return 'again';
  if (code.startsWith('22') || code.startsWith('23')) return 'data';
  // 57P01 to 57P03: the server is shutting down or starting; 08: the connection failed.
  if (code.startsWith('57P') || code.startsWith('08')) return 'unknown';
  return 'refused';
}
