import { parseArgs } from 'node:util';

export interface TruthOptions {
  seed: number;
  orders: number;
  write: boolean;
  files?: string;
}

const ORDERS = 500;
const OPTIONS = {
  seed: { type: 'string', default: '1' },
  write: { type: 'boolean', default: false },
  files: { type: 'string' },
} as const;

let taken: TruthOptions | undefined;

/** Takes `--seed N`, `--write` and `--files DIR` from the arguments. Returns the others. */
export function takeTruthOptions(args: readonly string[]): string[] {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error('--seed is a whole number');
  const orders = Number(process.env.TRUTH_ORDERS ?? ORDERS);
  if (!Number.isSafeInteger(orders) || orders < 1) throw new Error('TRUTH_ORDERS is a whole number from 1 on');
  taken = { seed, orders, write: values.write, files: values.files };
  return positionals;
}

export function truthOptions(): TruthOptions {
  if (taken === undefined) throw new Error('no options were taken');
  return taken;
}
