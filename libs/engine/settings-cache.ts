/** Caches registrations, policies, campaigns and rates of a partition: every batch reads them, and few change them. */
import type { ClientBase } from 'pg';
import { kernelTypes } from '../database/kernel-types';
import { isMerchantFact, type CampaignPublished, type RecordedFact } from '../kernel/facts';
import type { PolicyPatch } from '../kernel/policy';
import type { CampaignState } from '../kernel/rewards/campaign';
import type { RecordedRates } from '../kernel/rewards/conversion';
import { Settings, type Registration } from '../kernel/settings';
import { World } from '../kernel/world';
import { passedOver } from './passed-over';

const MERCHANTS_MAX = 10_000;

export class SettingsCache {
  /** Null while nothing is cached: at the start, and after a batch that was not written. */
  private settings: Settings | null = null;

  constructor(
    private readonly partition: number,
    /** False if the log may hold a fact twice; worlds then remember which facts they saw. */
    private readonly hasUniqueIds: boolean,
  ) {}

  /**
   * A world for the batch, with the settings of its merchants.
   * @throws UnknownKernelVersion
   */
  async worldFor(client: ClientBase, facts: readonly RecordedFact[]): Promise<World> {
    const ids = new Set<string>();
    for (const { fact } of facts) if (isMerchantFact(fact)) ids.add(fact.data.merchantId);
    if (this.settings === null || this.settings.size > MERCHANTS_MAX)
      this.settings = await loadPartition(client, this.partition);
    const { settings } = this;
    await loadMerchants(
      client,
      settings,
      [...ids].filter((id) => !settings.has(id)),
    );
    return new World(this.partition, false, this.hasUniqueIds ? null : new Set(), settings);
  }

  /** Forgets the settings, because changes that worlds made to them were not written. */
  clear(): void {
    this.settings = null;
  }
}

async function loadPartition(client: ClientBase, partition: number): Promise<Settings> {
  const settings = new Settings();
  const rows = await select<{ position: number; policy: PolicyPatch }>(
    client,
    'select position, policy from partition_defaults where partition = $1 order by position',
    [partition],
  );
  for (const { position, policy } of rows) settings.defaults.push({ position, patch: policy });
  const kernels = await select<{ version: number }>(
    client,
    'select version from partition_kernels where partition = $1',
    [partition],
  );
  for (const { version } of kernels) settings.changeKernel(version);
  for (const position of await passedOver(client, partition)) settings.passedOver.add(position);
  return settings;
}

export async function loadMerchants(client: ClientBase, settings: Settings, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  for (const id of ids) settings.of(id);
  const merchants = await select<Registration & { id: string }>(
    client,
    `select merchant_id as id, name, position, registered_at as at from merchants where merchant_id = any($1)`,
    [ids],
  );
  for (const { id, ...registration } of merchants) settings.of(id).registration = registration;
  const policies = await select<{ id: string; position: number; patch: PolicyPatch }>(
    client,
    `select merchant_id as id, position, patch from policies where merchant_id = any($1) order by version`,
    [ids],
  );
  for (const { id, ...change } of policies) settings.of(id).policies.add(change);
  const changes = await select<{
    id: string;
    campaignId: string;
    position: number;
    definition: CampaignPublished | null;
    state: CampaignState | null;
  }>(
    client,
    `select merchant_id as id, campaign_id as "campaignId", position, definition, null as state
     from campaign_versions where merchant_id = any($1)
     union all
     select merchant_id, campaign_id, position, null, state from campaign_states where merchant_id = any($1)
     order by position`,
    [ids],
  );
  for (const { id, campaignId, position, definition, state } of changes) {
    const { campaigns } = settings.of(id);
    if (definition) campaigns.publish(campaigns.next(definition, position));
    else campaigns.change(campaignId, state!, position);
  }
  const rates = await select<RecordedRates & { id: string }>(
    client,
    `select merchant_id as id, position, base, rates, as_of as "asOf" from exchange_rates
     where merchant_id = any($1) order by position`,
    [ids],
  );
  for (const { id, ...recorded } of rates) settings.of(id).rates.record(recorded);
}

async function select<Row extends object>(client: ClientBase, text: string, values: unknown[]): Promise<Row[]> {
  const { rows } = await client.query<Row>({ text, values, types: kernelTypes });
  return rows;
}
