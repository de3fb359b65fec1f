/** A process that ends at a chosen step: each question to the database or the log is a step. */
import type { Pool, PoolClient } from 'pg';
import { createCheckpoints, readCheckpoint } from '../../libs/engine/checkpoints';
import { Partition } from '../../libs/engine/partition';
import { Turns } from '../../libs/engine/turns';
import type { EventLog } from '../../libs/event-log/event-log';
import type { MemoryEventLog } from '../../libs/event-log/memory-event-log';
import { intakeStream, ledgerStream } from '../../libs/event-log/streams';
import { TABLES } from '../../projections/registry';
import { readModels } from './partitions';

/** How a step ends the process: before it was done, after it, or, of an append, while it is on its way to the log. */
export const ENDS = ['before', 'after', 'late'] as const;

export interface End {
  /** Infinity: it never ends. */
  atStep: number;
  how: (typeof ENDS)[number];
  /** Facts in one batch of the process. */
  batchMax: number;
}

class Ended extends Error {}

/** What a process that ended sent and the log has not received yet. */
interface Late {
  append: (() => Promise<void>) | null;
}

class Life {
  steps: string[] = [];
  private ended = false;

  constructor(
    private readonly end: Pick<End, 'atStep' | 'how'>,
    private readonly late: Late,
  ) {}

  async step<T>(name: string, act: () => Promise<T>, isAppend = false): Promise<T> {
    if (this.ended) throw new Ended();
    if (isAppend) await this.receiveLate();
    this.steps.push(name);
    if (this.steps.length - 1 < this.end.atStep) return act();
    this.ended = true;
    if (this.end.how === 'after') await act().catch(() => undefined);
    else if (this.end.how === 'late' && isAppend) this.late.append = act as () => Promise<void>;
    throw new Ended();
  }

  private async receiveLate(): Promise<void> {
    const { append } = this.late;
    this.late.append = null;
    await append?.().catch(() => undefined);
  }

  pool(pool: Pool): Pool {
    const query = (...args: unknown[]) => this.step(nameOf(args), () => (pool.query as Asks)(...args));
    const connect = async () => this.client(await pool.connect());
    return { query, connect, options: {} } as unknown as Pool;
  }

  private client(client: PoolClient): PoolClient {
    const query = (...args: unknown[]) => this.step(nameOf(args), () => (client.query as Asks)(...args));
    return new Proxy(client, { get: (target, key) => (key === 'query' ? query : bound(target, key)) });
  }

  log(log: EventLog): EventLog {
    const asks = new Set<string | symbol>(['read', 'head', 'append', 'appendExpected']);
    return new Proxy(log, {
      get: (target, key) => {
        const value = bound(target, key);
        if (!asks.has(key)) return value;
        return (...args: unknown[]) =>
          this.step(`log.${String(key)}`, () => (value as Asks)(...args), key === 'appendExpected');
      },
    });
  }
}

type Asks = (...args: unknown[]) => Promise<unknown>;

function bound(target: object, key: string | symbol): unknown {
  const value: unknown = Reflect.get(target, key);
  return typeof value === 'function' ? (value as Asks).bind(target) : value;
}

function nameOf([query]: unknown[]): string {
  return typeof query === 'string' ? query : (query as { text: string }).text;
}

export interface Decided {
  rows: Record<string, unknown[]>;
  /** The ledger, without the chains: which events carry one depends on where batches ended. */
  ledger: unknown[];
  /** The steps of each process. */
  lives: string[][];
  /** How often a process found that another one had appended. */
  lost: number;
}

/** As `goOnByMortals`, from the first fact on. */
export async function decideByMortals(
  pool: Pool,
  log: MemoryEventLog,
  ends: readonly End[] = [],
  onTrouble?: (error: unknown) => void,
): Promise<Decided> {
  await pool.query(`truncate checkpoints, engine_starts, ${TABLES.map(({ table }) => table).join(', ')}`);
  await createCheckpoints(pool, 1);
  return goOnByMortals(pool, log, ends, onTrouble);
}

/**
 * Decides the intake of partition 0 by one process after the other; the last one lives until everything is decided.
 * @param onTrouble hears of troubles of a living process, which it is to get over; else they end the run
 */
export async function goOnByMortals(
  pool: Pool,
  log: MemoryEventLog,
  ends: readonly End[] = [],
  onTrouble?: (error: unknown) => void,
): Promise<Decided> {
  const late: Late = { append: null };
  const result: Decided = { rows: {}, ledger: [], lives: [], lost: 0 };
  const head = await log.head(intakeStream(0));
  for (const end of [...ends, { atStep: Infinity, how: 'before', batchMax: 1_000 } as const]) {
    const life = new Life(end, late);
    result.lives.push(life.steps);
    if ((await readCheckpoint(pool, 0)).position === head) break;
    await new Promise<void>((resolve, reject) => {
      const stop = () => partition.stop().then(resolve);
      const partition = new Partition(0, life.pool(pool), life.log(log), new Turns(1), end.batchMax, {
        onBatch: (_, { position }) => position === head && void stop(),
        onTrouble: (_, error) => {
          if (error instanceof Ended) void stop();
          else if (onTrouble) onTrouble(error);
          else void partition.stop().then(() => reject(error));
        },
        onLost: () => void result.lost++,
      });
    });
  }
  result.rows = await readModels(pool);
  result.ledger = (await log.read(ledgerStream(0), 0, 10_000)).map((event) => ({
    ...event,
    meta: withoutChain(event.meta),
  }));
  return result;
}

function withoutChain(meta: string | null): unknown {
  const { chain: _, ...rest } = JSON.parse(meta!) as { chain?: string };
  return rest;
}
