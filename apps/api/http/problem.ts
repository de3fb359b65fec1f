/** Refusals as RFC 9457 problem documents: thrown as `Problem`, written as `ProblemDocument`. */
import type {
  DecidedBefore,
  FieldError,
  Outcome,
  Problem as RefusedBecause,
  ReachedLimit,
} from '../../../libs/intake/outcomes';
import { CODES, type Code } from '../../../libs/kernel/codes';

export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: Code;
  instance?: string;
  errors?: FieldError[];
  position?: number;
  decided?: DecidedBefore;
}

interface ProblemExtras {
  errors?: FieldError[];
  /** Position of a fact that was stored before the refusal. */
  position?: number;
  instance?: string;
  headers?: Record<string, string>;
  limit?: ReachedLimit;
  decided?: DecidedBefore;
}

export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;

  /** @param detail what happened this time; the code's own text when it is left out */
  constructor(
    readonly code: Code,
    readonly detail: string = CODES[code].text,
    readonly extras: ProblemExtras = {},
  ) {
    super(detail);
    // Codes that are recorded with decisions have no status of their own; as an answer they are conflicts.
    this.status = CODES[code].status ?? 409;
  }

  get headers(): Record<string, string> {
    const { headers: given, limit } = this.extras;
    const headers: Record<string, string> = { ...given, ...(limit && limitHeaders(limit)) };
    if (this.status === 401) headers['www-authenticate'] ??= 'Bearer';
    if (this.status === 503) headers['retry-after'] ??= '1';
    return headers;
  }

  get document(): ProblemDocument {
    const { errors, position, instance, decided } = this.extras;
    return {
      type: `urn:tributary:problem:${this.code}`,
      title: CODES[this.code].text,
      status: this.status,
      detail: this.detail,
      code: this.code,
      ...(instance !== undefined && { instance }),
      ...(errors !== undefined && { errors }),
      ...(position !== undefined && { position }),
      ...(decided !== undefined && { decided }),
    };
  }
}

/** As draft-ietf-httpapi-ratelimit-headers has them: quota, window in seconds, what remains, seconds until more does. */
function limitHeaders({ name, perMinute, retryAfterSeconds }: ReachedLimit): Record<string, string> {
  return {
    'retry-after': String(retryAfterSeconds),
    'ratelimit-policy': `"${name}";q=${perMinute};w=60`,
    ratelimit: `"${name}";r=0;t=${retryAfterSeconds}`,
  };
}

export const PROBLEM_TYPE = 'application/problem+json';

/**
 * Returns the intake's value, or throws its refusal as a Problem.
 * @param stored the position of a fact that was stored all the same
 */
export function valueOf<T>(outcome: Outcome<T>, stored: { position?: number } = {}): T {
  if (outcome.ok) return outcome.value;
  throw problemOf(outcome.problem, stored);
}

export function problemOf({ code, detail, ...extras }: RefusedBecause, stored: { position?: number } = {}): Problem {
  return new Problem(code, detail, { ...extras, ...stored });
}
