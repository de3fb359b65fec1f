/** Why the process cannot start, said in one line to the person who started it. */
import { isDatabaseAway } from '../libs/database/away';
import { ServerDidNotStart } from '../libs/database/embedded-postgres';
import { LogUnavailable } from '../libs/event-log/event-log';
import { BadEnvironment, type Environment } from './environment';

/** The machine does not let the process start as its environment says; the message says what is in the way. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** @throws CannotStart in place of the error with which the server could not listen */
export function nameAddress(error: unknown, { PORT: port, HOST: host }: Environment): never {
  const code = codeOf(error);
  const told = code === undefined ? undefined : LISTEN_ERRORS[code];
  throw told === undefined ? error : new CannotStart(told(port, host), { cause: error });
}

const noAddress = (_port: number, host: string) => `HOST is ${host}, which is no address of this machine`;

const LISTEN_ERRORS: Readonly<Record<string, (port: number, host: string) => string>> = {
  EADDRINUSE: (port, host) => `port ${port} of ${host} is taken`,
  EACCES: (port, host) => `this user may not listen on port ${port} of ${host}`,
  EADDRNOTAVAIL: noAddress,
  EINVAL: noAddress,
  ENOTFOUND: noAddress,
  EAI_AGAIN: noAddress,
};

const KNOWN = [BadEnvironment, CannotStart, LogUnavailable, ServerDidNotStart];

/** One line for an error whose reason lies outside this program; the stack of any other, which is a bug. */
export function startFailure(error: unknown): string {
  if (KNOWN.some((known) => error instanceof known)) return (error as Error).message;
  if (!(error instanceof Error)) return String(error);
  // An error that gathers the failures of several addresses has no message of its own.
  if (isDatabaseAway(error)) return `the database cannot be reached: ${error.message || String(codeOf(error))}`;
  return error.stack ?? String(error);
}

function codeOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}
