import { useMemo, useState } from 'react';
import type { Shown } from '../../api/client';
import { useChange, usePages } from '../../api/queries';
import { Confirm } from '../../components/confirm';
import type { Column } from '../../components/data-table';
import { Empty } from '../../components/empty';
import { PagedList } from '../../components/paged-list';
import { Time } from '../../components/time';
import { QUARANTINE } from '../../texts/operations';
import { Said } from './dead-letters';

type Delivery = Shown['QuarantinedDeliveryShown'];
type By = { reason: string; actor: string };
const { columns: TITLES } = QUARANTINE;

const PAGE_ROWS = 100;
const AGAIN_MS = 10_000;

const COLUMNS: readonly Column<Delivery>[] = [
  { id: 'code', header: TITLES.code, cell: ({ code }) => <code>{code}</code>, width: '13rem' },
  { id: 'platform', header: TITLES.platform, cell: ({ platform }) => platform, width: '8rem' },
  { id: 'topic', header: TITLES.topic, cell: ({ topic }) => topic !== null && <bdi>{topic}</bdi>, width: '9rem' },
  {
    id: 'detail',
    header: TITLES.detail,
    cell: ({ detail }) => <bdi title={detail}>{detail}</bdi>,
    width: 'minmax(16rem, 2fr)',
  },
  {
    id: 'firstSeenAt',
    header: TITLES.firstSeenAt,
    cell: ({ firstSeenAt }) => <Time at={firstSeenAt} />,
    width: '12.5rem',
  },
  { id: 'count', header: TITLES.count, cell: ({ count }) => count.toLocaleString(), width: '6rem', isNumber: true },
];

function columnsWith(say: (text: string) => void): Column<Delivery>[] {
  return [
    ...COLUMNS,
    { id: 'again', header: TITLES.again, width: '9.5rem', cell: (row) => <ReadAgain delivery={row} say={say} /> },
  ];
}

export function Quarantine() {
  const pages = usePages(
    ['quarantine'],
    (api, cursor, signal) => api.GET('/v1/quarantine', { params: { query: { limit: PAGE_ROWS, cursor } }, signal }),
    { everyMs: AGAIN_MS },
  );
  const [said, setSaid] = useState<string | null>(null);
  const columns = useMemo(() => columnsWith(setSaid), []);
  return (
    <>
      <p className="hint">{QUARANTINE.text}</p>
      {said !== null && <Said>{said}</Said>}
      <PagedList
        label={QUARANTINE.table}
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        empty={
          <Empty title={QUARANTINE.none.title}>
            <p>{QUARANTINE.none.text}</p>
          </Empty>
        }
      />
    </>
  );
}

function ReadAgain({ delivery: { id, detail }, say }: { delivery: Delivery; say: (text: string) => void }) {
  const requeue = useChange((api, body: By) =>
    api.POST('/v1/quarantine/{id}/requeue', { params: { path: { id } }, body }),
  );
  const run = async (by: By) => {
    const answer = await requeue.mutateAsync(by);
    say('eventId' in answer ? QUARANTINE.recorded(answer.position) : QUARANTINE.other(JSON.stringify(answer)));
  };
  return (
    <Confirm ask={QUARANTINE.ask} title={QUARANTINE.title} confirm={QUARANTINE.confirm} run={run}>
      <p>{QUARANTINE.why}</p>
      <p>
        <bdi className="quiet">{detail}</bdi>
      </p>
    </Confirm>
  );
}
