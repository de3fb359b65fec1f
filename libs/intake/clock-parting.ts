export const CLOCK_LIMITS = {
  /** Two clocks that are further apart than this cannot both be right. */
  partedMs: 60_000,
  /** Clocks hold still while they part no further than this ... */
  stillMs: 1_000,
  /** ... for this long. */
  holdMs: 10_000,
} as const;

/**
 * Judges two clocks by how far they are apart. They are steady while that stays near `base`. Once it did not, they have
 * to hold still for a while, and where they are then becomes the new base.
 */
export class ClockParting {
  /** Where the clocks may be about to hold still; null: they are steady. */
  private held: { apartMs: number; since: number } | null = null;

  /** @param base milliseconds that the clocks are apart when all is well */
  constructor(private base: number) {}

  get isSteady(): boolean {
    return this.held === null;
  }

  /**
   * @param apartMs how far the clocks are apart
   * @param at milliseconds of a clock that never jumps
   */
  sample(apartMs: number, at: number): void {
    if (this.held === null && Math.abs(apartMs - this.base) <= CLOCK_LIMITS.partedMs) return;
    if (this.held === null || Math.abs(apartMs - this.held.apartMs) > CLOCK_LIMITS.stillMs)
      this.held = { apartMs, since: at };
    else if (at - this.held.since >= CLOCK_LIMITS.holdMs) {
      this.base = apartMs;
      this.held = null;
    }
  }
}
