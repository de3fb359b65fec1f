/** How the pages write numbers with their units. */

const MIB = 1_048_576;

export function count(n: number): string {
  return n.toLocaleString('en-US');
}

/** Inclusive bounds. */
export function between([least, most]: readonly [number, number]): string {
  return `${count(least)} to ${most === Number.MAX_SAFE_INTEGER ? '2^53 - 1' : count(most)}`;
}

export function bytes(n: number): string {
  if (n % MIB === 0) return `${count(n / MIB)} MiB`;
  return n % 1_024 === 0 ? `${count(n / 1_024)} KiB` : `${count(n)} bytes`;
}

/** @param ms milliseconds */
export function duration(ms: number): string {
  if (ms >= 120_000 && ms % 60_000 === 0) return `${count(ms / 60_000)} minutes`;
  if (ms === 1_000) return '1 second';
  return ms % 1_000 === 0 ? `${count(ms / 1_000)} seconds` : `${count(ms)} ms`;
}
