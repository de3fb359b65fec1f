/** One fact being decided: where it stands in the log, and what was decided of it so far. */
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

  /** Records a decision; the world changes at once, so what is decided next already knows it. */
  emit(decision: Decision): void {
    evolveDecision(this.merchant, decision, {
      position: this.position,
      ordinal: this.decisions.length,
      recordedAt: this.recordedAt,
    });
    this.decisions.push(decision);
  }

  /** A new id, made of the place in the log where it is decided: a replay makes the same. */
  newId(kind: 'ev' | 'edge' | 'merge' | 'rw' | 'proposal'): string {
    return `${kind}_${this.partition}_${this.position}_${this.decisions.length}`;
  }

  /** The merchant's policy at this moment: for identity decisions. */
  policyNow(): EffectivePolicy {
    return this.merchant.policies.at(this.position);
  }
}
