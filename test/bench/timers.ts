/** Timers that come due at a steady rate and are fired by a worker process: how late is each? */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { openDatabase } from '../../libs/database/database';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { SECRETS_KEY } from '../support/secrets';
import { recordPurchases } from './purchases';

const PER_SECOND = 1_000;
/** Minutes of timers; set BENCH_MINUTES for a shorter run. */
const MINUTES = Number(process.env.BENCH_MINUTES ?? 5);
/** Time until the first timer, in which the engine decides everything before. */
const HEAD_START_SECONDS = 60 + 30 * MINUTES;
const PARTITIONS = 16;
const TYPESCRIPT = path.join(__dirname, '../support/typescript.cjs');

export async function benchTimers(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir });
  const log = new PostgresEventLog(database.pool);
  const seconds = MINUTES * 60;
  const settlingPeriodSeconds = seconds + HEAD_START_SECONDS;
  // Purchases were recorded at a steady rate up to now, so they come due at that rate after the head start.
  const began = Date.now();
  await recordPurchases(log, {
    partitions: PARTITIONS,
    purchases: PER_SECOND * seconds,
    settlingPeriodSeconds,
    recordedAt: (n) => began - seconds * 1_000 + Math.floor((n * 1_000) / PER_SECOND),
  });
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    ADMIN_API_KEY: 'nobody-asks-the-worker',
    SECRETS_KEY,
    LOG_LEVEL: 'error',
  };
  const script = path.join(__dirname, '../../apps/main.ts');
  const execArgv = ['--max-semi-space-size=32', '--require', TYPESCRIPT];
  const worker = spawn(process.execPath, [...execArgv, script], {
    env: { ...env, TRIBUTARY_ROLE: 'worker', PORT: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    await new Promise((resolve) => setTimeout(resolve, began + (settlingPeriodSeconds + 10) * 1_000 - Date.now()));
    const { rows } = await database.pool.query<{ fired: string; late: number; p99: number }>(
      `select count(*) as fired, max(late) as late, percentile_cont(0.99) within group (order by late) as p99 from (
         select extract(epoch from e.recorded_at - p.first_recorded_at)::float8 - $1 as late
         from events e join purchases p on p.merchant_id = e.data::jsonb->>'merchantId' and p.order_id = e.data::jsonb->>'orderId'
         where e.type = 'RewardEvaluationRequested'
       ) t`,
      [settlingPeriodSeconds],
    );
    const { fired, late, p99 } = rows[0]!;
    console.log(`${PER_SECOND} timers a second for ${MINUTES} minutes: ${fired} fired of ${PER_SECOND * seconds}`);
    console.log(`  late at most ${late.toFixed(2)} s, p99 ${p99.toFixed(2)} s`);
  } finally {
    worker.kill('SIGTERM');
    await new Promise((resolve) => worker.once('exit', resolve));
    await log.close();
    await database.close();
  }
}
