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
 * Appends a batch as one statement. Answers in the batch's order; on an error of any kind nothing of it was stored,
 * unless the connection was lost meanwhile.
 * @param vaultOf the vault rows still to be stored with an append
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
    // The server's own statement_timeout comes first; this one is for a server that answers no more.
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

/** What an error says about the statement it ended. */
export type Failure =
  /** One of the events cannot be stored; nothing was. */
  | 'data'
  /** Nothing was stored, and the same again may succeed: a deadlock, or the same id from two sides at once. */
  | 'again'
  /** Nothing was stored, and it is not the events' fault. */
  | 'refused'
  /** The connection was lost: stored or not. */
  | 'unknown'
  /** The server is silent: stored or not, and asking again would only wait again. */
  | 'silent';

export function failureOf(error: unknown): Failure {
  if (error instanceof Error && error.message === 'Query read timeout') return 'silent';
  if (!(error instanceof DatabaseError) || !error.code) return 'unknown';
  const { code } = error;
  if (code === '40001' || code === '40P01' || code === '23505') return 'again';
  if (code.startsWith('22') || code.startsWith('23')) return 'data';
  // 57P01 to 57P03: the server goes down; 08: the connection.
  if (code.startsWith('57P') || code.startsWith('08')) return 'unknown';
  return 'refused';
}
