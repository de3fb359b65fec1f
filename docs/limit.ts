import { Environment } from '../apps/environment';
import { ALERT_KINDS } from '../libs/alerts/alert';
import { CODES, type Code } from '../libs/kernel/codes';
import { count } from './quantities';

/** What it limits, its value with its unit, what changes it, and what one sees when it is met. */
export type Limit = readonly [what: string, value: string, changedBy: string, seen: string];

export interface LimitGroup {
  title: string;
  text: string;
  limits: readonly Limit[];
}

export const FIXED = 'fixed';

const DEFAULTS = new Environment();

type NumberVariable = {
  [Name in keyof Environment]: Environment[Name] extends number ? Name : never;
}[keyof Environment];

/** A limit that a variable of the environment sets, or also `alsoBy`; its value is the default. */
export function variableLimit(what: string, name: NumberVariable, unit: string, seen: string, alsoBy?: string): Limit {
  const changedBy = alsoBy === undefined ? `\`${name}\`` : `\`${name}\`, ${alsoBy}`;
  return [what, `${count(DEFAULTS[name])} ${unit}`, changedBy, seen];
}

/** A code as one sees it: with its status when it is answered, alone when it is recorded. */
export function shown(code: Code): string {
  const { status } = CODES[code];
  return status === null ? `\`${code}\`` : `${status} \`${code}\``;
}

/** A link to what an operator does about an alert. */
export function alert(kind: keyof typeof ALERT_KINDS): string {
  return `the alert [${kind}](operating.md#${kind})`;
}

/** A limit for each field of `numbers`: its texts stand in a record with the same fields, so that none is left out. */
export function limitsOf<Name extends string, Value>(
  numbers: Readonly<Record<Name, Value>>,
  texts: Readonly<Record<NoInfer<Name>, readonly [what: string, value: (value: Value) => string, seen: string]>>,
): Limit[] {
  return (Object.keys(texts) as Name[]).map((name) => {
    const [what, value, seen] = texts[name];
    return [what, value(numbers[name]), FIXED, seen];
  });
}
