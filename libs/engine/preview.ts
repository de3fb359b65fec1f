/**
 * Previews what an operator's merge or unmerge would change. The kernel decides the request, and the evaluations that
 * follow, on a world that is never written.
 */
import type { PoolClient } from 'pg';
import { kernelTypes } from '../database/kernel-types';
import type { Attribution, Decision } from '../kernel/decisions';
import type { Fact, RecordedFact } from '../kernel/facts';
import { step } from '../kernel/kernel';
import type { MerchantWorld, World } from '../kernel/world';
import { prefetch } from './prefetch/prefetch';
import { TooMuchAtOnce } from './prefetch/purchases';
import { SettingsCache } from './settings-cache';

/** So many purchases are evaluated, or fewer if they are large; the others are only counted. */
export const EVALUATED_MAX = 500;

export interface Preview {
  /** The decisions on the request itself. */
  decisions: Decision[];
  /** Purchases that would be evaluated again. */
  purchasesReevaluated: number;
  /** The first of them, with what would change. */
  purchases: { orderId: string; now: Attribution | null; then: Attribution | null; decisions: Decision[] }[];
  /** How the used amounts of budgets would change, in minor units; windows as in `budgetKey`. */
  budgets: BudgetChange[];
}

export interface BudgetChange {
  campaignId: string;
  window: string;
  currency: string;
  now: number;
  then: number;
}

type Request = Extract<Fact, { type: 'MergeRequested' | 'UnmergeRequested' }>;

/** @param now milliseconds */
export async function preview(client: PoolClient, partition: number, fact: Request, now: number): Promise<Preview> {
  await client.query('begin isolation level repeatable read read only');
  try {
    const { rows } = await client.query<{ position: number; recordedAt: number | null }>({
      text: 'select position, recorded_at as "recordedAt" from checkpoints where partition = $1',
      values: [partition],
      types: kernelTypes,
    });
    const { position, recordedAt } = rows[0]!;
    const imagined = new Imagined(client, partition, position, Math.max(now, recordedAt ?? 0));
    return await imagined.decide(fact);
  } finally {
    await client.query('rollback');
  }
}

class Imagined {
  constructor(
    private readonly client: PoolClient,
    private readonly partition: number,
    private position: number,
    private readonly recordedAt: number,
  ) {}

  async decide(fact: Request): Promise<Preview> {
    const { merchantId } = fact.data;
    const request = this.recorded(fact);
    const orders = reevaluated(step(await this.world([request]), request));

    const { world, asked } = await this.worldToEvaluate(request, orders.slice(0, EVALUATED_MAX));
    const merchant = world.merchant(merchantId);
    const attributionOf = (orderId: string) => merchant.purchases.get(orderId).attribution?.outcome ?? null;
    const before = new Map(orders.slice(0, asked.length).map((orderId) => [orderId, attributionOf(orderId)]));
    const used = new Map([...merchant.rewards.budgetUsage.keys()].map((key) => [key, merchant.rewards.usedOf(key)]));

    const decisions = step(world, request);
    const purchases = asked.map((recorded, i) => {
      const orderId = orders[i]!;
      step(world, recorded);
      const { id } = merchant.purchases.get(orderId).evaluation;
      const evaluated = step(world, this.recorded(evaluationOf(merchantId, orderId, id!)));
      return { orderId, now: before.get(orderId)!, then: attributionOf(orderId), decisions: evaluated };
    });
    return { decisions, purchasesReevaluated: orders.length, purchases, budgets: budgetChanges(merchant, used) };
  }

  /** A world in which the first of the orders can be evaluated: as many as it may load at once. */
  private async worldToEvaluate(
    request: RecordedFact & { fact: Request },
    orders: readonly string[],
  ): Promise<{ world: World; asked: RecordedFact[] }> {
    const { merchantId } = request.fact.data;
    const asked = orders.map((orderId) => this.recorded(evaluationOf(merchantId, orderId)));
    for (let count = asked.length; ; count = Math.floor(count / 2)) {
      try {
        return { world: await this.world([request, ...asked.slice(0, count)]), asked: asked.slice(0, count) };
      } catch (error) {
        if (!(error instanceof TooMuchAtOnce)) throw error;
      }
    }
  }

  private async world(facts: readonly RecordedFact[]): Promise<World> {
    const world = await new SettingsCache(this.partition, true).worldFor(this.client, facts);
    await prefetch(this.client, world, facts);
    return world;
  }

  private recorded<F extends Fact>(fact: F): RecordedFact & { fact: F } {
    this.position++;
    return { id: NOBODY, position: this.position, recordedAt: this.recordedAt, fact };
  }
}

/** Every window's use is counted, but only windows that a version limits are of interest. */
function budgetChanges(merchant: MerchantWorld, before: ReadonlyMap<string, number>): BudgetChange[] {
  const { campaigns, rewards } = merchant;
  return [...campaigns.ids].flatMap((campaignId) => {
    const limited = new Set<string>();
    let currency = '';
    for (let version = 1; campaigns.version(campaignId, version) !== undefined; version++) {
      const { definition } = campaigns.version(campaignId, version)!;
      // Its first version fixes it.
      currency = definition.currency;
      for (const { window } of definition.budgets) limited.add(window);
    }
    return [...before].flatMap(([key, now]) => {
      const then = rewards.usedOf(key);
      const window = key.startsWith(`${campaignId} `) ? key.slice(campaignId.length + 1) : '';
      const [kind, day, ...rest] = window.split(' ');
      const isWindow = rest.length === 0 && (kind === 'total') === (day === undefined);
      return now !== then && isWindow && limited.has(kind!) ? [{ campaignId, window, currency, now, then }] : [];
    });
  });
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** An operator's request, which is due at once; with an evaluation id, the request of its timer. */
function evaluationOf(merchantId: string, orderId: string, evaluationId?: string): Fact {
  const requestedBy = evaluationId === undefined ? ('operator' as const) : ('timer' as const);
  return { type: 'RewardEvaluationRequested', data: { merchantId, orderId, evaluationId, reasons: [], requestedBy } };
}

function reevaluated(decisions: readonly Decision[]): string[] {
  const orders = new Set<string>();
  for (const { type, data } of decisions) {
    if (type === 'RewardEvaluationScheduled' || type === 'ReprocessingProposed') orders.add(data.orderId);
  }
  return [...orders];
}
