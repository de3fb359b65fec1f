/** What a scenario changes of the recorded history: the rules, and never what shops, visitors and operators did. */
import type { CampaignPublished, CodeAssigned, Fact, MerchantFact, OutsideFact } from '../kernel/facts';
import type { PolicyPatch } from '../kernel/policy';
import type { MerchantWorld } from '../kernel/world';

export interface Scenario {
  name: string;
  /** These fields hold from each merchant's registration on, whatever its own changes of the policy said. */
  policy: PolicyPatch;
  /**
   * Instead of all recorded versions of the campaign with this id, published when its first version was; a campaign
   * without recorded versions is published at the merchant's registration.
   */
  campaigns: readonly ScenarioCampaign[];
  /** Ids of campaigns that were never published. */
  removedCampaigns: readonly string[];
  /** Whose these codes are from the registration on, whatever was recorded of them. */
  codes?: readonly ScenarioCode[];
  /** No kernel above this version decides; undefined: as recorded. */
  kernelVersion?: number;
}

export interface ScenarioCampaign {
  definition: Omit<CampaignPublished, 'merchantId'>;
  /** Whether the history has versions of this campaign. */
  replaces: boolean;
}

export interface ScenarioCode {
  code: string;
  /** Null: nobody's. */
  assigned: Pick<CodeAssigned, 'owner' | 'channel' | 'campaign'> | null;
}

/** Changes the facts by which merchants and operators set the rules. */
export class ScenarioRules {
  private readonly campaigns: ReadonlyMap<string, ScenarioCampaign>;
  private readonly removed: ReadonlySet<string>;
  private readonly codes: ReadonlySet<string>;

  constructor(private readonly scenario: Scenario) {
    this.campaigns = new Map(scenario.campaigns.map((campaign) => [campaign.definition.campaignId, campaign]));
    this.removed = new Set(scenario.removedCampaigns);
    this.codes = new Set((scenario.codes ?? []).map(({ code }) => code));
  }

  /** The facts that take this one's place. `merchant` is the scenario's world before the fact. */
  rewrite(fact: OutsideFact, merchant: MerchantWorld): OutsideFact[] {
    const { policy } = this.scenario;
    switch (fact.type) {
      case 'MerchantRegistered': {
        if (merchant.settings.registration !== null) return [fact];
        const { data } = fact;
        return [{ type: fact.type, data: { ...data, policy: { ...data.policy, ...policy } } }, ...this.added(data)];
      }
      case 'PolicyChanged':
        return [{ type: fact.type, data: { ...fact.data, policy: { ...fact.data.policy, ...policy } } }];
      case 'CodeAssigned':
      case 'CodeReleased':
        return this.codes.has(fact.data.code) ? [] : [fact];
      case 'CampaignPublished':
        return this.published(fact, merchant);
      case 'CampaignPaused':
      case 'CampaignResumed':
      case 'CampaignArchived':
        return this.removed.has(fact.data.campaignId) ? [] : [fact];
      default:
        return [fact];
    }
  }

  /** Whether this version of the kernel may begin to decide. */
  allowsKernel(version: number): boolean {
    return version <= (this.scenario.kernelVersion ?? version);
  }

  private added({ merchantId }: { merchantId: string }): OutsideFact[] {
    const added = this.scenario.campaigns.filter(({ replaces }) => !replaces);
    return [
      ...added.map(({ definition }): OutsideFact => {
        return { type: 'CampaignPublished', data: { ...definition, merchantId } };
      }),
      ...(this.scenario.codes ?? []).flatMap(({ code, assigned }): OutsideFact[] => {
        return assigned === null ? [] : [{ type: 'CodeAssigned', data: { merchantId, code, ...assigned } }];
      }),
    ];
  }

  private published(fact: Extract<Fact, { type: 'CampaignPublished' }>, { campaigns }: MerchantWorld): OutsideFact[] {
    const { campaignId, merchantId } = fact.data;
    if (this.removed.has(campaignId)) return [];
    const instead = this.campaigns.get(campaignId);
    if (instead === undefined) return [fact];
    if (campaigns.stateOf(campaignId) !== undefined) return [];
    return [{ type: fact.type, data: { ...instead.definition, merchantId } }];
  }
}

/** A requeued fact is decided as the fact that it carries. */
export function outsideOf(fact: MerchantFact): OutsideFact {
  return fact.type === 'FactRequeued' ? fact.data.fact : fact;
}
