import type { Pool } from 'pg';
import { SteadyClock } from '../../libs/intake/steady-clock';

const SECOND = 1_000;

describe('the clocks', () => {
  let wall: number;
  let monotonic: number;
  /** How far the database's clock is ahead of the wall clock. */
  let databaseAhead: number;
  /** How long the database takes to answer. */
  let roundTripMs: number;
  let clock: SteadyClock;

  beforeEach(() => {
    [wall, monotonic, databaseAhead, roundTripMs] = [1_800_000_000_000, 5_000, 0, 1];
    clock = new SteadyClock({ wall: () => wall, monotonic: () => monotonic });
  });

  const database = {
    query: async () => {
      passes(roundTripMs);
      return { rows: [{ ms: wall + databaseAhead }] };
    },
  } as unknown as Pool;

  function passes(ms: number): void {
    wall += ms;
    monotonic += ms;
  }

  /** Samples each second. Returns after how many seconds the clocks were steady. */
  async function secondsUntilSteady(): Promise<number> {
    for (let second = 0; second < 60; second++) {
      if (clock.isSteady()) return second;
      passes(SECOND);
      await clock.askDatabase(database);
    }
    return Infinity;
  }

  it('are steady while they go together, for years', () => {
    for (let day = 0; day < 1_000; day++) {
      passes(86_400 * SECOND);
      expect(clock.isSteady()).toBe(true);
    }
  });

  it('are steady while the wall clock is set by up to a minute', () => {
    wall += 60 * SECOND;
    expect(clock.isSteady()).toBe(true);
    wall -= 120 * SECOND;
    expect(clock.isSteady()).toBe(true);
  });

  it.each([61, -61, 365 * 86_400])('are not steady when the wall clock jumps by %d seconds', async (seconds) => {
    wall += seconds * SECOND;
    expect(clock.isSteady()).toBe(false);
    expect(await secondsUntilSteady()).toBe(10);
    passes(3_600 * SECOND);
    expect(clock.isSteady()).toBe(true);
    // The new time is the base: the old one is now the jump.
    wall -= seconds * SECOND;
    expect(clock.isSteady()).toBe(false);
  });

  it('have to hold still for ten seconds: another jump meanwhile, be it back, begins them anew', async () => {
    wall += 300 * SECOND;
    expect(clock.isSteady()).toBe(false);
    passes(9 * SECOND);
    wall -= 300 * SECOND;
    expect(clock.isSteady()).toBe(false);
    expect(await secondsUntilSteady()).toBe(10);
  });

  it('are never steady while the wall clock runs at a wrong speed', () => {
    for (let second = 0; second < 1_000; second++) {
      passes(SECOND);
      wall += 2 * SECOND;
      if (second > 30) expect(clock.isSteady()).toBe(false);
    }
  });

  it('are not steady when the database has another time than this process, until that is known for ten seconds', async () => {
    databaseAhead = 59 * SECOND;
    await clock.askDatabase(database);
    expect(clock.isSteady()).toBe(true);
    databaseAhead = 3_600 * SECOND;
    await clock.askDatabase(database);
    expect(clock.isSteady()).toBe(false);
    expect(await secondsUntilSteady()).toBe(10);
  });

  it('are not judged by an answer that took long, nor by none', async () => {
    databaseAhead = 3_600 * SECOND;
    roundTripMs = 2 * SECOND;
    await clock.askDatabase(database);
    await clock.askDatabase({ query: () => Promise.reject(new Error('away')) });
    expect(clock.isSteady()).toBe(true);
  });
});
