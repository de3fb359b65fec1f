/** Where the streams of a partition end, and what lies behind its checkpoint. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '../event-log/event-log';
import { intakeStream, ledgerStream } from '../event-log/streams';
import type { FactPassedOver } from '../kernel/facts';

export interface StreamState {
  /** Of the row in `streams`; null without one. A log that has no such rows ends with its last event. */
  head: { revision: number; recordedAt: number } | null;
  /** The last event; null in an empty stream. */
  last: { revision: number; recordedAt: number; meta: string | null } | null;
}

export interface PartitionStreams {
  intake: StreamState;
  ledger: StreamState;
  /** Facts behind the checkpoint, counted. */
  undecided: number;
  /** Positions that undecided facts name as passed over. */
  passedOverSoon: number[];
}

/** How far the checkpoint says a partition is. */
export interface Reached {
  position: number;
  ledgerRevision: number;
}

export type Select = <Row extends object>(text: string, ...values: unknown[]) => Promise<Row[]>;

/** From the tables of the log in Postgres, in the snapshot of `select`. */
export async function streamsInTables(select: Select, partition: number, reached: Reached): Promise<PartitionStreams> {
  const intake = intakeStream(partition);
  const [undecided] = await select<{ count: number }>(
    'select count(*) from events where stream = $1 and revision > $2',
    intake,
    reached.position,
  );
  const soon = await select<{ data: string }>(
    `select data from events where stream = $1 and revision > $2 and type = 'FactPassedOver'`,
    intake,
    reached.position,
  );
  return {
    intake: await stateInTables(select, intake),
    ledger: await stateInTables(select, ledgerStream(partition)),
    undecided: undecided!.count,
    passedOverSoon: soon.flatMap(({ data }) => positionIn(data)),
  };
}

async function stateInTables(select: Select, stream: string): Promise<StreamState> {
  const [head] = await select<{ revision: number; recordedAt: number }>(
    'select revision, recorded_at as "recordedAt" from streams where stream = $1',
    stream,
  );
  const [last] = await select<{ revision: number; recordedAt: number; meta: string | null }>(
    `select revision, recorded_at as "recordedAt", meta from events where stream = $1 order by revision desc limit 1`,
    stream,
  );
  return { head: head ?? null, last: last ?? null };
}

/**
 * From a log elsewhere. What an engine appended to the ledger since the checkpoint was read is no matter: the ledger
 * ends where the checkpoint says, unless it went further already before that.
 * @param endedAt revision of the ledger's last event before the checkpoint was read
 */
export async function streamsInLog(
  log: EventLog,
  partition: number,
  reached: Reached,
  endedAt: number,
): Promise<PartitionStreams> {
  const [intake, ledger] = [intakeStream(partition), ledgerStream(partition)];
  const head = await log.head(intake);
  const passedOverSoon: number[] = [];
  for await (const page of log.scan(intake, reached.position + 1, head)) {
    for (const { type, data } of page) if (type === 'FactPassedOver') passedOverSoon.push(...positionIn(data));
  }
  const end = Math.max(reached.ledgerRevision, endedAt);
  return {
    intake: await stateInLog(log, intake, head),
    ledger: await stateInLog(log, ledger, Math.min(end, await log.head(ledger))),
    undecided: Math.max(0, head - reached.position),
    passedOverSoon,
  };
}

async function stateInLog(log: EventLog, stream: string, end: number): Promise<StreamState> {
  const [last] = end < 0 ? [] : await log.read(stream, end, 1);
  if (last === undefined) return { head: null, last: null };
  const { revision, recordedAt, meta } = last;
  return { head: { revision, recordedAt }, last: { revision, recordedAt, meta } };
}

const COMMIT_PATIENCE_MS = 5_000;
const ASK_AGAIN_MS = 100;

/**
 * Returns where the ledger ends, once the checkpoint has got there: an engine appends to a log elsewhere before it
 * commits. Does not wait for ever, as the engine may have ended between the two.
 */
export async function settledLedgerEnd(
  log: EventLog,
  partition: number,
  ledgerRevision: () => Promise<number>,
): Promise<number> {
  const end = await log.head(ledgerStream(partition));
  for (const until = performance.now() + COMMIT_PATIENCE_MS; performance.now() < until; await sleep(ASK_AGAIN_MS)) {
    if ((await ledgerRevision()) >= end) break;
  }
  return end;
}

/** An undecided fact may be damaged, and is then reported by whoever decides it. */
function positionIn(data: string): number[] {
  try {
    return [(JSON.parse(data) as FactPassedOver).position];
  } catch {
    return [];
  }
}
