import { Link } from '@tanstack/react-router';
import type { Shown } from '../../api/client';
import { usePages } from '../../api/queries';
import { Badge } from '../../components/badge';
import type { Column } from '../../components/data-table';
import { Empty } from '../../components/empty';
import { Money } from '../../components/money';
import { PagedList } from '../../components/paged-list';
import { Person } from '../../components/person';
import { OrderLink } from '../../components/order-link';
import { MONEY } from '../../texts/money';

type Withheld = Shown['WaitingRewardShown'];
const { columns: TITLES, withheld: TEXTS } = MONEY;

const PAGE_ROWS = 100;

const COLUMNS: readonly Column<Withheld>[] = [
  {
    id: 'recipient',
    header: TITLES.recipient,
    cell: ({ recipient }) => <Person identifier={recipient} />,
    width: 'minmax(12rem, 1.2fr)',
  },
  { id: 'role', header: TITLES.role, cell: ({ role }) => MONEY.role[role], width: '6.5rem' },
  {
    id: 'amount',
    header: TITLES.amount,
    cell: ({ amount, currency }) => <Money amount={amount} currency={currency} />,
    width: '8rem',
    isNumber: true,
  },
  {
    id: 'why',
    header: TITLES.why,
    cell: ({ code }) => <Badge tone="waiting">{TEXTS.codes[code]}</Badge>,
    width: '16rem',
  },
  { id: 'waitsFor', header: TITLES.waitsFor, cell: ({ blockedBy }) => placeText(blockedBy), width: '15rem' },
  {
    id: 'order',
    header: TITLES.order,
    cell: ({ orderId }) => <OrderLink orderId={orderId} />,
  },
  {
    id: 'campaign',
    header: TITLES.campaign,
    cell: ({ campaignId }) => (
      <Link to="/money/campaigns/$campaignId" params={{ campaignId }}>
        <bdi>{campaignId}</bdi>
      </Link>
    ),
  },
];

/** `cap`, or a budget's window: `total`, `day 2026-01-31`. */
function placeText(blockedBy: string): string {
  if (blockedBy === 'cap') return TEXTS.cap;
  const [window = '', of = ''] = blockedBy.split(' ');
  return `${TEXTS.windows[window as keyof typeof TEXTS.windows] ?? window} ${of}`.trim();
}

export function WithheldList() {
  const pages = usePages(['withheld'], (api, cursor, signal) =>
    api.GET('/v1/rewards/withheld', { params: { query: { limit: PAGE_ROWS, cursor } }, signal }),
  );
  return (
    <PagedList
      label={TEXTS.table}
      columns={COLUMNS}
      pages={pages}
      keyOf={({ position, ordinal }) => `${position} ${ordinal}`}
      empty={
        <Empty title={TEXTS.none}>
          <p>{TEXTS.noneText}</p>
        </Empty>
      }
    />
  );
}
