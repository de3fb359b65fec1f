import type { Shown } from '../../api/client';
import { usePages } from '../../api/queries';
import { Badge } from '../../components/badge';
import type { Column } from '../../components/data-table';
import { Empty } from '../../components/empty';
import { PagedList } from '../../components/paged-list';
import { Countdown, Time } from '../../components/time';
import { OrderLink } from '../../components/order-link';
import { TIMERS } from '../../texts/operations';
import { SHARED } from '../../texts/shared';

type Timer = Shown['TimerShown'];
const { columns: TITLES } = TIMERS;

const PAGE_ROWS = 100;
const AGAIN_MS = 5_000;

const COLUMNS: readonly Column<Timer>[] = [
  {
    id: 'order',
    header: TITLES.order,
    cell: ({ orderId }) => <OrderLink orderId={orderId} />,
  },
  { id: 'due', header: TITLES.due, cell: ({ dueAt }) => <Time at={dueAt} exact />, width: '14rem' },
  { id: 'in', header: TITLES.in, cell: ({ dueAt }) => <Countdown until={dueAt} />, width: '9rem' },
  {
    id: 'state',
    header: TITLES.state,
    cell: ({ state, error }) => (
      <>
        <Badge tone={state === 'failed' ? 'bad' : 'waiting'}>{TIMERS.state[state]}</Badge>
        {error !== null && <code> {error}</code>}
      </>
    ),
    width: '15rem',
  },
  { id: 'attempts', header: TITLES.attempts, cell: ({ attempts }) => attempts, width: '9rem', isNumber: true },
  {
    id: 'reasons',
    header: TITLES.reasons,
    cell: ({ reasons }) => reasons.map((reason) => SHARED.reasons[reason]).join(', '),
    width: 'minmax(14rem, 2fr)',
  },
];

export function Timers() {
  const pages = usePages(
    ['timers'],
    (api, cursor, signal) => api.GET('/v1/timers', { params: { query: { limit: PAGE_ROWS, cursor } }, signal }),
    { everyMs: AGAIN_MS },
  );
  return (
    <>
      <p className="hint">{TIMERS.text}</p>
      <PagedList
        label={TIMERS.table}
        columns={COLUMNS}
        pages={pages}
        keyOf={({ orderId }) => orderId}
        empty={
          <Empty title={TIMERS.none.title}>
            <p>{TIMERS.none.text}</p>
          </Empty>
        }
      />
    </>
  );
}
