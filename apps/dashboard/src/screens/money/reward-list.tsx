import { Link, useNavigate } from '@tanstack/react-router';
import type { Shown } from '../../api/client';
import { usePages } from '../../api/queries';
import { Badge, type Tone } from '../../components/badge';
import type { Column } from '../../components/data-table';
import { Empty } from '../../components/empty';
import { Money } from '../../components/money';
import { PagedList } from '../../components/paged-list';
import { Person } from '../../components/person';
import { Time } from '../../components/time';
import { OrderLink } from '../../components/order-link';
import { MONEY } from '../../texts/money';
import { SHARED } from '../../texts/shared';
import { RecordPayment } from './record-payment';

type Reward = Shown['RewardShown'];
const { columns: TITLES, filter: FILTER } = MONEY;

const PAGE_ROWS = 100;
const AGAIN_MS = 10_000;
const STATES = ['available', 'granted', 'paid', 'clawed_back', 'reversed'] as const satisfies Reward['state'][];
const ALL = 'all';
const KINDS = Object.keys(SHARED.kinds) as Shown['IdentifierShown']['type'][];

const TONES: Record<Reward['state'], Tone> = {
  granted: 'waiting',
  available: 'good',
  paid: 'neutral',
  reversed: 'neutral',
  clawed_back: 'bad',
};

const COLUMNS: readonly Column<Reward>[] = [
  {
    id: 'recipient',
    header: TITLES.recipient,
    cell: ({ recipient }) => <Person identifier={recipient} />,
    width: 'minmax(12rem, 1.3fr)',
  },
  {
    id: 'amount',
    header: TITLES.amount,
    cell: ({ amount, currency }) => <Money amount={amount} currency={currency} />,
    width: '7.5rem',
    isNumber: true,
  },
  {
    id: 'action',
    header: TITLES.action,
    cell: (reward) =>
      reward.state === 'available' ? <RecordPayment reward={reward} /> : <bdi>{reward.reference ?? ''}</bdi>,
    width: '11.5rem',
  },
  {
    id: 'state',
    header: TITLES.state,
    cell: ({ state }) => <Badge tone={TONES[state]}>{MONEY.state[state]}</Badge>,
    width: '8.5rem',
  },
  { id: 'role', header: TITLES.role, cell: ({ role }) => MONEY.role[role], width: '6.5rem' },
  {
    id: 'order',
    header: TITLES.order,
    cell: ({ orderId }) => <OrderLink orderId={orderId} />,
    width: 'minmax(6rem, 1fr)',
  },
  {
    id: 'campaign',
    header: TITLES.campaign,
    cell: ({ campaignId }) => (
      <Link to="/money/campaigns/$campaignId" params={{ campaignId }}>
        <bdi>{campaignId}</bdi>
      </Link>
    ),
    width: 'minmax(6rem, 1fr)',
  },
  {
    id: 'available',
    header: TITLES.available,
    cell: ({ availableAt, state }) =>
      availableAt !== null ? <Time at={availableAt} /> : state === 'granted' ? MONEY.onHold : '',
    width: '12rem',
  },
];

/** Of one state, it is said above. */
const COLUMNS_OF_ONE_STATE = COLUMNS.filter(({ id }) => id !== 'state');

interface RewardListProps {
  state: string | undefined;
  campaignId: string | undefined;
  of: string | undefined;
  type: string | undefined;
}

export function RewardList({ state, campaignId, of, type }: RewardListProps) {
  const navigate = useNavigate();
  const recipientType = KINDS.find((kind) => kind === type);
  const isOfOne = recipientType !== undefined && of !== undefined;
  const asked = {
    state: state === ALL ? undefined : (STATES.find((one) => one === state) ?? 'available'),
    campaignId,
    ...(isOfOne && { recipientType, recipientValue: of }),
    limit: PAGE_ROWS,
  };
  const pages = usePages(
    ['rewards', asked],
    (api, cursor, signal) => api.GET('/v1/rewards', { params: { query: { ...asked, cursor } }, signal }),
    { everyMs: AGAIN_MS },
  );
  return (
    <>
      <div className="filters">
        <label>
          {FILTER.state}
          <select
            value={asked.state ?? ALL}
            onChange={({ target }) =>
              void navigate({
                to: '/money',
                search: { campaign: campaignId, of, type, state: target.value },
                replace: true,
              })
            }
          >
            {STATES.map((one) => (
              <option key={one} value={one}>
                {MONEY.state[one]}
              </option>
            ))}
            <option value={ALL}>{FILTER.all}</option>
          </select>
        </label>
        {(isOfOne || campaignId !== undefined) && (
          <p>
            {isOfOne && (
              <>
                {FILTER.of} <Person identifier={{ type: recipientType, value: of }} />{' '}
              </>
            )}
            {campaignId !== undefined && (
              <>
                {FILTER.campaign} <bdi>{campaignId}</bdi>{' '}
              </>
            )}
            <Link to="/money" search={{ state }}>
              {FILTER.clear}
            </Link>
          </p>
        )}
      </div>
      <PagedList
        label={MONEY.rewards.table}
        columns={asked.state === undefined ? COLUMNS : COLUMNS_OF_ONE_STATE}
        pages={pages}
        keyOf={({ rewardId }) => rewardId}
        empty={
          <Empty title={MONEY.rewards.none}>
            <p>{MONEY.rewards.noneText}</p>
          </Empty>
        }
      />
    </>
  );
}
