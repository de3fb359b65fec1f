import { createHash } from 'node:crypto';
import { type Decimal, parseAnyDecimal } from '../../../libs/kernel/money';
import { csvLines } from './csv-lines';
import { type ExactShare, SCALE_MAX } from './exact-share';
import { type BadLine, isBad } from './line';
import { openText } from './open-text';

/** A line of a file of aggregated paths: how many visitors took the path, and the value of their conversions. */
export interface Journey {
  line: number;
  /** From the first to the last step. */
  channels: string[];
  conversions: number;
  value: Decimal;
  /** Number of visitors who took the same path and bought nothing. */
  others: number;
}

/** A visitor of a journey; the times are invented, but keep the order of the steps. */
export interface Visitor {
  id: string;
  /** Times are in milliseconds. */
  steps: { channel: string; at: number }[];
  /** The conversion, in minor units; missing for visitors who bought nothing. */
  purchase?: { total: number; at: number };
}

export interface JourneyFile {
  /** Digest of the content, so that the same file gives the same ids. */
  digest: string;
  visitors: number;
  touchpoints: number;
  conversions: number;
}

const VISITORS_MAX = 10_000_000;
/** Small enough for minor units to be safe integers. */
const VALUE_MAX = 10n ** 12n;
const HOUR = 3_600_000;
/** Shorter than every lookback window that a policy can set. */
const JOURNEY_MAX = 20 * HOUR;
const STEP_MAX = HOUR / 6;
const STARTS_SPREAD = 24 * HOUR;
const SECOND = 1_000;

/** Every visit of an expanded file comes sooner than this after the requested start. */
export const JOURNEYS_SPAN = STARTS_SPREAD + JOURNEY_MAX + STEP_MAX;

/** Reads the file once for its digest and its size; the second reading reports bad lines. */
export async function surveyJourneys(file: string): Promise<JourneyFile> {
  const hash = createHash('sha256');
  const text = openText(file).on('data', (chunk: Buffer) => hash.update(chunk));
  const found = { visitors: 0, touchpoints: 0, conversions: 0 };
  for await (const journey of journeysIn(csvLines(text))) {
    if (isBad(journey)) continue;
    const visitors = journey.conversions + journey.others;
    found.visitors += visitors;
    found.touchpoints += visitors * journey.channels.length;
    found.conversions += journey.conversions;
  }
  return { digest: hash.digest('hex').slice(0, 10), ...found };
}

export function readJourneys(file: string): AsyncGenerator<Journey | BadLine> {
  return journeysIn(csvLines(openText(file)));
}

async function* journeysIn(lines: ReturnType<typeof csvLines>): AsyncGenerator<Journey | BadLine> {
  for await (const line of lines) yield isBad(line) ? line : journey(line.line, line.fields);
}

function journey(line: number, fields: Record<string, unknown>): Journey | BadLine {
  const text = (name: string) => String(fields[name] ?? '');
  const channels = text('path')
    .split('>')
    .map((channel) => channel.trim());
  if (channels.includes('')) return { line, reason: 'path must be steps with > between them' };
  const conversions = count(text('total_conversions'));
  const others = count(text('total_null') || '0');
  const value = amount(text('total_conversion_value') || '0');
  if (conversions === undefined) return { line, reason: `total_conversions must be a count up to ${VISITORS_MAX}` };
  if (others === undefined) return { line, reason: `total_null must be a count up to ${VISITORS_MAX}` };
  if (value === undefined)
    return { line, reason: 'total_conversion_value must be a decimal number from 0, below 10^12' };
  if (conversions === 0 && value.units > 0n) return { line, reason: 'has a value and no conversion to give it to' };
  return { line, channels, conversions, value, others };
}

function count(text: string): number | undefined {
  // Packages that aggregate paths write counts as floats: 2.0.
  if (!/^\d{1,8}(\.0*)?$/.test(text) || Number(text) > VISITORS_MAX) return undefined;
  return Number(text);
}

function amount(text: string): Decimal | undefined {
  const value = parseAnyDecimal(text);
  if (value === null || value.units < 0n || value.scale > SCALE_MAX) return undefined;
  return value.units < VALUE_MAX * 10n ** BigInt(value.scale) ? value : undefined;
}

/**
 * The visitors of a journey, buyers first. Their ids and times depend only on the file, the line and `start`.
 * @param ordinal number of visitors before these in the whole file
 */
export function* visitorsOf(
  { line, channels, conversions, value, others }: Journey,
  { digest, ordinal, start, share }: { digest: string; ordinal: number; start: number; share: ExactShare },
): Generator<Visitor> {
  const totals = share.take(value, conversions);
  const gap = Math.min(STEP_MAX, Math.floor(JOURNEY_MAX / channels.length));
  for (let n = 0; n < conversions + others; n++) {
    const first = start + (((ordinal + n) * SECOND) % STARTS_SPREAD);
    const steps = channels.map((channel, i) => ({ channel, at: first + i * gap }));
    const visitor: Visitor = { id: `${digest}-${line}-${n + 1}`, steps };
    const total = totals.next().value;
    yield total === undefined ? visitor : { ...visitor, purchase: { total, at: first + channels.length * gap } };
  }
}
