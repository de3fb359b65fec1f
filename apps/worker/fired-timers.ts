/**
 * Evaluations that were requested and wait to be decided. Their rows stay due until then, and only this memory keeps
 * each round from requesting them again. Forgetting one costs no more than a duplicate.
 */
export class FiredTimers {
  private readonly firedAt = new Map<string, number>();

  constructor(
    private readonly max: number,
    /** An evaluation without a decision is requested again after this time. */
    private readonly forgetAfterMs: number,
  ) {}

  get ids(): string[] {
    return [...this.firedAt.keys()];
  }

  /** How many more may be fired now. */
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

  /** Relies on the map's order, which is oldest first. */
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
