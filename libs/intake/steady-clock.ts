import type { Pool } from 'pg';
import { ClockParting } from './clock-parting';

const SAMPLE_EVERY_MS = 1_000;
const ASK_DATABASE_EVERY_MS = 5_000;
/** A slower answer says too little about the database's clock. */
const ROUND_TRIP_MAX_MS = 1_000;

/** Milliseconds of the machine's two clocks; tests give others. */
export interface MachineClocks {
  /** Since 1970; somebody may set it. */
  wall(): number;
  /** Since some moment; it never jumps. */
  monotonic(): number;
}

const MACHINE: MachineClocks = { wall: () => Date.now(), monotonic: () => performance.now() };

/**
 * Tells whether the time can be trusted: the wall clock goes with the monotonic one, and the database's clock, which
 * gives facts their time, goes with the wall clock. What is recorded with a wrong time stays wrong for good, so nothing
 * is appended while a clock jumps.
 */
export class SteadyClock {
  private readonly wall: ClockParting;
  private readonly database = new ClockParting(0);
  private timer: NodeJS.Timeout | undefined;
  private asking: Promise<void> | null = null;
  private askedAt = -Infinity;
  private wasSteady = true;

  constructor(private readonly clocks: MachineClocks = MACHINE) {
    this.wall = new ClockParting(clocks.wall() - clocks.monotonic());
  }

  /** Looks at the wall clock, and returns whether both clocks are steady. */
  isSteady(): boolean {
    const at = this.clocks.monotonic();
    this.wall.sample(this.clocks.wall() - at, at);
    return this.wall.isSteady && this.database.isSteady;
  }

  /** Looks at the clocks again and again. @param changed called when they become unsteady, and when steady again */
  start(pool: Pool, changed: (steady: boolean) => void): void {
    this.timer = setInterval(() => {
      const steady = this.isSteady();
      if (steady !== this.wasSteady) changed(steady);
      this.wasSteady = steady;
      if (this.clocks.monotonic() - this.askedAt < ASK_DATABASE_EVERY_MS) return;
      this.asking ??= this.askDatabase(pool).finally(() => (this.asking = null));
    }, SAMPLE_EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.asking;
  }

  /** Compares the database's clock with the wall clock. Says nothing when the database is away or slow. */
  async askDatabase(pool: Pick<Pool, 'query'>): Promise<void> {
    const from = this.clocks.monotonic();
    this.askedAt = from;
    const text = 'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms';
    const found = await pool.query<{ ms: number }>(text).catch(() => null);
    const to = this.clocks.monotonic();
    if (found === null || to - from > ROUND_TRIP_MAX_MS) return;
    this.database.sample(found.rows[0]!.ms - this.clocks.wall(), to);
  }
}
