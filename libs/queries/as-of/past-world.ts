/**
 * A world as it was: recorded facts and decisions, folded with the kernel's own `evolve`. It holds what concerns one
 * purchase or some groups, and is complete for them: what is not in it did not exist.
 */
import type { Pool } from 'pg';
import { kernelTypes } from '../../database/kernel-types';
import type { StoredEvent } from '../../event-log/event-log';
import type { Decision, LedgerMeta } from '../../kernel/decisions';
import { evolveDecision } from '../../kernel/evolve';
import { isMerchantFact, type Fact } from '../../kernel/facts';
import { evolveFact } from '../../kernel/kernel';
import type { PolicyPatch } from '../../kernel/policy';
import { claimKey } from '../../kernel/purchases/claim';
import type { DecisionMoment } from '../../kernel/time';
import { World, type MerchantWorld } from '../../kernel/world';
import { Settings } from '../../kernel/settings';

/** A change of the world, at its place in the log; a fact comes before its decisions. */
export type Change = FactChange | DecisionChange;
interface FactChange {
  moment: DecisionMoment;
  fact: Fact;
}
interface DecisionChange {
  moment: DecisionMoment;
  decision: Decision;
}

const BEFORE_DECISIONS = -1;

export class PastWorld {
  readonly world: World;
  readonly merchant: MerchantWorld;
  /** The last change that was folded. */
  last: DecisionMoment | null = null;

  private constructor(
    merchantId: string,
    partition: number,
    settings: Settings,
    /** The versions of the kernel, each from the fact after its position on. */
    private readonly kernels: readonly { version: number; position: number }[],
  ) {
    this.world = new World(partition, true, null, settings, true);
    this.merchant = this.world.merchant(merchantId);
  }

  /** Knows every policy of the merchant, as each decision follows the policy of its time. */
  static async open(pool: Pool, merchantId: string, partition: number): Promise<PastWorld> {
    const settings = new Settings();
    const { rows } = await pool.query<{ defaults: Changes | null; own: Changes | null; kernels: Kernels | null }>({
      name: 'past-settings',
      text: `select
          (select json_agg(json_build_object('position', position, 'patch', policy) order by position)
            from partition_defaults where partition = $2) as defaults,
          (select json_agg(json_build_object('position', position, 'patch', patch) order by version)
            from policies where merchant_id = $1) as own,
          (select json_agg(json_build_object('position', position, 'version', version) order by position)
            from partition_kernels where partition = $2) as kernels`,
      values: [merchantId, partition],
      types: kernelTypes,
    });
    const { defaults, own, kernels } = rows[0]!;
    settings.defaults.push(...(defaults ?? []));
    for (const change of own ?? []) settings.of(merchantId).policies.add(change);
    return new PastWorld(merchantId, partition, settings, kernels ?? []);
  }

  /** Folds changes in log order, in whatever order they come. */
  fold(changes: readonly Change[]): void {
    for (const change of changes.toSorted(inLogOrder)) {
      const { moment } = change;
      this.last = moment;
      this.kernelOf(moment.position);
      if ('decision' in change) this.decide(change.decision, moment);
      else if (isMerchantFact(change.fact)) evolveFact(this.merchant, change.fact, moment);
    }
  }

  /** Makes the kernel's version that of the fact at `position`. */
  kernelOf(position: number): void {
    for (const kernel of this.kernels) if (kernel.position < position) this.world.settings.changeKernel(kernel.version);
  }

  private decide(decision: Decision, moment: DecisionMoment): void {
    // Of an order with very many claims only the newest are folded; a verdict on another has nothing to change.
    if (decision.type === 'PurchaseClaimRejected' || decision.type === 'PurchaseClaimRepeated') {
      const { purchases } = this.merchant;
      const { orderId, byToken } = decision.data;
      const key = claimKey(decision.data);
      const token = byToken ? purchases.find(orderId)?.token : null;
      const isThere = purchases.claims.find(orderId, key) ?? (token && purchases.claims.findWaiting(token, key));
      if (!isThere) return;
    }
    evolveDecision(this.merchant, decision, moment);
  }
}

type Changes = { position: number; patch: PolicyPatch }[];
type Kernels = { version: number; position: number }[];

function inLogOrder({ moment: a }: Change, { moment: b }: Change): number {
  return a.position - b.position || a.ordinal - b.ordinal;
}

export function changeOfFact({ type, data, revision: position, recordedAt }: StoredEvent): FactChange {
  const fact = { type, data: JSON.parse(data) as unknown } as Fact;
  return { moment: { position, ordinal: BEFORE_DECISIONS, recordedAt }, fact };
}

export function changeOfDecision({ type, data, meta, recordedAt }: StoredEvent): DecisionChange {
  const { position, ordinal } = JSON.parse(meta!) as LedgerMeta;
  const decision = { type, data: JSON.parse(data) as unknown } as Decision;
  return { moment: { position, ordinal, recordedAt }, decision };
}
