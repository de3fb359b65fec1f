/** A merchant's campaigns: every version and state, and which of them were in force at a log position. */
import type { CampaignRefusal } from '../codes';
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

/** Why a publication has no effect; null if it has one. */
export function campaignRefusal(
  campaigns: CampaignHistory,
  { campaignId, currency }: CampaignPublished,
): CampaignRefusal | null {
  if (campaigns.stateOf(campaignId) === 'archived') return 'CAMPAIGN_ARCHIVED';
  return (campaigns.currencyOf(campaignId) ?? currency) === currency ? null : 'CURRENCY_FIXED';
}

interface CampaignRecord {
  versions: CampaignVersion[];
  states: { position: number; state: CampaignState }[];
}

export class CampaignHistory {
  private readonly campaigns = new Map<string, CampaignRecord>();
  /** Positions of all changes, in log order. Between two of them nothing changes. */
  private readonly changes: number[] = [];
  private readonly cache = new Map<number, readonly CampaignVersion[]>();

  /** Whether the condition of any version asks about the customer. */
  asksCustomer = false;

  get isEmpty(): boolean {
    return this.campaigns.size === 0;
  }

  get ids(): Iterable<string> {
    return this.campaigns.keys();
  }

  /** Whether any version has budgets: only then can rewards of the campaign wait for room in one. */
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

  newest(campaignId: string): CampaignVersion | undefined {
    return this.campaigns.get(campaignId)?.versions.at(-1);
  }

  /** The version that the definition would become. */
  next(definition: CampaignPublished, position: number): CampaignVersion {
    const { campaignId } = definition;
    const version = (this.campaigns.get(campaignId)?.versions.length ?? 0) + 1;
    return { campaignId, version, position, definition };
  }

  /** Returns a function that undoes the change. */
  publish(version: CampaignVersion): () => void {
    const { campaignId, position, definition } = version;
    const known = this.campaigns.get(campaignId);
    const record: CampaignRecord = known ?? { versions: [], states: [{ position, state: 'active' }] };
    if (known === undefined) this.campaigns.set(campaignId, record);
    record.versions.push(version);
    const askedCustomer = this.asksCustomer;
    this.asksCustomer ||= asksCustomer(definition.condition);
    const undoChange = this.changed(position);
    return () => {
      undoChange();
      this.asksCustomer = askedCustomer;
      record.versions.pop();
      if (known === undefined) this.campaigns.delete(campaignId);
    };
  }

  /** False for an archived campaign, which stays archived, and for one that does not exist. */
  canChange(campaignId: string): boolean {
    const state = this.stateOf(campaignId);
    return state !== undefined && state !== 'archived';
  }

  /** Returns a function that undoes the change. */
  change(campaignId: string, state: CampaignState, position: number): () => void {
    const { states } = this.campaigns.get(campaignId)!;
    states.push({ position, state });
    const undoChange = this.changed(position);
    return () => {
      undoChange();
      states.pop();
    };
  }

  private changed(position: number): () => void {
    this.changes.push(position);
    return () => {
      this.changes.pop();
      this.cache.clear();
    };
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
