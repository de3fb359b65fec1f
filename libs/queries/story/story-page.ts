/** One page of a story: decisions, the facts that caused them, other facts between them, and merges of the buyer's group. */
import type { StoredEvent } from '../../event-log/event-log';
import { intakeStream, ledgerStream } from '../../event-log/streams';
import type { Decision } from '../../kernel/decisions';
import type { Fact } from '../../kernel/facts';
import type { Connection } from '../../kernel/identity/connection';
import type { Millis } from '../../kernel/time';
import type { Whose } from '../as-of/whose';
import { changeOfDecision } from '../as-of/past-world';
import type { EventPointer } from '../purchase-history';
import type { TakenBack } from './decisions-in-words';

/** The oldest decision of a page. */
export interface StoryPlace {
  position: number;
  revision: number;
}

export interface Page {
  decisions: { position: number; ordinal: number; at: Millis; decision: Decision; count: number }[];
  facts: { position: number; at: Millis; fact: Fact }[];
  /** Merges of the buyer's group, and those that were taken back, by the position of that. */
  merges: { position: number; ordinal: number; at: Millis; edge: Connection }[];
  reversals: { position: number; at: Millis; taken: TakenBack }[];
  next: StoryPlace | null;
}

/** Decisions of the page, the facts that caused them, and the other facts of the purchase between them. */
export async function readPage(
  { log, partition }: Whose,
  { events: pointers, facts }: { events: readonly EventPointer[]; facts: readonly string[] },
  edges: readonly Connection[],
  limit: number,
  before: StoryPlace | null,
): Promise<Page> {
  const counts = new Map(pointers.slice(0, limit).map(({ revision, count }) => [revision, count]));
  const wanted = [...counts.keys()];
  const decisions = (await log.readMany(ledgerStream(partition), wanted)).map((event) => {
    const { moment, decision } = changeOfDecision(event);
    const { position, ordinal, recordedAt: at } = moment;
    return { position, ordinal, at, decision, count: counts.get(event.revision)! };
  });
  const isLast = pointers.length <= limit;
  const from = isLast ? 0 : decisions[0]!.position;
  const isOfPage = (position: number) => position >= from && position < (before?.position ?? Infinity);
  const isTold = (position: number, holds: (ordinal: number, type: string) => boolean) =>
    decisions.some((one) => one.position === position && holds(one.ordinal, one.decision.type));
  const merges = edges.flatMap((edge) => {
    const { position, ordinal, at, mergeId } = edge;
    const isNew = mergeId !== null && isOfPage(position) && !isTold(position, (other) => other === ordinal);
    return isNew ? [{ position, ordinal, at, edge }] : [];
  });
  const reversals = edges.flatMap(({ a, b, reverted }) => {
    if (reverted === null || !isOfPage(reverted.position)) return [];
    if (isTold(reverted.position, (_, type) => type === 'IdentityGroupsUnmerged')) return [];
    return [{ position: reverted.position, at: reverted.at, taken: { a, b, ...reverted } }];
  });
  const causes = [...decisions, ...merges, ...reversals].map(({ position }) => position);
  const others = facts.map(Number).filter(isOfPage);
  const events = await log.readMany(intakeStream(partition), [...new Set([...causes, ...others])]);
  return {
    decisions,
    facts: events.map((event) => ({ position: event.revision, at: event.recordedAt, fact: factOf(event) })),
    merges,
    reversals,
    next: isLast ? null : { position: from, revision: wanted.at(-1)! },
  };
}

function factOf({ type, data }: StoredEvent): Fact {
  return { type, data: JSON.parse(data) as unknown } as Fact;
}
