/** One thread of `verifyOnThreads`. */
import { workerData } from 'node:worker_threads';
import { newPool } from '../database/connections';
import { serveTasks } from '../engine/thread-tasks';
import { openLog, type LogAddress } from '../engine/open-log';
import { verifyPartition, type ReplayResult } from './verify-partition';
import type { PartitionReplay } from './verify-threads';

const { databaseUrl, place } = workerData as LogAddress;
const pool = newPool({ connectionString: databaseUrl, max: 2 });
const log = openLog(pool, place);

serveTasks<PartitionReplay, ReplayResult>(
  (replay, onProgress) => verifyPartition({ ...replay, log, onProgress }),
  async () => {
    await log.close();
    await pool.end();
  },
);
