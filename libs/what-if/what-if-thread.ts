/** One thread of `runWhatIf`. */
import { workerData } from 'node:worker_threads';
import { newPool } from '../database/connections';
import { openLog, type LogAddress } from '../engine/open-log';
import { serveTasks } from '../engine/thread-tasks';
import { runPartition, type PartitionOutcome, type PartitionTask } from './run-partition';

const { databaseUrl, place } = workerData as LogAddress;
const pool = newPool({ connectionString: databaseUrl, max: 2 });
const log = openLog(pool, place);

serveTasks<PartitionTask, PartitionOutcome>(
  (task, onProgress) => runPartition(log, task, onProgress),
  async () => {
    await log.close();
    await pool.end();
  },
);
