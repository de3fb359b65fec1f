/** The time that is looked at: asked for in windows, shown by hours or by days of the reader. */
import type { Shown } from '../../api/client';
import type { Reason } from '../../texts/link-health';

type Health = Shown['LinkHealthShown'];

export const RANGES = { day: 1, week: 7, month: 28 } as const;
export type Range = keyof typeof RANGES;

export const REASONS = ['SDK_SILENT', 'TOKEN_MISMATCH', 'WAITING', 'WEBHOOK_SILENT'] as const satisfies Reason[];

export interface Window {
  from: string;
  to: string;
}

/** What came within an hour or a day. */
export interface Bucket extends Window {
  label: string;
  /** Short, to stand below a bar. */
  mark: string;
  covered: number;
  all: number;
  judged: number;
  mismatched: number;
  counts: Record<Reason, number>;
}

const HOUR = 3_600_000;
/** The API answers so much at once. */
const WINDOW = 7 * 24 * HOUR;
export const WINDOWS_MAX = 4;

/** Newest first. The last hour is asked for as a whole, so that the windows are the same until it ends. */
export function windowsOf(range: Range, now: number): Window[] {
  const end = Math.floor(now / HOUR) * HOUR + HOUR;
  const start = range === 'day' ? end - 24 * HOUR : midnightBefore(now, RANGES[range] - 1);
  const windows: Window[] = [];
  for (let to = end; to > start && windows.length < WINDOWS_MAX; to -= WINDOW) {
    windows.push({ from: instant(Math.max(start, to - WINDOW)), to: instant(to) });
  }
  return windows;
}

/** Of the reader. */
function midnightBefore(now: number, days: number): number {
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  midnight.setDate(midnight.getDate() - days);
  return midnight.getTime();
}

const instant = (millis: number) => new Date(millis).toISOString();

const DAY_TEXT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const DAY_MARK = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const HOUR_TEXT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const HOUR_MARK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** Oldest first. */
export function bucketsOf(range: Range, answers: readonly Health[]): Bucket[] {
  const hours = answers.flatMap(({ hours: some }) => some).sort((a, b) => (a.hour < b.hour ? -1 : 1));
  const [text, mark] = range === 'day' ? [HOUR_TEXT, HOUR_MARK] : [DAY_TEXT, DAY_MARK];
  const buckets = new Map<string, Bucket>();
  for (const hour of hours) {
    const at = new Date(hour.hour);
    const label = text.format(at);
    let bucket = buckets.get(label);
    if (bucket === undefined) {
      bucket = { label, mark: mark.format(at), from: hour.hour, to: hour.hour, ...nothing() };
      buckets.set(label, bucket);
    }
    bucket.to = instant(at.getTime() + HOUR);
    add(bucket, hour);
  }
  return [...buckets.values()];
}

function nothing(): Omit<Bucket, keyof Window | 'label' | 'mark'> {
  const counts = { SDK_SILENT: 0, TOKEN_MISMATCH: 0, WAITING: 0, WEBHOOK_SILENT: 0 };
  return { covered: 0, all: 0, judged: 0, mismatched: 0, counts };
}

function add(bucket: Bucket, { purchases, claims, claimsWithoutPurchase }: Health['hours'][number]): void {
  bucket.covered += purchases.coverage.covered;
  bucket.all += purchases.coverage.all;
  const { matched, duplicate, mismatched, missingToken, expired, blocked, tooMany } = claims;
  bucket.judged += matched + duplicate + mismatched + missingToken + expired + blocked + tooMany;
  bucket.mismatched += mismatched;
  const counts = { ...purchases.unlinked, ...claimsWithoutPurchase };
  for (const reason of REASONS) bucket.counts[reason] += counts[reason];
}

/** In percent, to two places. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 100;
}

const PERCENT = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 2 });

export function percentText(percent: number | null): string {
  return percent === null ? '–' : PERCENT.format(percent / 100);
}
