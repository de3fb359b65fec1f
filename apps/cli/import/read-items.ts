import { extname } from 'node:path';
import { toInstant } from '../../../libs/kernel/time';
import { csvFields } from './csv-fields';
import { csvLines } from './csv-lines';
import { DerivedIds } from './derived-ids';
import { ExactShare } from './exact-share';
import { type ImportItem, itemsOf } from './item';
import { type JourneyFile, readJourneys, type Visitor, visitorsOf } from './journeys';
import { jsonLines } from './json-lines';
import { type BadLine, isBad } from './line';
import { openText } from './open-text';

export const FORMATS = ['csv', 'jsonl', 'journeys'] as const;
export type Format = (typeof FORMATS)[number];

/** The facts in a line of the file; a line of journeys comes one visitor at a time. */
export type Read = { line: number; items: ImportItem[] } | BadLine;

/** The format by a file's name, packed or not; undefined if the name gives none. */
export function formatOf(file: string): Format | undefined {
  const ending = extname(file.replace(/\.gz$/i, '')).toLowerCase();
  if (ending === '.csv') return 'csv';
  return ['.jsonl', '.ndjson'].includes(ending) ? 'jsonl' : undefined;
}

/** Yields the facts of a file of lines while it is read. Throws UnreadableFile. */
export async function* readFacts(file: string, format: 'csv' | 'jsonl'): AsyncGenerator<Read> {
  const ids = new DerivedIds();
  const text = openText(file);
  for await (const line of format === 'csv' ? csvLines(text) : jsonLines(text)) {
    if (isBad(line)) yield line;
    else {
      const items = itemsOf(format === 'csv' ? csvFields(line.fields) : line.fields, ids);
      yield typeof items === 'string' ? { line: line.line, reason: items } : { line: line.line, items };
    }
  }
}

export interface JourneyOptions {
  /** Time of the first visit, in milliseconds. */
  start: number;
  currency: string;
  /** Decimal places of the currency. */
  exponent: number;
}

/** Yields the facts of a file of aggregated journeys, visitor by visitor. Throws UnreadableFile. */
export async function* readJourneyFacts(
  file: string,
  known: JourneyFile,
  options: JourneyOptions,
): AsyncGenerator<Read> {
  const share = new ExactShare(options.exponent);
  let ordinal = 0;
  for await (const journey of readJourneys(file)) {
    if (isBad(journey)) yield journey;
    else {
      const place = { digest: known.digest, ordinal, start: options.start, share };
      for (const visitor of visitorsOf(journey, place)) {
        yield { line: journey.line, items: visitorItems(visitor, options.currency) };
      }
      ordinal += journey.conversions + journey.others;
    }
  }
}

function visitorItems({ id, steps, purchase }: Visitor, currency: string): ImportItem[] {
  const items = steps.map(({ channel, at }, i): ImportItem => ({
    kind: 'touchpoint',
    input: {
      touchpointId: `${id}-${i + 1}`,
      anonymousId: id,
      source: 'other',
      channel,
      occurredAt: toInstant(at),
    },
  }));
  if (!purchase) return items;
  const occurredAt = toInstant(purchase.at);
  const order = { orderId: id, token: id, status: 'paid', total: purchase.total, currency, occurredAt };
  return [
    ...items,
    { kind: 'claim', input: { claimId: id, anonymousId: id, orderId: id, token: id, occurredAt } },
    { kind: 'order', input: order },
  ];
}
