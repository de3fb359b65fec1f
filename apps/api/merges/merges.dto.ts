import { ID_LENGTH_MAX } from '../../../libs/intake/limits';
import { isUuid } from '../../../libs/intake/uuid';
import type { MergeRefusal } from '../../../libs/kernel/codes';
import { MERGE_FORCES, type MergeForce } from '../../../libs/kernel/facts';
import {
  MERGE_STATUSES,
  type MergeRequestView,
  type MergeStatus,
  type ReversalView,
} from '../../../libs/queries/merges';
import { ListParameters } from '../input/common-parameters';
import { InstantParameter } from '../input/instant-parameter';
import { OneOfParameter, Parameter } from '../input/parameter';
import { ShownAs, ShownFlag, ShownOneOf, ShownPosition, ShownText } from '../openapi/shown';
import { Takes, TakesId, TakesNote, TakesObject, TakesText } from '../openapi/taken';
import { pageOf } from '../reading/page';
import { IdentifierBody } from '../shapes/identifier';
import { EdgeShown, MergeShown, REFUSALS } from '../shapes/merge';

const OVERRIDES = { optional: true, description: 'Rules that are not to refuse it; kept with the edge.' };

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

export class MergeBody {
  @TakesId({ optional: true, description: 'Makes sending again safe.' })
  requestId?: string;

  @TakesObject(() => IdentifierBody)
  a: IdentifierBody;

  @TakesObject(() => IdentifierBody)
  b: IdentifierBody;

  @TakesNote()
  reason: string;

  @TakesText(ID_LENGTH_MAX)
  actor: string;

  @Takes(
    { type: 'array', maxItems: MERGE_FORCES.length, items: { type: 'string', enum: [...MERGE_FORCES] } },
    OVERRIDES,
  )
  force?: MergeForce[];
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

  @ShownAs(() => EdgeShown, { list: true, description: 'Edges that hold the pair together all the same.' })
  heldBy: EdgeShown[];
}

export class SeparationBody {
  @TakesObject(() => IdentifierBody)
  a: IdentifierBody;

  @TakesObject(() => IdentifierBody)
  b: IdentifierBody;

  @TakesNote()
  reason: string;

  @TakesText(ID_LENGTH_MAX)
  actor: string;
}
