/** Registrations, policies and defaults of a partition: needed by every batch, changed by few. */
import type { ClientBase } from 'pg';
import { kernelTypes } from '../database/kernel-types';
import type { RecordedFact } from '../kernel/facts';
import type { PolicyPatch } from '../kernel/policy';
import type { PolicyChange } from '../kernel/policy-history';
import { World, type Registration } from '../kernel/world';

const MERCHANTS_MAX = 10_000;

interface CachedMerchant {
  registration: Registration | null;
  policies: PolicyChange[];
}

export class MerchantCache {
  private readonly merchants = new Map<string, CachedMerchant>();
  private defaults: PolicyChange[] | null = null;

  constructor(private readonly partition: number) {}

  /** A world for the batch, with its merchants' configuration in it. */
  async worldFor(client: ClientBase, facts: readonly RecordedFact[]): Promise<World> {
    const ids = new Set<string>();
    for (const { fact } of facts) if (fact.type !== 'DefaultsConfigured') ids.add(fact.data.merchantId);
    await this.load(
      client,
      [...ids].filter((id) => !this.merchants.has(id)),
    );
    const world = new World(this.partition, false);
    world.defaults.push(...this.defaults!);
    for (const id of ids) {
      const { registration, policies } = this.merchants.get(id)!;
      world.merchant(id).load(registration, policies);
    }
    return world;
  }

  /** After a flush: what the batch changed. */
  remember(world: World): void {
    this.defaults!.push(...world.newDefaults);
    for (const { merchantId, changes, registration } of world.all()) {
      if (!changes.registered && changes.policies.length === 0) continue;
      const cached = this.merchants.get(merchantId)!;
      cached.registration = registration;
      cached.policies.push(...changes.policies.map(({ position, patch }) => ({ position, patch })));
    }
    if (this.merchants.size > MERCHANTS_MAX) this.merchants.clear();
  }

  clear(): void {
    this.merchants.clear();
    this.defaults = null;
  }

  private async load(client: ClientBase, ids: string[]): Promise<void> {
    if (this.defaults === null) {
      const { rows } = await client.query<{ position: number; policy: PolicyPatch }>({
        text: 'select position, policy from partition_defaults where partition = $1 order by position',
        values: [this.partition],
        types: kernelTypes,
      });
      this.defaults = rows.map(({ position, policy }) => ({ position, patch: policy }));
    }
    if (ids.length === 0) return;
    for (const id of ids) this.merchants.set(id, { registration: null, policies: [] });
    const merchants = await client.query<{ id: string; name: string; position: number; at: number }>({
      text: `select merchant_id as id, name, position, registered_at as at from merchants
             where merchant_id = any($1)`,
      values: [ids],
      types: kernelTypes,
    });
    for (const { id, ...registration } of merchants.rows) this.merchants.get(id)!.registration = registration;
    const policies = await client.query<{ id: string; position: number; patch: PolicyPatch }>({
      text: `select merchant_id as id, position, patch from policies where merchant_id = any($1) order by version`,
      values: [ids],
      types: kernelTypes,
    });
    for (const { id, ...change } of policies.rows) this.merchants.get(id)!.policies.push(change);
  }
}
