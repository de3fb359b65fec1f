/**
 * A recorded history: one JSON object per line. The first line says what it shows, and the hash of its ledger under the
 * kernel version with which it ends; each other line is a fact of the intake with its place in the log, and the types of
 * its decisions.
 *
 * A history never changes: the facts in it say which version of the kernel decides them.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../libs/kernel/canonical-json';
import type { Decision, DecisionType } from '../../libs/kernel/decisions';
import type { Fact, RecordedFact } from '../../libs/kernel/facts';
import { step } from '../../libs/kernel/kernel';
import { toInstant } from '../../libs/kernel/time';
import { World } from '../../libs/kernel/world';

interface Header {
  shows: string;
  partition: number;
  /** The kernel version at the end → SHA-256 of the ledger, hex. */
  ledger: Record<string, string>;
}

export interface HistoryLine {
  recorded: RecordedFact;
  decided: DecisionType[];
}

export interface RecordedHistory extends Header {
  lines: HistoryLine[];
}

export function readHistory(name: string): RecordedHistory {
  const [first, ...rest] = readFileSync(join(__dirname, name), 'utf8').trimEnd().split('\n');
  return {
    ...(JSON.parse(first!) as Header),
    lines: rest.map((line) => {
      const { id, position, recordedAt, type, data, decided } = JSON.parse(line) as LineOfFile;
      return { recorded: { id, position, recordedAt: Date.parse(recordedAt), fact: { type, data } as Fact }, decided };
    }),
  };
}

export function replay({
  partition,
  lines,
}: Pick<RecordedHistory, 'partition'> & { lines: readonly Pick<HistoryLine, 'recorded'>[] }): Decided[] {
  const world = new World(partition, true, new Set());
  // As a replay of a log, it knows beforehand which facts an engine passed over.
  for (const { recorded } of lines) {
    if (recorded.fact.type === 'FactPassedOver') world.settings.passedOver.add(recorded.fact.data.position);
  }
  return lines.map(({ recorded }) => ({ position: recorded.position, decisions: step(world, recorded) }));
}

export interface Decided {
  position: number;
  decisions: Decision[];
}

/** One line per decision: position of its cause, ordinal, type, data in canonical JSON. */
export function ledgerHash(ledger: readonly Decided[]): string {
  const hash = createHash('sha256');
  for (const { position, decisions } of ledger) {
    decisions.forEach(({ type, data }, ordinal) =>
      hash.update(`${position} ${ordinal} ${type} ${canonicalJson(data)}\n`),
    );
  }
  return hash.digest('hex');
}

/** The text of the file of a new history. */
export function historyText(shows: string, partition: number, facts: readonly RecordedFact[]): string {
  const ledger = replay({ partition, lines: facts.map((recorded) => ({ recorded })) });
  const changes = facts.flatMap(({ fact }) => (fact.type === 'KernelChanged' ? [fact.data.version] : []));
  const header: Header = { shows, partition, ledger: { [changes.at(-1) ?? 1]: ledgerHash(ledger) } };
  const lines = facts.map(({ id, position, recordedAt, fact: { type, data } }, i): LineOfFile => {
    const decided = ledger[i]!.decisions.map((decision) => decision.type);
    return { position, recordedAt: toInstant(recordedAt), id, type, data, decided };
  });
  return [header, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}

interface LineOfFile {
  id: string;
  position: number;
  recordedAt: string;
  type: Fact['type'];
  data: Fact['data'];
  decided: DecisionType[];
}
