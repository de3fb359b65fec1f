import { PURCHASE_STATUSES, type PurchaseStatus } from '../../../libs/kernel/facts';
import type { IdentityExport } from '../../../libs/queries/identity-export';
import type { ShownRewardState } from '../../../libs/queries/rewards';
import type { IdentityGroupView } from '../../../libs/queries/identity-groups';
import { ShownAs, ShownInstant, ShownInteger, ShownOneOf, ShownPosition, ShownText, ShownUuid } from '../openapi/shown';
import { IdentifierShown } from '../shapes/identifier';
import { EdgeShown, MergeShown } from '../shapes/merge';
import { VisitWordsShown } from '../shapes/visit';

class GroupIdentifierShown extends IdentifierShown {
  @ShownUuid()
  homeGroupId: string;

  @ShownInstant()
  firstSeenAt: string;
}

class GroupTouchpointShown extends VisitWordsShown {
  @ShownText()
  touchpointId: string;

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

class ExportedPurchase {
  @ShownText()
  orderId: string;

  @ShownOneOf(PURCHASE_STATUSES)
  status: PurchaseStatus;

  @ShownInteger({ description: 'Minor units.' })
  total: number;

  @ShownInteger({ description: 'Minor units.' })
  refunded: number;

  @ShownText()
  currency: string;

  @ShownInstant()
  occurredAt: string;
}

class ExportedClaim {
  @ShownText({ nullable: true })
  orderId: string | null;

  @ShownText({ nullable: true })
  anonymousId: string | null;

  @ShownText()
  status: string;

  @ShownInstant()
  occurredAt: string;
}

class ExportedReward {
  @ShownText()
  rewardId: string;

  @ShownText()
  orderId: string;

  @ShownInteger({ description: 'Minor units.' })
  amount: number;

  @ShownText()
  currency: string;

  @ShownText()
  state: ShownRewardState;

  @ShownInstant()
  grantedAt: string;
}

export class IdentityExportShown implements IdentityExport {
  @ShownAs(() => IdentifierShown)
  identifier: IdentifierShown;

  @ShownUuid({ description: 'Under which the log knows it.' })
  pseudonym: string;

  @ShownAs(() => IdentityGroupShown, {
    nullable: true,
    description: 'Null for one that was only named, as a referrer.',
  })
  group: IdentityGroupShown | null;

  @ShownAs(() => ExportedPurchase, { list: true, description: 'Of the group; the newest 1,000.' })
  purchases: ExportedPurchase[];

  @ShownAs(() => ExportedClaim, { list: true, description: "Of the group's devices; the newest 1,000." })
  claims: ExportedClaim[];

  @ShownAs(() => ExportedReward, { list: true, description: 'That the group received; the newest 1,000.' })
  rewards: ExportedReward[];
}
