import type { Pool } from 'pg';
import type { EventLog } from '../event-log/event-log';
import { intakeStream } from '../event-log/streams';

export interface PartitionView {
  partition: number;
  /** The process that decides it (`host:pid`); null: no living process owns it. */
  owner: string | null;
  /** The last decided fact; -1 before the first. */
  position: number;
  /** The last fact of its intake; -1 before the first. */
  head: number;
  /** Facts that are not decided yet. */
  lagPositions: number;
  /** How long the oldest of them has waited. */
  lagSeconds: number;
  /** Why its engine cannot go on; null: it can. */
  stoppedBecause: string | null;
}

type Row = Pick<PartitionView, 'partition' | 'owner' | 'stoppedBecause'> & { position: string };

/** Who decides each partition, and how far it is behind the log. */
export async function findPartitions(pool: Pool, log: EventLog, partitions: number): Promise<PartitionView[]> {
  const { rows } = await pool.query<Row>({
    name: 'find-partitions',
    text: `
      select p as partition, coalesce(nullif(w.name, ''), l.owner) as owner, coalesce(c.position, -1) as position,
        c.stopped_because as "stoppedBecause"
      from generate_series(0, $1 - 1) p left join checkpoints c on c.partition = p
      left join leases l on l.partition = p and l.until >= now() left join workers w on w.owner = l.owner
      order by p`,
    values: [partitions],
  });
  return Promise.all(rows.map((row) => withLag(log, row)));
}

async function withLag(log: EventLog, { position: text, ...row }: Row): Promise<PartitionView> {
  const position = Number(text);
  const stream = intakeStream(row.partition);
  const head = await log.head(stream);
  const [oldest] = head > position ? await log.read(stream, position + 1, 1) : [];
  return {
    ...row,
    position,
    head,
    lagPositions: Math.max(0, head - position),
    lagSeconds: oldest === undefined ? 0 : Math.max(0, (Date.now() - oldest.recordedAt) / 1_000),
  };
}
