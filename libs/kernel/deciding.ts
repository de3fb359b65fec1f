/** One fact while it is decided: its place in the log, and its decisions so far. */
import type { Decision } from './decisions';
import { evolveDecision } from './evolve';
import type { EffectivePolicy } from './policy-history';
import type { Moment } from './time';
import type { MerchantWorld } from './world';

export class Deciding implements Moment {
  readonly decisions: Decision[] = [];
  readonly position: number;
  readonly recordedAt: number;

  constructor(
    private readonly partition: number,
    readonly merchant: MerchantWorld,
    cause: Moment,
  ) {
    this.position = cause.position;
    this.recordedAt = cause.recordedAt;
  }

  /** Records a decision. The world changes at once, so later decisions already see it. */
  emit(decision: Decision): void {
    evolveDecision(this.merchant, decision, {
      position: this.position,
      ordinal: this.decisions.length,
      recordedAt: this.recordedAt,
    });
    this.decisions.push(decision);
  }

  /** A new id, made from the decision's place in the log, so that a replay makes the same one. */
  newId(kind: 'ev' | 'edge' | 'merge' | 'rw' | 'proposal'): string {
    return `${kind}_${this.partition}_${this.position}_${this.decisions.length}`;
  }

  get kernelVersion(): number {
    return this.merchant.kernelVersion;
  }

  /** The merchant's policy at this moment, for identity decisions. */
  policyNow(): EffectivePolicy {
    return this.merchant.policies.at(this.position);
  }
}
