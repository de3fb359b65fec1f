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

/** As `Date.parse`, which is slow; of an instant as `toInstant` prints it, only a new day takes it. */
export function toMillis(instant: Instant): Millis {
  const ofDay = millisOfDay(instant);
  if (ofDay === -1) return Date.parse(instant);
  if (!instant.startsWith(parsed.day)) {
    const day = instant.slice(0, DAY_CHARS);
    parsed = { day, start: Date.parse(`${day}T00:00:00.000Z`) };
  }
  return parsed.start + ofDay;
}

const DAY_CHARS = 'yyyy-mm-dd'.length;
let parsed = { day: '?', start: NaN };

/** Of an instant such as `2026-01-31T12:00:00.123Z`; -1 for every other form. */
function millisOfDay(instant: Instant): number {
  if (instant.length !== 24 || instant[10] !== 'T' || instant[23] !== 'Z') return -1;
  if (instant[13] !== ':' || instant[16] !== ':' || instant[19] !== '.') return -1;
  const hours = twoDigits(instant, 11, 23);
  const minutes = twoDigits(instant, 14, 59);
  const seconds = twoDigits(instant, 17, 59);
  const hundredths = twoDigits(instant, 20, 99);
  const last = instant.charCodeAt(22) - DIGIT_0;
  if (hours === -1 || minutes === -1 || seconds === -1 || hundredths === -1 || last < 0 || last > 9) return -1;
  return ((hours * 60 + minutes) * 60 + seconds) * SECOND + hundredths * 10 + last;
}

/** The number at a place of the text; -1 if there are no digits, or it is larger than `max`. */
function twoDigits(text: string, at: number, max: number): number {
  const tens = text.charCodeAt(at) - DIGIT_0;
  const ones = text.charCodeAt(at + 1) - DIGIT_0;
  if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return -1;
  const number = tens * 10 + ones;
  return number > max ? -1 : number;
}

const DIGIT_0 = 0x30;

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
