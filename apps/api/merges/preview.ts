/** Previews for operators: what the kernel would decide, in the words of the API. */
import type { Pool } from 'pg';
import { type Preview, preview } from '../../../libs/engine/preview';
import type { PreviewRequest } from '../../../libs/intake/merge-intake';
import type { Decision, DecisionType, ProposedReward, Ref } from '../../../libs/kernel/decisions';
import { findIdentifiers } from '../../../libs/queries/identity-groups';
import { findEdges, toEdgeView } from '../../../libs/queries/merges';
import {
  pseudonymsIn,
  showDifference,
  type ShownDifference,
  toDifferenceView,
  valuesOf,
} from '../../../libs/queries/proposals';
import type { PlainIdentifier } from '../../../libs/queries/rows';
import type { Services } from '../handling';
import { valueOf } from '../http/problem';
import type { PreviewShown } from './preview.dto';

/** So many of the purchases are shown; the effects count all that were evaluated. */
export const PURCHASES_SHOWN_MAX = 100;

export async function previewMerge(
  merchantId: string,
  body: unknown,
  { intake, reads, pool }: Services,
): Promise<PreviewShown> {
  const { fact, named } = valueOf(await intake.merges.readPreview(merchantId, body));
  const client = await pool.connect();
  try {
    const foreseen = await preview(client, reads.partitionOf(merchantId), fact, Date.now());
    return await toPreviewView(pool, merchantId, foreseen, named);
  } finally {
    client.release();
  }
}

async function toPreviewView(
  pool: Pool,
  merchantId: string,
  foreseen: Preview,
  named: PreviewRequest['named'],
): Promise<PreviewShown> {
  const merged = decisionOf(foreseen, 'IdentityGroupsMerged');
  const unmerged = decisionOf(foreseen, 'IdentityGroupsUnmerged');
  const parts = unmerged && unmerged.parts.length > 1 ? unmerged.parts : [];
  const moved = merged?.moved ?? parts.slice(1).flatMap(({ identifiers }) => identifiers);
  const meanwhile = unmerged?.refusedMeanwhile ?? [];

  const people = [...moved, ...parts.flatMap(({ identifiers }) => identifiers)];
  const pairs = meanwhile.flatMap(({ a, b }) => [a.id, b.id]);
  const found = await findIdentifiers(pool, merchantId, [...people, ...pairs]);
  const plain = (id: string): PlainIdentifier => {
    const { type, value } = found.get(id) ?? named.get(id)!;
    return { type, value };
  };
  const side = (ref: Ref) => (found.has(ref.id) ? plain(ref.id) : { type: ref.type, value: null });
  const heldBy = await findEdges(pool, merchantId, unmerged?.heldBy ?? []);

  const differences = foreseen.purchases.slice(0, PURCHASES_SHOWN_MAX).map((purchase) => ({
    orderId: purchase.orderId,
    ...differenceOf(purchase),
  }));
  const values = await valuesOf(pool, merchantId, differences.flatMap(pseudonymsIn));
  return {
    refused: decisionOf(foreseen, 'MergeRequestDecided')?.refused ?? null,
    intoGroupId: merged?.into ?? null,
    fromGroupId: merged?.from ?? null,
    identifiersMoved: moved.map(plain),
    split: parts.length > 1,
    parts: parts.map(({ groupId, identifiers }) => ({ groupId, identifiers: identifiers.map(plain) })),
    heldBy: heldBy.map(toEdgeView),
    refusedMeanwhile: meanwhile.map(({ a, b, code: refusedBecause, position }) => {
      return { edge: [side(a), side(b)], refusedBecause, position };
    }),
    purchases: differences.map(({ orderId, ...difference }) => {
      const { credits, rewards } = toDifferenceView(difference, values);
      return { orderId, credits, rewards };
    }),
    budgets: foreseen.budgets,
    effects: effectsOf(foreseen),
  };
}

type DataOf<T extends DecisionType> = Extract<Decision, { type: T }>['data'];

function decisionOf<T extends DecisionType>({ decisions }: Preview, type: T): DataOf<T> | undefined {
  return decisions.find((decision) => decision.type === type)?.data as DataOf<T> | undefined;
}

/** Rewards as they would be granted and taken back. Rewards for which no budget has room are not among them. */
function differenceOf({ now, then, decisions }: Preview['purchases'][number]): ShownDifference {
  const lost: ProposedReward[] = [];
  const gained: ProposedReward[] = [];
  for (const { type, data } of decisions) {
    if (type === 'RewardGranted') gained.push(data);
    if (type === 'RewardReversed') lost.push(data);
    if (type === 'RewardClawedBack') lost.push({ ...data, amount: -data.amount });
  }
  const credits = { now: now?.credits ?? [], then: then?.credits ?? [] };
  return showDifference({ credits, rewards: { lost, gained } });
}

function effectsOf({ purchasesReevaluated, purchases }: Preview): PreviewShown['effects'] {
  const effects = { purchasesReevaluated, rewardsReversed: 0, rewardsGranted: 0, budgetDelta: 0 };
  for (const { type, data } of purchases.flatMap(({ decisions }) => decisions)) {
    if (type === 'RewardGranted') {
      effects.rewardsGranted++;
      effects.budgetDelta += data.amount;
    }
    if (type === 'RewardReversed' || type === 'RewardClawedBack') {
      effects.rewardsReversed++;
      effects.budgetDelta -= Math.abs(data.amount);
    }
  }
  return effects;
}
