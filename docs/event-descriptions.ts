import type { DecisionType } from '../libs/kernel/decisions';
import type { FactType } from '../libs/kernel/facts';

/** One line for each event of the intake: what happened outside. */
export const FACTS: Record<FactType, string> = {
  MerchantRegistered: 'A merchant begins; everything else of this merchant comes later in the log.',
  PolicyChanged: 'The named fields of the policy change, for decisions from here on.',
  DefaultsConfigured: 'The process-wide defaults of policy fields, as the environment set them, of this partition.',
  TouchpointRecorded: 'Somebody arrived: through a referral link, an ad, a search, or directly.',
  PurchaseClaimed: "A buyer's browser saw the confirmation of an order, and names the order's token.",
  IdentityAsserted: 'A server says that two identifiers are one person.',
  PurchaseRecorded: 'A version of an order, as a signed delivery of the shop (or an import) states it.',
  RewardEvaluationRequested: 'The settling period of a purchase is over, or an operator asks for an evaluation.',
  CampaignPublished: 'A new version of a campaign; it rules purchases first recorded from here on.',
  CampaignPaused: 'The campaign grants nothing for purchases first recorded from here on.',
  CampaignResumed: 'A paused campaign is in force again.',
  CampaignArchived: 'The campaign ends for good.',
  RewardPaymentRecorded: 'The payout system paid a reward.',
  ExchangeRatesRecorded: 'What one unit of a currency is worth in others, as of a moment.',
  FactRequeued: 'A fact on which the kernel had thrown is to be decided again.',
};

/** One line for each event of the ledger: what the engine decided. */
export const DECISIONS: Record<DecisionType, string> = {
  IdentifierBlocked: 'A value that never identifies anybody was used; it is recorded and does nothing.',
  IdentityEdgeConfirmed: 'Two identifiers of one group were connected once more; the edge may hold it together later.',
  IdentityMergeRefused: 'Two groups were not merged, and why; recorded once for a pair and a code.',
  IdentityGroupsMerged: 'One group joined another. Nothing else is rewritten: reads resolve through the mapping.',
  PurchaseClaimAccepted: "The claim's token is the order's: this device finished that checkout.",
  PurchaseClaimRejected: 'The claim proves nothing, and why.',
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
  CampaignRefused: 'A publication had no effect, and why.',
  FactFailed: 'The kernel threw on this fact; it has no effect until it is requeued.',
};
