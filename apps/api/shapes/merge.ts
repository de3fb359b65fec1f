import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type { Code, MergeRefusal } from '../../../libs/kernel/codes';
import type { Evidence } from '../../../libs/kernel/decisions';
import {
  type EdgeView,
  MERGE_STATUSES,
  type MergeStatus,
  type MergeView,
  type ReversalOfMerge,
} from '../../../libs/queries/merges';
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
import { EvidenceShown, IdentifierShown } from './identifier';

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

const homeGroups = () =>
  ApiProperty({
    type: 'array',
    minItems: 2,
    maxItems: 2,
    items: { type: 'string', format: 'uuid' },
    description: 'Of the two identifiers; they tell erased ones apart.',
  });

export class EdgeShown implements EdgeView {
  @ShownText()
  edgeId: string;

  @ShownAs(() => IdentifierShown)
  a: IdentifierShown;

  @ShownAs(() => IdentifierShown)
  b: IdentifierShown;

  @homeGroups()
  homeGroupIds: [string, string];

  @ShownAs(() => EvidenceShown)
  evidence: Evidence;

  @ShownInstant()
  at: string;

  @ShownPosition({ description: 'Of the fact that caused it.' })
  position: number;

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

class ReversalOfMergeShown implements ReversalOfMerge {
  @ShownPosition({ description: 'Of the request.' })
  position: number;

  @ShownText()
  actor: string;

  @ShownText()
  reason: string;

  @ShownFlag({ description: 'Whether the group came apart.' })
  split: boolean;

  @ShownInstant({ nullable: true, description: 'When the pair was allowed to connect again; null: it is separated.' })
  liftedAt: string | null;
}

export class MergeShown implements MergeView {
  @ShownText({ nullable: true, description: 'Null: refused, or an edge within one group.' })
  mergeId: string | null;

  @ShownUuid({ nullable: true })
  intoGroupId: string | null;

  @ShownUuid({ nullable: true })
  fromGroupId: string | null;

  @pair('The two identifiers.')
  edge: [IdentifierShown, IdentifierShown];

  @homeGroups()
  homeGroupIds: [string, string];

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

  @ShownAs(() => ReversalOfMergeShown, { nullable: true, description: 'Who took it back, and why.' })
  reverted: ReversalOfMergeShown | null;

  @ShownAs(() => MergeEffectsShown)
  effects: MergeEffectsShown;
}
