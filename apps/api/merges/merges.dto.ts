import type { Code } from '../../../libs/kernel/codes';
import { parseInstant } from '../../../libs/intake/instants';
import type { Evidence } from '../../../libs/kernel/decisions';
import { MERGE_STATUSES, type MergeStatus, type MergeView } from '../../../libs/queries/merges';
import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { EvidenceShown, IdentifierShown } from '../identities/identifier.dto';
import { ListParameters } from '../input/common-parameters';
import { OneOfParameter, Parameter } from '../input/parameter';
import { isUuid } from '../input/uuid';
import { ShownAs, ShownInstant, ShownInteger, ShownOneOf, ShownPosition, ShownText, ShownUuid } from '../openapi/shown';
import { pageOf } from '../reading/page';

const REFUSALS = ['BLOCKED_IDENTIFIER', 'CUSTOMER_CONFLICT', 'GROUP_TOO_LARGE'] satisfies Code[];

class MergeEffectsShown {
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

  @ApiProperty({
    type: 'array',
    minItems: 2,
    maxItems: 2,
    items: { $ref: getSchemaPath(IdentifierShown) },
    description: 'The two identifiers.',
  })
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
    description: 'Id of an identity group: attempts of which one side is in it.',
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

function InstantParameter(description: string) {
  return Parameter({
    schema: { type: 'string', format: 'date-time' },
    description,
    read: (text) => (typeof text === 'string' ? (parseInstant(text) ?? null) : null),
    must: 'must be an RFC 3339 time with a zone',
    holds: (value) => typeof value === 'string',
  });
}
