/** Chance from a seed. Each use has a stream of its own, so that more of one thing changes nothing of another. */
export class Chance {
  private state: number;

  constructor(seed: number, use: string) {
    this.state = seed >>> 0;
    for (const unit of use) this.state = Math.imul(this.state ^ unit.codePointAt(0)!, 0x01_00_01_93) >>> 0;
  }

  /** From 0 to below 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  is(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }

  /** One of the entries, by weights that add up to 1. */
  weighed<T>(weights: readonly (readonly [T, number])[]): T {
    let left = this.next();
    return (weights.find(([, weight]) => (left -= weight) < 0) ?? weights.at(-1)!)[0];
  }

  /** Such as nobody guesses. */
  id(prefix: string): string {
    const part = () => this.between(0, 0xff_ff_ff).toString(16).padStart(6, '0');
    return `${prefix}-${part()}${part()}${part()}`;
  }
}
