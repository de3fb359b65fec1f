import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { openDatabase } from '../../libs/database/database';
import { rebuildOutdated } from '../../libs/engine/rebuild/rebuild';
import type { EventLog } from '../../libs/event-log/event-log';
import { Intake } from '../../libs/intake/intake';
import { SecretBox, SECRETS_KEY_BYTES } from '../../libs/intake/secret-box';
import { SteadyClock } from '../../libs/intake/steady-clock';
import { BadEnvironment, type Environment, readEnvironment } from '../environment';
import { openEventLog } from '../event-log';
import { Opened } from '../opened';
import { openSecretsKey, type SecretsKey } from '../secrets-key';
import { keepSettings, nameVariable } from '../settings';
import { EXIT } from './exit';
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
  /** Has something called before everything is closed, be it by Ctrl-C. */
  beforeClose(end: () => Promise<void>): void;
  close(): Promise<void>;
}

/**
 * @param source the variables of the environment
 * @param say prints what the embedded database reports about its start
 * @param readsSecrets false: the command works without the secrets key, and gets one that opens nothing
 * @throws BadEnvironment
 */
export async function openSession(
  source: NodeJS.ProcessEnv,
  say: (line: string) => void,
  readsSecrets = true,
): Promise<Session> {
  const environment = commandEnvironment(source);
  const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PARTITIONS: partitions } = environment;
  const lost = (reason: string) => {
    say(reason);
    process.exit(EXIT.didNotHold);
  };
  const options = { databaseUrl, dataDir, enginePoolMax: POOL_MAX, log: say, lost };
  const database = await openDatabase(options).catch(nameVariable);
  try {
    // The user of a command waits for it, so it has no time limits like those of requests.
    const { enginePool: pool } = database;
    await keepSettings(pool, environment);
    const log = await openEventLog(pool, environment);
    const secretsKey = readsSecrets
      ? await openSecretsKey(database.url, environment)
      : { key: randomBytes(SECRETS_KEY_BYTES) };
    const clock = new SteadyClock();
    const intake = new Intake({ pool, log, partitions, clock, secrets: new SecretBox(secretsKey.key) });
    // Only warnings, because the result shows what went well.
    const logger = pino({ level: 'warn', base: undefined }, pino.destination({ dest: 2, sync: true }));
    const opened = new Opened();
    opened.add(database.close);
    opened.add(() => log.close());
    opened.add(() => intake.tallies.stop());
    return {
      pool,
      url: database.url,
      log,
      intake,
      partitions,
      environment,
      secretsKey,
      startWorker: async () => {
        await rebuildOutdated({ url: database.url, log });
        await intake.partitions.configure(null);
        return startWorker({ environment, logger, pool, enginePool: pool, log, intake, clock });
      },
      beforeClose: (end) => opened.add(end),
      close: () => opened.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function commandEnvironment(source: NodeJS.ProcessEnv): Environment {
  const environment = readEnvironment(source);
  if (environment.EVENT_LOG === 'memory') throw new BadEnvironment('EVENT_LOG is memory: there is no log to work on');
  return environment;
}
