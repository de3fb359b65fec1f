import type { Shown } from '../../api/client';
import { useRead } from '../../api/queries';
import { type Column, DataTable } from '../../components/data-table';
import { Empty } from '../../components/empty';
import { Loading } from '../../components/loading';
import { Money } from '../../components/money';
import { Problem } from '../../components/problem';
import { Time } from '../../components/time';
import { OrderLink } from '../../components/order-link';
import { PURCHASES } from '../../texts/purchases';
import { StatusBadge } from './states';

type Found = Shown['FoundPurchaseShown'];
const { columns: TITLES, search: TEXTS } = PURCHASES;

const COLUMNS: readonly Column<Found>[] = [
  { id: 'by', header: TITLES.by, cell: ({ by }) => PURCHASES.foundBy[by], width: '8rem' },
  {
    id: 'order',
    header: TITLES.order,
    cell: ({ orderId }) => <OrderLink orderId={orderId} />,
  },
  { id: 'occurredAt', header: TITLES.occurredAt, cell: ({ occurredAt }) => <Time at={occurredAt} />, width: '13rem' },
  { id: 'status', header: TITLES.status, cell: ({ status }) => <StatusBadge status={status} />, width: '10rem' },
  {
    id: 'total',
    header: TITLES.total,
    cell: ({ total, currency }) => <Money amount={total} currency={currency} />,
    width: '10rem',
    isNumber: true,
  },
];

export function FoundPurchases({ text }: { text: string }) {
  const { data, error, refetch } = useRead(['search', text], (api, signal) =>
    api.GET('/v1/search', { params: { query: { text } }, signal }),
  );
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  if (data.items.length === 0) {
    return (
      <Empty title={TEXTS.nothing}>
        <p>{TEXTS.nothingText}</p>
      </Empty>
    );
  }
  return (
    <DataTable
      label={PURCHASES.found(text)}
      columns={COLUMNS}
      rows={data.items}
      keyOf={({ by, orderId }) => `${by} ${orderId}`}
    />
  );
}
