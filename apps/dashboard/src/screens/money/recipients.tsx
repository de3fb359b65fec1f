import { Link } from '@tanstack/react-router';
import type { Shown } from '../../api/client';
import { usePages } from '../../api/queries';
import type { Column } from '../../components/data-table';
import { Empty } from '../../components/empty';
import { Money } from '../../components/money';
import { PagedList } from '../../components/paged-list';
import { Person } from '../../components/person';
import { MONEY } from '../../texts/money';

type Recipient = Shown['RecipientShown'];
const { columns: TITLES, recipients: TEXTS } = MONEY;

const PAGE_ROWS = 100;

const sum = (id: 'held' | 'available' | 'paid' | 'clawedBack' | 'withheld', header: string): Column<Recipient> => ({
  id,
  header,
  cell: (row) => (row[id] === 0 ? '' : <Money amount={row[id]} currency={row.currency} />),
  width: '8.5rem',
  isNumber: true,
});

const COLUMNS: readonly Column<Recipient>[] = [
  {
    id: 'recipient',
    header: TITLES.recipient,
    cell: ({ recipient }) =>
      recipient.value === null ? (
        <Person identifier={recipient} />
      ) : (
        <Link to="/money" search={{ type: recipient.type, of: recipient.value, state: 'all' }}>
          <Person identifier={recipient} />
        </Link>
      ),
    width: 'minmax(12rem, 1fr)',
  },
  sum('available', TITLES.due),
  sum('held', TITLES.held),
  sum('paid', TITLES.paid),
  sum('clawedBack', TITLES.owed),
  sum('withheld', TITLES.withheld),
];

export function Recipients() {
  const pages = usePages(['recipients'], (api, cursor, signal) =>
    api.GET('/v1/rewards/recipients', { params: { query: { limit: PAGE_ROWS, cursor } }, signal }),
  );
  return (
    <PagedList
      label={TEXTS.table}
      columns={COLUMNS}
      pages={pages}
      keyOf={(_, index) => String(index)}
      empty={
        <Empty title={TEXTS.none}>
          <p>{TEXTS.noneText}</p>
        </Empty>
      }
    />
  );
}
