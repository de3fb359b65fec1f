/**
 * What the kernel knows: one store for each concept, put together. Everything belongs to one merchant
 * (`MerchantWorld`), so nothing can cross merchants.
 *
 * A world is either complete (replay: what is not in it does not exist) or prefetched (the live engine: what was not
 * loaded is unknown, and touching it throws `NotPrefetched`, a bug of the prefetch). Only `evolve` changes a world.
 */
import { Codes } from './attribution/codes';
import { Touchpoints } from './attribution/touchpoints';
import { HotRows, type ColdRows } from './cold-rows';
import { Identities } from './identity/identities';
import type { PolicyChange, PolicyHistory } from './policy-history';
import { Proposals } from './proposals/proposals';
import { Purchases } from './purchases/purchases';
import type { CampaignHistory } from './rewards/campaign';
import type { RateHistory } from './rewards/rate-history';
import { Rewards } from './rewards/rewards';
import { Settings, SettingsStore } from './settings';
import { Changes, Journal, type Keeping } from './tables';

export class MerchantWorld {
  readonly settings: SettingsStore;
  readonly identities: Identities;
  readonly touchpoints: Touchpoints;
  readonly codes: Codes;
  readonly purchases: Purchases;
  readonly rewards: Rewards;
  readonly proposals: Proposals;

  constructor(
    readonly merchantId: string,
    private readonly partition: Settings,
    keeping: Keeping,
  ) {
    this.settings = new SettingsStore(partition.of(merchantId), keeping);
    this.identities = new Identities(keeping);
    this.touchpoints = new Touchpoints(keeping);
    this.codes = new Codes(keeping);
    this.purchases = new Purchases(keeping);
    this.rewards = new Rewards(keeping);
    this.proposals = new Proposals(keeping);
  }

  /** The version of the kernel that decides the next fact. */
  get kernelVersion(): number {
    return this.partition.kernelVersion;
  }

  isPassedOver(position: number): boolean {
    return this.partition.passedOver.has(position);
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
}

export class World implements Keeping {
  readonly journal = new Journal();
  readonly hot: HotRows | null;
  readonly newDefaults: Changes<PolicyChange>;
  readonly newKernels: Changes<{ position: number; version: number }>;
  /** Facts acted on since the world was made; kept only with `seenFacts`. */
  readonly newlySeen: Changes<{ factId: string; position: number }>;
  private readonly merchants = new Map<string, MerchantWorld>();

  constructor(
    readonly partition: number,
    /** True: a row that is not in this world does not exist. */
    readonly complete: boolean,
    /** Ids of facts that were acted on, if the log may hold a fact twice; all such ids when the world is complete. */
    readonly seenFacts: Set<string> | null = null,
    readonly settings: Settings = new Settings(),
    /** A replay writes nothing; a world that is made to be shown or written keeps its rows although it is complete. */
    readonly keepsChanges: boolean = !complete,
    /** Takes the rows of a complete world that it does not use; it keeps no changes then, as those are rows too. */
    cold: ColdRows | null = null,
  ) {
    if (cold !== null && (keepsChanges || !complete)) throw new Error('the rows of this world stay in memory');
    this.hot = cold && new HotRows(cold, this.journal);
    this.newDefaults = new Changes(this);
    this.newKernels = new Changes(this);
    this.newlySeen = new Changes(this);
  }

  merchant(merchantId: string): MerchantWorld {
    let merchant = this.merchants.get(merchantId);
    if (merchant === undefined) {
      merchant = new MerchantWorld(merchantId, this.settings, this);
      this.merchants.set(merchantId, merchant);
    }
    return merchant;
  }

  configureDefaults(change: PolicyChange): void {
    this.settings.defaults.push(change);
    this.newDefaults.add(change);
  }

  /** @throws UnknownKernelVersion */
  changeKernel(version: number, position: number): void {
    if (this.settings.changeKernel(version)) this.newKernels.add({ version, position });
  }

  /** Returns false if the log holds the fact twice and it was acted on before. */
  seesFirst(factId: string, position: number): boolean {
    if (this.seenFacts === null) return true;
    if (this.seenFacts.has(factId)) return false;
    this.seenFacts.add(factId);
    this.newlySeen.add({ factId, position });
    return true;
  }

  all(): Iterable<MerchantWorld> {
    return this.merchants.values();
  }
}
