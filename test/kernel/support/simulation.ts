/**
 * A partition that lives in log time: facts are stepped through the kernel one after the other, and between them the
 * timers that came due are answered by `RewardEvaluationRequested` facts, as the saga does.
 */
import type { Decision, Exclusion } from '../../../libs/kernel/decisions';
import type { Fact, RecordedFact, RewardEvaluationRequested } from '../../../libs/kernel/facts';
import type { IdentifierRef } from '../../../libs/kernel/identity/identifier';
import { step } from '../../../libs/kernel/kernel';
import type { PolicyPatch } from '../../../libs/kernel/policy';
import type { Purchase } from '../../../libs/kernel/purchases/purchase';
import { toMillis, type Millis } from '../../../libs/kernel/time';
import { World, type MerchantWorld } from '../../../libs/kernel/world';
import { factIdOf, type Arrival } from './arrivals';
import { NOW } from './builders';
import { groupOfPurchase, groupsOf } from './outcome';
import { MERCHANT, merchantRegistered, orderIdOf } from './universe';
import { newestWorld } from './worlds';

export interface Played {
  recorded: RecordedFact;
  decisions: Decision[];
}

/** A fact, or time that passes. */
export type Step = Fact | { waitMs: number };

export const wait = (waitMs: number): Step => ({ waitMs });

export const PARTITION = 3;
/** More timers than this in a row, without a fact between them, mean a timer that restarts itself. */
const TIMERS_MAX = 10_000;

export class Simulation {
  /** The decisions on every fact, timers included. */
  readonly played: Played[] = [];
  now: Millis = NOW;
  private readonly timers = new Map<string, { dueAt: Millis; request: RewardEvaluationRequested }>();

  constructor(readonly world: World = newestWorld(PARTITION)) {}

  /** The world with the one merchant of the universe in it. */
  static of(policy?: PolicyPatch, world?: World): Simulation {
    return new Simulation(world).play(merchantRegistered(policy));
  }

  play(...steps: Step[]): this {
    for (const step of steps) {
      if ('waitMs' in step) this.advanceTo(this.now + step.waitMs);
      else this.record(step);
    }
    return this;
  }

  /** Plays facts as they arrive, the timers between them, and at the end all timers that are left. */
  receive(arrivals: readonly Arrival[]): this {
    for (const { id, fact, recordedAt } of arrivals) this.record(fact, recordedAt, id);
    return this.finish();
  }

  /** One fact, now or later; timers that are due at the same millisecond come after it. */
  record(fact: Fact, recordedAt: Millis = this.now, id: string = factIdOf(fact)): Decision[] {
    this.fireUntil(recordedAt - 1);
    return this.put(fact, recordedAt, id);
  }

  advanceTo(time: Millis): void {
    this.fireUntil(time);
    this.now = Math.max(this.now, time);
  }

  /** Fires every timer, and those that follow. */
  finish(): this {
    this.fireUntil(Infinity);
    return this;
  }

  get decisions(): Decision[] {
    return this.played.flatMap(({ decisions }) => decisions);
  }

  get pendingTimers(): number {
    return this.timers.size;
  }

  merchant(merchantId: string = MERCHANT): MerchantWorld {
    return this.world.merchant(merchantId);
  }

  groups(): string[][] {
    return groupsOf(this.merchant());
  }

  /** Canonical id of the identifier's group; undefined: never seen. */
  canonicalOf({ id }: IdentifierRef): string | undefined {
    return this.merchant().identities.identifiers.get(id)?.groupId;
  }

  purchase(order: number): Purchase {
    return this.merchant().purchases.get(orderIdOf(order));
  }

  groupOf(order: number): string[] | null {
    return groupOfPurchase(this.merchant(), this.purchase(order));
  }

  /** Claim id → `waiting`, `accepted`, or the code of the rejection. */
  claims(order: number): Record<string, string> {
    const claims = this.merchant().purchases.claims.orders.get(orderIdOf(order))?.claims.values() ?? [];
    return Object.fromEntries([...claims].map(({ claimId, status, reason }) => [claimId, reason ?? status]));
  }

  /** Touchpoint id → millionths; null: not evaluated. */
  credits(order: number): Record<string, number> | null {
    const credits = this.purchase(order).attribution?.outcome.credits;
    return credits ? Object.fromEntries(credits.map(({ touchpointId, share }) => [touchpointId, share])) : null;
  }

  excluded(order: number): Exclusion[] | undefined {
    return this.purchase(order).attribution?.outcome.excluded;
  }

  /** State, reasons, and how many milliseconds after `NOW` the evaluation is due. */
  evaluation(order: number) {
    const { state, reasons, dueAt } = this.purchase(order).evaluation;
    return { state, reasons, dueIn: dueAt === null ? null : dueAt - NOW };
  }

  private put(fact: Fact, recordedAt: Millis, id: string): Decision[] {
    this.now = Math.max(this.now, recordedAt);
    const recorded: RecordedFact = { id, position: this.played.length, recordedAt: this.now, fact };
    const decisions = step(this.world, recorded);
    this.played.push({ recorded, decisions });
    for (const decision of decisions) this.watch(decision);
    return decisions;
  }

  private fireUntil(time: Millis): void {
    for (let fired = 0; fired < TIMERS_MAX; fired++) {
      const due = [...this.timers.values()].filter(({ dueAt }) => dueAt <= time).sort((a, b) => a.dueAt - b.dueAt)[0];
      if (due === undefined) return;
      const fact: Fact = { type: 'RewardEvaluationRequested', data: due.request };
      this.put(fact, due.dueAt, factIdOf(fact));
    }
    throw new Error('timers without end');
  }

  /** Keeps the timers that the ledger schedules. */
  private watch({ type, data }: Decision): void {
    switch (type) {
      case 'RewardEvaluationScheduled': {
        const { merchantId, orderId, evaluationId, dueAt, reasons } = data;
        const request = { merchantId, orderId, evaluationId, reasons, requestedBy: 'timer' as const };
        this.timers.set(`${merchantId} ${orderId}`, { dueAt: toMillis(dueAt), request });
        return;
      }
      case 'RewardEvaluationFailed': {
        const timer = this.timers.get(`${data.merchantId} ${data.orderId}`);
        if (timer) timer.dueAt = toMillis(data.nextAttemptAt);
        return;
      }
      case 'RewardEvaluationExhausted':
      case 'PurchaseAttributed':
      case 'EvaluationConfirmed':
        this.timers.delete(`${data.merchantId} ${data.orderId}`);
        return;
      default:
    }
  }
}
