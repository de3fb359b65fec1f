/**
 * Which process decides which partitions. Leases share the work out and let another process take over; that two never
 * both win is the checkpoint's matter, so a lease may be wrong for a moment and nothing is lost but time.
 */
import type { Pool } from 'pg';

/** A process that does not renew for so long is taken for dead; takeover within 15 seconds follows from it. */
const LEASE_SECONDS = 10;

export class Leases {
  constructor(
    private readonly pool: Pool,
    private readonly owner: string,
    private readonly partitions: number,
  ) {}

  /**
   * Renews what this process holds, up to its fair share of all living processes, and takes what nobody holds.
   * Returns the partitions it holds now.
   */
  async renew(): Promise<number[]> {
    await this.pool.query(
      `insert into workers (owner, until) values ($1, now() + $2 * interval '1 second')
       on conflict (owner) do update set until = excluded.until`,
      [this.owner, LEASE_SECONDS],
    );
    await this.pool.query('delete from workers where until < now()');
    const { rows } = await this.pool.query<{ partition: number }>(
      `with share as (select ceil($2::numeric / count(*))::integer as size from workers),
       wanted as (
         select p as partition from generate_series(0, $2 - 1) p left join leases l on l.partition = p
         where l.partition is null or l.owner = $1 or l.until < now()
         order by (l.owner = $1) desc nulls last, p limit (select size from share)
       ),
       released as (
         delete from leases where owner = $1 and partition not in (select partition from wanted)
       )
       insert into leases as held (partition, owner, until)
       select partition, $1, now() + $3 * interval '1 second' from wanted
       on conflict (partition) do update set owner = excluded.owner, until = excluded.until
       where held.owner = $1 or held.until < now()
       returning partition`,
      [this.owner, this.partitions, LEASE_SECONDS],
    );
    return rows.map(({ partition }) => partition).sort((a, b) => a - b);
  }

  /** Gives everything back at once, so that others need not wait. */
  async release(): Promise<void> {
    await this.pool.query('delete from leases where owner = $1', [this.owner]);
    await this.pool.query('delete from workers where owner = $1', [this.owner]);
  }
}
