/** One thread of `fillOnThreads`. */
import { workerData } from 'node:worker_threads';
import { newPool } from '../../database/connections';
import { openLog } from '../open-log';
import { serveTasks } from '../thread-tasks';
import { fillPartition, type PartitionFill } from './fill';
import type { FillThreadData } from './fill-threads';
import { withScratchSession } from './sessions';

const { url, live, place } = workerData as FillThreadData;
const pool = newPool({ connectionString: url, max: 2 });
const log = openLog(pool, place);

serveTasks<PartitionFill, number>(
  (fill, onProgress) => withScratchSession(url, live, (client) => fillPartition(client, log, fill, onProgress)),
  async () => {
    await log.close();
    await pool.end();
  },
);
