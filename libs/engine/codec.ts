/** Converts between events of the log and the kernel's facts and decisions. */
import type { NewEventAt, StoredEvent } from '../event-log/event-log';
import type { Decision, LedgerMeta } from '../kernel/decisions';
import type { Fact, RecordedFact } from '../kernel/facts';

/** A fact that cannot even be recorded as failed: it is not JSON, or there is a bug. It stops its partition. */
export class CanNotDecide extends Error {
  override readonly name = 'CanNotDecide';
  constructor(
    readonly position: number,
    cause: unknown,
  ) {
    super(`the fact at position ${position}: ${String(cause)}`, { cause });
  }
}

/** The ledger differs from what the engine decides on the same intake. */
export class LedgerDiffers extends Error {
  override readonly name = 'LedgerDiffers';
}

/** @throws CanNotDecide */
export function factOf({ id, revision: position, recordedAt, type, data }: StoredEvent): RecordedFact {
  try {
    return { id: id!, position, recordedAt, fact: { type, data: JSON.parse(data) } as Fact };
  } catch (error) {
    throw new CanNotDecide(position, error);
  }
}

/** What one fact leaves in the ledger. */
export interface DecidedFact {
  fact: RecordedFact;
  decisions: Decision[];
  /** `data` of each decision, as stored. */
  data: string[];
  /** The chain after this fact (SHA-256, hex). */
  chain: string;
  /** The version of the kernel that decided it. */
  kernelVersion: number;
}

export function ledgerEvents(decided: readonly DecidedFact[]): NewEventAt[] {
  const events: NewEventAt[] = [];
  const last = decided.findLast(({ decisions }) => decisions.length > 0);
  for (const entry of decided) {
    const { id: causeId, position, recordedAt } = entry.fact;
    for (let ordinal = 0; ordinal < entry.decisions.length; ordinal++) {
      const sealed = entry === last && ordinal === entry.decisions.length - 1;
      const { type } = entry.decisions[ordinal]!;
      const meta = metaText(causeId, position, ordinal, entry.kernelVersion, sealed ? entry.chain : undefined);
      events.push({ id: null, type, data: entry.data[ordinal]!, meta, recordedAt, causeId });
    }
  }
  return events;
}

/** A LedgerMeta as canonical JSON; written out for speed, as every decision has one. */
export function metaText(
  causeId: string,
  position: number,
  ordinal: number,
  kernelVersion: number,
  chain?: string,
): string {
  const seal = chain === undefined ? '' : `"chain":"${chain}",`;
  return `{"causeId":"${causeId}",${seal}"kernelVersion":${kernelVersion},"ordinal":${ordinal},"position":${position}}`;
}

/**
 * Whether the event is this decision, byte for byte. Any decision of a fact may carry the chain after that fact: which
 * ones do depends on where batches ended.
 */
export function isRecordedAs(event: StoredEvent, decided: DecidedFact, ordinal: number): boolean {
  const { id: causeId, position, recordedAt } = decided.fact;
  const metaWith = (chain?: string) => metaText(causeId, position, ordinal, decided.kernelVersion, chain);
  return (
    event.type === decided.decisions[ordinal]!.type &&
    event.data === decided.data[ordinal] &&
    event.recordedAt === recordedAt &&
    (event.meta === metaWith() || event.meta === metaWith(decided.chain))
  );
}

/** Null if an event's metadata is not valid, so that the engine cannot have written it. */
export function ledgerMeta(meta: string | null): LedgerMeta | null {
  try {
    return JSON.parse(meta!) as LedgerMeta | null;
  } catch {
    return null;
  }
}
