/** One thread of `fillOnThreads`: fills the partitions it receives until it is ended. */
import { parentPort, workerData } from 'node:worker_threads';
import { newPool } from '../../database/connections';
import { PostgresEventLog } from '../../event-log/postgres-event-log';
import { fillPartition, type PartitionFill } from './fill';
import type { FillMessage, FillThreadData } from './fill-threads';
import { withScratchSession } from './sessions';

const port = parentPort!;
const { url, live } = workerData as FillThreadData;
const say = (message: FillMessage) => port.postMessage(message);
const log = new PostgresEventLog(newPool({ connectionString: url, max: 2 }));

port.on('message', (fill: PartitionFill) => {
  withScratchSession(url, live, (client) => fillPartition(client, log, fill, (facts) => say({ facts }))).then(
    (rows) => say({ rows }),
    (error: unknown) => say({ failed: { ...(error as Error), ...naming(error as Error) } }),
  );
});

/** An error loses its class on its way to the other thread. */
function naming({ name, message, stack }: Error) {
  return { name, message, stack };
}
