import type { Shown } from '../../api/client';
import { Badge } from '../../components/badge';
import { type Column, DataTable } from '../../components/data-table';
import { Section } from '../../components/page';
import { Time } from '../../components/time';
import { OrderLink } from '../../components/order-link';
import { CONNECTION } from '../../texts/connection';

type Part = Shown['ConnectionPartShown'];
const { parts: TEXTS } = CONNECTION;
const TITLES = TEXTS.columns;

const COLUMNS: readonly Column<Part>[] = [
  {
    id: 'part',
    header: TITLES.part,
    cell: ({ part, topic }) => (
      <>
        {TEXTS.names[part]} {topic !== null && <bdi>{topic}</bdi>}
      </>
    ),
    width: 'minmax(14rem, 1.6fr)',
  },
  { id: 'state', header: TITLES.state, cell: (part) => <State part={part} />, width: '8rem' },
  {
    id: 'lastSeenAt',
    header: TITLES.lastSeenAt,
    cell: ({ lastSeenAt }) => lastSeenAt !== null && <Time at={lastSeenAt} exact />,
    width: '13rem',
  },
  {
    id: 'of24h',
    header: TITLES.of24h,
    cell: ({ of24h }) => of24h.toLocaleString(),
    width: '8rem',
    isNumber: true,
  },
  { id: 'first', header: TITLES.first, cell: ({ firstOrderId }) => <Order orderId={firstOrderId} /> },
  { id: 'last', header: TITLES.last, cell: ({ lastOrderId }) => <Order orderId={lastOrderId} /> },
];

export function Parts({ parts }: { parts: readonly Part[] }) {
  return (
    <Section title={TEXTS.title}>
      <DataTable
        label={TEXTS.table}
        columns={COLUMNS}
        rows={parts}
        keyOf={({ part, topic }) => `${part} ${topic ?? ''}`}
      />
    </Section>
  );
}

function State({ part: { lastSeenAt, of24h } }: { part: Part }) {
  if (lastSeenAt === null) return <Badge>{TEXTS.never}</Badge>;
  return of24h > 0 ? <Badge tone="good">{TEXTS.seen}</Badge> : <Badge tone="waiting">{TEXTS.quiet}</Badge>;
}

function Order({ orderId }: { orderId: string | null }) {
  return orderId !== null && <OrderLink orderId={orderId} />;
}
