/** The metrics for Prometheus. No label names a merchant: there are too many, and their names are private. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const FAST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export class Metrics {
  readonly registry = new Registry();
  private readonly registers = [this.registry];

  readonly httpSeconds = new Histogram({
    name: 'tributary_http_request_seconds',
    help: 'Duration of requests, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: FAST_SECONDS,
    registers: this.registers,
  });
  readonly lagPositions = new Gauge({
    name: 'tributary_engine_lag_positions',
    help: 'Facts of the partition that are not yet decided.',
    labelNames: ['partition'],
    registers: this.registers,
  });
  readonly lagSeconds = new Gauge({
    name: 'tributary_engine_lag_seconds',
    help: 'How long the oldest undecided fact of the partition has waited.',
    labelNames: ['partition'],
    registers: this.registers,
  });
  readonly positions = new Gauge({
    name: 'tributary_engine_position',
    help: 'Position of the last decided fact of the partition; -1 before the first.',
    labelNames: ['partition'],
    registers: this.registers,
  });
  readonly partitionOwner = new Gauge({
    name: 'tributary_engine_partition_owner',
    help: '1 for the process (host:pid) that owns the partition; every process reports the same.',
    labelNames: ['partition', 'owner'],
    registers: this.registers,
  });
  readonly partitionsLost = new Counter({
    name: 'tributary_engine_partitions_lost_total',
    help: 'Batches that this process gave up, because another one had moved the partition or rebuilt its tables.',
    registers: this.registers,
  });
  readonly partitionsHeld = new Gauge({
    name: 'tributary_engine_partitions_held',
    help: 'Partitions that this process decides.',
    registers: this.registers,
  });
  readonly partitionsStopped = new Gauge({
    name: 'tributary_engine_partitions_stopped',
    help: 'Partitions, of any process, whose engine cannot get past a fact or ledger event.',
    registers: this.registers,
  });
  readonly batchFacts = new Histogram({
    name: 'tributary_engine_batch_facts',
    help: 'Facts decided in one batch.',
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_000, 5_000, 10_000],
    registers: this.registers,
  });
  readonly phaseSeconds = new Histogram({
    name: 'tributary_engine_phase_seconds',
    help: 'Duration of the phases of a batch: read, prefetch, execute, flush.',
    labelNames: ['phase'],
    buckets: FAST_SECONDS,
    registers: this.registers,
  });
  readonly decisions = new Counter({
    name: 'tributary_engine_decisions_total',
    help: 'Ledger events written, by type.',
    labelNames: ['type'],
    registers: this.registers,
  });
  readonly troubles = new Counter({
    name: 'tributary_engine_troubles_total',
    help: 'Batches that failed; each is tried again.',
    registers: this.registers,
  });
  readonly timersFired = new Counter({
    name: 'tributary_timers_fired_total',
    help: 'Due evaluations that were requested.',
    registers: this.registers,
  });
  readonly overdueEvaluations = new Gauge({
    name: 'tributary_evaluations_overdue',
    help: 'Purchases whose evaluation is due and not decided; counts at most 1,000 of each partition.',
    registers: this.registers,
  });
  readonly overdueSeconds = new Gauge({
    name: 'tributary_evaluations_overdue_seconds',
    help: 'How long the oldest overdue evaluation has been due.',
    registers: this.registers,
  });
  readonly alertsOpen = new Gauge({
    name: 'tributary_alerts_open',
    help: 'Open alerts of all merchants, by kind; every process reports the same number.',
    labelNames: ['kind'],
    registers: this.registers,
  });
  readonly clockJumps = new Counter({
    name: 'tributary_clock_jumps_total',
    help: 'How often a clock of the process or its database jumped, so that nothing was stored for a while.',
    registers: this.registers,
  });
  readonly alertRounds = new Counter({
    name: 'tributary_alert_rounds_total',
    help: 'Rounds of checks for alerts; the processes take turns.',
    registers: this.registers,
  });
  readonly alertTroubles = new Counter({
    name: 'tributary_alert_troubles_total',
    help: 'Failed checks for alerts; the alerts of a failed check stay as they are.',
    registers: this.registers,
  });
  readonly partitions = new Gauge({
    name: 'tributary_engine_partitions',
    help: 'Number of partitions; the processes together must hold all of them.',
    registers: this.registers,
  });
  readonly poolConnections = new Gauge({
    name: 'tributary_pool_connections',
    help: 'Database connections, by pool (requests, engine): in use, idle, and callers that wait for one.',
    labelNames: ['pool', 'state'],
    registers: this.registers,
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
