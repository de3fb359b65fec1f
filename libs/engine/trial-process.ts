/** The process of a trial: takes one fact, loads what it can touch, decides it, and says that it is still alive. */
import { newPool } from '../database/connections';
import { CHAIN_START, execute } from './execute';
import { factOf } from './codec';
import { prefetch } from './prefetch/prefetch';
import { SettingsCache } from './settings-cache';
import type { TrialMessage, TrialOf } from './trial';

const say = (message: TrialMessage) => new Promise((done) => process.send!(message, done));

async function decide({ databaseUrl, partition, event, hasUniqueIds }: TrialOf): Promise<void> {
  const pool = newPool({ connectionString: databaseUrl, max: 2 });
  const facts = [factOf(event)];
  const client = await pool.connect();
  await client.query('begin read only');
  await say('begun');
  const world = await new SettingsCache(partition, hasUniqueIds).worldFor(client, facts);
  await prefetch(client, world, facts);
  await execute(world, facts, [event], CHAIN_START);
}

// An error that is caught ends no process, and the partition will meet it too.
process.once('message', (trial) => {
  void decide(trial as TrialOf)
    .catch(() => undefined)
    .then(() => say('outlived'))
    .finally(() => process.exit());
});
