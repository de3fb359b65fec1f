import { copyStream, LogsDiffer } from '../../libs/engine/copy-log';
import { openLog, type OpenPlace } from '../../libs/engine/open-log';
import { rebuild } from '../../libs/engine/rebuild/rebuild';
import { LogUnavailable, OutcomeUnknown, type EventLog } from '../../libs/event-log/event-log';
import { intakeStream, ledgerStream } from '../../libs/event-log/streams';
import { placeOf } from '../event-log';
import { moveSettings } from '../settings';
import { CouldNot, EXIT, WrongUse } from './exit';
import { count, type Output } from './output';
import type { Session } from './session';

export const LOG_KINDS = ['postgres', 'eventstoredb'] as const;

export interface LogCopyOptions {
  to: OpenPlace['kind'];
}

/**
 * Copies both streams of every partition, and then makes the copy the log of this database. Nothing of the source is
 * changed. A copy that ended early goes on where it was.
 */
export async function copyLog(session: Session, { to }: LogCopyOptions, output: Output): Promise<number> {
  const { pool, log: source, partitions, environment } = session;
  if (source.place.kind === to) throw new WrongUse(`The log is in ${to} already: EVENT_LOG says where it is now.`);
  await refuseRunning(session);
  const target = openLog(pool, placeOf(to, environment));
  session.beforeClose(() => target.close());
  try {
    const streams = Array.from({ length: partitions }, (_, i) => [intakeStream(i), ledgerStream(i)]).flat();
    const events = await copyAll(source, target, streams, output);
    // Which facts were decided is kept in a table only for logs whose server forgets ids.
    await rebuild({ url: session.url, log: target, tables: ['seen_facts'], compares: false });
    await refuseRunning(session);
    await moveSettings(pool, { ...environment, EVENT_LOG: to });
    output.result({ to, events, streams: streams.length });
    output.say(`${count(events)} events of ${streams.length} streams are in ${to}, which is the log from now on.`);
    output.say(`Start every process with EVENT_LOG=${to}; \`tributary verify\` tells the same hash as before.`);
    return EXIT.held;
  } catch (error) {
    throw reasonOf(error);
  }
}

async function copyAll(source: EventLog, target: EventLog, streams: string[], output: Output): Promise<number> {
  const ends = await Promise.all(streams.map((stream) => source.head(stream)));
  const total = ends.reduce((sum, end) => sum + end + 1, 0);
  const progress = output.progress('copying', total);
  let done = 0;
  for (const [i, stream] of streams.entries()) {
    await copyStream(source, target, stream, ends[i]!, (events) => progress.to((done += events)));
  }
  progress.done();
  for (const [i, stream] of streams.entries()) {
    if ((await source.head(stream)) === ends[i]) continue;
    throw new CouldNot(`${stream} grew meanwhile: stop all processes, and copy again. ${UNCHANGED}`);
  }
  return total;
}

/** A process that goes on with the old log would append what nobody reads. */
async function refuseRunning({ pool }: Session): Promise<void> {
  const { rowCount } = await pool.query('select from leases where until > now() limit 1');
  if (rowCount !== 0) throw new CouldNot(`A process decides facts: stop all processes first. ${UNCHANGED}`);
}

function reasonOf(error: unknown): unknown {
  if (error instanceof LogsDiffer) return new CouldNot(`${error.message}. ${UNCHANGED}`);
  const isAway = error instanceof LogUnavailable || error instanceof OutcomeUnknown;
  return isAway ? new CouldNot(`${error.message}. The same command goes on where it was. ${UNCHANGED}`) : error;
}

const UNCHANGED = 'The log is where it was.';
