/**
 * A campaign's condition is one CEL expression. Publishing type-checks it, and every evaluation runs it. Publishing
 * refuses what could run long or differ between machines, such as regular expressions and macros within macros.
 */
import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import type { Purchase } from '../purchases/purchase';
import { toDate, type Millis } from '../time';
import type { Touchpoint } from '../attribution/touchpoint';

/** The variables that a condition may read; the reference in the docs is made from them. */
export const CONDITION_VARIABLES = {
  purchase: {
    orderId: 'string',
    platform: 'string',
    status: 'string',
    total: 'int',
    refunded: 'int',
    net: 'int',
    currency: 'string',
    occurredAt: 'google.protobuf.Timestamp',
    itemCount: 'int',
    items: 'list<Item>',
  },
  touchpoint: {
    source: 'string',
    channel: 'string',
    campaign: 'string',
    url: 'string',
    hasReferrer: 'bool',
    ageSeconds: 'int',
    share: 'int',
  },
  customer: {
    known: 'bool',
    purchasesBefore: 'int',
    firstSeenAt: 'google.protobuf.Timestamp',
  },
} as const;
export const ITEM_FIELDS = { sku: 'string', quantity: 'int', price: 'int' } as const;

export const CONDITION_LENGTH_MAX = 4_000;
const PROGRAMS_MAX = 1_000;
const THOUSANDTHS = 1_000;

class Fields {
  constructor(fields: object) {
    Object.assign(this, fields);
  }
}
class Item extends Fields {}
class PurchaseFields extends Fields {}
class TouchpointFields extends Fields {}
class CustomerFields extends Fields {}

const types = new Environment({ limits: { maxAstNodes: 500, maxDepth: 32, maxListElements: 200 } })
  .registerType('Item', { ctor: Item, fields: ITEM_FIELDS })
  .registerType('Purchase', { ctor: PurchaseFields, fields: CONDITION_VARIABLES.purchase })
  .registerType('Touchpoint', { ctor: TouchpointFields, fields: CONDITION_VARIABLES.touchpoint })
  .registerType('Customer', { ctor: CustomerFields, fields: CONDITION_VARIABLES.customer })
  .registerVariable('purchase', 'Purchase')
  .registerVariable('customer', 'Customer');
/** Without a credit `touchpoint` is null: a condition may compare it with null, and all other uses are typed. */
const checked = types
  .clone()
  .registerVariable('touchpoint', 'Touchpoint')
  .registerOperator('Touchpoint == null', () => false);
const asked = types.clone().registerVariable('touchpoint', 'dyn');

export interface ConditionProblem {
  message: string;
  /** From 1. */
  line: number;
  column: number;
}

/** What is wrong with a condition; null if it is valid. */
export function checkCondition(text: string): ConditionProblem | null {
  const { valid, type, error } = checked.check(text);
  if (!valid) {
    const { summary, message, range } = error as { summary?: string; message?: string; range?: { start: number } };
    return problemAt(text, range?.start ?? 0, summary ?? message ?? 'not valid');
  }
  if (type !== 'bool') return problemAt(text, 0, `a condition is true or false, this is of type ${type}`);
  return forbidden(checked.parse(text).ast, text, false);
}

function problemAt(text: string, at: number, message: string): ConditionProblem {
  const before = text.slice(0, at).split('\n');
  return { message, line: before.length, column: before.at(-1)!.length + 1 };
}

export const CONDITION_MACROS = ['all', 'exists', 'exists_one', 'map', 'filter'];
/**
 * Functions that a condition may call. The list leaves out functions that make large values of small ones when repeated
 * (`bind`, `join`, bytes), and functions that use the time zone of the machine (`getDayOfYear`).
 */
export const CONDITION_FUNCTIONS = [
  ...['has', 'size', 'type', 'dyn', 'bool', 'int', 'uint', 'double', 'string', 'timestamp', 'duration'],
  ...['startsWith', 'endsWith', 'contains', 'lowerAscii', 'upperAscii', 'trim', 'indexOf', 'lastIndexOf', 'substring'],
  ...['split', 'getDate', 'getDayOfMonth', 'getDayOfWeek', 'getFullYear', 'getMonth', 'getHours', 'getMinutes'],
  ...['getSeconds', 'getMilliseconds'],
];
const MACROS: ReadonlySet<unknown> = new Set(CONDITION_MACROS);
const FUNCTIONS: ReadonlySet<unknown> = new Set(CONDITION_FUNCTIONS);
/** CEL reads any other text in the time zone of the machine. */
const WITH_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

function forbidden(node: unknown, text: string, inMacro: boolean): ConditionProblem | null {
  if (Array.isArray(node)) {
    for (const part of node) {
      const problem = forbidden(part, text, inMacro);
      if (problem) return problem;
    }
    return null;
  }
  if (node === null || typeof node !== 'object' || !('op' in node)) return null;
  const { op, args, start } = node as ASTNode & { start: number };
  const name: unknown = (op === 'rcall' || op === 'call') && Array.isArray(args) ? args[0] : undefined;
  if (name === 'matches') return problemAt(text, start, 'regular expressions (matches) are not available');
  const macro = op === 'rcall' && MACROS.has(name);
  if (name !== undefined && !macro && !FUNCTIONS.has(name))
    return problemAt(text, start, `${String(name)} is not available`);
  if (op === 'rcall' && String(name).startsWith('get') && (args as unknown[][])[2]!.length > 0) {
    return problemAt(text, start, `${String(name)} takes no time zone here: all times are UTC`);
  }
  if (name === 'timestamp' && !isInstant((args as unknown[][])[1]![0])) {
    return problemAt(text, start, 'timestamp takes an RFC 3339 text with a zone, or a number of seconds');
  }
  if (macro && inMacro) return problemAt(text, start, `${String(name)} within another macro is not available`);
  return forbidden(args, text, inMacro || macro);
}

function isInstant(argument: unknown): boolean {
  const { op, args } = argument as ASTNode;
  return op === 'value' && (typeof args === 'bigint' || (typeof args === 'string' && WITH_ZONE.test(args)));
}

/** The values that a condition reads. */
export interface ConditionVariables {
  purchase: object;
  /** Null without a credit. */
  touchpoint: object | null;
  /** Computed only when a condition reads it. */
  readonly customer: object;
}

export function purchaseFields(purchase: Purchase): object {
  const units = purchase.items.map(({ quantity }) => BigInt(Math.ceil(quantity / THOUSANDTHS)));
  return new PurchaseFields({
    orderId: purchase.orderId,
    platform: purchase.platform,
    status: purchase.status,
    total: BigInt(purchase.total),
    refunded: BigInt(purchase.refunded),
    net: BigInt(purchase.total - purchase.refunded),
    currency: purchase.currency,
    occurredAt: toDate(purchase.occurredAt),
    itemCount: units.reduce((sum, quantity) => sum + quantity, 0n),
    items: purchase.items.map(({ sku, price }, i) => new Item({ sku, quantity: units[i], price: BigInt(price) })),
  });
}

export function touchpointFields(touchpoint: Touchpoint, share: number, purchasedAt: Millis): object {
  return new TouchpointFields({
    source: touchpoint.source,
    channel: touchpoint.channel ?? '',
    campaign: touchpoint.campaign ?? '',
    url: touchpoint.url ?? '',
    hasReferrer: touchpoint.referrer !== undefined,
    ageSeconds: BigInt(Math.floor((purchasedAt - touchpoint.occurredAt) / 1_000)),
    share: BigInt(share),
  });
}

export function customerFields(known: boolean, purchasesBefore: number, firstSeenAt: Millis): object {
  return new CustomerFields({ known, purchasesBefore: BigInt(purchasesBefore), firstSeenAt: toDate(firstSeenAt) });
}

type Program = (variables: ConditionVariables) => unknown;
const programs = new Map<string, Program>();

/** Whether a condition reads anything about the customer. */
export function asksCustomer(condition: string): boolean {
  return /\bcustomer\b/.test(condition);
}

/**
 * Runs a condition. Returns the text of a run-time error, which counts as false. A condition that reads the touchpoint
 * is false, without an error, if there is no touchpoint.
 */
export function ask(condition: string, variables: ConditionVariables): boolean | string {
  let program = programs.get(condition);
  if (program === undefined) {
    program = asked.parse(condition) as Program;
    if (programs.size >= PROGRAMS_MAX) programs.clear();
    programs.set(condition, program);
  }
  try {
    return program(variables) === true;
  } catch (error) {
    const { summary, message, node } = error as Error & { summary?: string; node?: unknown };
    return variables.touchpoint === null && asksTouchpoint(node) ? false : (summary ?? message).slice(0, 200);
  }
}

function asksTouchpoint(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(asksTouchpoint);
  if (node === null || typeof node !== 'object' || !('op' in node)) return false;
  const { op, args } = node as ASTNode;
  return (op === 'id' && args === 'touchpoint') || asksTouchpoint(args);
}
