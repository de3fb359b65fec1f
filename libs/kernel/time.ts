/**
 * Instants as the log carries them (RFC 3339, UTC, milliseconds: `2026-01-31T12:00:00.000Z`) and as the kernel
 * computes with them (integer milliseconds since 1970). This file alone may touch `Date`: both directions are pure
 * functions of their argument, and nothing here reads a clock.
 */
export type Instant = string;
export type Millis = number;

export const SECOND: Millis = 1_000;
export const HOUR: Millis = 3_600 * SECOND;
export const DAY: Millis = 24 * HOUR;

export function toMillis(instant: Instant): Millis {
  return Date.parse(instant);
}

export function toInstant(millis: Millis): Instant {
  return new Date(millis).toISOString();
}

/** For libraries that want one. */
export function toDate(millis: Millis): Date {
  return new Date(millis);
}
