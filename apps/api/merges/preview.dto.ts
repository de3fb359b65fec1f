import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type { MergeRefusal } from '../../../libs/kernel/codes';
import { ShownAs, ShownFlag, ShownInteger, ShownOneOf, ShownPosition, ShownText, ShownUuid } from '../openapi/shown';
import { CreditsChangeShown, RewardsChangeShown } from '../shapes/change';
import { IdentifierShown } from '../shapes/identifier';
import { EdgeShown, MergeEffectsShown, REFUSALS } from '../shapes/merge';

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

  @ShownText()
  currency: string;

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

  @ShownAs(() => EdgeShown, { list: true, description: 'Edges that would still hold the pair together.' })
  heldBy: EdgeShown[];

  @ShownAs(() => RefusedMeanwhileShown, { list: true, description: 'Refused since the edge came; they stay refused.' })
  refusedMeanwhile: RefusedMeanwhileShown[];

  @ShownAs(() => PurchasePreviewShown, {
    list: true,
    description: 'Purchases that would be evaluated again: the first 100.',
  })
  purchases: PurchasePreviewShown[];

  @ShownAs(() => BudgetPreviewShown, { list: true })
  budgets: BudgetPreviewShown[];

  @ShownAs(() => MergeEffectsShown)
  effects: MergeEffectsShown;
}
