import { parseInstant } from '../../../libs/intake/instants';
import { readShopify } from '../../../libs/intake/shopify';
import { convert, parseDecimal, toMinorUnits } from '../../../libs/kernel/money';
import type { ShopOrderItem } from './item';
import { type BadLine, isBad, type Line } from './line';
import { exponentFault } from './spreadsheet-numbers';

/** Lines of one order. */
export const ORDER_LINES_MAX = 10_000;

const NOTHING = { units: 0n, scale: 0 };
/** Enough for every currency. */
const AMOUNT_PLACES = 8;

type Cells = Record<string, unknown>;

/** An order of the file: its first line, and the cells of all its lines. */
interface Rows {
  line: number;
  first: Cells;
  all: Cells[];
}

/** The columns from which the fields of Shopify's own order are made, for messages. */
const COLUMN_OF: Readonly<Record<string, string>> = {
  id: 'Id',
  currency: 'Currency',
  total_price: 'Total',
  created_at: 'Created at',
  email: 'Email',
  line_items: 'Lineitem',
  refunds: 'Refunded Amount',
};

/**
 * The orders of the CSV file that Shopify's admin exports. An order has a line for each of its items; only the first of
 * them says more than the name and the item. An order is read as a webhook's body is, of which the file has a part.
 */
export async function* shopifyOrders(
  lines: AsyncIterable<Line>,
): AsyncGenerator<{ line: number; item: ShopOrderItem } | BadLine> {
  let rows: Rows | undefined;
  for await (const line of lines) {
    if (isBad(line)) {
      yield line;
      continue;
    }
    const { Name: name, Total: total } = line.fields;
    if (total === undefined && name !== undefined && rows?.first.Name === name) {
      if (rows.all.length === ORDER_LINES_MAX)
        yield { line: line.line, reason: `is above ${ORDER_LINES_MAX} lines of one order` };
      else rows.all.push(line.fields);
      continue;
    }
    if (rows !== undefined) yield orderOf(rows);
    rows = undefined;
    if (total === undefined) {
      yield { line: line.line, reason: `has no Total, and the line before it is not of order ${String(name ?? '')}` };
    } else rows = { line: line.line, first: line.fields, all: [line.fields] };
  }
  if (rows !== undefined) yield orderOf(rows);
}

function orderOf({ line, first, all }: Rows): { line: number; item: ShopOrderItem } | BadLine {
  const fault = exponentFault({ Id: first.Id, Name: first.Name });
  if (fault !== undefined) return { line, reason: fault };
  const body = bodyOf(first, all);
  const reading = readShopify('orders/updated', body, { acceptTestOrders: false });
  switch (reading.kind) {
    case 'order':
      return { line, item: { kind: 'shop-order', platform: 'shopify', order: reading.order, content: all } };
    case 'ignored':
      return { line, reason: `is ignored: ${reading.reason}` };
    case 'unreadable':
      return { line, reason: inColumns(reading.detail) };
  }
}

/** The order as Shopify's webhooks have it. */
function bodyOf(first: Cells, all: readonly Cells[]): Record<string, unknown> {
  const { taxesIncluded, taxesOfGoods } = taxesOf(first);
  const created = instantOf(first['Created at']);
  const times = ['Paid at', 'Fulfilled at', 'Cancelled at'].map((name) => parseInstant(instantOf(first[name]) ?? ''));
  return {
    // Files of some years ago have no ids.
    id: first.Id ?? first.Name,
    email: first.Email,
    currency: first.Currency,
    total_price: first.Total,
    subtotal_price: first.Subtotal,
    taxes_included: taxesIncluded,
    financial_status: text(first['Financial Status']).toLowerCase(),
    created_at: created,
    // The file has no version. The newest of its times grows whenever something happens to the order.
    updated_at:
      [parseInstant(created ?? ''), ...times]
        .filter((time) => time !== null)
        .sort()
        .at(-1) ?? created,
    cancelled_at: first['Cancelled at'],
    source_name: first.Source,
    discount_codes: text(first['Discount Code'])
      .split(',')
      .map((code) => ({ code })),
    note_attributes: noteAttributes(text(first['Note Attributes'])),
    refunds: refundsOf(text(first['Refunded Amount'])),
    line_items: all.map((cells, i) => ({
      sku: cells['Lineitem sku'],
      quantity: cells['Lineitem quantity'],
      price: cells['Lineitem price'],
      tax_lines: i === 0 ? [{ price: taxesOfGoods }] : [],
    })),
  };
}

/**
 * The file does not say whether prices include taxes; the sum of its amounts does. Nor does it say what the taxes are of:
 * they are taken to be of goods and shipping alike.
 */
function taxesOf(first: Cells): { taxesIncluded: boolean; taxesOfGoods?: string } {
  const [subtotal, shipping, taxes, total] = ['Subtotal', 'Shipping', 'Taxes', 'Total'].map((name) =>
    toMinorUnits(parseDecimal(text(first[name]) || '0') ?? NOTHING, AMOUNT_PLACES, 'half-even'),
  ) as [bigint, bigint, bigint, bigint];
  const isIncluded = taxes > 0n && subtotal > 0n && subtotal + shipping === total;
  if (!isIncluded) return { taxesIncluded: false };
  return { taxesIncluded: true, taxesOfGoods: decimalText(convert(taxes, subtotal, total)) };
}

function decimalText(amount: bigint): string {
  const digits = String(amount).padStart(AMOUNT_PLACES + 1, '0');
  return `${digits.slice(0, -AMOUNT_PLACES)}.${digits.slice(-AMOUNT_PLACES)}`;
}

/** Lines of the form `name: value`. */
function noteAttributes(notes: string): { name: string; value: string }[] {
  return notes.split('\n').flatMap((note) => {
    const colon = note.indexOf(':');
    return colon < 0 ? [] : [{ name: note.slice(0, colon).trim(), value: note.slice(colon + 1).trim() }];
  });
}

function refundsOf(amount: string): unknown[] {
  if (amount === '') return [];
  return [{ transactions: [{ kind: 'refund', status: 'success', amount }] }];
}

const TIME = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ?([+-]\d\d):?(\d\d)$/;

/** `2025-03-01 12:00:00 -0500` as RFC 3339; another text as it is; undefined for an empty cell. */
function instantOf(cell: unknown): string | undefined {
  const [, date, time, hours, minutes] = TIME.exec(text(cell)) ?? [];
  return date === undefined ? text(cell) || undefined : `${date}T${time}${hours}:${minutes}`;
}

function text(cell: unknown): string {
  return typeof cell === 'string' ? cell.trim() : '';
}

function inColumns(detail: string): string {
  return detail.replace('processed_at or ', '').replace(/\b[a-z]+(_[a-z]+)*\b/g, (word) => COLUMN_OF[word] ?? word);
}
