/**
 * The kernel takes one fact and returns its decisions. It is a pure function of the fact and of the world that all
 * earlier facts made. The live engine, verify and every other replay call it and nothing else.
 */
import { codeAssigned, codeReleased } from './attribution/code-facts';
import { touchpointRecorded } from './attribution/touchpoint-recorded';
import type { Decision } from './decisions';
import { Deciding } from './deciding';
import { failEvaluation, rewardEvaluationRequested } from './evaluation/evaluate';
import { factRule, type FactRule } from './fact-rule';
import { isMerchantFact, type MerchantFact, type OutsideFact, type PartitionFact, type RecordedFact } from './facts';
import { identityForgotten } from './identity/identity-forgotten';
import { identityAsserted, mergeRequested } from './identity/connect-requested';
import { separationLifted, unmergeRequested } from './identity/unmerge';
import { proposalDecided } from './proposals/proposal-decided';
import { purchaseClaimed } from './purchases/purchase-claimed';
import { purchaseRecorded } from './purchases/purchase-recorded';
import { campaignArchived, campaignPaused, campaignPublished, campaignResumed } from './rewards/campaign-facts';
import { exchangeRatesRecorded } from './rewards/exchange-rates-recorded';
import { rewardPaymentRecorded } from './rewards/reward-payment-recorded';
import { ColdRowsFailed } from './cold-rows';
import { NotPrefetched } from './tables';
import type { Moment } from './time';
import type { MerchantWorld, World } from './world';

type DataOf = { [F in OutsideFact as F['type']]: F['data'] };

/** What each kind of fact does. A requeued fact is decided as the fact that it carries. */
const RULES: { [Type in keyof DataOf]: FactRule<DataOf[Type]> } = {
  MerchantRegistered: factRule({
    evolve: ({ settings }, { name, policy }, moment) => settings.register(name, policy ?? {}, moment),
  }),
  PolicyChanged: factRule({
    evolve: ({ settings }, { policy }, moment) => settings.changePolicy(policy, moment),
  }),
  TouchpointRecorded: touchpointRecorded,
  PurchaseClaimed: purchaseClaimed,
  CodeAssigned: codeAssigned,
  CodeReleased: codeReleased,
  IdentityForgotten: identityForgotten,
  // The log and its decisions hold pseudonyms alone, and stay.
  MerchantForgotten: factRule({}),
  IdentityAsserted: identityAsserted,
  PurchaseRecorded: purchaseRecorded,
  RewardEvaluationRequested: rewardEvaluationRequested,
  CampaignPublished: campaignPublished,
  CampaignPaused: campaignPaused,
  CampaignResumed: campaignResumed,
  CampaignArchived: campaignArchived,
  RewardPaymentRecorded: rewardPaymentRecorded,
  ExchangeRatesRecorded: exchangeRatesRecorded,
  MergeRequested: mergeRequested,
  UnmergeRequested: unmergeRequested,
  SeparationLifted: separationLifted,
  ProposalDecided: proposalDecided,
  FactPassedOver: factRule({
    evolve(merchant, { position }) {
      // The engine knew it when it met that position. A replay that did not has other decisions there.
      if (!merchant.isPassedOver(position)) throw new Error(`the fact at position ${position} was decided`);
    },
  }),
};

/**
 * Changes the world by the fact and by its decisions; returns the decisions in order.
 * @throws UnknownKernelVersion, ColdRowsFailed
 */
export function step(world: World, recorded: RecordedFact): Decision[] {
  const { id, position, fact } = recorded;
  world.hot?.sweep();
  if (!world.seesFirst(id, position)) return [];
  if (!isMerchantFact(fact)) {
    configure(world, fact, position);
    return [];
  }
  const failed = (error: string) => {
    world.journal.begin();
    try {
      const deciding = new Deciding(world.partition, world.merchant(fact.data.merchantId), recorded);
      return decideFailure(deciding, recorded, error);
    } finally {
      world.journal.end();
    }
  };
  if (world.settings.passedOver.has(position)) return failed('ProcessEnded');
  try {
    return decide(world, fact, recorded);
  } catch (error) {
    if (error instanceof NotPrefetched || error instanceof ColdRowsFailed) throw error;
    return failed((error as Error).name);
  }
}

/** Facts of a partition have no decisions. */
function configure(world: World, fact: PartitionFact, position: number): void {
  switch (fact.type) {
    case 'DefaultsConfigured':
      return world.configureDefaults({ position, patch: fact.data.policy });
    case 'KernelChanged':
      return world.changeKernel(fact.data.version, position);
    default:
      fact satisfies never;
  }
}

/** Changes the world by the fact and by its decisions. If it throws, the world is as it was before. */
export function decide(world: World, fact: MerchantFact, moment: Moment): Decision[] {
  const deciding = new Deciding(world.partition, world.merchant(fact.data.merchantId), moment);
  world.journal.begin();
  try {
    const { type, data } = unpacked(fact);
    apply(deciding, type, data);
    return deciding.decisions;
  } catch (error) {
    world.journal.rollBack();
    throw error;
  } finally {
    world.journal.end();
  }
}

function apply<Type extends keyof DataOf>(deciding: Deciding, type: Type, data: DataOf[Type]): void {
  RULES[type].apply(deciding, data);
}

/** Changes the world by a fact alone, without its decisions. */
export function evolveFact(merchant: MerchantWorld, fact: MerchantFact, moment: Moment) {
  const { type, data } = unpacked(fact);
  evolve(merchant, type, data, moment);
}

function evolve<Type extends keyof DataOf>(
  merchant: MerchantWorld,
  type: Type,
  data: DataOf[Type],
  moment: Moment,
): void {
  RULES[type].evolve(merchant, data, moment);
}

/** A requeued fact counts as the fact that it carries. */
export function unpacked(fact: MerchantFact): OutsideFact {
  return fact.type === 'FactRequeued' ? fact.data.fact : fact;
}

/** A bug must not stop the partition: the fact is recorded as failed, and a failed evaluation is tried again later. */
function decideFailure(deciding: Deciding, { fact, id: factId }: RecordedFact, error: string): Decision[] {
  const { merchantId, purchases } = deciding.merchant;
  if (fact.type === 'RewardEvaluationRequested' && fact.data.requestedBy === 'timer') {
    failEvaluation(deciding, purchases.get(fact.data.orderId), 'INTERNAL');
  } else {
    const data = { merchantId, factId, factType: fact.type, error };
    deciding.emit({ type: 'FactFailed', data });
  }
  return deciding.decisions;
}
