/**
 * Facts that end the process. The kernel catches what it throws, but a fact may need more memory than there is, or meet
 * a bug of the machine's; after a restart the process would meet it again, for ever. So a partition counts the starts at
 * one position. From the second on it decides the batch in parts, which grow smaller with each further end, and from the
 * third on, when a single fact is left, it first lets another process try.
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

/** From so many starts in a row at one position on, the batch on which the process ended is decided in parts. */
export const STARTS_BEFORE_PARTS = 2;
/** From so many on, another process tries the fact first. */
export const STARTS_BEFORE_TRIAL = 3;

/** The part of a batch that is decided at once: an eighth. A part on which a process ends is divided again. */
const SHRINKS_BY = 8;

/** The starts of one partition in this process. */
export class Starts {
  /** The position that this process counted; null once it outlived the facts behind it. */
  private counted: number | null = null;
  private suspectUntil = -1;
  /** How many facts behind the counted position are decided together. */
  private together = Infinity;
  private outlivedOne = false;

  constructor(
    private readonly pool: Pool,
    private readonly log: EventLog,
    private readonly partition: number,
  ) {}

  /** Whether one of the next facts behind `position` may have ended a process. */
  suspects(position: number): boolean {
    return position < this.suspectUntil;
  }

  /**
   * Called before `events`, the next behind `position`, are decided; those that may be decided together remain.
   * @returns whether the first one was passed over just now
   */
  async begin(position: number, events: StoredEvent[]): Promise<boolean> {
    if (this.outlivedOne && !this.suspects(position)) return false;
    if (this.counted === position) {
      // Tried again after an error: the same part.
      events.splice(this.together);
      return false;
    }
    this.together = Infinity;
    if (this.suspects(position)) this.divide(events, position, 1);
    const { starts, through } = await countStart(this.pool, this.partition, position, events.at(-1)!.revision);
    this.counted = position;
    if (starts >= STARTS_BEFORE_PARTS) {
      this.suspectUntil = Math.max(this.suspectUntil, through);
      this.divide(events, position, starts - 1);
    }
    return starts >= STARTS_BEFORE_TRIAL && events.length === 1 && this.tryElsewhere(events[0]!);
  }

  /** The process is alive after the facts were decided. */
  async outlived(): Promise<void> {
    this.outlivedOne = true;
    if (this.counted === null) return;
    await forgetStarts(this.pool, this.partition);
    this.counted = null;
  }

  /** Leaves the first part of what is suspect. */
  private divide(events: StoredEvent[], position: number, times: number): void {
    this.together = Math.max(1, Math.ceil((this.suspectUntil - position) / SHRINKS_BY ** times));
    events.splice(this.together);
  }

  private async tryElsewhere(event: StoredEvent): Promise<boolean> {
    const databaseUrl = this.pool.options.connectionString;
    if (databaseUrl === undefined) return false;
    const trial = { databaseUrl, partition: this.partition, event, hasUniqueIds: this.log.hasUniqueIds };
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

/**
 * Counts the starts in a row at which a partition began behind `position` and never got past it.
 * @param through position of the last fact that is about to be decided
 * @returns also where the batch of the first of these starts ended: what ends the process is in it
 */
async function countStart(
  pool: Pool,
  partition: number,
  position: number,
  through: number,
): Promise<{ starts: number; through: number }> {
  const { rows } = await pool.query<{ starts: number; through: number }>({
    text: `insert into engine_starts as s (partition, position, through, starts) values ($1, $2, $3, 1)
      on conflict (partition) do update set position = excluded.position,
        starts = case when s.position = excluded.position then least(s.starts + 1, 1000) else 1 end,
        through = case when s.position = excluded.position then s.through else excluded.through end
      returning starts, through`,
    values: [partition, position, through],
    types: kernelTypes,
  });
  return rows[0]!;
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
