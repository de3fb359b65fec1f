import type { Code } from '../kernel/codes';

/** A mistake in a field, which is named by its path in the body (`data.items[2].sku`). */
export interface FieldError {
  path: string;
  message: string;
  /** Of a condition: the place within its text, counted from 1. */
  line?: number;
  column?: number;
}

/** Why something was refused. It becomes a problem document, with the status from the list of codes. */
export interface Problem {
  code: Code;
  detail: string;
  errors?: FieldError[];
  limit?: ReachedLimit;
  decided?: DecidedBefore;
}

/** What somebody else decided first, so that there is nothing left to decide. */
export interface DecidedBefore {
  status: string;
  at: string | null;
  /** Who, and why; null: nobody did, it came to nothing by itself. */
  actor: string | null;
  reason: string | null;
}

/** A limit of requests in a minute, of which none is left. */
export interface ReachedLimit {
  /** What is limited: `address` or `device`. */
  name: string;
  perMinute: number;
  retryAfterSeconds: number;
}

/** Refusals are data: everything that a caller can cause comes back as a problem, and only bugs are thrown. */
export type Outcome<T> = { ok: true; value: T } | Refusal;

export interface Refusal {
  ok: false;
  problem: Problem;
}

export function ok<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refused(code: Code, detail: string, errors?: FieldError[]): Refusal {
  return { ok: false, problem: errors === undefined ? { code, detail } : { code, detail, errors } };
}

/** The answer to the sender of a fact. `position` is where the fact first arrived in its partition. */
export interface WriteAnswer {
  eventId: string;
  position: number;
  duplicate: boolean;
}

/** What became of a shop's delivery. All are answered with 200. */
export type WebhookAnswer =
  | ({ kind: 'recorded' } & WriteAnswer)
  | { kind: 'ignored'; reason: string }
  | { kind: 'erased'; position: number; vaultRows: number; quarantined: number }
  /** For an operator. */
  | { kind: 'kept'; requestId: number }
  | { kind: 'quarantined'; quarantineId: string; code: Code };
