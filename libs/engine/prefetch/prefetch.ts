/**
 * Loads everything that a batch can touch, in stages. The number of statements is fixed, whatever the size of the
 * batch. A row that was asked for and does not exist is loaded as absent; touching a row that was not asked for throws.
 *
 * The words:
 * - **reach**: what the facts of a batch can touch of one merchant, always a superset of what they do touch;
 * - **named**: what a fact names itself, as an order id or a device;
 * - **held**: the state of a named order before the batch;
 * - **judged**: an order whose earlier claims are judged again, as its token or its buyer may change;
 * - **component**: identifiers and orders that may belong together once the batch is decided;
 * - **evaluated**: an order whose evaluation needs touchpoints and rewards, or a component with such an order.
 */
import type { ClientBase } from 'pg';
import { isMerchantFact, type RecordedFact } from '../../kernel/facts';
import type { World } from '../../kernel/world';
import { loadJudgedClaims } from './claims';
import { loadEvaluations } from './evaluations';
import { loadGroups } from './groups';
import { loadNamed } from './named';
import { loadOpenProposals } from './proposals';
import { PREFETCH_LIMITS } from './purchases';
import { MerchantReach } from './reach';
import { loadRewards } from './rewards';
import { loadSeenFacts } from './seen-facts';
import type { Entry } from './select';

/** @throws TooMuchAtOnce if the batch has more than one fact, which load too much together */
export async function prefetch(client: ClientBase, world: World, facts: readonly RecordedFact[]): Promise<void> {
  await loadSeenFacts(client, world, facts);
  const entries = entriesOf(world, facts);
  if (entries.length === 0) return;
  await loadNamed(client, entries);
  await loadJudgedClaims(client, entries);
  const components = await loadGroups(client, entries);
  await loadEvaluations(client, entries, components);
  await loadRewards(client, entries);
  await loadOpenProposals(client, entries);
}

/** Each merchant of the batch with the reach of its facts. */
function entriesOf(world: World, facts: readonly RecordedFact[]): Entry[] {
  const byMerchant = new Map<string, RecordedFact[]>();
  for (const recorded of facts) {
    const { fact } = recorded;
    if (!isMerchantFact(fact)) continue;
    const { merchantId } = fact.data;
    const own = byMerchant.get(merchantId);
    if (own) own.push(recorded);
    else byMerchant.set(merchantId, [recorded]);
  }
  const bytesMax = facts.length > 1 ? PREFETCH_LIMITS.purchaseBytes : null;
  const defaults = [...world.settings.defaults.map(({ patch }) => patch), ...defaultsIn(facts)];
  return [...byMerchant].map(([merchantId, own]) => {
    const merchant = world.merchant(merchantId);
    const earlier = merchant.policies.changes.map(({ patch }) => patch);
    const reach = new MerchantReach([...defaults, ...earlier], bytesMax);
    for (const recorded of own) reach.addPolicies(recorded.fact);
    for (const recorded of own) reach.addFact(recorded);
    return { merchant, reach };
  });
}

function defaultsIn(facts: readonly RecordedFact[]) {
  return facts.flatMap(({ fact }) => (fact.type === 'DefaultsConfigured' ? [fact.data.policy] : []));
}
