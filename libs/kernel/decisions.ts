/** Ledger events: what the engine decided. The shapes below are the `data` of the events in the ledger stream. */
import type { IdentifierType, Pseudonym } from './identity/identifier';
import type { AttributionModel, CreditSource } from './policy';
import type { EvaluationReason, FactType, MergeForce } from './facts';
import type { RewardRole } from './rewards/reward-rule';
import type { Instant } from './time';
import type { CampaignRefusal, ClaimRefusal, EvaluationError, MergeRefusal, WithholdingCode } from './codes';

export interface Ref {
  type: IdentifierType;
  id: Pseudonym;
}

/** Why two identifiers were connected: the fact that says so, and the sender's note if it has one. */
export interface Evidence {
  kind: 'claim' | 'carried' | 'assertion' | 'purchase' | 'operator';
  orderId?: string;
  claimId?: string;
  assertionId?: string;
  /** The operator's request, and who made it. */
  requestId?: string;
  actor?: string;
  note?: string;
}

/** Whether a claim of an order, or a device that the order carries, made the connection. */
export function isOfClaim({ kind }: Evidence): boolean {
  return kind === 'claim' || kind === 'carried';
}

interface Connection {
  merchantId: string;
  a: Ref;
  b: Ref;
  evidence: Evidence;
}

export interface IdentifierBlocked {
  merchantId: string;
  identifier: Ref;
  /** The fact that named it. */
  in: 'touchpoint' | 'claim';
}

export interface IdentityEdgeConfirmed extends Connection {
  /** Rules that the operator chose to override, whether or not they applied. */
  forced?: MergeForce[];
  edgeId: string;
  groupId: Pseudonym;
}

export interface IdentityMergeRefused extends Connection {
  code: MergeRefusal;
}

export interface IdentityGroupsMerged extends Connection {
  /** Rules that the operator chose to override, whether or not they applied. */
  forced?: MergeForce[];
  mergeId: string;
  edgeId: string;
  into: Pseudonym;
  from: Pseudonym;
  /** Identifiers whose canonical group changed from `from` to `into`. */
  moved: Pseudonym[];
}

/** An operator took an edge back: its pair is separated, and the group's other edges were decided anew. */
export interface IdentityGroupsUnmerged extends Connection {
  edgeId: string;
  /** Absent if the edge only confirmed the group. */
  mergeId?: string;
  /** Id of the group before. */
  groupId: Pseudonym;
  /** The groups that remain; the first keeps the canonical id. A single part means that nothing split. */
  parts: { groupId: Pseudonym; identifiers: Pseudonym[] }[];
  /** Ids of the edges that still hold the pair together. */
  heldBy: string[];
  /** Edges that now merge groups and did not before, or that now merge different groups. */
  merges: { edgeId: string; mergeId: string; into: Pseudonym; from: Pseudonym; moved: Pseudonym[] }[];
  /** Ids of the edges that are refused without the removed one; a refusal event follows for each. */
  dropped: string[];
  /** Connects with a member of the group that were refused since the edge came; they stay refused. */
  refusedMeanwhile: { a: Ref; b: Ref; code: MergeRefusal; position: number }[];
  reason: string;
  actor: string;
}

/** The outcome of an operator's merge request: an edge, new or existing, or a refusal. */
export interface MergeRequestDecided {
  merchantId: string;
  requestId: string;
  edgeId?: string;
  /** Absent if the edge only confirms the group. */
  mergeId?: string;
  refused?: MergeRefusal;
}

export interface ClaimNamed {
  merchantId: string;
  orderId: string;
  claimId: string;
  device: Pseudonym;
  /** The order itself carries the device. */
  carried?: true;
  /** The claim named no order: its token alone led to this one. */
  byToken?: true;
}

export interface PurchaseClaimAccepted extends ClaimNamed {}

export interface PurchaseClaimRejected extends ClaimNamed {
  code: ClaimRefusal;
}

/** The device claimed this purchase before. */
export interface PurchaseClaimRepeated extends ClaimNamed {}

/** The claims with a wrong token that are older than the newest hundred are refused together. */
export interface WaitingClaimsDropped {
  merchantId: string;
  orderId: string;
  count: number;
}

/** The device could not join the buyer's group; its own touchpoints count for this one purchase. */
export interface DeviceEvidenceAdded {
  merchantId: string;
  orderId: string;
  device: Pseudonym;
}

export interface PurchaseLinked {
  merchantId: string;
  orderId: string;
  via: LinkVia;
  /** The purchase belongs to the canonical group of this identifier, now and after every merge. */
  anchor: Ref;
}
export type LinkVia = 'claim' | 'carried' | 'customer' | 'email';

export interface PurchaseAnchorMoved {
  merchantId: string;
  orderId: string;
  from: Pseudonym;
  anchor: Ref;
}

export interface RewardEvaluationScheduled {
  merchantId: string;
  orderId: string;
  evaluationId: string;
  dueAt: Instant;
  reasons: EvaluationReason[];
}

export interface Credit {
  touchpointId: string;
  source: CreditSource;
  channel?: string;
  campaign?: string;
  referrer?: Ref;
  /** Millionths; the credits of one purchase sum to 1,000,000. */
  share: number;
}

export type ExclusionReason = 'OUTSIDE_WINDOW' | 'SELF_REFERRAL' | 'LOWER_RANK' | 'FALLBACK' | 'LIMIT';

export interface Exclusion {
  touchpointId: string;
  reason: ExclusionReason;
}

export interface Attribution {
  model: AttributionModel;
  lookbackDays: number;
  policyVersion: number;
  /** Time of the purchase as the attribution used it; later touchpoints do not count. */
  purchasedAt: Instant;
  credits: Credit[];
  /** The newest hundred, newest first. */
  excluded: Exclusion[];
  excludedCount: number;
  /** Why there is no credit. */
  reason?: 'NO_TOUCHPOINT' | 'ALL_EXCLUDED';
}

/** A ledger event named by the position of its cause and its ordinal among that cause's decisions. */
export interface DecisionRef {
  position: number;
  ordinal: number;
}

export interface PurchaseAttributed extends Attribution {
  merchantId: string;
  orderId: string;
  evaluationId: string;
  supersedes?: DecisionRef;
}

/** The attribution's own fields, written out: a rest pattern is slow, and every evaluation makes a copy. */
export function attributionOf({
  model,
  lookbackDays,
  policyVersion,
  purchasedAt,
  credits,
  excluded,
  excludedCount,
  reason,
}: Attribution): Attribution {
  return { model, lookbackDays, policyVersion, purchasedAt, credits, excluded, excludedCount, reason };
}

export interface EvaluationConfirmed {
  merchantId: string;
  orderId: string;
  evaluationId: string;
  confirms: DecisionRef;
}

/** The fields that distinguish one reward of a purchase from another. */
export interface RewardKey {
  campaignId: string;
  campaignVersion: number;
  /** Index of the rule in the campaign version, from 0. */
  rewardIndex: number;
  role: RewardRole;
  /** The credited touchpoint; a referee's reward has none. */
  touchpointId?: string;
  recipient: Ref;
}

interface RewardMoney extends RewardKey {
  merchantId: string;
  orderId: string;
  rewardId: string;
  /** Minor units; negative for a clawback. */
  amount: number;
  currency: string;
}

export interface RewardGranted extends RewardMoney {
  availableAt: Instant;
}

/** The reward was taken back before it was paid. */
export interface RewardReversed extends RewardMoney {}

/** A negative entry that takes back all or part of a paid reward. */
export interface RewardClawedBack extends RewardMoney {
  /** The paid reward, which stays paid. */
  clawsBack: string;
}

export interface RewardWithheld extends RewardKey {
  merchantId: string;
  orderId: string;
  amount: number;
  currency: string;
  code: WithholdingCode;
  /** The budget window without room (`total`, `day 2026-01-31`, `week 2026-01-26`, `month 2026-01`), or `cap`. */
  blockedBy: string;
}

/** A withheld reward is no longer desired. */
export interface WithholdingEnded extends RewardKey {
  merchantId: string;
  orderId: string;
}

/** A condition failed at run time, which counts as false. */
export interface ConditionFailed {
  merchantId: string;
  orderId: string;
  campaignId: string;
  campaignVersion: number;
  touchpointId?: string;
  error: string;
}

/** The rate at which this purchase is converted, from now on. */
export interface ExchangeRatePinned {
  merchantId: string;
  orderId: string;
  from: string;
  to: string;
  /** `rate`, as recorded, is what one unit of `base` is worth in the other currency. */
  base: string;
  rate: string;
  asOf: Instant;
}

export interface RewardEvaluationFailed {
  merchantId: string;
  orderId: string;
  evaluationId: string;
  error: EvaluationError;
  /** From 1. */
  attempt: number;
  nextAttemptAt: Instant;
}

export interface RewardEvaluationExhausted {
  merchantId: string;
  orderId: string;
  evaluationId: string;
  error: EvaluationError;
  attempts: number;
}

/** What an evaluation would change, for an operator to approve or reject. */
export interface ReprocessingProposed {
  merchantId: string;
  orderId: string;
  proposalId: string;
  reasons: EvaluationReason[];
  difference: ProposedDifference;
}

export interface ProposedDifference {
  credits: { now: Credit[]; then: Credit[] };
  /** The rewards that the purchase would lose and gain. */
  rewards: { lost: ProposedReward[]; gained: ProposedReward[] };
  /** The rewards are unknown until an exchange rate is recorded. */
  rateMissing?: true;
}

export interface ProposedReward extends RewardKey {
  /** Minor units; above 0. */
  amount: number;
  currency: string;
}

export interface CampaignRefused {
  merchantId: string;
  campaignId: string;
  code: CampaignRefusal;
}

/**
 * The kernel threw on this fact, or the process ended. It has no effect until it is requeued under a kernel that can
 * decide it.
 */
export interface FactFailed {
  merchantId: string;
  factId: string;
  factType: FactType;
  /** Name of the error; `ProcessEnded` if the fact was passed over. */
  error: string;
}

export type Decision =
  | { type: 'IdentifierBlocked'; data: IdentifierBlocked }
  | { type: 'IdentityEdgeConfirmed'; data: IdentityEdgeConfirmed }
  | { type: 'IdentityMergeRefused'; data: IdentityMergeRefused }
  | { type: 'IdentityGroupsMerged'; data: IdentityGroupsMerged }
  | { type: 'IdentityGroupsUnmerged'; data: IdentityGroupsUnmerged }
  | { type: 'MergeRequestDecided'; data: MergeRequestDecided }
  | { type: 'PurchaseClaimAccepted'; data: PurchaseClaimAccepted }
  | { type: 'PurchaseClaimRejected'; data: PurchaseClaimRejected }
  | { type: 'PurchaseClaimRepeated'; data: PurchaseClaimRepeated }
  | { type: 'WaitingClaimsDropped'; data: WaitingClaimsDropped }
  | { type: 'DeviceEvidenceAdded'; data: DeviceEvidenceAdded }
  | { type: 'PurchaseLinked'; data: PurchaseLinked }
  | { type: 'PurchaseAnchorMoved'; data: PurchaseAnchorMoved }
  | { type: 'RewardEvaluationScheduled'; data: RewardEvaluationScheduled }
  | { type: 'PurchaseAttributed'; data: PurchaseAttributed }
  | { type: 'EvaluationConfirmed'; data: EvaluationConfirmed }
  | { type: 'RewardGranted'; data: RewardGranted }
  | { type: 'RewardReversed'; data: RewardReversed }
  | { type: 'RewardClawedBack'; data: RewardClawedBack }
  | { type: 'RewardWithheld'; data: RewardWithheld }
  | { type: 'WithholdingEnded'; data: WithholdingEnded }
  | { type: 'ConditionFailed'; data: ConditionFailed }
  | { type: 'ExchangeRatePinned'; data: ExchangeRatePinned }
  | { type: 'RewardEvaluationFailed'; data: RewardEvaluationFailed }
  | { type: 'RewardEvaluationExhausted'; data: RewardEvaluationExhausted }
  | { type: 'ReprocessingProposed'; data: ReprocessingProposed }
  | { type: 'CampaignRefused'; data: CampaignRefused }
  | { type: 'FactFailed'; data: FactFailed };

export type DecisionType = Decision['type'];

/** The metadata of every ledger event. */
export interface LedgerMeta {
  /** Event id of the fact that caused the decision. */
  causeId: string;
  /** Its position in the intake stream. */
  position: number;
  /** Index among the decisions of that fact, from 0. */
  ordinal: number;
  kernelVersion: number;
  /** Only on a batch's last event: the chain over intake and ledger up to and including its cause (SHA-256, hex). */
  chain?: string;
}
