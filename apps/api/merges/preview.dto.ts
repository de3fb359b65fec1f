import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { ID_LENGTH_MAX } from '../../../libs/intake/limits';
import type { MergeRefusal } from '../../../libs/kernel/codes';
import { MERGE_FORCES, type MergeForce } from '../../../libs/kernel/facts';
import { ShownAs, ShownFlag, ShownInteger, ShownOneOf, ShownPosition, ShownText, ShownUuid } from '../openapi/shown';
import { Takes, TakesId, TakesNote, TakesObject, TakesText } from '../openapi/taken';
import { CreditsChangeShown, RewardsChangeShown } from '../shapes/change';
import { IdentifierBody, IdentifierShown } from '../shapes/identifier';
import { EdgeShown, MergeEffectsShown, REFUSALS } from '../shapes/merge';

/** A merge that is only thought of: as a request, but nobody has to say why. */
class MergePreviewBody {
  @TakesId({ optional: true })
  requestId?: string;

  @TakesObject(() => IdentifierBody)
  a: IdentifierBody;

  @TakesObject(() => IdentifierBody)
  b: IdentifierBody;

  @TakesNote({ optional: true })
  reason?: string;

  @TakesText(ID_LENGTH_MAX, { optional: true })
  actor?: string;

  @Takes(
    { type: 'array', maxItems: MERGE_FORCES.length, items: { type: 'string', enum: [...MERGE_FORCES] } },
    { optional: true },
  )
  force?: MergeForce[];
}

class RevertPreviewBody {
  @TakesText(ID_LENGTH_MAX, { description: 'Of a merge, or of an edge, that would be taken back.' })
  mergeId: string;
}

export const PreviewBodies = [MergePreviewBody, RevertPreviewBody];
export const PREVIEW_BODY = { oneOf: PreviewBodies.map((body) => ({ $ref: getSchemaPath(body) })) };

class PartShown {
  @ShownUuid()
  groupId: string;

  @ShownAs(() => IdentifierShown, { list: true })
  identifiers: IdentifierShown[];
}

class RefusedMeanwhileShown {
  @ApiProperty({ type: 'array', minItems: 2, maxItems: 2, items: { $ref: getSchemaPath(IdentifierShown) } })
  edge: [IdentifierShown, IdentifierShown];

  @ShownOneOf(REFUSALS)
  refusedBecause: MergeRefusal;

  @ShownPosition()
  position: number;
}

class PurchasePreviewShown {
  @ShownText()
  orderId: string;

  @ShownAs(() => CreditsChangeShown)
  credits: CreditsChangeShown;

  @ShownAs(() => RewardsChangeShown)
  rewards: RewardsChangeShown;
}

class BudgetPreviewShown {
  @ShownText()
  campaignId: string;

  @ShownText({ description: '`total`, `day 2026-01-31`, `week 2026-01-26` or `month 2026-01`.' })
  window: string;

  @ShownInteger({ description: 'Used, in minor units.' })
  now: number;

  @ShownInteger()
  then: number;
}

export class PreviewShown {
  @ShownOneOf(REFUSALS, { nullable: true, description: 'Why the merge would be refused.' })
  refused: MergeRefusal | null;

  @ShownUuid({ nullable: true, description: 'Null: no group would join another.' })
  intoGroupId: string | null;

  @ShownUuid({ nullable: true })
  fromGroupId: string | null;

  @ShownAs(() => IdentifierShown, { list: true, description: 'Whose canonical group would change.' })
  identifiersMoved: IdentifierShown[];

  @ShownFlag({ description: 'Whether a group would come apart.' })
  split: boolean;

  @ShownAs(() => PartShown, { list: true, description: 'Of a group that would come apart; the first keeps its id.' })
  parts: PartShown[];

  @ShownAs(() => EdgeShown, { list: true, description: 'Edges that would hold the pair together all the same.' })
  heldBy: EdgeShown[];

  @ShownAs(() => RefusedMeanwhileShown, { list: true, description: 'Refused since the edge came; they stay refused.' })
  refusedMeanwhile: RefusedMeanwhileShown[];

  @ShownAs(() => PurchasePreviewShown, { list: true, description: 'That would be evaluated again: the first 500.' })
  purchases: PurchasePreviewShown[];

  @ShownAs(() => BudgetPreviewShown, { list: true })
  budgets: BudgetPreviewShown[];

  @ShownAs(() => MergeEffectsShown)
  effects: MergeEffectsShown;
}
