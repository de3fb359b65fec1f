/**
 * Facts that end the process. The kernel catches what it throws, but a fact may need more memory than there is, or meet
 * a bug of the machine's; after a restart the process would meet it again, for ever. So a partition counts the starts at
 * one position, from the second on it decides fact after fact, and from the third on it first lets another process try.
 * If that process ends, the fact is passed over: it counts as failed, as a fact on which the kernel throws does.
 *
 * What is passed over stands in the log (`FactPassedOver`), after the fact itself. The table repeats it, for those who
 * have to know it before.
 */
import { randomUUID } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { kernelTypes } from '../database/kernel-types';
import type { EventLog, StoredEvent } from '../event-log/event-log';
import { intakeStream } from '../event-log/streams';
import { canonicalJson } from '../kernel/canonical-json';
import { isMerchantFact, type RecordedFact } from '../kernel/facts';
import { factOf } from './codec';
import { endsTheProcess } from './trial';

/** From so many starts in a row at one position on, facts are decided one by one. */
export const STARTS_BEFORE_ONE_BY_ONE = 2;
/** From so many on, another process tries the fact first. */
export const STARTS_BEFORE_TRIAL = 3;
/** The fact that ended the process is among so many, the most that a batch holds. */
const FACTS_ONE_BY_ONE = 2_000;

/** The starts of one partition in this process. */
export class Starts {
  /** The position that this process counted; null once it outlived the facts behind it. */
  private counted: number | null = null;
  private oneByOneUntil = -1;
  private outlivedOne = false;

  constructor(
    private readonly pool: Pool,
    private readonly log: EventLog,
    private readonly partition: number,
  ) {}

  /**
   * Called before the facts behind `position` are loaded.
   * @returns how many of them may be decided together, and whether the first one was passed over just now
   */
  async begin(position: number, first: StoredEvent): Promise<{ together: number; passedOver: boolean }> {
    let passedOver = false;
    const suspects = position < this.oneByOneUntil;
    if ((!this.outlivedOne || suspects) && this.counted !== position) {
      const starts = await countStart(this.pool, this.partition, position);
      this.counted = position;
      if (starts >= STARTS_BEFORE_ONE_BY_ONE) this.oneByOneUntil = position + FACTS_ONE_BY_ONE;
      passedOver = starts >= STARTS_BEFORE_TRIAL && (await this.tryElsewhere(first));
    }
    return { together: position < this.oneByOneUntil ? 1 : Infinity, passedOver };
  }

  /** The process is alive after the facts were decided. */
  async outlived(): Promise<void> {
    this.outlivedOne = true;
    if (this.counted === null) return;
    await forgetStarts(this.pool, this.partition);
    this.counted = null;
  }

  private async tryElsewhere(event: StoredEvent): Promise<boolean> {
    const databaseUrl = this.pool.options.connectionString;
    // A log in memory is gone after a restart, so nothing in it ends a process twice.
    if (databaseUrl === undefined || !this.log.sharesTransactions) return false;
    const trial = { databaseUrl, partition: this.partition, position: event.revision };
    return (await endsTheProcess(trial)) && passOver(this.pool, this.log, this.partition, factOf(event));
  }
}

export async function passedOver(client: ClientBase | Pool, partition: number): Promise<number[]> {
  const { rows } = await client.query<{ position: number }>({
    text: 'select position from passed_over_facts where partition = $1',
    values: [partition],
    types: kernelTypes,
  });
  return rows.map(({ position }) => position);
}

/** Counts the starts in a row at which a partition began behind `position` and never got past it. */
async function countStart(pool: Pool, partition: number, position: number): Promise<number> {
  const { rows } = await pool.query<{ starts: number }>(
    `insert into engine_starts (partition, position, starts) values ($1, $2, 1)
     on conflict (partition) do update set position = excluded.position,
       starts = case when engine_starts.position = excluded.position then least(engine_starts.starts + 1, 1000) else 1 end
     returning starts`,
    [partition, position],
  );
  return rows[0]!.starts;
}

async function forgetStarts(pool: Pool, partition: number): Promise<void> {
  await pool.query('delete from engine_starts where partition = $1', [partition]);
}

/** Appends FactPassedOver, and notes it. It may stand in the log twice. A fact of no merchant cannot be passed over. */
async function passOver(pool: Pool, log: EventLog, partition: number, recorded: RecordedFact): Promise<boolean> {
  const { fact, id: factId, position } = recorded;
  if (!isMerchantFact(fact)) return false;
  const data = canonicalJson({ merchantId: fact.data.merchantId, factId, position });
  await log.append(intakeStream(partition), { id: randomUUID(), type: 'FactPassedOver', data });
  await pool.query('insert into passed_over_facts (partition, position) values ($1, $2) on conflict do nothing', [
    partition,
    position,
  ]);
  return true;
}
