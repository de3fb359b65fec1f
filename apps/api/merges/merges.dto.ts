import type { Code, MergeRefusal } from '../../../libs/kernel/codes';
import type { Evidence } from '../../../libs/kernel/decisions';
import {
  type EdgeView,
  MERGE_STATUSES,
  type MergeRequestView,
  type MergeStatus,
  type MergeView,
  type ReversalView,
} from '../../../libs/queries/merges';
import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { EvidenceShown, IdentifierShown } from '../identities/identifier.dto';
import { ListParameters } from '../input/common-parameters';
import { InstantParameter } from '../input/instant-parameter';
import { OneOfParameter, Parameter } from '../input/parameter';
import { isUuid } from '../../../libs/intake/uuid';
import {
  ShownAs,
  ShownFlag,
  ShownInstant,
  ShownInteger,
  ShownOneOf,
  ShownPosition,
  ShownText,
  ShownUuid,
} from '../openapi/shown';
import { pageOf } from '../reading/page';

export const REFUSALS = [
  'BLOCKED_IDENTIFIER',
  'SEPARATED',
  'CUSTOMER_CONFLICT',
  'GROUP_TOO_LARGE',
] satisfies MergeRefusal[];

/** Two identifiers. */
const pair = (description: string) =>
  ApiProperty({
    type: 'array',
    minItems: 2,
    maxItems: 2,
    items: { $ref: getSchemaPath(IdentifierShown) },
    description,
  });

export class EdgeShown implements EdgeView {
  @ShownText()
  edgeId: string;

  @ShownAs(() => IdentifierShown)
  a: IdentifierShown;

  @ShownAs(() => IdentifierShown)
  b: IdentifierShown;

  @ShownAs(() => EvidenceShown)
  evidence: Evidence;

  @ShownInstant()
  at: string;

  @ShownText({ nullable: true, description: 'Null: both identifiers were in one group already.' })
  mergeId: string | null;

  @ShownFlag({ description: 'An operator asked to override rules for it.' })
  forced: boolean;
}

export class MergeEffectsShown {
  @ShownInteger({ description: 'Purchases for which it scheduled another evaluation.' })
  purchasesReevaluated: number;

  @ShownInteger({ description: 'By these evaluations; clawbacks included.' })
  rewardsReversed: number;

  @ShownInteger({ description: 'By these evaluations.' })
  rewardsGranted: number;

  @ShownInteger({
    description: 'What they granted less what they took back, in minor units, each reward in its own currency.',
  })
  budgetDelta: number;
}

export class MergeShown implements MergeView {
  @ShownText({ nullable: true, description: 'Null: refused.' })
  mergeId: string | null;

  @ShownUuid({ nullable: true })
  intoGroupId: string | null;

  @ShownUuid({ nullable: true })
  fromGroupId: string | null;

  @pair('The two identifiers.')
  edge: [IdentifierShown, IdentifierShown];

  @ShownAs(() => EvidenceShown)
  evidence: Evidence;

  @ShownAs(() => IdentifierShown, { list: true })
  identifiersMoved: IdentifierShown[];

  @ShownInstant()
  at: string;

  @ShownPosition({ description: 'Of the fact that caused it.' })
  position: number;

  @ShownOneOf(MERGE_STATUSES)
  status: MergeStatus;

  @ShownOneOf(REFUSALS, { nullable: true })
  refusedBecause: Code | null;

  @ShownInstant({ nullable: true })
  revertedAt: string | null;

  @ShownAs(() => MergeEffectsShown)
  effects: MergeEffectsShown;
}

export class MergesPage extends pageOf(MergeShown, 'MergesPage') {}

export class MergesParameters extends ListParameters {
  @Parameter({
    schema: { type: 'string', format: 'uuid' },
    description: 'Id of an identity group: attempts to merge an identifier of this group.',
    must: 'must be the id of a group',
    holds: (value) => typeof value === 'string' && isUuid(value),
  })
  group?: string;

  @OneOfParameter(MERGE_STATUSES)
  status?: MergeStatus;

  @InstantParameter('From this time on.')
  from?: string;

  @InstantParameter('Before this time.')
  to?: string;
}

export class MergeDecidedShown implements MergeRequestView {
  @ShownPosition()
  position: number;

  @ShownText({ nullable: true, description: 'Null: refused, or an edge that only confirms.' })
  mergeId: string | null;

  @ShownText({ nullable: true, description: 'Null: refused.' })
  edgeId: string | null;

  @ShownOneOf(REFUSALS, { nullable: true })
  refused: MergeRefusal | null;
}

export class RevertedShown implements ReversalView {
  @ShownPosition()
  position: number;

  @ShownFlag({ description: 'Whether the group came apart.' })
  split: boolean;

  @ShownAs(() => EdgeShown, { list: true, description: 'Edges that still hold the pair together.' })
  heldBy: EdgeShown[];
}
