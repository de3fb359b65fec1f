/**
 * The rules that a merchant can set. A policy takes effect once it is a fact in the log. Each version is a full policy,
 * so a decision can be repeated under the version of its time.
 */
import type { Pseudonym } from './identity/identifier';

export const ATTRIBUTION_MODELS = ['last-touch', 'first-touch', 'linear', 'position-based', 'time-decay'] as const;
export type AttributionModel = (typeof ATTRIBUTION_MODELS)[number];

/** What a sender can say of a touchpoint. */
export const TOUCHPOINT_SOURCES = ['referral', 'paid', 'email', 'social', 'organic', 'direct', 'other'] as const;
export type TouchpointSource = (typeof TOUCHPOINT_SOURCES)[number];

/** What earns credit: touchpoints, and codes that an order carries. */
export const CREDIT_SOURCES = ['code', ...TOUCHPOINT_SOURCES] as const;
export type CreditSource = (typeof CREDIT_SOURCES)[number];

export const REPROCESS_MODES = ['auto', 'review', 'off'] as const;
export type ReprocessMode = (typeof REPROCESS_MODES)[number];

/** What becomes of an order that is a part of another, as plugins for marketplaces make them. */
export const SUB_ORDER_MODES = ['ignore', 'count'] as const;
export type SubOrderMode = (typeof SUB_ORDER_MODES)[number];

export interface Policy {
  settlingPeriodSeconds: number;
  lookbackDays: number;
  model: AttributionModel;
  /** Source classes, best first. Sources named in none of them come last, together. */
  sourceRanking: CreditSource[][];
  finalityDays: number;
  reprocess: ReprocessMode;
  requireToken: boolean;
  claimTtlDays: number;
  maxCustomersPerGroup: number;
  maxIdentifiersPerGroup: number;
  /** Vault pseudonyms (type `blocked_value`) of the merchant's own list, for display and not for matching. */
  blockedValues: Pseudonym[];
  /** Pseudonyms of the blocked values in each identifier type, for matching: trimmed, lower-cased, generation 0. */
  blockedIds: Pseudonym[];
  linkByEmail: boolean;
  acceptTestOrders: boolean;
  acceptCarriedDevices: boolean;
  subOrders: SubOrderMode;
  lateClaimHours: number;
  maxBackdateSeconds: number;
  mismatchAlertPercent: number;
}

/** A change of a policy: only the named fields change. */
export type PolicyPatch = Partial<Policy>;

export const DEFAULT_POLICY: Policy = {
  settlingPeriodSeconds: 60,
  lookbackDays: 30,
  model: 'last-touch',
  sourceRanking: [['code', 'referral'], ['paid', 'email', 'social', 'organic', 'other'], ['direct']],
  finalityDays: 90,
  reprocess: 'auto',
  requireToken: true,
  claimTtlDays: 30,
  maxCustomersPerGroup: 1,
  maxIdentifiersPerGroup: 200,
  blockedValues: [],
  blockedIds: [],
  linkByEmail: false,
  acceptTestOrders: false,
  acceptCarriedDevices: true,
  subOrders: 'ignore',
  lateClaimHours: 48,
  maxBackdateSeconds: 900,
  mismatchAlertPercent: 5,
};

/** Inclusive bounds of the numeric fields: the edge checks them and the reference documents them. */
export const POLICY_LIMITS = {
  settlingPeriodSeconds: [0, 86_400],
  lookbackDays: [1, 365],
  finalityDays: [1, 3_650],
  claimTtlDays: [1, 365],
  maxCustomersPerGroup: [1, 200],
  maxIdentifiersPerGroup: [2, 1_000],
  lateClaimHours: [0, 2_160],
  maxBackdateSeconds: [0, 2_592_000],
  mismatchAlertPercent: [1, 100],
} as const satisfies Partial<Record<keyof Policy, readonly [number, number]>>;

export const BLOCKED_VALUES_MAX = 500;
