import type { Pool } from 'pg';
import type { EventLog } from '../event-log/event-log';
import { CampaignIntake } from './campaign-intake';
import { CodeIntake } from './code-intake';
import { DeadLetterIntake } from './dead-letter-intake';
import { ErasureIntake } from './erasure';
import { EvaluationIntake } from './evaluation-intake';
import { FactAppender } from './fact-appender';
import { MergeIntake } from './merge-intake';
import { MerchantErasure } from './merchant-erasure';
import { MerchantIntake } from './merchant-intake';
import { Merchants } from './merchants';
import { PartitionIntake } from './partition-intake';
import { PolicyIntake } from './policy-intake';
import { PrivacyRequests } from './privacy-requests';
import type { SecretBox } from './secret-box';
import { ShopIntake } from './shop-intake';
import { SteadyClock } from './steady-clock';
import { Tallies } from './tallies';
import { TrackingIntake } from './tracking-intake';

export interface IntakeOptions {
  pool: Pool;
  log: EventLog;
  partitions: number;
  /** Opens the secrets in the database. */
  secrets: SecretBox;
  /** Milliseconds since 1970; the machine's clock unless a test says otherwise. */
  now?: () => number;
  /** Says whether facts may be recorded now; the machine's clocks unless a test says otherwise. */
  clock?: SteadyClock;
}

/**
 * Everything by which the outside world's word becomes a fact in the log. Inputs are parsed JSON (or what an importer
 * made of a line) and are checked here, field by field. A refusal that a caller can cause comes back as a problem; only
 * bugs are thrown, and errors of a database that is away.
 */
export class Intake {
  /** Touchpoints, claims, assertions, and orders that no shop signed. */
  readonly tracking: TrackingIntake;
  /** Merchants and their keys. */
  readonly merchants: MerchantIntake;
  readonly policies: PolicyIntake;
  /** Configuration that belongs to no merchant. */
  readonly partitions: PartitionIntake;
  /** Deliveries of shops, their quarantine and their secrets. */
  readonly shops: ShopIntake;
  readonly evaluations: EvaluationIntake;
  /** Campaigns, payments and exchange rates. */
  readonly campaigns: CampaignIntake;
  /** To whom codes belong. */
  readonly codes: CodeIntake;
  /** Operators' merges, and proposals. */
  readonly merges: MergeIntake;
  readonly deadLetters: DeadLetterIntake;
  readonly erasure: ErasureIntake;
  readonly merchantErasure: MerchantErasure;
  /** What shops ask for on behalf of people. */
  readonly privacy: PrivacyRequests;
  /** What became of requests, counted. */
  readonly tallies: Tallies;

  constructor({ pool, log, partitions, secrets, now = Date.now, clock = new SteadyClock() }: IntakeOptions) {
    const appender = new FactAppender(log, partitions, clock);
    const merchants = new Merchants(pool, secrets);
    this.tallies = new Tallies(pool, now);
    this.tracking = new TrackingIntake(merchants, appender, this.tallies, now);
    this.merchants = new MerchantIntake(pool, merchants, appender, this.tallies);
    this.policies = new PolicyIntake(merchants, appender);
    this.partitions = new PartitionIntake(pool, log, appender);
    this.erasure = new ErasureIntake(pool, log, merchants, appender);
    this.merchantErasure = new MerchantErasure(pool, merchants, appender);
    this.privacy = new PrivacyRequests(pool, this.erasure, this.merchantErasure);
    this.shops = new ShopIntake(pool, log, merchants, appender, this.privacy, secrets, this.tallies, now);
    this.evaluations = new EvaluationIntake(pool, appender);
    this.campaigns = new CampaignIntake(pool, merchants, appender);
    this.codes = new CodeIntake(pool, merchants, appender);
    this.merges = new MergeIntake(pool, merchants, appender);
    this.deadLetters = new DeadLetterIntake(pool, log, appender);
  }
}
