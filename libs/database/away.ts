/** Tells errors of an unavailable or busy database from errors of a wrong query. */

/** Postgres classes: connections, resources, operator intervention (shutdown, startup, cancelled statements). */
const AWAY = /^(08|53|57)/;
/** Postgres classes: serialization and deadlocks, objects in use, I/O. A retry may succeed. */
const HINDERED = /^(40|55|58)/;
const SOCKET = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
]);
/** pg gives these errors a message but no code. */
const WORDS =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;

/** True: the database could not be reached, ended the connection, or did not answer in time. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  // Whatever the reason, the server closed the connection or refused it.
  if (severity === 'FATAL' || severity === 'PANIC') return true;
  if (typeof code === 'string') return AWAY.test(code) || SOCKET.has(code);
  return WORDS.test(error.message);
}

/** True: a retry may succeed, because the query is not at fault. */
export function isTroubleOfTheDatabase(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return isDatabaseAway(error) || (typeof code === 'string' && code.length === 5 && HINDERED.test(code));
}
