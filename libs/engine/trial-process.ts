/** The process of a trial: reads one fact, loads what it can touch, decides it, and says that it is still alive. */
import { newPool } from '../database/connections';
import { PostgresEventLog } from '../event-log/postgres-event-log';
import { intakeStream } from '../event-log/streams';
import { CHAIN_START, execute } from './execute';
import { factOf } from './codec';
import { prefetch } from './prefetch/prefetch';
import { SettingsCache } from './settings-cache';
import type { TrialMessage, TrialOf } from './trial';

const { databaseUrl, partition, position } = JSON.parse(process.argv[2]!) as TrialOf;
const say = (message: TrialMessage) => new Promise((done) => process.send!(message, done));

async function decide(): Promise<void> {
  const pool = newPool({ connectionString: databaseUrl, max: 2 });
  const log = new PostgresEventLog(pool);
  const events = await log.read(intakeStream(partition), position, 1);
  const facts = events.map(factOf);
  const client = await pool.connect();
  await client.query('begin read only');
  await say('begun');
  const world = await new SettingsCache(partition, log.hasUniqueIds).worldFor(client, facts);
  await prefetch(client, world, facts);
  await execute(world, facts, events, CHAIN_START);
}

// An error that is caught ends no process, and the partition will meet it too.
void decide()
  .catch(() => undefined)
  .then(() => say('outlived'))
  .finally(() => process.exit());
