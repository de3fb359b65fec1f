/** One thread of `verifyOnThreads`: replays the partitions it receives until it is told that there are no more. */
import { parentPort, workerData } from 'node:worker_threads';
import { newPool } from '../database/connections';
import { PostgresEventLog } from '../event-log/postgres-event-log';
import { verifyPartition } from './verify-partition';
import type { PartitionReplay, ThreadMessage } from './verify-threads';

const port = parentPort!;
const pool = newPool({ connectionString: workerData as string, max: 2 });
const log = new PostgresEventLog(pool);
const say = (message: ThreadMessage) => port.postMessage(message);

port.on('message', (replay: PartitionReplay | null) => {
  if (replay === null) {
    port.close();
    void log.close().then(() => pool.end());
    return;
  }
  verifyPartition({ ...replay, log, onProgress: (progress) => say({ progress }) }).then(
    (result) => say({ result }),
    (error: unknown) => say({ error: String(error) }),
  );
});
