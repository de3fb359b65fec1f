/**
 * Everything that merchants and operators ever configured in a partition: decisions follow the rules of their time. The
 * settings are small and seldom change, so the worlds of one partition's batches share them.
 */
import type { CampaignPublished } from './facts';
import { FIRST_KERNEL_VERSION, KERNEL_VERSION, UnknownKernelVersion } from './kernel-version';
import type { PolicyPatch } from './policy';
import type { PolicyChange } from './policy-history';
import { PolicyHistory } from './policy-history';
import { CampaignHistory, type CampaignState, type CampaignVersion } from './rewards/campaign';
import type { RecordedRates } from './rewards/conversion';
import { RateHistory } from './rewards/rate-history';
import { Changes, type Keeping } from './tables';
import type { Millis, Moment } from './time';

export interface Registration {
  name: string;
  position: number;
  at: Millis;
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

export class Settings {
  /** Process-wide defaults of policy fields, in log order. */
  readonly defaults: PolicyChange[] = [];
  /** Positions of facts that count as failed, because processes ended while they decided them. */
  readonly passedOver = new Set<number>();
  private version = FIRST_KERNEL_VERSION;
  private readonly merchants = new Map<string, MerchantSettings>();

  /** The version of the kernel that decides the next fact. */
  get kernelVersion(): number {
    return this.version;
  }

  /**
   * Returns false if that version decides already: versions only rise.
   * @throws UnknownKernelVersion
   */
  changeKernel(version: number): boolean {
    if (!Number.isInteger(version) || version > KERNEL_VERSION) throw new UnknownKernelVersion(version);
    if (version <= this.version) return false;
    this.version = version;
    return true;
  }

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

/** One merchant's settings in one world. Keeps the rows to write, and undoes its changes with the rest of a fact. */
export class SettingsStore {
  readonly newRegistrations: Changes<Registration>;
  readonly newPolicies: Changes<PolicyChange & { version: number; at: Millis }>;
  readonly newCampaigns: Changes<CampaignVersion & { at: Millis }>;
  readonly newCampaignStates: Changes<{ campaignId: string; state: CampaignState; position: number; at: Millis }>;
  readonly newRates: Changes<RecordedRates>;

  constructor(
    private readonly settings: MerchantSettings,
    private readonly keeping: Keeping,
  ) {
    this.newRegistrations = new Changes(keeping);
    this.newPolicies = new Changes(keeping);
    this.newCampaigns = new Changes(keeping);
    this.newCampaignStates = new Changes(keeping);
    this.newRates = new Changes(keeping);
  }

  get registration(): Registration | null {
    return this.settings.registration;
  }

  get policies(): PolicyHistory {
    return this.settings.policies;
  }

  get campaigns(): CampaignHistory {
    return this.settings.campaigns;
  }

  get rates(): RateHistory {
    return this.settings.rates;
  }

  /** Only the first registration counts. */
  register(name: string, patch: PolicyPatch, moment: Moment): void {
    const { settings } = this;
    if (settings.registration !== null) return;
    const { position, recordedAt: at } = moment;
    settings.registration = { name, position, at };
    this.keeping.journal.add(() => (settings.registration = null));
    this.newRegistrations.add(settings.registration);
    this.changePolicy(patch, moment);
  }

  changePolicy(patch: PolicyPatch, { position, recordedAt: at }: Moment): void {
    this.keeping.journal.add(this.policies.add({ position, patch }));
    this.newPolicies.add({ version: this.policies.changes.length, position, at, patch });
  }

  publishCampaign(definition: CampaignPublished, { position, recordedAt: at }: Moment): void {
    const version = this.campaigns.next(definition, position);
    this.keeping.journal.add(this.campaigns.publish(version));
    this.newCampaigns.add({ ...version, at });
  }

  changeCampaign(campaignId: string, state: CampaignState, { position, recordedAt: at }: Moment): void {
    if (!this.campaigns.canChange(campaignId)) return;
    this.keeping.journal.add(this.campaigns.change(campaignId, state, position));
    this.newCampaignStates.add({ campaignId, state, position, at });
  }

  recordRates(rates: RecordedRates): void {
    this.keeping.journal.add(this.rates.record(rates));
    this.newRates.add(rates);
  }
}
