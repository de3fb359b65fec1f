/** What merchants and operators configured of a partition, as far back as it goes: decisions are made by the rules of their time. */
import type { PolicyChange } from './policy-history';
import { PolicyHistory } from './policy-history';
import { CampaignHistory } from './rewards/campaign';
import { RateHistory } from './rewards/rate-history';

export interface Registration {
  name: string;
  position: number;
  at: number;
}

export class MerchantSettings {
  registration: Registration | null = null;
  readonly policies: PolicyHistory;
  readonly campaigns = new CampaignHistory();
  readonly rates = new RateHistory();

  constructor(defaults: readonly PolicyChange[]) {
    this.policies = new PolicyHistory(defaults);
  }
}

/** Small and changed seldom, so the worlds of one partition's batches share it; changed by `evolve` alone. */
export class Settings {
  /** Process-wide defaults of policy fields, in log order. */
  readonly defaults: PolicyChange[] = [];
  private readonly merchants = new Map<string, MerchantSettings>();

  get size(): number {
    return this.merchants.size;
  }

  has(merchantId: string): boolean {
    return this.merchants.has(merchantId);
  }

  of(merchantId: string): MerchantSettings {
    let settings = this.merchants.get(merchantId);
    if (settings === undefined) {
      settings = new MerchantSettings(this.defaults);
      this.merchants.set(merchantId, settings);
    }
    return settings;
  }
}
