/** One thread of `verifyOnThreads`. */
import { workerData } from 'node:worker_threads';
import { newPool } from '../database/connections';
import { serveTasks } from '../engine/thread-tasks';
import { PostgresEventLog } from '../event-log/postgres-event-log';
import { verifyPartition, type ReplayResult } from './verify-partition';
import type { PartitionReplay } from './verify-threads';

const pool = newPool({ connectionString: workerData as string, max: 2 });
const log = new PostgresEventLog(pool);

serveTasks<PartitionReplay, ReplayResult>(
  (replay, onProgress) => verifyPartition({ ...replay, log, onProgress }),
  async () => {
    await log.close();
    await pool.end();
  },
);
