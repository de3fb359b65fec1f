/** Looks once at everything that can raise an alert. One process at a time does so. */
import type { ClientBase, Pool, PoolClient } from 'pg';
import type { Findings, OpenAlert } from './alert';
import { bookFindings, readOpenAlerts, type AlertChanges } from './alert-book';
import { BudgetWatch } from './watch-budgets';
import { watchClaims } from './watch-claims';
import { watchClock, watchHeads } from './watch-clocks';
import { watchDueEvaluations, watchExhaustedEvaluations, watchFailedFacts } from './watch-evaluations';
import { watchPartitions, watchQuarantine } from './watch-machine';
import { watchPrivacyRequests } from './watch-privacy';
import { watchConditions, watchPayments } from './watch-rewards';

/** An arbitrary number that every process uses. */
const ALERTS_LOCK = 7_420_611_805;

type Watch = (client: ClientBase, open: readonly OpenAlert[]) => Promise<Findings>;

export interface AlertEvaluatorOptions {
  pool: Pool;
  /** DELAYED_PURCHASE_MAX_AGE_MINUTES. */
  maxAgeMinutes: number;
  /** Whether this process may append; its clock may have jumped. */
  isClockSteady: () => boolean;
  /** Called when a watch failed or took too long; the other watches go on, and its alerts stay as they are. */
  onTrouble: (error: unknown) => void;
}

export class AlertEvaluator {
  private readonly watches: readonly Watch[];

  constructor(private readonly options: AlertEvaluatorOptions) {
    const budgets = new BudgetWatch();
    this.watches = [
      watchPartitions,
      async () => watchClock(options.isClockSteady()),
      watchHeads,
      (client) => watchDueEvaluations(client, options.maxAgeMinutes),
      watchExhaustedEvaluations,
      watchFailedFacts,
      watchClaims,
      watchQuarantine,
      watchPrivacyRequests,
      (client, open) => budgets.look(client, open),
      watchPayments,
      watchConditions,
    ];
  }

  /** Returns null when another process is looking. */
  async evaluate(): Promise<AlertChanges | null> {
    const client = await this.options.pool.connect();
    let broken: Error | undefined;
    try {
      return await this.evaluateOn(client);
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      // Closing the connection also ends a transaction that is still open.
      client.release(broken);
    }
  }

  private async evaluateOn(client: PoolClient): Promise<AlertChanges | null> {
    await client.query('begin');
    // The lock ends with the transaction, however that ends.
    const { rows } = await client.query<{ won: boolean }>('select pg_try_advisory_xact_lock($1) as won', [ALERTS_LOCK]);
    if (!rows[0]!.won) {
      await client.query('rollback');
      return null;
    }
    const open = await readOpenAlerts(client);
    const looked: Findings[] = [];
    for (const watch of this.watches) {
      await client.query('savepoint look');
      try {
        looked.push(await watch(client, open));
        await client.query('release savepoint look');
      } catch (error) {
        await client.query('rollback to savepoint look');
        this.options.onTrouble(error);
      }
    }
    const changes = await bookFindings(client, open, looked);
    await client.query('commit');
    return changes;
  }
}
