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

/** A fact's position in the intake stream, and when it was recorded. */
export interface Moment {
  position: number;
  recordedAt: Millis;
}

/** A decision: the moment of the fact that caused it, and its number among the decisions of that fact, from 0. */
export interface DecisionMoment extends Moment {
  ordinal: number;
}

export function toMillis(instant: Instant): Millis {
  return Date.parse(instant);
}

/** Runs several times per event, and `Date` formats slowly: the day's text is cached, and only the time is computed. */
export function toInstant(millis: Millis): Instant {
  const day = Math.floor(millis / DAY);
  if (day !== formatted.day) formatted = { day, text: new Date(day * DAY).toISOString().slice(0, -13) };
  const ofDay = millis - day * DAY;
  const seconds = Math.floor(ofDay / SECOND);
  const minutes = Math.floor(seconds / 60);
  const time = `${TWO[Math.floor(minutes / 60)]}:${TWO[minutes % 60]}:${TWO[seconds % 60]}`;
  return `${formatted.text}${time}.${THREE[ofDay - seconds * SECOND]}Z`;
}

const TWO = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));
const THREE = Array.from({ length: 1_000 }, (_, n) => String(n).padStart(3, '0'));
let formatted = { day: NaN, text: '' };

/** For libraries that need a `Date`. */
export function toDate(millis: Millis): Date {
  return new Date(millis);
}
