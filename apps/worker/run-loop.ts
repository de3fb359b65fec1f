/** Performs the runs of one kind that were asked for over REST, one at a time. */
import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import type { RunColumns, RunQueue } from '../../libs/database/run-queue';
import { Doorbell } from '../../libs/engine/turns';

const LOOK_EVERY_MS = 1_000;
const REPORT_EVERY_MS = 1_000;

/** Old objects that a thread of a run may hold. */
export const RUN_HEAP_MAX_MB = 384;

/** What a run found, as columns of its table. */
export interface RunResult {
  /** Beside those of its last progress. */
  columns: RunColumns;
  /** What is stored in the same transaction. */
  store?: (client: PoolClient) => Promise<void>;
}

export interface RunKind<Run extends { id: string }> {
  /** As the log of the process calls it. */
  name: string;
  queue: RunQueue<Run>;
  /** @param tell takes the columns that say how far it is */
  perform(run: Run, tell: (progress: RunColumns) => void, signal: AbortSignal): Promise<RunResult>;
  /** The columns that say why it failed. */
  failureOf(error: unknown): RunColumns;
}

/** The run ended early: this process stops, or it no longer has the run. */
class Ended extends Error {
  override readonly name = 'Ended';
}

export class RunLoop<Run extends { id: string }> {
  private readonly runner = randomUUID();
  private readonly bell = new Doorbell();
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly kind: RunKind<Run>,
    private readonly pool: Pool,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.loop = this.work();
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Ended('the process stops'));
    this.bell.ring();
    await this.loop;
  }

  private async work(): Promise<void> {
    const { name, queue } = this.kind;
    while (!this.stopping.signal.aborted) {
      try {
        const run = await queue.take(this.pool, this.runner);
        if (run !== null) await this.perform(run);
        else await this.bell.wait(LOOK_EVERY_MS);
      } catch (error) {
        this.logger.warn({ err: error, run: name }, 'runs could not be looked for; trying again');
        await this.bell.wait(LOOK_EVERY_MS);
      }
    }
  }

  private async perform(run: Run): Promise<void> {
    const { kind, pool, runner } = this;
    const about = { run: kind.name, id: Number(run.id) };
    this.logger.info(about, 'a run begins');
    const lost = new AbortController();
    let progress: RunColumns = {};
    const report = setInterval(() => {
      kind.queue.report(pool, run.id, runner, progress).then(
        (mine) => mine || lost.abort(new Ended('the run was cancelled')),
        (error: unknown) => this.logger.warn({ ...about, err: error }, 'the progress of a run was not recorded'),
      );
    }, REPORT_EVERY_MS);
    try {
      const signal = AbortSignal.any([lost.signal, this.stopping.signal]);
      const { columns, store } = await kind.perform(run, (told) => (progress = told), signal);
      await kind.queue.finish(pool, run.id, runner, { ...progress, ...columns }, store);
      this.logger.info(about, 'a run ended');
    } catch (error) {
      await this.ended(run, error);
    } finally {
      clearInterval(report);
    }
  }

  private async ended(run: Run, error: unknown): Promise<void> {
    const { kind, pool, runner } = this;
    if (this.stopping.signal.aborted) return kind.queue.giveBack(pool, run.id, runner);
    if (error instanceof Ended) return;
    this.logger.warn({ err: error, run: kind.name, id: Number(run.id) }, 'a run failed');
    await kind.queue.fail(pool, run.id, runner, kind.failureOf(error));
  }
}
