import { useEffect, useState } from 'react';
import { SHARED } from '../texts/shared';

const LOCAL = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const LOCAL_EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A moment in the reader's zone; in UTC, to the millisecond, when it is pointed at. */
export function Time({ at, exact = false }: { at: string; exact?: boolean }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={SHARED.inUtc(at.replace('T', ' ').replace('Z', ''))}>
      {(exact ? LOCAL_EXACT : LOCAL).format(date)}
    </time>
  );
}

const SECOND = 1_000;
const STEPS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/** How long it is until then, second by second. */
export function Countdown({ until }: { until: string }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, []);
  const left = Math.ceil((Date.parse(until) - now) / SECOND);
  return (
    <span className="countdown" role="timer">
      {left > 0 ? SHARED.in(lengthText(left)) : SHARED.dueNow}
    </span>
  );
}

/** The two largest units: `2 d 3 h`, `45 s`. */
function lengthText(seconds: number): string {
  let left = seconds;
  const parts: string[] = [];
  for (const [unit, length] of STEPS) {
    const count = Math.floor(left / length);
    left -= count * length;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.slice(0, 2).join(' ');
}
