/**
 * Intake facts: what the outside world told us. The shapes below are the `data` of the events in the intake stream.
 * Instants are RFC 3339 strings with milliseconds; money is integer minor units; identifiers and tokens are pseudonyms
 * and keyed hashes. Optional fields are left out, never null, so that equal content has equal canonical JSON.
 */
import type { IdentifierRef, Pseudonym } from './identity/identifier';
import type { PolicyPatch, TouchpointSource } from './policy';
import type { RewardRule } from './rewards/reward-rule';
import type { Instant } from './time';

export interface MerchantRegistered {
  merchantId: string;
  name: string;
  policy?: PolicyPatch;
}

export interface PolicyChanged {
  merchantId: string;
  policy: PolicyPatch;
}

/** Process-wide defaults from the environment; belongs to a partition, not to a merchant. */
export interface DefaultsConfigured {
  policy: PolicyPatch;
}

/** From the next fact of the partition on, this version of the kernel decides. */
export interface KernelChanged {
  version: number;
}

export interface TouchpointRecorded {
  merchantId: string;
  touchpointId: string;
  anonymousId: IdentifierRef;
  source: TouchpointSource;
  channel?: string;
  campaign?: string;
  referrer?: IdentifierRef;
  url?: string;
  occurredAt: Instant;
  /** Sent with the publishable key, which anybody can read. */
  fromBrowser?: true;
}

export interface PurchaseClaimed {
  merchantId: string;
  claimId: string;
  anonymousId: IdentifierRef;
  /** Evidence only: the browser said so, nobody signed it. */
  customerId?: IdentifierRef;
  /** Absent: the checkout has no order yet, and the token alone tells which it becomes. */
  orderId?: string;
  /** Keyed hash of the token, hex. */
  token: string;
  occurredAt: Instant;
}

/** From here on the code belongs to `owner`, who refers whoever buys with it. */
export interface CodeAssigned {
  merchantId: string;
  /** Trimmed and upper-cased. */
  code: string;
  owner: IdentifierRef;
  channel?: string;
  campaign?: string;
  actor?: string;
}

/** The plain value of an identifier was erased; whoever comes back with it is somebody new. */
export interface IdentityForgotten {
  merchantId: string;
  identifier: IdentifierRef;
  reason: string;
  actor: string;
}

/** The merchant's plain values and keys were erased; only evaluations that were due already follow. */
export interface MerchantForgotten {
  merchantId: string;
  reason: string;
  actor: string;
}

/** The code belongs to nobody from here on. */
export interface CodeReleased {
  merchantId: string;
  code: string;
  actor?: string;
}

export interface IdentityAsserted {
  merchantId: string;
  assertionId: string;
  a: IdentifierRef;
  b: IdentifierRef;
  evidence?: string;
}

export const PLATFORMS = ['shopify', 'woocommerce', 'custom'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** In order of rank: of two versions with the same source version and refund, the one later in this list is held. */
export const PURCHASE_STATUSES = ['pending', 'paid', 'partially_refunded', 'refunded', 'cancelled'] as const;
export type PurchaseStatus = (typeof PURCHASE_STATUSES)[number];

export interface PurchaseItem {
  sku: string;
  /** Thousandths of a unit. */
  quantity: number;
  /** Minor units of the purchase's currency. */
  price: number;
}

/** An integer (custom senders) or an instant; an integer ranks below an instant. */
export type SourceVersion = number | Instant;

/** Where the shop itself says that the buyer came from. */
export interface CarriedVisit {
  source: TouchpointSource;
  channel?: string;
  campaign?: string;
  /** Whoever a `ref` parameter of the landing page names. */
  referrer?: IdentifierRef;
  url?: string;
  /** Absent: the purchase's. */
  occurredAt?: Instant;
}

/** Evidence of where a buyer came from that the order itself carries, so that the shop signed it. */
export interface Carried {
  /** Anonymous ids that the storefront wrote into the order: the first `LIMITS.carriedDevices`. */
  devices?: IdentifierRef[];
  /**
   * Discount codes, trimmed and upper-cased, each once: the first `LIMITS.carriedCodes`. An empty list says that the
   * order has none; without a list the order keeps those of another version.
   */
  codes?: string[];
  visit?: CarriedVisit;
  /** Pseudonyms that `customerId` and `emailHash` had before they were erased. */
  earlier?: { customerId?: Pseudonym[]; emailHash?: Pseudonym[] };
}

export interface PurchaseRecorded {
  merchantId: string;
  orderId: string;
  platform: Platform;
  customerId?: IdentifierRef;
  emailHash?: IdentifierRef;
  /** Keyed hash of the token, hex, as in the claim. */
  token?: string;
  status: PurchaseStatus;
  /** Minor units. */
  total: number;
  /** Minor units, 0 to total. */
  refunded: number;
  /** Minor units, 0 to total: what the goods cost after discounts. Absent: the sum of the items, see `goodsOf`. */
  goods?: number;
  currency: string;
  items: PurchaseItem[];
  /** A later order of a subscription. */
  renewal?: true;
  carried?: Carried;
  sourceVersion: SourceVersion;
  /** SHA-256 of the raw delivery, hex: the last tie-breaker between versions. */
  bodyHash: string;
  occurredAt: Instant;
}

export const EVALUATION_REASONS = [
  'settling',
  'merge',
  'unmerge',
  'late-touchpoint',
  'evidence',
  'customer',
  'late-purchase',
  'updated',
  'budget',
  'linked',
  'refund',
  'cancellation',
  'operator',
] as const;
export type EvaluationReason = (typeof EVALUATION_REASONS)[number];

export interface RewardEvaluationRequested {
  merchantId: string;
  orderId: string;
  /** The evaluation whose timer fired; an operator's request names none. */
  evaluationId?: string;
  reasons: EvaluationReason[];
  requestedBy: 'timer' | 'operator';
  actor?: string;
  reason?: string;
}

export const BUDGET_WINDOWS = ['total', 'day', 'week', 'month'] as const;
export type BudgetWindow = (typeof BUDGET_WINDOWS)[number];

/** One immutable version of a campaign. The first publication is version 1, the next one version 2. */
export interface CampaignPublished {
  merchantId: string;
  campaignId: string;
  name: string;
  /** CEL, checked when published. */
  condition: string;
  currency: string;
  /** What percentages and tiers are of: the net, or the goods' part of it. Absent: the net. */
  base?: 'net' | 'goods';
  priority: number;
  exclusive: boolean;
  validFrom?: Instant;
  validUntil?: Instant;
  holdDays: number;
  rewards: RewardRule[];
  /** Limits on the live rewards of one recipient's group. */
  caps?: { count?: number; amount?: number };
  budgets: { window: BudgetWindow; amount: number }[];
}

export interface CampaignPaused {
  merchantId: string;
  campaignId: string;
}

export interface CampaignResumed {
  merchantId: string;
  campaignId: string;
}

export interface CampaignArchived {
  merchantId: string;
  campaignId: string;
}

export interface RewardPaymentRecorded {
  merchantId: string;
  rewardId: string;
  /** The payout system's own reference. */
  reference: string;
}

export interface ExchangeRatesRecorded {
  merchantId: string;
  base: string;
  /** What one unit of `base` is worth, as decimal strings. */
  rates: Record<string, string>;
  asOf: Instant;
}

/** Rules that an operator may override. */
export const MERGE_FORCES = ['CUSTOMER_CONFLICT', 'SEPARATED'] as const;
export type MergeForce = (typeof MERGE_FORCES)[number];

export interface MergeRequested {
  merchantId: string;
  requestId: string;
  a: IdentifierRef;
  b: IdentifierRef;
  reason: string;
  actor: string;
  force?: MergeForce[];
}

export interface UnmergeRequested {
  merchantId: string;
  /** Id of a merge, or of an edge. */
  mergeId: string;
  reason: string;
  actor: string;
}

/** The pair of a reverted edge may be connected again. */
export interface SeparationLifted {
  merchantId: string;
  a: IdentifierRef;
  b: IdentifierRef;
  reason: string;
  actor: string;
}

export interface ProposalDecided {
  merchantId: string;
  proposalId: string;
  decision: 'approved' | 'rejected';
  reason: string;
  actor: string;
}

/** An operator wants a fact on which the kernel threw to be decided again, as if it came now. */
export interface FactRequeued {
  merchantId: string;
  factId: string;
  /** The fact as the log holds it. */
  fact: OutsideFact;
  reason: string;
  actor: string;
}

/**
 * A process ended each time it decided the fact at `position`, so that fact counts as failed. The engine has to know this
 * before it meets that position, and appends this fact after it.
 */
export interface FactPassedOver {
  merchantId: string;
  factId: string;
  position: number;
}

export type Fact =
  | { type: 'MerchantRegistered'; data: MerchantRegistered }
  | { type: 'PolicyChanged'; data: PolicyChanged }
  | { type: 'DefaultsConfigured'; data: DefaultsConfigured }
  | { type: 'KernelChanged'; data: KernelChanged }
  | { type: 'TouchpointRecorded'; data: TouchpointRecorded }
  | { type: 'PurchaseClaimed'; data: PurchaseClaimed }
  | { type: 'CodeAssigned'; data: CodeAssigned }
  | { type: 'CodeReleased'; data: CodeReleased }
  | { type: 'IdentityForgotten'; data: IdentityForgotten }
  | { type: 'MerchantForgotten'; data: MerchantForgotten }
  | { type: 'IdentityAsserted'; data: IdentityAsserted }
  | { type: 'PurchaseRecorded'; data: PurchaseRecorded }
  | { type: 'RewardEvaluationRequested'; data: RewardEvaluationRequested }
  | { type: 'CampaignPublished'; data: CampaignPublished }
  | { type: 'CampaignPaused'; data: CampaignPaused }
  | { type: 'CampaignResumed'; data: CampaignResumed }
  | { type: 'CampaignArchived'; data: CampaignArchived }
  | { type: 'RewardPaymentRecorded'; data: RewardPaymentRecorded }
  | { type: 'ExchangeRatesRecorded'; data: ExchangeRatesRecorded }
  | { type: 'MergeRequested'; data: MergeRequested }
  | { type: 'UnmergeRequested'; data: UnmergeRequested }
  | { type: 'SeparationLifted'; data: SeparationLifted }
  | { type: 'ProposalDecided'; data: ProposalDecided }
  | { type: 'FactRequeued'; data: FactRequeued }
  | { type: 'FactPassedOver'; data: FactPassedOver };

export type FactType = Fact['type'];

/** Facts that belong to a partition and to no merchant. */
export type PartitionFact = Extract<Fact, { type: 'DefaultsConfigured' | 'KernelChanged' }>;
export type MerchantFact = Exclude<Fact, PartitionFact>;
/** A merchant's fact that is not wrapped in another. */
export type OutsideFact = Exclude<MerchantFact, { type: 'FactRequeued' }>;

export function isMerchantFact(fact: Fact): fact is MerchantFact {
  return 'merchantId' in fact.data;
}

/** A fact with its place in the log. */
export interface RecordedFact {
  /** Event id in the intake stream (UUID). */
  id: string;
  position: number;
  /** Milliseconds; never decreasing within a partition. */
  recordedAt: number;
  fact: Fact;
}
