/** Reads both streams of some partitions and parses their facts: what verification cannot do without. */
import { workerData } from 'node:worker_threads';
import { newPool } from '../../libs/database/connections';
import { openLog, type OpenPlace } from '../../libs/engine/open-log';
import { intakeStream, ledgerStream } from '../../libs/event-log/streams';

const { url, place, partitions } = workerData as { url: string; place: OpenPlace; partitions: number[] };

async function read(): Promise<void> {
  const pool = newPool({ connectionString: url, max: 2 });
  const log = openLog(pool, place);
  for (const partition of partitions) {
    for await (const page of log.scan(ledgerStream(partition), 0, Number.MAX_SAFE_INTEGER)) void page;
    for await (const page of log.scan(intakeStream(partition), 0, Number.MAX_SAFE_INTEGER)) {
      for (const { data } of page) JSON.parse(data);
    }
  }
  await log.close();
  await pool.end();
}

void read();
