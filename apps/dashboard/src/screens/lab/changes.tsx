import type { Shown } from '../../api/client';
import { usePages } from '../../api/queries';
import type { Column } from '../../components/data-table';
import { Money } from '../../components/money';
import { Section } from '../../components/page';
import { PagedList } from '../../components/paged-list';
import { Person } from '../../components/person';
import { Time } from '../../components/time';
import { OrderLink } from '../../components/order-link';
import { LAB } from '../../texts/lab';
import { PURCHASES } from '../../texts/purchases';

const TEXTS = LAB.changes;
const PAGE_ROWS = 100;

type Change = Shown['PurchaseChangeShown'];

const COLUMNS: readonly Column<Change>[] = [
  {
    id: 'order',
    header: TEXTS.order,
    cell: ({ orderId }) => <OrderLink orderId={orderId} />,
    width: 'minmax(6rem, 1fr)',
  },
  {
    id: 'now',
    header: TEXTS.now,
    cell: ({ credits }) => <Credits credits={credits.now} />,
    width: 'minmax(10rem, 1.5fr)',
  },
  {
    id: 'then',
    header: TEXTS.then,
    cell: ({ credits }) => <Credits credits={credits.then} />,
    width: 'minmax(10rem, 1.5fr)',
  },
  {
    id: 'lost',
    header: TEXTS.lost,
    cell: ({ rewards }) => <Sums rewards={rewards.lost} />,
    width: '8rem',
    isNumber: true,
  },
  {
    id: 'gained',
    header: TEXTS.gained,
    cell: ({ rewards }) => <Sums rewards={rewards.gained} />,
    width: '8.5rem',
    isNumber: true,
  },
  { id: 'when', header: TEXTS.when, cell: ({ recordedAt }) => <Time at={recordedAt} />, width: '12rem' },
];

export function Changes({ replayId, scenario }: { replayId: string; scenario: string }) {
  const pages = usePages(['replay changes', replayId, scenario], (api, cursor, signal) =>
    api.GET('/v1/replays/{replayId}/changes', {
      params: { path: { replayId }, query: { scenario, limit: PAGE_ROWS, cursor } },
      signal,
    }),
  );
  return (
    <Section title={TEXTS.title}>
      <p className="hint">{TEXTS.limit}</p>
      <PagedList
        label={TEXTS.table}
        columns={COLUMNS}
        pages={pages}
        keyOf={({ orderId }) => orderId}
        empty={<p>{TEXTS.none}</p>}
      />
    </Section>
  );
}

function Credits({ credits }: { credits: Change['credits']['now'] }) {
  if (credits === null) return <span className="quiet">{TEXTS.undecided}</span>;
  const [first, ...others] = credits;
  if (first === undefined) return <span className="quiet">{LAB.nobody}</span>;
  return (
    <>
      {first.channel === null ? PURCHASES.sources[first.source] : <bdi>{first.channel}</bdi>}
      {first.referrer !== null && (
        <>
          {' · '}
          <Person identifier={first.referrer} plain />
        </>
      )}
      {others.length > 0 && <span className="quiet"> {TEXTS.more(others.length)}</span>}
    </>
  );
}

/** Rewards of a purchase may be in several currencies. */
function Sums({ rewards }: { rewards: Change['rewards']['lost'] }) {
  const sums = new Map<string, number>();
  for (const { amount, currency } of rewards) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].map(([currency, amount]) => <Money key={currency} amount={amount} currency={currency} />);
}
