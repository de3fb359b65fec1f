/** One thread of `runWhatIf`. */
import { workerData } from 'node:worker_threads';
import { newPool } from '../database/connections';
import { serveTasks } from '../engine/thread-tasks';
import { PostgresEventLog } from '../event-log/postgres-event-log';
import { runPartition, type PartitionOutcome, type PartitionTask } from './run-partition';

const pool = newPool({ connectionString: workerData as string, max: 2 });
const log = new PostgresEventLog(pool);

serveTasks<PartitionTask, PartitionOutcome>(
  (task, onProgress) => runPartition(log, task, onProgress),
  async () => {
    await log.close();
    await pool.end();
  },
);
