/** One course of the history: a world that takes facts, and the timers that its decisions set. */
import { emptyWorld } from '../engine/replay';
import type { ColdRows } from '../kernel/cold-rows';
import type { Decision } from '../kernel/decisions';
import { isMerchantFact, type EvaluationReason, type Fact, type RecordedFact } from '../kernel/facts';
import { step } from '../kernel/kernel';
import type { Purchase } from '../kernel/purchases/purchase';
import { toMillis, type Millis } from '../kernel/time';
import type { World } from '../kernel/world';
import { TimerQueue, type Timer } from './timer-queue';

/** The place of a fact of its own lies between two recorded positions, so that recorded facts keep their ids. */
export const OWN_FACTS_MAX = 2 ** 22;

export class Course {
  readonly world: World;
  private readonly timers = new TimerQueue();
  /** Turn of each pending timer: one that is set again before it fired keeps it. */
  private readonly turns = new Map<string, number>();
  private nextTurn = 0;
  private at = { position: -1, recordedAt: 0, own: 0 };

  /**
   * @param cold takes the rows that the course does not use
   * @param hasUniqueIds false if the log may hold a fact twice
   * @param heard hears each decision
   */
  constructor(
    partition: number,
    hasUniqueIds: boolean,
    passedOver: readonly number[],
    cold: ColdRows,
    private readonly heard: (decision: Decision, recordedAt: Millis) => void,
  ) {
    this.world = emptyWorld({ partition, hasUniqueIds, passedOver, cold });
  }

  get now(): Millis {
    return this.at.recordedAt;
  }

  /** Takes a fact at its recorded place; `fact` may stand for the recorded one. */
  take({ id, position, recordedAt }: RecordedFact, fact: Fact): void {
    this.at = { position, recordedAt, own: 0 };
    this.step({ id, position, recordedAt, fact });
  }

  /** Takes a fact that the history does not have, after all facts so far. */
  takeOwn(fact: Fact, recordedAt: Millis): void {
    const { position } = this.at;
    const own = this.at.own + 1;
    if (own >= OWN_FACTS_MAX) throw new Error(`more than ${OWN_FACTS_MAX} timers fired after position ${position}`);
    this.at = { position, recordedAt, own };
    const place = position + own / OWN_FACTS_MAX;
    this.step({ id: `own ${place}`, position: place, recordedAt, fact });
  }

  /**
   * Fires the timers that are due before `time`, each at the moment at which it is due, and those that follow from them;
   * of those due at `time`, the ones whose turn comes before `turn`.
   * @param waits keeps a timer back: the caller sets it again if need be, see `setAgain`
   */
  fireBefore(time: Millis, turn = 0, waits: (timer: Timer) => boolean = () => false): void {
    for (;;) {
      const timer = this.timers.first;
      if (timer === undefined || timer.dueAt > time || (timer.dueAt === time && timer.turn >= turn)) return;
      this.timers.take();
      const purchase = this.pending(timer);
      if (purchase?.evaluation.dueAt !== timer.dueAt || waits(timer)) continue;
      const { id, reasons } = purchase.evaluation;
      this.takeOwn(timerFact(timer, id!, reasons), Math.max(timer.dueAt, this.now));
    }
  }

  /** A timer that was kept back may fire now. */
  setAgain(merchantId: string, orderId: string): void {
    const dueAt = this.pending({ merchantId, orderId })?.evaluation.dueAt;
    if (dueAt !== undefined && dueAt !== null) this.set(merchantId, orderId, dueAt);
  }

  /** The purchase, if it waits for an evaluation. */
  pending({ merchantId, orderId }: { merchantId: string; orderId: string }): Purchase | undefined {
    const purchase = this.world.merchant(merchantId).purchases.find(orderId);
    const state = purchase?.evaluation.state;
    return state === 'scheduled' || state === 'failed' ? purchase : undefined;
  }

  /** The turn of a pending timer among those that are due together. */
  turnOf(of: { merchantId: string; orderId: string }): number {
    return this.turns.get(timerKey(of))!;
  }

  private step(recorded: RecordedFact): void {
    for (const decision of step(this.world, recorded)) {
      this.watch(decision);
      this.heard(decision, recorded.recordedAt);
    }
  }

  private watch({ type, data }: Decision): void {
    switch (type) {
      case 'RewardEvaluationScheduled':
        return this.set(data.merchantId, data.orderId, toMillis(data.dueAt));
      case 'RewardEvaluationFailed':
        return this.set(data.merchantId, data.orderId, toMillis(data.nextAttemptAt));
      case 'PurchaseAttributed':
      case 'EvaluationConfirmed':
      case 'RewardEvaluationExhausted':
        this.turns.delete(timerKey(data));
        return;
      default:
    }
  }

  private set(merchantId: string, orderId: string, dueAt: Millis): void {
    const key = timerKey({ merchantId, orderId });
    const turn = this.turns.get(key) ?? this.nextTurn++;
    this.turns.set(key, turn);
    this.timers.add({ merchantId, orderId, dueAt, turn });
  }
}

export function timerKey({ merchantId, orderId }: { merchantId: string; orderId: string }): string {
  return `${merchantId} ${orderId}`;
}

function timerFact({ merchantId, orderId }: Timer, evaluationId: string, reasons: EvaluationReason[]): Fact {
  const data = { merchantId, orderId, evaluationId, reasons, requestedBy: 'timer' as const };
  return { type: 'RewardEvaluationRequested', data };
}

export interface TimerOf {
  merchantId: string;
  orderId: string;
  evaluationId?: string;
}

/** The evaluation whose timer fired; null for any other fact. */
export function firedTimer(fact: Fact): TimerOf | null {
  if (!isMerchantFact(fact) || fact.type !== 'RewardEvaluationRequested') return null;
  return fact.data.requestedBy === 'timer' ? fact.data : null;
}
