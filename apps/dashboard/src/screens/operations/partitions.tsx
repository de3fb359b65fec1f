import { apiOf, type Shown } from '../../api/client';
import { useRead } from '../../api/queries';
import { Badge } from '../../components/badge';
import { type Column, DataTable } from '../../components/data-table';
import { Loading } from '../../components/loading';
import { Problem } from '../../components/problem';
import { PARTITIONS } from '../../texts/operations';
import { Sum } from '../merges/preview';

type Partition = Shown['PartitionShown'];
const { columns: TITLES, sums: SUMS } = PARTITIONS;

const AGAIN_MS = 5_000;

/** Positions begin at 0. */
const positionText = (position: number) => (position < 0 ? PARTITIONS.empty : position.toLocaleString());

const COLUMNS: readonly Column<Partition>[] = [
  { id: 'partition', header: TITLES.partition, cell: ({ partition }) => partition, width: '6rem', isNumber: true },
  { id: 'state', header: TITLES.state, cell: (partition) => <State partition={partition} />, width: '9rem' },
  {
    id: 'owner',
    header: TITLES.owner,
    cell: ({ owner }) => (owner === null ? <span className="quiet">{PARTITIONS.nobody}</span> : <bdi>{owner}</bdi>),
    width: 'minmax(12rem, 1.5fr)',
  },
  { id: 'position', header: TITLES.position, cell: ({ position }) => positionText(position), isNumber: true },
  { id: 'head', header: TITLES.head, cell: ({ head }) => positionText(head), isNumber: true },
  {
    id: 'lag',
    header: TITLES.lagPositions,
    cell: ({ lagPositions }) => lagPositions.toLocaleString(),
    isNumber: true,
  },
  {
    id: 'seconds',
    header: TITLES.lagSeconds,
    cell: ({ lagSeconds }) => PARTITIONS.seconds(lagSeconds),
    isNumber: true,
  },
  {
    id: 'why',
    header: TITLES.why,
    cell: ({ stoppedBecause }) => stoppedBecause !== null && <bdi title={stoppedBecause}>{stoppedBecause}</bdi>,
    width: 'minmax(12rem, 2fr)',
  },
];

function State({ partition: { stoppedBecause, owner } }: { partition: Partition }) {
  if (stoppedBecause !== null) return <Badge tone="bad">{PARTITIONS.stopped}</Badge>;
  if (owner === null) return <Badge tone="waiting">{PARTITIONS.nobody}</Badge>;
  return <Badge tone="good">{PARTITIONS.decides}</Badge>;
}

/** Of all merchants. */
export function usePartitions() {
  return useRead(['partitions'], (_, signal) => apiOf(null).GET('/v1/partitions', { signal }), { everyMs: AGAIN_MS });
}

export function Partitions() {
  const { data, error, refetch } = usePartitions();
  if (data === undefined) return error === null ? <Loading /> : <Problem error={error} again={() => void refetch()} />;
  const { items } = data;
  return (
    <>
      <p className="hint">{PARTITIONS.text}</p>
      <dl className="sums">
        <Sum name={SUMS.owners}>{new Set(items.flatMap(({ owner }) => owner ?? [])).size}</Sum>
        <Sum name={SUMS.behind}>{sumOf(items).toLocaleString()}</Sum>
        <Sum name={SUMS.oldest}>{PARTITIONS.seconds(Math.max(0, ...items.map(({ lagSeconds }) => lagSeconds)))}</Sum>
        <Sum name={SUMS.stopped}>{stoppedOf(items)}</Sum>
      </dl>
      <DataTable label={PARTITIONS.table} columns={COLUMNS} rows={items} keyOf={({ partition }) => String(partition)} />
    </>
  );
}

export function sumOf(partitions: readonly Partition[]): number {
  return partitions.reduce((sum, { lagPositions }) => sum + lagPositions, 0);
}

export function stoppedOf(partitions: readonly Partition[]): number {
  return partitions.filter(({ stoppedBecause }) => stoppedBecause !== null).length;
}
