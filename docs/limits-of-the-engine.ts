import { READY_TIMEOUT_MS } from '../apps/api/operations/operations.controller';
import { FOUND_MAX } from '../libs/alerts/alert';
import { KEPT_DAYS } from '../libs/alerts/alert-book';
import { AHEAD_SECONDS } from '../libs/alerts/watch-clocks';
import { CONNECT_TIMEOUT_MS } from '../libs/database/connections';
import { DATABASE_LIMITS } from '../libs/database/database';
import { EMBEDDED_LIMITS } from '../libs/database/embedded-postgres';
import { RESTART_LIMITS } from '../libs/database/postgres-keeper';
import { CONCURRENCY, LEASE_MS } from '../libs/engine/engine';
import { BACKOFF_MAX_MS, BATCH_LIMITS } from '../libs/engine/partition';
import { PREFETCH_LIMITS } from '../libs/engine/prefetch/purchases';
import { STARTS_BEFORE_PARTS, STARTS_BEFORE_TRIAL } from '../libs/engine/passed-over';
import { TRIAL_LIMITS } from '../libs/engine/trial';
import { DUE_MAX } from '../libs/queries/evaluations';
import { READ_MANY_MAX, READ_MAX, READ_MAX_BYTES } from '../libs/event-log/event-log';
import { EVENTSTOREDB_LOG_LIMITS } from '../libs/event-log/eventstoredb-event-log';
import { APPEND_BYTES_MAX } from '../libs/event-log/eventstoredb-events';
import { POSTGRES_LOG_LIMITS } from '../libs/event-log/postgres-event-log';
import { CLOCK_LIMITS } from '../libs/intake/clock-parting';
import { alert, FIXED, type LimitGroup, limitsOf, shown, variableLimit } from './limit';
import { bytes, count, duration } from './quantities';

const NEXT_BATCH = 'The rest comes in the next batch; `tributary_engine_lag_seconds` shows how far it is behind.';
const PASSED_OVER = `The fact is passed over: \`FactPassedOver\`, a dead letter, and ${alert('facts-failed')}.`;

export const ENGINE: LimitGroup = {
  title: 'The engine',
  text: 'For each process that decides. The log keeps every fact, whichever of these is met.',
  limits: [
    ...limitsOf(BATCH_LIMITS, {
      facts: ['Facts of one batch', count, NEXT_BATCH],
      bytes: ['Data of the facts of one batch; a single fact may be larger', bytes, NEXT_BATCH],
      evaluations: ['Evaluations of one batch', count, NEXT_BATCH],
    }),
    ...limitsOf(PREFETCH_LIMITS, {
      purchaseBytes: [
        'Items and attributions of purchases that one statement loads for a batch, about; a single fact may need more',
        bytes,
        'The batch is cut, and the rest comes in the next one.',
      ],
    }),
    ['Partitions that are decided at once', count(CONCURRENCY), FIXED, 'The others wait for their turn.'],
    variableLimit(
      'Due evaluations that are asked for at once',
      'DELAYED_PURCHASE_BATCH_SIZE',
      'evaluations',
      'The others are asked for next.',
    ),
    variableLimit(
      'Time for which an evaluation may be overdue',
      'DELAYED_PURCHASE_MAX_AGE_MINUTES',
      'minutes',
      `After half of it a warning, then an error: ${alert('evaluations-overdue')}.`,
    ),
    [
      'Time between retries of a batch that fails',
      `up to ${duration(BACKOFF_MAX_MS)}`,
      FIXED,
      'The log says "held up", and each retry has fewer facts. If one fact alone fails: ' +
        `${alert('partition-stopped')}.`,
    ],
    [
      'Time without a sign after which a process counts as dead',
      duration(LEASE_MS),
      FIXED,
      'Others take over its partitions.',
    ],
    [
      'Starts of the process at one position without getting past it',
      count(STARTS_BEFORE_PARTS),
      FIXED,
      'Facts are decided one by one.',
    ],
    [
      'Starts at one position before another process tries the fact',
      count(STARTS_BEFORE_TRIAL),
      FIXED,
      'If that process ends, too, the fact is passed over.',
    ],
    ...limitsOf(TRIAL_LIMITS, {
      heapMb: ['Heap of the process that tries a fact', (mb) => `${count(mb)} MiB`, PASSED_OVER],
      timeoutMs: ['Time of the process that tries a fact', duration, PASSED_OVER],
    }),
  ],
};

export const LOG: LimitGroup = {
  title: 'The log',
  text: 'For each process. A refused append has stored nothing, unless the answer says that it may have.',
  limits: [
    ...limitsOf(POSTGRES_LOG_LIMITS, {
      queueMax: ['Appends that wait', count, shown('OVERLOADED')],
      queueMaxChars: ['Data of the appends that wait', characters, shown('OVERLOADED')],
      timeoutMs: ['Time of a statement that appends', duration, `${shown('LOG_UNAVAILABLE')}, for all in it`],
      lanes: ['Statements that append at the same time', count, 'Further appends wait.'],
      batchMax: ['Appends in one statement', count, 'The rest comes in the next one.'],
      batchMaxChars: [
        'Data of the appends in one statement; a single one may be larger',
        characters,
        'The rest comes in the next one.',
      ],
      knownVaultRowsMax: ['Vault rows that are known to be stored', count, 'Others are sent to the database again.'],
    }),
    ['Events of one read', count(READ_MAX), FIXED, 'Whoever reads goes on behind them.'],
    ['Data of one read', bytes(READ_MAX_BYTES), FIXED, 'The read ends with the event that reaches it.'],
    ['Events of one read by their places', count(READ_MANY_MAX), FIXED, 'Pages of a history stay below it.'],
  ],
};

export const EVENTSTOREDB: LimitGroup = {
  title: 'The log in EventStoreDB',
  text: 'In place of the first lines above, where the log lies there. For each process.',
  limits: [
    ...limitsOf(EVENTSTOREDB_LOG_LIMITS, {
      queueMax: ['Appends that wait', count, shown('OVERLOADED')],
      queueMaxChars: ['Data of the appends that wait', characters, shown('OVERLOADED')],
      timeoutMs: ['Time for the server to answer a call', duration, 'It is found out what became of the append.'],
      settleMs: ['Time to find that out', duration, `${shown('LOG_UNAVAILABLE')}, for all in the call`],
      batchMax: ['Events in one call; one call of a stream at a time', count, 'The rest comes in the next one.'],
      batchMaxChars: ['Data that is gathered for one call', characters, 'The rest comes in the next one.'],
      appendMaxBytes: ['Events in one call; a single one may be larger', bytes, 'They are divided into several.'],
      undecidedIdsMax: [
        'Ids of undecided facts of a stream that are remembered',
        count,
        'An older one that comes again is appended again; the first alone takes effect.',
      ],
      knownVaultRowsMax: ['Vault rows that are known to be stored', count, 'Others are sent to the database again.'],
      silenceMs: ['Silence of the doorbell', duration, 'It is opened again.'],
      reopenMs: ['Time until a doorbell that broke is opened again', duration, 'Workers look every second anyway.'],
    }),
    ['One event, compressed if it is large', bytes(APPEND_BYTES_MAX), FIXED, shown('BODY_TOO_LARGE')],
  ],
};

export const POSTGRES: LimitGroup = {
  title: 'Postgres',
  text: 'For each process.',
  limits: [
    ...limitsOf(DATABASE_LIMITS, {
      poolMax: ['Connections for requests and appends', count, 'Requests wait: `TributaryConnectionsExhausted`.'],
      enginePoolMax: ['Connections for the engine', count, 'Its partitions wait.'],
      dataSourcePoolMax: ['Connections for migrations', count, 'They wait.'],
      requestStatementMs: [
        'Time of a statement of a request',
        duration,
        `${shown('UNAVAILABLE')}, for a write ${shown('LOG_UNAVAILABLE')}`,
      ],
      engineStatementMs: [
        'Time of a statement of the engine',
        duration,
        'The batch is tried again with fewer facts: `TributaryEngineHeldUp`.',
      ],
      idleInTransactionMs: [
        'Time for which a transaction may be idle',
        duration,
        'Postgres ends it, so that others can take over.',
      ],
      idleConnectionMs: [
        'Time for which a connection may be idle',
        duration,
        'It is closed; the next one has to warm up.',
      ],
    }),
    [
      'Time for a connection to open or to become free',
      duration(CONNECT_TIMEOUT_MS),
      FIXED,
      `${shown('UNAVAILABLE')}, for a write ${shown('LOG_UNAVAILABLE')}`,
    ],
    ['Time of the probe `/health/ready`', duration(READY_TIMEOUT_MS), FIXED, shown('UNAVAILABLE')],
    ...limitsOf(EMBEDDED_LIMITS, {
      startMs: ['Time in which the embedded server starts', duration, 'The start fails, and says why.'],
      stopMs: ['Time in which the embedded server stops', duration, 'The process says so and ends with exit code 1.'],
    }),
    [
      'Restarts of the embedded server',
      `${count(RESTART_LIMITS.restarts)} within ${duration(RESTART_LIMITS.withinMs)}`,
      FIXED,
      'The process says why and ends with exit code 1.',
    ],
  ],
};

export const CLOCKS: LimitGroup = {
  title: 'Clocks and alerts',
  text: 'Nothing is stored while the time is uncertain.',
  limits: [
    ...limitsOf(CLOCK_LIMITS, {
      partedMs: [
        "How far a process's clocks may part, or the database's from its own",
        duration,
        `Appends: ${shown('CLOCK_UNSTEADY')}; ${alert('clock-unsteady')}.`,
      ],
      stillMs: ['How far clocks that hold still may part', duration, 'The time in which they hold still begins anew.'],
      holdMs: ['Time for which clocks have to hold still', duration, 'Appends are taken again.'],
    }),
    [
      'How far in the future the time of a partition may be',
      duration(AHEAD_SECONDS * 1_000),
      FIXED,
      `Its facts are taken all the same; ${alert('clock-ahead')}.`,
    ],
    ['Overdue evaluations of one partition that are counted', count(DUE_MAX), FIXED, 'The count stays at this number.'],
    ['Alerts of a kind that one look opens', count(FOUND_MAX), FIXED, 'It closes none of that kind.'],
    ['Time for which closed alerts are kept', `${count(KEPT_DAYS)} days`, FIXED, 'They are no longer listed.'],
  ],
};

function characters(n: number): string {
  return `${count(n)} characters`;
}
