import type { DecisionType } from '../libs/kernel/decisions';
import type { FactType } from '../libs/kernel/facts';

/** One line for each event of the intake: what happened outside. */
export const FACTS: Record<FactType, string> = {
  MerchantRegistered: 'A merchant begins; everything else of this merchant comes later in the log.',
  PolicyChanged: 'The named fields of the policy change, for decisions from here on.',
  DefaultsConfigured: 'The process-wide defaults of policy fields, as the environment set them, of this partition.',
  KernelChanged: 'From the next fact of this partition on, this version of the kernel decides.',
  TouchpointRecorded: 'Somebody arrived: through a referral link, an ad, a search, or directly.',
  PurchaseClaimed: "A buyer's browser saw the confirmation of an order, and names the order's token.",
  CodeAssigned:
    'A code belongs to `owner`, who refers whoever buys with it; for purchases first recorded from here on.',
  IdentityForgotten:
    'The plain value of an identifier was erased. The log keeps its pseudonym; whoever comes back with the value is somebody new.',
  MerchantForgotten:
    'All plain values, secrets and keys of the merchant were erased. Its facts and decisions stay, as pseudonyms that nobody can turn back.',
  CodeReleased: 'A code belongs to nobody, for purchases first recorded from here on.',
  IdentityAsserted: 'A server says that two identifiers are one person.',
  PurchaseRecorded: 'A version of an order, as a signed delivery of the shop (or an import) states it.',
  RewardEvaluationRequested: 'The settling period of a purchase is over, or an operator asks for an evaluation.',
  CampaignPublished: 'A new version of a campaign; it rules purchases first recorded from here on.',
  CampaignPaused: 'The campaign grants nothing for purchases first recorded from here on.',
  CampaignResumed: 'A paused campaign is in force again.',
  CampaignArchived: 'The campaign ends for good.',
  RewardPaymentRecorded: 'The payout system paid a reward.',
  ExchangeRatesRecorded: 'What one unit of a currency is worth in others, as of a moment.',
  MergeRequested: 'An operator says that two identifiers are one person, and may override rules.',
  UnmergeRequested: 'An operator takes an edge back.',
  SeparationLifted: 'The pair of an edge that was taken back may be connected again.',
  ProposalDecided: 'An operator approved or rejected what was proposed.',
  FactPassedOver: 'Processes ended while they decided the fact at `position`, so it counts as failed.',
  FactRequeued: 'A fact on which the kernel had thrown is to be decided again.',
};

/** One line for each event of the ledger: what the engine decided. */
export const DECISIONS: Record<DecisionType, string> = {
  IdentifierBlocked: 'A value that never identifies anybody was used; it is recorded and does nothing.',
  IdentityEdgeConfirmed: 'Two identifiers of one group were connected once more; the edge may hold it together later.',
  IdentityMergeRefused: 'Two groups were not merged, and why; recorded once for a pair and a code.',
  IdentityGroupsMerged: 'One group joined another. Nothing else is rewritten: reads resolve through the mapping.',
  IdentityGroupsUnmerged: 'An edge was taken back; what the others do not hold together is groups of its own.',
  MergeRequestDecided: "What became of an operator's request for a merge.",
  PurchaseClaimAccepted: "The claim's token is the order's: this device finished that checkout.",
  PurchaseClaimRejected: 'The claim proves nothing, and why.',
  PurchaseClaimRepeated: 'The device claimed this order before, with the same token; nothing else follows.',
  WaitingClaimsDropped: 'Many wrong claims waited for an order; those beyond the newest hundred were refused together.',
  DeviceEvidenceAdded: "A device that could not join the buyer's group counts for this one purchase.",
  PurchaseLinked: 'The group of the purchase is known from here on.',
  PurchaseAnchorMoved: 'A newer version names another customer: the purchase belongs to that one now.',
  RewardEvaluationScheduled: 'An evaluation is due at `dueAt`; of a purchase, at most one is pending.',
  PurchaseAttributed: 'The credits of a purchase, with everything that was excluded and why.',
  EvaluationConfirmed: 'Another evaluation came to the same result as the one it names.',
  RewardGranted: 'A recipient earned a reward; it is held until `availableAt`.',
  RewardReversed: 'A reward that was not paid yet is taken back.',
  RewardClawedBack: 'A negative entry of the difference to a reward that was paid; it names the paid one.',
  RewardWithheld: 'A reward has no room in a budget or cap of its campaign.',
  WithholdingEnded: 'A reward that was withheld is not desired any more.',
  ConditionFailed: 'A condition failed at run time, which counts as false.',
  ExchangeRatePinned: 'The rate at which this purchase is converted, for all its evaluations.',
  RewardEvaluationFailed: 'An evaluation could not be completed, and when it is tried again.',
  RewardEvaluationExhausted: 'An evaluation failed too often: an operator has to see to it.',
  ReprocessingProposed: 'What an evaluation after a merge or unmerge would change, for an operator to decide.',
  CampaignRefused: 'A publication had no effect, and why.',
  FactFailed: 'The kernel threw on this fact, or the process ended; it has no effect until it is requeued.',
};
