import type { Instant } from '../kernel/time';
import { toInstant } from '../kernel/time';
import { YEAR_MAX, YEAR_MIN } from './limits';

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)?$/;
const EARLIEST = Date.UTC(YEAR_MIN, 0, 1);
const LATEST = Date.UTC(YEAR_MAX, 11, 31, 23, 59, 59, 999);

/**
 * An RFC 3339 instant, cut to milliseconds, in UTC. Null for one without a zone, for a day that no calendar has, and
 * outside the years 1970 to 9999.
 */
export function parseInstant(text: string): Instant | null {
  return parse(text, null);
}

/** As parseInstant, but a time without a zone is one in UTC. */
export function parseUtcInstant(text: string): Instant | null {
  return parse(text, 'Z');
}

function parse(text: string, zoneWhenMissing: string | null): Instant | null {
  const match = RFC_3339.exec(text);
  if (match === null) return null;
  const zone = match[8] ?? zoneWhenMissing;
  if (zone === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const offset = offsetMinutes(zone);
  if (offset === null) return null;
  const millisecond = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  // The setter takes years below 100 as they are; Date.UTC would read them as 19xx.
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  at.setUTCHours(hour, minute - offset, second, millisecond);
  const millis = at.getTime();
  return millis >= EARLIEST && millis <= LATEST ? toInstant(millis) : null;
}

function daysOf(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function offsetMinutes(zone: string): number | null {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
