/**
 * Runs a partition's history again as it was and, beside it, under other rules. Timers fire in log time: a scenario's
 * evaluation that waits like the recorded one comes when the recorded one came, any other when it is due. At the end
 * the evaluations that still wait run in all courses, as if nothing else came.
 */
import { ColdFile } from '../engine/cold-file';
import { isMerchantFact, type Fact, type MerchantFact, type OutsideFact, type RecordedFact } from '../kernel/facts';
import type { Millis } from '../kernel/time';
import type { World } from '../kernel/world';
import { Course, firedTimer, timerKey, type TimerOf } from './course';
import { BudgetsReached } from './budgets-reached';
import { outsideOf, ScenarioRules, type Scenario } from './scenario';
import { translate } from './translate';
import type { Timer } from './timer-queue';

export interface WhatIfOptions {
  partition: number;
  scenarios: readonly Scenario[];
  /** False if the log may hold a fact twice. */
  hasUniqueIds: boolean;
  /** Positions of facts that the engine passed over. */
  passedOver: readonly number[];
  /** So many rows of each course stay in memory; the others go to a temporary file. */
  hotRowsMax?: number;
}

/** What one course of the history led to. */
export interface Outcome {
  world: World;
  budgets: BudgetsReached;
}

export class WhatIf {
  readonly recorded: Outcome;
  readonly scenarios: readonly (Outcome & { scenario: Scenario })[];
  private readonly base: Course;
  private readonly runs: readonly ScenarioRun[];
  private readonly files: ColdFile[] = [];

  constructor({ partition, scenarios, hasUniqueIds, passedOver, hotRowsMax }: WhatIfOptions) {
    const cold = () => {
      const file = new ColdFile(hotRowsMax);
      this.files.push(file);
      return file;
    };
    const budgets = new BudgetsReached();
    this.base = new Course(partition, hasUniqueIds, passedOver, cold(), (decision, at) => {
      budgets.hear(decision, at);
      if (decision.type !== 'RewardEvaluationScheduled' && decision.type !== 'RewardEvaluationFailed') return;
      for (const run of this.runs) run.recordedTimerChanged(decision.data);
    });
    this.recorded = { world: this.base.world, budgets };
    this.runs = scenarios.map((scenario) => {
      const own = new BudgetsReached();
      const course = new Course(partition, hasUniqueIds, passedOver, cold(), (decision, at) => own.hear(decision, at));
      return new ScenarioRun(scenario, course, own, this.base);
    });
    this.scenarios = this.runs.map(({ scenario, course, budgets }) => {
      return { scenario, world: course.world, budgets };
    });
  }

  /** Takes the next fact of the history. */
  take(recorded: RecordedFact): void {
    for (const run of this.runs) run.take(recorded);
    this.base.take(recorded, recorded.fact);
  }

  /** After the last fact. */
  finish(): void {
    this.base.fireBefore(Infinity);
    for (const run of this.runs) run.course.fireBefore(Infinity);
  }

  /** Nothing can be read from its worlds any more. */
  close(): void {
    for (const file of this.files) file.close();
  }
}

class ScenarioRun {
  private readonly rules: ScenarioRules;
  /** Timers that are due like the recorded ones and wait for those to fire. */
  private readonly waiting = new Set<string>();

  constructor(
    readonly scenario: Scenario,
    readonly course: Course,
    readonly budgets: BudgetsReached,
    private readonly base: Course,
  ) {
    this.rules = new ScenarioRules(scenario);
  }

  /** Takes what the fact is in this scenario. The recorded course has not taken it yet. */
  take(recorded: RecordedFact): void {
    this.fireBefore(recorded.recordedAt);
    const [first, ...others] = this.factsFor(recorded);
    if (first === undefined) return;
    this.course.take(recorded, first);
    for (const fact of others) this.course.takeOwn(fact, recorded.recordedAt);
  }

  /** The recorded evaluation is no longer due when this one is, or its timer has fired. */
  recordedTimerChanged(of: { merchantId: string; orderId: string }): void {
    if (this.waiting.delete(timerKey(of))) this.course.setAgain(of.merchantId, of.orderId);
  }

  /** Whether the recorded course waits for the same evaluation: its timer will fire at a recorded position. */
  private waits(timer: Timer): boolean {
    if (this.base.pending(timer)?.evaluation.dueAt !== timer.dueAt) return false;
    this.waiting.add(timerKey(timer));
    return true;
  }

  private fireBefore(time: Millis, turn = 0): void {
    this.course.fireBefore(time, turn, (timer) => this.waits(timer));
  }

  private factsFor({ fact, recordedAt }: RecordedFact): Fact[] {
    if (!isMerchantFact(fact)) {
      return fact.type === 'KernelChanged' && !this.rules.allowsKernel(fact.data.version) ? [] : [fact];
    }
    const fired = firedTimer(fact);
    if (fired !== null) return this.timerFired(fact, recordedAt, fired);
    const merchant = this.course.world.merchant(fact.data.merchantId);
    const known = this.base.world.merchant(fact.data.merchantId);
    const translated = translate(outsideOf(fact), known, merchant);
    return translated === null ? [] : this.rules.rewrite(translated, merchant).map((outside) => wrapped(fact, outside));
  }

  /** The recorded timer fires here too if it is the same; other timers that are due with it keep their turns. */
  private timerFired(fact: MerchantFact, recordedAt: Millis, of: TimerOf): Fact[] {
    const recorded = this.base.pending(of)?.evaluation;
    if (recorded?.id !== of.evaluationId) return [];
    const own = this.course.pending(of)?.evaluation;
    if (own === undefined || own.dueAt !== recorded?.dueAt) {
      this.recordedTimerChanged(of);
      return [];
    }
    this.waiting.delete(timerKey(of));
    this.fireBefore(recordedAt, this.course.turnOf(of));
    const data = { ...fact.data, evaluationId: own.id!, reasons: own.reasons };
    return [{ type: 'RewardEvaluationRequested', data } as Fact];
  }
}

function wrapped(fact: MerchantFact, outside: OutsideFact): MerchantFact {
  return fact.type === 'FactRequeued' ? { type: fact.type, data: { ...fact.data, fact: outside } } : outside;
}
