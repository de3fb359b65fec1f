import { useNavigate } from '@tanstack/react-router';
import type { Shown } from '../../api/client';
import { usePages } from '../../api/queries';
import type { Column } from '../../components/data-table';
import { Empty } from '../../components/empty';
import { Money } from '../../components/money';
import { Person } from '../../components/person';
import { Time } from '../../components/time';
import { OrderLink } from '../../components/order-link';
import { PagedList } from '../../components/paged-list';
import { PURCHASES } from '../../texts/purchases';
import { SHARED } from '../../texts/shared';
import { EvaluationBadge, StatusBadge } from './states';

type Summary = Shown['PurchaseSummaryShown'];
const { columns: TITLES, filter: FILTER } = PURCHASES;

const PAGE_ROWS = 100;
const AGAIN_MS = 10_000;

const COLUMNS: readonly Column<Summary>[] = [
  {
    id: 'order',
    header: TITLES.order,
    cell: ({ orderId }) => <OrderLink orderId={orderId} />,
    width: 'minmax(5.5rem, 1fr)',
  },
  {
    id: 'occurredAt',
    header: TITLES.occurredAt,
    cell: ({ occurredAt }) => <Time at={occurredAt} />,
    width: '11rem',
  },
  {
    id: 'customer',
    header: TITLES.customer,
    cell: ({ customerId }) =>
      customerId === null ? <span className="quiet">{SHARED.guest}</span> : <bdi>{customerId}</bdi>,
    width: 'minmax(8.25rem, 1.4fr)',
  },
  { id: 'status', header: TITLES.status, cell: ({ status }) => <StatusBadge status={status} />, width: '8.75rem' },
  {
    id: 'total',
    header: TITLES.total,
    cell: ({ total, currency }) => <Money amount={total} currency={currency} />,
    width: '6.5rem',
    isNumber: true,
  },
  {
    id: 'link',
    header: TITLES.link,
    cell: ({ link }) => (link === null ? <span className="quiet">{PURCHASES.unlinked}</span> : PURCHASES.via[link.via]),
    width: '7rem',
  },
  {
    id: 'credit',
    header: TITLES.credit,
    cell: ({ attribution }) => creditOf(attribution),
    width: 'minmax(8.5rem, 1.4fr)',
  },
  {
    id: 'rewards',
    header: TITLES.rewards,
    cell: (row) => rewardsOf(row),
    width: '6.5rem',
    isNumber: true,
  },
  {
    id: 'evaluation',
    header: TITLES.evaluation,
    cell: ({ evaluation }) => <EvaluationBadge {...evaluation} />,
    width: '9rem',
  },
];

function creditOf(attribution: Summary['attribution']) {
  const [first, ...others] = attribution?.credits ?? [];
  if (first === undefined) return <span className="quiet">{attribution === null ? '' : PURCHASES.nobody}</span>;
  return (
    <>
      {PURCHASES.sources[first.source]}
      {first.referrer !== null && (
        <>
          {' '}
          <Person identifier={first.referrer} plain />
        </>
      )}
      {others.length > 0 && <span className="quiet"> {PURCHASES.more(others.length)}</span>}
    </>
  );
}

/** What is granted and not taken back; rewards of a purchase may be in several currencies. */
function rewardsOf({ rewards }: Summary) {
  const sums = new Map<string, number>();
  for (const { amount, currency, state } of rewards) {
    if (state !== 'reversed') sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  return [...sums].map(([currency, amount]) => <Money key={currency} amount={amount} currency={currency} />);
}

const STATUSES = Object.keys(PURCHASES.status) as Summary['status'][];

export function AllPurchases({ status, linked }: { status: string | undefined; linked: string | undefined }) {
  const navigate = useNavigate();
  const asked = {
    status: STATUSES.find((one) => one === status),
    linked: linked === 'true' ? true : linked === 'false' ? false : undefined,
    limit: PAGE_ROWS,
  };
  const pages = usePages(
    ['purchases', asked],
    (api, cursor, signal) => api.GET('/v1/purchases', { params: { query: { ...asked, cursor } }, signal }),
    { everyMs: AGAIN_MS },
  );
  const choose = (chosen: { status?: string; linked?: string }) =>
    void navigate({ to: '/purchases', search: { status, linked, ...chosen }, replace: true });
  return (
    <>
      <div className="filters">
        <label>
          {FILTER.status}
          <select value={asked.status ?? ''} onChange={({ target }) => choose({ status: target.value || undefined })}>
            <option value="">{FILTER.all}</option>
            {STATUSES.map((one) => (
              <option key={one} value={one}>
                {PURCHASES.status[one]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {FILTER.linked}
          <select value={linked ?? ''} onChange={({ target }) => choose({ linked: target.value || undefined })}>
            <option value="">{FILTER.all}</option>
            <option value="true">{FILTER.linkedYes}</option>
            <option value="false">{FILTER.linkedNo}</option>
          </select>
        </label>
      </div>
      <PagedList
        label={PURCHASES.table}
        columns={COLUMNS}
        pages={pages}
        keyOf={({ orderId }) => orderId}
        empty={<NoPurchases isFiltered={asked.status !== undefined || asked.linked !== undefined} />}
      />
    </>
  );
}

function NoPurchases({ isFiltered }: { isFiltered: boolean }) {
  const { title, text, filtered, filteredText } = PURCHASES.none;
  return (
    <Empty title={isFiltered ? filtered : title}>
      <p>{isFiltered ? filteredText : text}</p>
    </Empty>
  );
}
