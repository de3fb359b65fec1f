// A process that appends: node appender.ts <database url> <stream> <count> <callers> [<id that all processes use>...]
import { newPool } from '../../libs/database/connections';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { event } from './event-log-contract';

async function main([url, stream, count, callers, ...sharedIds]: string[]): Promise<void> {
  const pool = newPool({ connectionString: url, max: 4 });
  const log = new PostgresEventLog(pool);
  const outcomes: Record<string, number[]> = { appended: [], duplicate: [], conflict: [] };
  let n = 0;
  const caller = async () => {
    while (n < Number(count)) {
      const own = n++;
      const outcome = await log.append(stream!, event(sharedIds[own] ? 'shared' : own, sharedIds[own]));
      outcomes[outcome.kind]!.push(outcome.revision);
    }
  };
  await Promise.all(Array.from({ length: Number(callers) }, caller));
  await log.close();
  await pool.end();
  process.stdout.write(JSON.stringify(outcomes));
}

void main(process.argv.slice(2));
