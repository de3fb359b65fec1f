/** Two clocks that are further apart than this cannot both be right. */
const PARTED_MS = 60_000;
/** Clocks hold still while they part no further than this ... */
const STILL_MS = 1_000;
/** ... for this long. */
const HOLD_MS = 10_000;

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
    if (this.held === null && Math.abs(apartMs - this.base) <= PARTED_MS) return;
    if (this.held === null || Math.abs(apartMs - this.held.apartMs) > STILL_MS) this.held = { apartMs, since: at };
    else if (at - this.held.since >= HOLD_MS) {
      this.base = apartMs;
      this.held = null;
    }
  }
}
