/** The environment, read once and checked before anything starts, so that a typo stops the start. */
import { IsBoolean, IsIn, IsInt, IsOptional, Matches, Max, MaxLength, Min, validateSync } from 'class-validator';
import 'reflect-metadata';
import { RATE_LIMIT_MAX } from '../libs/intake/limits';
import { checkEventStoreDbUrl, type UnusableEventStoreDbUrl } from '../libs/event-log/eventstoredb-client';

export const ROLES = ['all', 'api', 'worker'] as const;
export type Role = (typeof ROLES)[number];

export const EVENT_LOGS = ['postgres', 'eventstoredb', 'memory'] as const;
export type EventLogKind = (typeof EVENT_LOGS)[number];

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** 32 bytes in base64 (also its variant for URLs) or hex. */
export const SECRETS_KEY_SHAPE = /^(?:[0-9A-Fa-f]{64}|[\w+/-]{43}=?)$/;

/** Properties have the names of the variables, so that every message names the variable to change. */
export class Environment {
  /** 0: any free port (tests). */
  @IsInt()
  @Min(0)
  @Max(65_535)
  PORT = 3000;

  @Matches(/^[\w.:-]+$/, { message: 'HOST must be a host name or an address' })
  HOST = '127.0.0.1';

  /** Unset: an embedded Postgres in DATA_DIR. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/\S+$/, { message: 'DATABASE_URL must be a postgres:// URL' })
  DATABASE_URL: string | undefined = undefined;

  @MaxLength(1_024)
  DATA_DIR = '.tributary';

  @IsIn(EVENT_LOGS)
  EVENT_LOG: EventLogKind = 'postgres';

  @IsOptional()
  @Matches(/^(esdb|kurrentdb)(\+discover)?:\/\/\S+$/, { message: 'EVENTSTOREDB_URL must be an esdb:// URL' })
  EVENTSTOREDB_URL: string | undefined = undefined;

  /** Prefix of EventStoreDB stream names; recorded at the first start. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9_.-]{1,64}$/, {
    message: 'EVENT_STREAM_PREFIX must be 1 to 64 letters, digits, "_", "." or "-"',
  })
  EVENT_STREAM_PREFIX: string | undefined = undefined;

  @IsOptional()
  @Matches(/^[\x21-\x7e]{16,256}$/, { message: 'ADMIN_API_KEY must be 16 to 256 visible ASCII characters' })
  ADMIN_API_KEY: string | undefined = undefined;

  @IsOptional()
  @Matches(SECRETS_KEY_SHAPE, { message: 'SECRETS_KEY must be 32 bytes in base64 or hex' })
  SECRETS_KEY: string | undefined = undefined;

  /** Read by `tributary rotate-secrets-key` alone. */
  @IsOptional()
  @Matches(SECRETS_KEY_SHAPE, { message: 'NEW_SECRETS_KEY must be 32 bytes in base64 or hex' })
  NEW_SECRETS_KEY: string | undefined = undefined;

  @IsInt()
  @Min(1)
  @Max(64)
  PARTITIONS = 16;

  /** Default of `settlingPeriodSeconds` in policies. */
  @IsInt()
  @Min(0)
  @Max(86_400)
  DELAYED_PURCHASE_PROCESSING_DELAY_SECONDS = 60;

  /** Due timers claimed in one batch. */
  @IsInt()
  @Min(1)
  @Max(10_000)
  DELAYED_PURCHASE_BATCH_SIZE = 100;

  /** An evaluation due for longer raises an error; one due for half of it, a warning. */
  @IsInt()
  @Min(1)
  @Max(10_080)
  DELAYED_PURCHASE_MAX_AGE_MINUTES = 10;

  /** Requests of one address with one publishable key. */
  @IsInt()
  @Min(0)
  @Max(RATE_LIMIT_MAX)
  RATE_LIMIT_PER_ADDRESS_PER_MINUTE = 600;

  /** Touchpoints and claims of one device with a publishable key. */
  @IsInt()
  @Min(0)
  @Max(RATE_LIMIT_MAX)
  RATE_LIMIT_PER_DEVICE_PER_MINUTE = 60;

  /** Whether a proxy in front of the process writes X-Forwarded-For. */
  @IsBoolean()
  TRUST_PROXY = false;

  @IsIn(LOG_LEVELS)
  LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';

  /** Which half runs in this process. */
  @IsIn(ROLES)
  TRIBUTARY_ROLE: Role = 'all';
}

/** A variable has a value that cannot be used; the message names the variable. */
export class BadEnvironment extends Error {
  override readonly name = 'BadEnvironment';
}

/**
 * Reads the variables that Tributary knows and ignores all others. An empty variable counts as unset.
 * @throws BadEnvironment with a line for each bad variable
 */
export function readEnvironment(source: Readonly<Record<string, string | undefined>>): Environment {
  const environment = new Environment();
  const defaults: Readonly<Record<string, unknown>> = { ...environment };
  const given = environment as unknown as Record<string, unknown>;
  for (const name of VARIABLES) {
    const text = source[name]?.trim();
    if (text === undefined || text === '') continue;
    given[name] = valueLike(defaults[name], text);
  }
  const complaints = validateSync(environment).flatMap((error) =>
    Object.values(error.constraints ?? {}).map((message) => `${message} (it is ${shown(error.property, error.value)})`),
  );
  complaints.push(...complaintsOfEventStoreDb(environment));
  const role = environment.TRIBUTARY_ROLE;
  if (role !== 'all' && environment.DATABASE_URL === undefined) {
    complaints.push(
      `DATABASE_URL must be set when TRIBUTARY_ROLE is "${role}": the other processes need the same database`,
    );
  }
  if (role !== 'all' && environment.EVENT_LOG === 'memory') {
    complaints.push(`EVENT_LOG cannot be "memory" when TRIBUTARY_ROLE is "${role}": no other process could read it`);
  }
  if (complaints.length > 0) throw new BadEnvironment(complaints.join('\n'));
  return environment;
}

function complaintsOfEventStoreDb({ EVENT_LOG, EVENTSTOREDB_URL }: Environment): string[] {
  if (EVENTSTOREDB_URL === undefined) {
    return EVENT_LOG === 'eventstoredb' ? ['EVENTSTOREDB_URL must be set when EVENT_LOG is eventstoredb'] : [];
  }
  try {
    checkEventStoreDbUrl(EVENTSTOREDB_URL);
    return [];
  } catch (error) {
    return [`EVENTSTOREDB_URL: ${(error as UnusableEventStoreDbUrl).message}`];
  }
}

export function hasAdminKey({ DATABASE_URL, ADMIN_API_KEY }: Environment): boolean {
  return DATABASE_URL === undefined || ADMIN_API_KEY !== undefined;
}

/** @throws BadEnvironment when there is no admin key: only with the embedded database is one made */
export function requireAdminKey(environment: Environment): void {
  if (hasAdminKey(environment)) return;
  throw new BadEnvironment(
    'ADMIN_API_KEY must be set when DATABASE_URL is set: only the embedded database gets a made one',
  );
}

/** A text that is no such value stays as it is, and the check of the variable refuses it. */
function valueLike(preset: unknown, text: string): unknown {
  if (typeof preset === 'number' && /^\d{1,9}$/.test(text)) return Number(text);
  if (typeof preset === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

const VARIABLES = Object.keys(new Environment());

/** Keeps keys and database passwords out of logs, which many people read. */
function shown(variable: string, value: unknown): string {
  return /KEY|URL/.test(variable) ? 'something else' : JSON.stringify(value);
}
