/**
 * Evaluations that were asked for and wait to be decided. Their rows stay due until then, and this memory alone keeps
 * them from being asked for again in every round; forgetting one costs a duplicate, no more.
 */
export class FiredTimers {
  private readonly firedAt = new Map<string, number>();

  constructor(
    private readonly max: number,
    /** After so long without a decision the evaluation is asked for again. */
    private readonly forgetAfterMs: number,
  ) {}

  get ids(): string[] {
    return [...this.firedAt.keys()];
  }

  /** How many more may be fired before some are decided. */
  get room(): number {
    return Math.max(0, this.max - this.firedAt.size);
  }

  add(evaluationId: string, now: number): void {
    this.firedAt.delete(evaluationId);
    this.firedAt.set(evaluationId, now);
  }

  remove(evaluationId: string): void {
    this.firedAt.delete(evaluationId);
  }

  /** Oldest first, as they were added. */
  forgetOld(now: number): void {
    for (const [evaluationId, at] of this.firedAt) {
      if (now - at < this.forgetAfterMs) return;
      this.firedAt.delete(evaluationId);
    }
  }

  clear(): void {
    this.firedAt.clear();
  }
}
