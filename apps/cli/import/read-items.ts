import { extname } from 'node:path';
import { toInstant } from '../../../libs/kernel/time';
import { readShopBody } from '../../../libs/intake/bodies';
import { csvFields, decimalFault } from './csv-fields';
import { csvLines } from './csv-lines';
import { DerivedIds } from './derived-ids';
import { ExactShare } from './exact-share';
import { type ImportItem, itemsOf } from './item';
import { type JourneyFile, readJourneys, type Visitor, visitorsOf } from './journeys';
import { jsonLines } from './json-lines';
import { type BadLine, isBad, type Line } from './line';
import { openText } from './open-text';
import { OrderRows } from './order-rows';
import { segmentItems } from './segment';
import { shopifyOrders } from './shopify-orders';

export const FORMATS = ['csv', 'jsonl', 'journeys', 'shopify-orders', 'segment'] as const;
export type Format = (typeof FORMATS)[number];

/**
 * The facts in a line of the file; none in one that is of no use here. A line of journeys comes one visitor at a time, an
 * order of several lines with its first one.
 */
export type Read = { line: number; items: ImportItem[] } | BadLine;

/** The format by a file's name, packed or not; undefined if the name gives none. */
export function formatOf(file: string): Format | undefined {
  const ending = extname(file.replace(/\.gz$/i, '')).toLowerCase();
  if (ending === '.csv') return 'csv';
  return ['.jsonl', '.ndjson'].includes(ending) ? 'jsonl' : undefined;
}

/**
 * Yields the facts of a file of lines while it is read. Throws UnreadableFile.
 * @param currency of orders that name none
 */
export async function* readFacts(
  file: string,
  format: Exclude<Format, 'journeys'>,
  currency: string | undefined,
): AsyncGenerator<Read> {
  const rows = new OrderRows();
  for await (const read of readLines(file, format, currency)) {
    const fault = isBad(read) ? undefined : rowFault(rows, read);
    yield fault === undefined ? read : { line: read.line, reason: fault };
  }
}

async function* readLines(
  file: string,
  format: Exclude<Format, 'journeys'>,
  currency: string | undefined,
): AsyncGenerator<Read> {
  const ids = new DerivedIds();
  const text = openText(file);
  switch (format) {
    case 'csv':
      return yield* itemLines(csvLines(text), (cells) => decimalFault(cells) ?? itemsOf(csvFields(cells), ids));
    case 'jsonl':
      return yield* itemLines(jsonLines(text), (fields) => itemsOf(fields, ids));
    case 'segment':
      return yield* itemLines(jsonLines(text, readShopBody), (message) => segmentItems(message, ids, currency));
    case 'shopify-orders':
      for await (const order of shopifyOrders(csvLines(text))) {
        yield isBad(order) ? order : { line: order.line, items: [order.item] };
      }
  }
}

async function* itemLines(
  lines: AsyncIterable<Line>,
  itemsIn: (fields: Record<string, unknown>) => ImportItem[] | string,
): AsyncGenerator<Read> {
  for await (const line of lines) {
    const items = isBad(line) ? line.reason : itemsIn(line.fields);
    yield typeof items === 'string' ? { line: line.line, reason: items } : { line: line.line, items };
  }
}

/** Why the order of a line cannot be taken beside another row of it; the version of an order may say which is newer. */
function rowFault(rows: OrderRows, { line, items }: { line: number; items: ImportItem[] }): string | undefined {
  for (const item of items) {
    if (item.kind === 'shop-order') return rows.faultOf(line, item.order.orderId, item.content);
    const { orderId, sourceVersion = null } = item.input;
    const isId = typeof orderId === 'string' || typeof orderId === 'number';
    if (item.kind === 'order' && isId && sourceVersion === null) return rows.faultOf(line, String(orderId), item.input);
  }
  return undefined;
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
