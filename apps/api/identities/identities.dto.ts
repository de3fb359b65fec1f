import { TOUCHPOINT_SOURCES, type TouchpointSource } from '../../../libs/kernel/policy';
import type { IdentityGroupView } from '../../../libs/queries/identity-groups';
import { ShownAs, ShownInstant, ShownInteger, ShownOneOf, ShownPosition, ShownText, ShownUuid } from '../openapi/shown';
import { IdentifierShown } from '../shapes/identifier';
import { EdgeShown, MergeShown } from '../shapes/merge';

class GroupIdentifierShown extends IdentifierShown {
  @ShownUuid()
  homeGroupId: string;

  @ShownInstant()
  firstSeenAt: string;
}

class GroupTouchpointShown {
  @ShownText()
  touchpointId: string;

  @ShownOneOf(TOUCHPOINT_SOURCES)
  source: TouchpointSource;

  @ShownText({ nullable: true })
  channel: string | null;

  @ShownText({ nullable: true })
  campaign: string | null;

  @ShownAs(() => IdentifierShown, { nullable: true })
  referrer: IdentifierShown | null;

  @ShownText({ nullable: true })
  url: string | null;

  @ShownInstant()
  occurredAt: string;

  @ShownPosition()
  position: number;
}

export class IdentityGroupShown implements IdentityGroupView {
  @ShownUuid({ description: 'Canonical: the home group of the anchor.' })
  id: string;

  @ShownAs(() => GroupIdentifierShown, { list: true, description: 'As they were first seen.' })
  identifiers: GroupIdentifierShown[];

  @ShownUuid({ list: true, description: 'Home groups that were merged into this one.' })
  absorbed: string[];

  @ShownAs(() => MergeShown, { list: true, description: 'The newest 100, in the order of the log.' })
  merges: MergeShown[];

  @ShownInteger({ description: 'Of all; `GET /v1/merges?group=` lists them.' })
  mergesCount: number;

  @ShownAs(() => EdgeShown, { list: true, description: 'The newest 100, in the order of the log.' })
  edges: EdgeShown[];

  @ShownInteger({ description: 'Of all.' })
  edgesCount: number;

  @ShownAs(() => GroupTouchpointShown, { list: true, description: 'The newest 500, in the order of the log.' })
  touchpoints: GroupTouchpointShown[];

  @ShownInteger({ description: 'Counted up to 10,000.' })
  touchpointsCount: number;

  @ShownText({ list: true, description: 'Order ids; the newest 100, in the order of the log.' })
  purchases: string[];

  @ShownInteger({ description: 'Counted up to 10,000; `GET /v1/purchases?group=` lists them.' })
  purchasesCount: number;
}
