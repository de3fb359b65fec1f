/**
 * Leases say which process decides which partitions, and let another process take over. The checkpoint makes sure that
 * two processes never both win, so a lease that is wrong for a moment costs only time.
 */
import type { Pool, QueryResult, QueryResultRow } from 'pg';
import { isDead } from './owner';

export class Leases {
  constructor(
    private readonly pool: Pool,
    private readonly owner: string,
    private readonly partitions: number,
    /** A process that does not renew for this long counts as dead. */
    private readonly leaseMs: number,
    /** For people: where the process runs. */
    private readonly name = '',
  ) {}

  /**
   * Renews the leases of this process, up to its share among all living processes, and takes free ones. Shares differ
   * by one at most; the larger ones are of those who hold most already, so that few partitions change hands.
   * Returns the partitions it holds now.
   */
  async renew(): Promise<number[]> {
    const { rows: others } = await this.query<{ owner: string }>(
      `with self as (
         insert into workers (owner, name, until) values ($1, $3, now() + $2 * interval '1 millisecond')
         on conflict (owner) do update set until = excluded.until
       ), gone as (
         delete from workers where until < now() and owner <> $1
       )
       select owner from workers where owner <> $1`,
      [this.owner, this.leaseMs, this.name],
    );
    const dead = others.map(({ owner }) => owner).filter(isDead);
    if (dead.length > 0) await this.clear(dead);
    const { rows } = await this.query<{ partition: number }>(
      `with holders as (
         select w.owner, row_number() over (order by count(l.partition) desc, w.owner) as place, count(*) over () as processes
         from workers w left join leases l on l.owner = w.owner and l.until >= now()
         where w.until >= now() or w.owner = $1 group by w.owner
       ), share as (
         select ($2 / processes + (place <= $2 % processes)::integer)::integer as size from holders where owner = $1
       ), wanted as (
         select p as partition from generate_series(0, $2 - 1) p left join leases l on l.partition = p
         where l.partition is null or l.owner = $1 or l.until < now()
         order by (l.owner = $1) desc nulls last, p limit (select size from share)
       ), released as (
         delete from leases where owner = $1 and partition not in (select partition from wanted)
       )
       insert into leases as held (partition, owner, until)
       select partition, $1, now() + $3 * interval '1 millisecond' from wanted
       on conflict (partition) do update set owner = excluded.owner, until = excluded.until
       where held.owner = $1 or held.until < now()
       returning partition`,
      [this.owner, this.partitions, this.leaseMs],
    );
    return rows.map(({ partition }) => partition).sort((a, b) => a - b);
  }

  /** Gives all leases back at once, so that others need not wait. */
  async release(): Promise<void> {
    await this.clear([this.owner]);
  }

  private async clear(owners: readonly string[]): Promise<void> {
    await this.query(
      'with leases as (delete from leases where owner = any($1)) delete from workers where owner = any($1)',
      [owners],
    );
  }

  private query<Row extends QueryResultRow>(text: string, values: unknown[]): Promise<QueryResult<Row>> {
    // A process that waits longer for the database has to find that its leases are gone.
    const query = { text, values, query_timeout: this.leaseMs * 0.4 };
    return this.pool.query<Row>(query);
  }
}
