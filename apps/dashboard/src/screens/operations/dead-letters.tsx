import { useMemo, useState } from 'react';
import type { Shown } from '../../api/client';
import { useChange, usePages } from '../../api/queries';
import { Confirm } from '../../components/confirm';
import type { Column } from '../../components/data-table';
import { Empty } from '../../components/empty';
import { PagedList } from '../../components/paged-list';
import { Time } from '../../components/time';
import { OrderLink } from '../../components/order-link';
import { DEAD_LETTERS } from '../../texts/operations';
import { SHARED } from '../../texts/shared';

type Letter = Shown['DeadLetterShown'];
type By = { reason: string; actor: string };
const { columns: TITLES, one: ONE, all: ALL } = DEAD_LETTERS;

const PAGE_ROWS = 100;
const AGAIN_MS = 10_000;

const COLUMNS: readonly Column<Letter>[] = [
  {
    id: 'what',
    header: TITLES.what,
    cell: ({ orderId, factType }) =>
      orderId === null ? (
        `${DEAD_LETTERS.fact} ${factType}`
      ) : (
        <>
          {DEAD_LETTERS.evaluation} <OrderLink orderId={orderId} />
        </>
      ),
    width: 'minmax(12rem, 1.5fr)',
  },
  { id: 'error', header: TITLES.error, cell: ({ error }) => <code>{error}</code>, width: 'minmax(10rem, 1fr)' },
  { id: 'attempts', header: TITLES.attempts, cell: ({ attempts }) => attempts, width: '7rem', isNumber: true },
  {
    id: 'reasons',
    header: TITLES.reasons,
    cell: ({ reasons }) => reasons.map((reason) => SHARED.reasons[reason]).join(', '),
    width: 'minmax(12rem, 1.5fr)',
  },
  { id: 'since', header: TITLES.since, cell: ({ since }) => <Time at={since} />, width: '12.5rem' },
  {
    id: 'position',
    header: TITLES.position,
    cell: ({ position }) => position.toLocaleString(),
    width: '7rem',
    isNumber: true,
  },
];

function columnsWith(say: (text: string) => void): Column<Letter>[] {
  return [
    ...COLUMNS,
    { id: 'again', header: TITLES.again, width: '9rem', cell: (row) => <TryAgain letter={row} say={say} /> },
  ];
}

export function DeadLetters() {
  const pages = usePages(
    ['dead letters'],
    (api, cursor, signal) => api.GET('/v1/dead-letters', { params: { query: { limit: PAGE_ROWS, cursor } }, signal }),
    { everyMs: AGAIN_MS },
  );
  const [said, setSaid] = useState<string | null>(null);
  const columns = useMemo(() => columnsWith(setSaid), []);
  const all = useChange((api, body: By) => api.POST('/v1/dead-letters/requeue', { body }));
  const tryAll = async (by: By) => {
    const { requeued, left } = await all.mutateAsync(by);
    setSaid(ALL.done(requeued, left));
  };
  const hasSome = pages.data?.pages.some(({ items }) => items.length > 0) === true;
  return (
    <>
      <p className="hint">{DEAD_LETTERS.text}</p>
      {said !== null && <Said>{said}</Said>}
      {hasSome && (
        <p>
          <Confirm ask={ALL.ask} title={ALL.title} confirm={ALL.confirm} run={tryAll}>
            {ALL.text}
          </Confirm>
        </p>
      )}
      <PagedList
        label={DEAD_LETTERS.table}
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        empty={
          <Empty title={DEAD_LETTERS.none.title}>
            <p>{DEAD_LETTERS.none.text}</p>
          </Empty>
        }
      />
    </>
  );
}

/** What came of the last request. */
export function Said({ children }: { children: string }) {
  return (
    <p className="card" role="status">
      <bdi>{children}</bdi>
    </p>
  );
}

function TryAgain({ letter: { id, orderId, factType }, say }: { letter: Letter; say: (text: string) => void }) {
  const requeue = useChange((api, body: By) =>
    api.POST('/v1/dead-letters/{id}/requeue', { params: { path: { id } }, body }),
  );
  const run = async (by: By) => {
    const { position } = await requeue.mutateAsync(by);
    const what = orderId === null ? `${DEAD_LETTERS.fact} ${factType}` : `${DEAD_LETTERS.evaluation} ${orderId}`;
    say(ONE.done(what, position));
  };
  return (
    <Confirm ask={ONE.ask} title={ONE.title} confirm={ONE.confirm} run={run}>
      {ONE.text}
    </Confirm>
  );
}
