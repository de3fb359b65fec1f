import { WrongUse } from '../exit';

const POSITION = /^\d{1,15}$/;
const PAIR = /^(\d{1,5}):(\d{1,15})$/;

/**
 * Positions after which rows must have changed, by partition: one number for a merchant, whose partition is known, or
 * `partition:position` for each partition, as an export without a merchant prints them.
 * @param partition the merchant's; undefined: all merchants
 */
export function readSince(text: string, partition: number | undefined, partitions: number): Map<number, number> {
  if (partition !== undefined) {
    if (POSITION.test(text)) return new Map([[partition, Number(text)]]);
    const own = PAIR.exec(text);
    if (own !== null && Number(own[1]) === partition) return new Map([[partition, Number(own[2])]]);
    throw new WrongUse(`--since ${text} is not a position; the merchant's partition is ${partition}.`);
  }
  const since = new Map<number, number>();
  for (const part of text.split(',')) {
    const pair = PAIR.exec(part);
    const named = Number(pair?.[1]);
    if (pair === null || named >= partitions || since.has(named)) {
      throw new WrongUse(
        `--since ${text}: each partition has positions of its own, so without --merchant give partition:position for ` +
          'each, separated by commas, as the export before printed them; or name a --merchant.',
      );
    }
    since.set(named, Number(pair[2]));
  }
  return since;
}

/** What `readSince` reads; undefined: nothing is decided yet, so there is nothing to go on from. */
export function writeSince(
  decided: readonly { partition: number; position: number }[],
  ofMerchant: boolean,
): string | undefined {
  const begun = decided.filter(({ position }) => position >= 0);
  if (begun.length === 0) return undefined;
  if (ofMerchant) return String(begun[0]!.position);
  return begun.map(({ partition, position }) => `${partition}:${position}`).join(',');
}
