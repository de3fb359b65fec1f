import { useState } from 'react';
import type { Shown } from '../../api/client';
import { usePages } from '../../api/queries';
import { Section } from '../../components/page';
import { Problem } from '../../components/problem';
import { Time } from '../../components/time';
import { PURCHASE } from '../../texts/purchases';
import { RawDecision, RawFact } from './raw-event';

const TEXTS = PURCHASE.story;

type StoryShown = Shown['PurchaseStoryShown'];
type Entry = StoryShown['story'][number];

/** Facts in the order of the log, each followed by what was decided because of it. */
export function Story({ first, history }: { first: StoryShown; history: Shown['HistoryEventShown'][] }) {
  const { orderId } = first;
  const [isAsked, setIsAsked] = useState(false);
  const older = usePages(
    ['older story', orderId, first.storyCursor],
    async (api, cursor, signal) => {
      const query = { cursor: cursor ?? first.storyCursor! };
      const { data, ...rest } = await api.GET('/v1/purchases/{orderId}/explain', {
        params: { path: { orderId }, query },
        signal,
      });
      return { ...rest, data: data && { items: data.story, nextCursor: data.storyCursor } };
    },
    { enabled: isAsked && first.storyCursor !== null },
  );
  const earlier = (older.data?.pages ?? []).toReversed().flatMap(({ items }) => items);
  const hasOlder = isAsked ? older.hasNextPage : first.storyCursor !== null;
  const askOlder = () => (isAsked ? void older.fetchNextPage() : setIsAsked(true));
  return (
    <Section title={TEXTS.title}>
      <p className="hint">{TEXTS.text}</p>
      {older.error !== null && <Problem error={older.error} again={() => void older.refetch()} />}
      {hasOlder && (
        <p>
          <button type="button" className="button" onClick={askOlder} disabled={older.isFetching}>
            {TEXTS.older}
          </button>
        </p>
      )}
      <ol className="card story">
        {[...earlier, ...first.story].map((entry, index, entries) => (
          <Line key={keyOf(entry, index, entries)} entry={entry} raw={rawOf(entry, index, entries, history)} />
        ))}
      </ol>
    </Section>
  );
}

function Line({ entry, raw }: { entry: Entry; raw: Shown['HistoryEventShown'] | null }) {
  const { position, at, kind, text, count, causePosition } = entry;
  const isDecision = causePosition === position;
  return (
    <li className={isDecision ? 'is-decision' : 'is-fact'}>
      <span className="story-position">{isDecision ? '' : position}</span>
      <div className="story-body">
        <p className="story-text">
          <bdi>{text}</bdi>
        </p>
        <p className="story-meta">
          <code>{kind}</code>
          {!isDecision && <Time at={at} exact />}
          {causePosition !== null && (
            <span>{isDecision ? TEXTS.cause(causePosition) : TEXTS.scheduledBy(causePosition)}</span>
          )}
          {count > 1 && <span>{TEXTS.times(count)}</span>}
        </p>
        {isDecision ? <RawDecision event={raw} /> : <RawFact position={position} />}
      </div>
    </li>
  );
}

/** Decisions of one fact and kind are told apart by their place among each other. */
function placeOf(entry: Entry, index: number, entries: readonly Entry[]): number {
  const isLike = ({ position, kind }: Entry) => position === entry.position && kind === entry.kind;
  return entries.slice(0, index).filter(isLike).length;
}

function keyOf(entry: Entry, index: number, entries: readonly Entry[]): string {
  return `${entry.position} ${entry.kind} ${placeOf(entry, index, entries)}`;
}

function rawOf(entry: Entry, index: number, entries: readonly Entry[], history: Shown['HistoryEventShown'][]) {
  const alike = history.filter(({ position, type }) => position === entry.position && type === entry.kind);
  return alike[placeOf(entry, index, entries)] ?? null;
}
