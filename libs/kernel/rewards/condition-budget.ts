/**
 * What the conditions of one evaluation may spend. A merchant writes conditions, so one that runs long or makes large
 * texts must end by itself, and alike on every machine: steps and bytes are counted, and no clock is read.
 *
 * A step is one part of an expression that is computed; reading a long text or list takes more. Bytes count what a
 * condition makes: a code unit of a text is one byte, an element of a list sixteen.
 */
import { LIMITS } from '../limits';

const CODE_UNITS_PER_STEP = 64;
const ELEMENTS_PER_STEP = 16;
const BYTES_PER_ELEMENT = 16;
/** Operations whose result is new; all others pass on what is there. */
const MAKING: ReadonlySet<string> = new Set(['+', 'call', 'rcall', 'list', 'map']);
/** Adds one element to a list and passes on the whole list. */
const ADDING = 'accuPush';

export class BudgetExceeded extends Error {
  override readonly name = 'BudgetExceeded';
}

export class ConditionBudget {
  private steps: number = LIMITS.conditionSteps;
  private bytes: number = LIMITS.conditionBytes;

  /** @throws BudgetExceeded, then and on every later call */
  spendStep(): void {
    this.steps--;
    if (this.steps < 0) throw new BudgetExceeded('the conditions of the evaluation take too many steps');
    if (this.bytes < 0) throw new BudgetExceeded('the conditions of the evaluation make too many bytes');
  }

  spendOn(operation: string, value: unknown): void {
    if (typeof value === 'string') {
      this.steps -= Math.floor(value.length / CODE_UNITS_PER_STEP);
      if (MAKING.has(operation)) this.bytes -= value.length;
    } else if (operation === ADDING) {
      this.bytes -= BYTES_PER_ELEMENT;
    } else if (Array.isArray(value)) {
      this.steps -= Math.floor(value.length / ELEMENTS_PER_STEP);
      if (MAKING.has(operation)) this.bytes -= BYTES_PER_ELEMENT * value.length;
    }
  }
}

/** A node of a parsed expression, as the library runs it: every part runs through `run` of the evaluator. */
interface ExpressionNode {
  op: string;
  evaluate(evaluator: Evaluator, node: ExpressionNode, context: object): unknown;
}

interface Evaluator {
  run(node: ExpressionNode, context: object): unknown;
  debugTypeDeep(value: unknown): unknown;
}

/** The budget of the condition that runs. */
let budget = new ConditionBudget();

/** Runs a metered program on a budget. */
export function spending<T>(own: ConditionBudget, run: () => T): T {
  budget = own;
  return run();
}

/**
 * Makes every step of a parsed expression count. The library chooses what a node does when it first runs, by assigning
 * `evaluate`; so the root keeps an `evaluate` that hands a counting evaluator to whatever was chosen.
 */
export function meter(root: ExpressionNode): void {
  const choose = root.evaluate;
  let chosen: ExpressionNode['evaluate'] | null = null;
  const evaluate = (evaluator: Evaluator, node: ExpressionNode, context: object): unknown => {
    if (chosen === null) return choose.call(root, evaluator, node, context);
    budget.spendStep();
    return chosen.call(root, counting(evaluator), node, context);
  };
  Object.defineProperty(root, 'evaluate', {
    get: () => evaluate,
    set(first: typeof chosen) {
      chosen = first;
    },
  });
}

const counters = new WeakMap<Evaluator, Evaluator>();

function counting(evaluator: Evaluator): Evaluator {
  let counter = counters.get(evaluator);
  if (counter === undefined) {
    const made = Object.create(evaluator) as Evaluator;
    made.run = (node, context) => {
      budget.spendStep();
      const value = node.evaluate(made, node, context);
      budget.spendOn(node.op, value);
      return value;
    };
    // Reads private fields, which only the evaluator itself has.
    made.debugTypeDeep = (value) => evaluator.debugTypeDeep(value);
    counters.set(evaluator, (counter = made));
  }
  return counter;
}
