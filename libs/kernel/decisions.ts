/** Ledger events: what the engine decided. The shapes below are the `data` of the events in the ledger stream. */
import type { IdentifierType, Pseudonym } from './identity/identifier';
import type { AttributionModel, TouchpointSource } from './policy';
import type { EvaluationReason, FactType, MergeForce } from './facts';
import type { RewardRole } from './rewards/reward-rule';
import type { Instant } from './time';
import type { CampaignRefusal, ClaimRefusal, EvaluationError, MergeRefusal, WithholdingCode } from './codes';

export interface Ref {
  type: IdentifierType;
  id: Pseudonym;
}

/** Why two identifiers were connected: the fact that says so, and in the sender's words where it has any. */
export interface Evidence {
  kind: 'claim' | 'assertion' | 'purchase' | 'operator';
  orderId?: string;
  claimId?: string;
  assertionId?: string;
  /** Of an operator's request, with who it was. */
  requestId?: string;
  actor?: string;
  note?: string;
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
  /** What named it. */
  in: 'touchpoint' | 'claim';
}

export interface IdentityEdgeConfirmed extends Connection {
  /** Rules that an operator overrode, or would have. */
  forced?: MergeForce[];
  edgeId: string;
  groupId: Pseudonym;
}

export interface IdentityMergeRefused extends Connection {
  code: MergeRefusal;
}

export interface IdentityGroupsMerged extends Connection {
  /** Rules that an operator overrode, or would have. */
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
  /** Left out where the edge only confirmed. */
  mergeId?: string;
  /** Of the group before. */
  groupId: Pseudonym;
  /** What it is now; the first keeps the canonical id. One alone: nothing came apart. */
  parts: { groupId: Pseudonym; identifiers: Pseudonym[] }[];
  /** Ids of the edges that hold the pair together all the same. */
  heldBy: string[];
  /** Edges that merge now, or other groups than before. */
  merges: { edgeId: string; mergeId: string; into: Pseudonym; from: Pseudonym; moved: Pseudonym[] }[];
  /** Ids of edges that are refused without the one that was taken back; each refusal follows. */
  dropped: string[];
  /** Connects with somebody of the group that were refused since the edge came; they stay refused. */
  refusedMeanwhile: { a: Ref; b: Ref; code: MergeRefusal; position: number }[];
  reason: string;
  actor: string;
}

/** What became of an operator's request: an edge, new or there already, or a refusal. */
export interface MergeRequestDecided {
  merchantId: string;
  requestId: string;
  edgeId?: string;
  /** Left out where the edge only confirms. */
  mergeId?: string;
  refused?: MergeRefusal;
}

export interface PurchaseClaimAccepted {
  merchantId: string;
  orderId: string;
  claimId: string;
  device: Pseudonym;
}

export interface PurchaseClaimRejected {
  merchantId: string;
  orderId: string;
  claimId: string;
  device: Pseudonym;
  code: ClaimRefusal;
}

/** Claims beyond the newest hundred with a wrong token, refused together. */
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
export type LinkVia = 'claim' | 'customer' | 'email';

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
  source: TouchpointSource;
  channel?: string;
  campaign?: string;
  referrer?: Ref;
  /** Millionths; the credits of one purchase sum to 1,000,000. */
  share: number;
}

export type ExclusionReason = 'OUTSIDE_WINDOW' | 'SELF_REFERRAL' | 'LOWER_RANK' | 'LIMIT';

export interface Exclusion {
  touchpointId: string;
  reason: ExclusionReason;
}

export interface Attribution {
  model: AttributionModel;
  lookbackDays: number;
  policyVersion: number;
  /** Of the purchase, as used: touchpoints after it are no matter of this purchase. */
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

/** The attribution alone. Written out: a copy with a rest is slow, and every evaluation needs one. */
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

/** What tells one reward of a purchase from another. */
export interface RewardKey {
  campaignId: string;
  campaignVersion: number;
  /** Of the rule in the campaign version, from 0. */
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

/** Taken back before it was paid. */
export interface RewardReversed extends RewardMoney {}

/** A negative entry of the difference to a reward that was paid. */
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
  /** What has no room: a budget's window (`total`, `day 2026-01-31`, `week 2026-01-26`, `month 2026-01`) or `cap`. */
  blockedBy: string;
}

/** What was withheld is not desired any more. */
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
  /** As recorded: what one unit of `base` is worth in the other currency. */
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

/** What an evaluation would change: for an operator to approve or to reject. */
export interface ReprocessingProposed {
  merchantId: string;
  orderId: string;
  proposalId: string;
  reasons: EvaluationReason[];
  difference: ProposedDifference;
}

export interface ProposedDifference {
  credits: { now: Credit[]; then: Credit[] };
  /** What the purchase would have less and more of. */
  rewards: { lost: ProposedReward[]; gained: ProposedReward[] };
  /** The rewards cannot be told before a rate is recorded. */
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

/** The kernel threw on this fact, a bug: it has no effect until it is requeued under a kernel that can decide it. */
export interface FactFailed {
  merchantId: string;
  factId: string;
  factType: FactType;
  /** Name of the error. */
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

/** Beside the data of every ledger event. */
export interface LedgerMeta {
  /** Event id of the fact that caused the decision. */
  causeId: string;
  /** Its position in the intake stream. */
  position: number;
  /** Among the decisions of that fact, from 0. */
  ordinal: number;
  kernelVersion: number;
  /** On the last event of each batch: the chain over intake and ledger up to and with its cause (SHA-256, hex). */
  chain?: string;
}
