/** The first of many things that come in any order; holds at most twice as many as it gives. */
export class FirstOf<T> {
  private kept: { position: number; ordinal: number; thing: T }[] = [];

  constructor(private readonly max: number) {}

  /** No two things have the same place in the log. */
  add(thing: T, position: number, ordinal = 0): void {
    if (this.max <= 0) return;
    this.kept.push({ position, ordinal, thing });
    if (this.kept.length >= 2 * this.max) this.cut();
  }

  all(): T[] {
    this.cut();
    return this.kept.map(({ thing }) => thing);
  }

  private cut(): void {
    this.kept.sort((a, b) => a.position - b.position || a.ordinal - b.ordinal);
    this.kept.length = Math.min(this.kept.length, this.max);
  }
}
