/** Previews for operators: what the kernel would decide, in the words of the API. */
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { type Preview, preview } from '../../../libs/engine/preview';
import { Intake } from '../../../libs/intake/intake';
import type { ImaginedRequest } from '../../../libs/intake/merge-intake';
import type { Decision, DecisionType, ProposedDifference, ProposedReward, Ref } from '../../../libs/kernel/decisions';
import { findIdentifiers } from '../../../libs/queries/identity-groups';
import { findEdges, toEdgeView } from '../../../libs/queries/merges';
import { pseudonymsIn, toDifferenceView, valuesOf } from '../../../libs/queries/proposals';
import type { PlainIdentifier } from '../../../libs/queries/rows';
import { valueOf } from '../http/problem';
import type { PreviewShown } from './preview.dto';

@Injectable()
export class Imagination {
  constructor(
    private readonly pool: Pool,
    private readonly intake: Intake,
  ) {}

  async preview(merchantId: string, partition: number, body: unknown): Promise<PreviewShown> {
    const { fact, named } = valueOf(await this.intake.merges.imagine(merchantId, body));
    const client = await this.pool.connect();
    try {
      return await this.shown(merchantId, await preview(client, partition, fact, Date.now()), named);
    } finally {
      client.release();
    }
  }

  private async shown(merchantId: string, imagined: Preview, named: ImaginedRequest['named']): Promise<PreviewShown> {
    const merged = decisionOf(imagined, 'IdentityGroupsMerged');
    const unmerged = decisionOf(imagined, 'IdentityGroupsUnmerged');
    const parts = unmerged && unmerged.parts.length > 1 ? unmerged.parts : [];
    const moved = merged?.moved ?? parts.slice(1).flatMap(({ identifiers }) => identifiers);
    const meanwhile = unmerged?.refusedMeanwhile ?? [];

    const people = [...moved, ...parts.flatMap(({ identifiers }) => identifiers)];
    const pairs = meanwhile.flatMap(({ a, b }) => [a.id, b.id]);
    const found = await findIdentifiers(this.pool, merchantId, [...people, ...pairs]);
    const plain = (id: string): PlainIdentifier => {
      const { type, value } = found.get(id) ?? named.get(id)!;
      return { type, value };
    };
    const side = (ref: Ref) => (found.has(ref.id) ? plain(ref.id) : { type: ref.type, value: null });
    const heldBy = await findEdges(this.pool, merchantId, unmerged?.heldBy ?? []);

    const differences = imagined.purchases.map((purchase) => ({
      orderId: purchase.orderId,
      ...differenceOf(purchase),
    }));
    const values = await valuesOf(this.pool, merchantId, differences.flatMap(pseudonymsIn));
    return {
      refused: decisionOf(imagined, 'MergeRequestDecided')?.refused ?? null,
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
      budgets: imagined.budgets,
      effects: effectsOf(imagined),
    };
  }
}

type DataOf<T extends DecisionType> = Extract<Decision, { type: T }>['data'];

function decisionOf<T extends DecisionType>({ decisions }: Preview, type: T): DataOf<T> | undefined {
  return decisions.find((decision) => decision.type === type)?.data as DataOf<T> | undefined;
}

/** Rewards as they would really be granted and taken back: what no budget has room for is not among them. */
function differenceOf({ now, then, decisions }: Preview['purchases'][number]): ProposedDifference {
  const lost: ProposedReward[] = [];
  const gained: ProposedReward[] = [];
  for (const { type, data } of decisions) {
    if (type === 'RewardGranted') gained.push(data);
    if (type === 'RewardReversed') lost.push(data);
    if (type === 'RewardClawedBack') lost.push({ ...data, amount: -data.amount });
  }
  return { credits: { now: now?.credits ?? [], then: then?.credits ?? [] }, rewards: { lost, gained } };
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
