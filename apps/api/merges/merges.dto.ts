import { isUuid } from '../../../libs/intake/uuid';
import type { MergeRefusal } from '../../../libs/kernel/codes';
import type { Evidence } from '../../../libs/kernel/decisions';
import {
  MERGE_STATUSES,
  type MergeRequestView,
  type MergeStatus,
  type ReversalView,
} from '../../../libs/queries/merges';
import { IdParameter, ListParameters } from '../input/common-parameters';
import { InstantParameter } from '../input/instant-parameter';
import { OneOfParameter, Parameter } from '../input/parameter';
import { ShownAs, ShownFlag, ShownOneOf, ShownPosition, ShownText } from '../openapi/shown';
import { pageOf } from '../reading/page';
import { EVIDENCE_KINDS } from '../shapes/identifier';
import { EdgeShown, MergeShown, REFUSALS } from '../shapes/merge';

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

  @OneOfParameter(EVIDENCE_KINDS)
  evidence?: Evidence['kind'];

  @IdParameter('Who asked for it, or for taking it back.')
  actor?: string;

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
