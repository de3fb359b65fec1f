/**
 * A campaign's condition is one CEL expression. Publishing type-checks it, and every evaluation runs it. Publishing
 * refuses what could run long or differ between machines, such as regular expressions and macros within macros.
 */
import { Environment, type ASTNode, type TypeCheckResult } from '@marcbachmann/cel-js';
import { codesOf } from '../purchases/carried';
import type { Purchase } from '../purchases/purchase';
import type { Touchpoint } from '../attribution/touchpoint';
import { LIMITS } from '../limits';
import { toDate, type Millis } from '../time';
import { meter, spending, type ConditionBudget } from './condition-budget';

/** The variables that a condition may read; the reference in the docs is made from them. */
export const CONDITION_VARIABLES = {
  purchase: {
    orderId: 'string',
    platform: 'string',
    status: 'string',
    total: 'int',
    refunded: 'int',
    net: 'int',
    goods: 'int',
    renewal: 'bool',
    codes: 'list<string>',
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
  const { ast, valid, type, error } = parsed(text);
  if (!valid) {
    const { summary, message, range } = error as { summary?: string; message?: string; range?: { start: number } };
    return problemAt(text, range?.start ?? 0, summary ?? message ?? 'not valid');
  }
  if (type !== 'bool') return problemAt(text, 0, `a condition is true or false, this is of type ${type}`);
  return forbidden(ast, text, false);
}

/** The check leaves its types in the nodes. */
function parsed(text: string): TypeCheckResult & { ast?: ASTNode } {
  try {
    const program = checked.parse(text);
    return { ast: program.ast, ...program.check() };
  } catch (error) {
    return { valid: false, error: error as TypeCheckResult['error'] };
  }
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
  if (inMacro && makesText(node as ASTNode)) {
    return problemAt(text, start, 'a macro cannot make texts, as it would make one for each item');
  }
  return forbidden(args, text, inMacro || macro);
}

const TEXT_FUNCTIONS: ReadonlySet<unknown> = new Set([
  ...['string', 'lowerAscii', 'upperAscii', 'trim', 'substring', 'split'],
]);

/** Adds to a text, or calls a function that makes one. The expression was checked, so its types are known. */
function makesText({ op, args, checkedType }: ASTNode & { checkedType?: { name: string } }): boolean {
  if (op === 'call' || op === 'rcall') return TEXT_FUNCTIONS.has((args as unknown[])[0]);
  return op === '+' && checkedType?.name !== 'int' && checkedType?.name !== 'double';
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

/** Kernel version 1 shows all items. */
export function purchaseFields(purchase: Purchase, kernelVersion: number): object {
  const units = purchase.items.map(({ quantity }) => Math.ceil(quantity / THOUSANDTHS));
  const shown = kernelVersion < 2 ? purchase.items : purchase.items.slice(0, LIMITS.itemsAsked);
  return new PurchaseFields({
    orderId: purchase.orderId,
    platform: purchase.platform,
    status: purchase.status,
    total: BigInt(purchase.total),
    refunded: BigInt(purchase.refunded),
    net: BigInt(purchase.total - purchase.refunded),
    goods: BigInt(purchase.goods),
    renewal: purchase.renewal,
    codes: codesOf(purchase),
    currency: purchase.currency,
    occurredAt: toDate(purchase.occurredAt),
    itemCount: BigInt(units.reduce((sum, quantity) => sum + quantity, 0)),
    items: shown.map(({ sku, price }, i) => new Item({ sku, quantity: BigInt(units[i]!), price: BigInt(price) })),
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

/** Whether a condition reads anything about the customer. */
export function asksCustomer(condition: string): boolean {
  return /\bcustomer\b/.test(condition);
}

interface Program {
  run(variables: ConditionVariables): unknown;
  asksTouchpoint: boolean;
}

/** Parsed conditions: those that spend a budget, and those of kernel version 1, which has none. */
const metered = new Map<string, Program>();
const unmetered = new Map<string, Program>();

function programOf(condition: string, programs: Map<string, Program>): Program {
  let program = programs.get(condition);
  if (program === undefined) {
    const run = asked.parse(condition);
    if (programs === metered) meter(run.ast as unknown as Parameters<typeof meter>[0]);
    program = { run: (variables) => run(variables), asksTouchpoint: asksTouchpoint(run.ast) };
    if (programs.size >= PROGRAMS_MAX) programs.clear();
    programs.set(condition, program);
  }
  return program;
}

/** Whether the answer can differ between touchpoints. */
export function dependsOnTouchpoint(condition: string): boolean {
  return programOf(condition, metered).asksTouchpoint;
}

/**
 * Runs a condition. Returns the text of a run-time error, which counts as false. A condition that reads the touchpoint
 * is false, without an error, if there is no touchpoint.
 * @param budget null: kernel version 1
 */
export function ask(
  condition: string,
  variables: ConditionVariables,
  budget: ConditionBudget | null,
): boolean | string {
  const program = programOf(condition, budget === null ? unmetered : metered);
  try {
    const answer = budget === null ? program.run(variables) : spending(budget, () => program.run(variables));
    return answer === true;
  } catch (error) {
    const { summary, message, node } = error as Error & { summary?: string; node?: unknown };
    if (variables.touchpoint === null && asksTouchpoint(node)) return false;
    const text = (summary ?? message).slice(0, 200);
    return budget === null ? text : text.replace(UNKNOWN_SIZE, '>= size 0');
  }
}

/** The library takes the size of an empty list for unknown. */
const UNKNOWN_SIZE = />= size undefined$/;

function asksTouchpoint(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(asksTouchpoint);
  if (node === null || typeof node !== 'object' || !('op' in node)) return false;
  const { op, args } = node as ASTNode;
  return (op === 'id' && args === 'touchpoint') || asksTouchpoint(args);
}
