/** Campaigns of a merchant: every version and state there ever was, and which of them were in force at a position. */
import type { CampaignPublished } from '../facts';
import { asksCustomer } from './condition';

export const CAMPAIGN_STATES = ['active', 'paused', 'archived'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

export interface CampaignVersion {
  campaignId: string;
  /** From 1. */
  version: number;
  position: number;
  definition: CampaignPublished;
}

interface CampaignRecord {
  versions: CampaignVersion[];
  states: { position: number; state: CampaignState }[];
}

export class CampaignHistory {
  private readonly campaigns = new Map<string, CampaignRecord>();
  /** Positions of all changes, in log order: between two of them nothing differs. */
  private readonly changes: number[] = [];
  private readonly cache = new Map<number, readonly CampaignVersion[]>();

  /** In any version. */
  asksCustomer = false;

  get isEmpty(): boolean {
    return this.campaigns.size === 0;
  }

  get ids(): Iterable<string> {
    return this.campaigns.keys();
  }

  /** In any version: only then can a reward of it wait for room. */
  hasBudgets(campaignId: string): boolean {
    return this.campaigns.get(campaignId)?.versions.some(({ definition }) => definition.budgets.length > 0) ?? false;
  }

  hasCaps(campaignId: string): boolean {
    return this.campaigns.get(campaignId)?.versions.some(({ definition }) => definition.caps !== undefined) ?? false;
  }

  /** The first version decides the currency of all. */
  currencyOf(campaignId: string): string | undefined {
    return this.campaigns.get(campaignId)?.versions[0]?.definition.currency;
  }

  stateOf(campaignId: string): CampaignState | undefined {
    return this.campaigns.get(campaignId)?.states.at(-1)?.state;
  }

  version(campaignId: string, version: number): CampaignVersion | undefined {
    return this.campaigns.get(campaignId)?.versions[version - 1];
  }

  publish(definition: CampaignPublished, position: number): CampaignVersion {
    const { campaignId } = definition;
    let record = this.campaigns.get(campaignId);
    if (record === undefined) {
      record = { versions: [], states: [{ position, state: 'active' }] };
      this.campaigns.set(campaignId, record);
    }
    const version = { campaignId, version: record.versions.length + 1, position, definition };
    record.versions.push(version);
    this.changes.push(position);
    this.asksCustomer ||= asksCustomer(definition.condition);
    return version;
  }

  /** False: there is no such campaign, or it is archived, for good. */
  change(campaignId: string, state: CampaignState, position: number): boolean {
    const record = this.campaigns.get(campaignId);
    if (record === undefined || record.states.at(-1)!.state === 'archived') return false;
    record.states.push({ position, state });
    this.changes.push(position);
    return true;
  }

  /** Active versions as of a position, by ascending priority, then id. */
  inForce(position: number): readonly CampaignVersion[] {
    let at = this.changes.length;
    while (at > 0 && this.changes[at - 1]! > position) at--;
    let campaigns = this.cache.get(at);
    if (campaigns === undefined) {
      campaigns = [...this.campaigns.values()].flatMap(({ versions, states }) => {
        const version = versions.findLast((candidate) => candidate.position <= position);
        const state = states.findLast((candidate) => candidate.position <= position)?.state;
        return version !== undefined && state === 'active' ? [version] : [];
      });
      campaigns = campaigns.toSorted(inOrder);
      this.cache.set(at, campaigns);
    }
    return campaigns;
  }
}

function inOrder(a: CampaignVersion, b: CampaignVersion): number {
  if (a.definition.priority !== b.definition.priority) return a.definition.priority - b.definition.priority;
  return a.campaignId < b.campaignId ? -1 : 1;
}
