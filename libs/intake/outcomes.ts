import type { Code } from '../kernel/codes';

/** A field that cannot be taken, by its path in the body (`data.items[2].sku`). */
export interface FieldError {
  path: string;
  message: string;
  /** Within the field's text, from 1: of a condition. */
  line?: number;
  column?: number;
}

/** Why something was refused; becomes a problem document with the status that the list of codes gives. */
export interface Problem {
  code: Code;
  detail: string;
  errors?: FieldError[];
}

/** Refusals are data: whatever a caller can cause comes back as a problem, and only bugs are thrown. */
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

/** What the sender of a fact is told. `position` is the place of the fact's first arrival in its partition. */
export interface WriteAnswer {
  eventId: string;
  position: number;
  duplicate: boolean;
}

/** What became of a shop's delivery; each is answered with 200. */
export type WebhookAnswer =
  | ({ kind: 'recorded' } & WriteAnswer)
  | { kind: 'ignored'; reason: string }
  | { kind: 'quarantined'; quarantineId: string; code: Code };
