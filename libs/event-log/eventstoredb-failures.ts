/** What an error of the client says about the append that it ended. */
import {
  AccessDeniedError,
  InvalidArgumentError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { LogUnavailable } from './event-log';

export type Failure =
  /** The stream is not where the append expects it. */
  | 'wrong'
  /** The server does not take as much; nothing was stored. */
  | 'too large'
  /** The server takes nothing from us, whatever the events are; nothing was stored. */
  | 'refused'
  /** It went to a node that is not the leader; the client now knows the leader. Nothing was stored. */
  | 'elsewhere'
  /** No connection came about; nothing was sent. */
  | 'unsent'
  /** A connection was lost, or no answer came in time: the events may have been stored, or may still be. */
  | 'unknown';

export function failureOf(error: unknown): Failure {
  if (error instanceof WrongExpectedVersionError) return 'wrong';
  if (error instanceof MaxAppendSizeExceededError || error instanceof InvalidArgumentError) return 'too large';
  if ((error as { code?: unknown } | null)?.code === INVALID_ARGUMENT) return 'too large';
  if (error instanceof AccessDeniedError || error instanceof StreamDeletedError) return 'refused';
  if (error instanceof NotLeaderError) return 'elsewhere';
  return isUnsent(error) ? 'unsent' : 'unknown';
}

/** Of gRPC. */
const INVALID_ARGUMENT = 3;

/** The first call to a dead port fails with an error that is none of the client's, so this goes by its words. */
function isUnsent(error: unknown): boolean {
  const text = messageOf(error);
  return /No connection established|Name resolution failed|Failed to discover/.test(text);
}

/** As `LogUnavailable`: nothing was stored. */
export function unavailable(cause: unknown): LogUnavailable {
  if (cause instanceof LogUnavailable) return cause;
  return new LogUnavailable(`the log is unavailable: ${messageOf(cause)}`, { cause });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
