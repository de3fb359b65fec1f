import type { Pool } from 'pg';
import { pino } from 'pino';
import { openDatabase } from '../../libs/database/database';
import type { EventLog } from '../../libs/event-log/event-log';
import { PostgresEventLog } from '../../libs/event-log/postgres-event-log';
import { Intake } from '../../libs/intake/intake';
import { SecretBox } from '../../libs/intake/secret-box';
import { BadEnvironment, type Environment, readEnvironment, requireKeys } from '../environment';
import { openSecretsKey, type SecretsKey } from '../secrets-key';
import { keepSettings, nameVariable } from '../settings';
import { type RunningWorker, startWorker } from './own-worker';

const POOL_MAX = 24;

/** What a command works on: the database that the environment names, and the parts built on it. */
export interface Session {
  pool: Pool;
  /** URL of the database, for commands that need their own connections. */
  url: string;
  log: EventLog;
  intake: Intake;
  partitions: number;
  environment: Environment;
  secretsKey: SecretsKey;
  /** Starts to decide facts in this process. */
  startWorker(): Promise<RunningWorker>;
  close(): Promise<void>;
}

/**
 * @param source the variables of the environment
 * @param say prints what the embedded database reports about its start
 * @throws BadEnvironment
 */
export async function openSession(source: NodeJS.ProcessEnv, say: (line: string) => void): Promise<Session> {
  const environment = commandEnvironment(source);
  const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PARTITIONS: partitions } = environment;
  const database = await openDatabase({ databaseUrl, dataDir, enginePoolMax: POOL_MAX, log: say }).catch(nameVariable);
  try {
    // The user of a command waits for it, so it has no time limits like those of requests.
    const { enginePool: pool } = database;
    await keepSettings(pool, environment);
    const log = new PostgresEventLog(pool);
    const secretsKey = await openSecretsKey(database.url, environment);
    const intake = new Intake({ pool, log, partitions, secrets: new SecretBox(secretsKey.key) });
    // Only warnings, because the result shows what went well.
    const logger = pino({ level: 'warn', base: undefined }, pino.destination({ dest: 2, sync: true }));
    const close = async () => {
      await log.close();
      await database.close();
    };
    return {
      pool,
      url: database.url,
      log,
      intake,
      partitions,
      environment,
      secretsKey,
      startWorker: async () => {
        await intake.partitions.configure(null);
        return startWorker({ environment, logger, pool, enginePool: pool, log, intake });
      },
      close,
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function commandEnvironment(source: NodeJS.ProcessEnv): Environment {
  const environment = readEnvironment(source);
  requireKeys(environment, ['SECRETS_KEY']);
  if (environment.EVENT_LOG === 'memory') throw new BadEnvironment('EVENT_LOG is memory: there is no log to work on');
  return environment;
}
