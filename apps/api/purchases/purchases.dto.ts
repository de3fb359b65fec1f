import { ApiProperty } from '@nestjs/swagger';
import { isUuid } from '../../../libs/intake/uuid';
import type { Exclusion, LinkVia } from '../../../libs/kernel/decisions';
import { EVALUATION_REASONS, PLATFORMS, PURCHASE_STATUSES } from '../../../libs/kernel/facts';
import type { EvaluationReason, Platform, PurchaseStatus, SourceVersion } from '../../../libs/kernel/facts';
import { ATTRIBUTION_MODELS, type AttributionModel } from '../../../libs/kernel/policy';
import type { CarriedView, OrderCodeView, VisitView } from '../../../libs/queries/carried';
import type { HistoryEvent } from '../../../libs/queries/purchase-history';
import type { PurchaseSummary, PurchaseView } from '../../../libs/queries/purchases';
import { ListParameters } from '../input/common-parameters';
import { FlagParameter, OneOfParameter, Parameter } from '../input/parameter';
import {
  ShownAs,
  ShownFlag,
  ShownInstant,
  ShownInteger,
  ShownNumber,
  ShownObject,
  ShownOneOf,
  ShownPosition,
  ShownText,
  ShownUuid,
} from '../openapi/shown';
import { pageOf, pagesByNumber } from '../reading/page';
import { CLAIM_PAGES, CLAIM_REFUSALS, CLAIM_STATUSES } from '../shapes/claim';
import { CreditShown } from '../shapes/change';
import { IdentifierShown } from '../shapes/identifier';
import { PurchaseRewardShown, WithheldShown } from '../shapes/reward';
import { VisitWordsShown } from '../shapes/visit';

class ItemShown {
  @ShownText()
  sku: string;

  @ShownNumber({ description: 'Units, to three places.' })
  quantity: number;

  @ShownInteger({ description: 'Of one unit, in minor units.' })
  price: number;
}

class OrderCodeShown implements OrderCodeView {
  @ShownText()
  code: string;

  @ShownAs(() => IdentifierShown, {
    nullable: true,
    description: 'Whose it was when the order was first recorded; null: nobody.',
  })
  owner: IdentifierShown | null;
}

class VisitShown extends VisitWordsShown implements VisitView {
  @ShownInstant({ nullable: true, description: 'Null: with the purchase.' })
  occurredAt: string | null;
}

class CarriedShown implements CarriedView {
  @ApiProperty({
    type: 'array',
    items: { type: 'string', nullable: true },
    description: 'Anonymous ids that the storefront wrote into the order; null once erased.',
  })
  devices: (string | null)[];

  @ShownAs(() => VisitShown, { nullable: true, description: 'Where the shop itself says that the buyer came from.' })
  visit: VisitShown | null;
}

class LinkShown {
  @ShownOneOf(['claim', 'carried', 'customer', 'email'])
  via: LinkVia;

  @ShownInstant()
  at: string;
}

class PurchaseClaimShown {
  @ShownText()
  claimId: string;

  @ShownOneOf(CLAIM_STATUSES)
  status: string;

  @ShownOneOf(CLAIM_REFUSALS, { nullable: true })
  reason: string | null;

  @ShownFlag({ description: 'No browser sent it: the order itself carries the device.' })
  carried: boolean;
}

class EvaluationShown {
  @ShownOneOf(['none', 'scheduled', 'proposed', 'done', 'failed', 'exhausted'])
  state: string;

  @ShownInstant({ nullable: true })
  dueAt: string | null;

  @ShownOneOf(EVALUATION_REASONS, { list: true })
  reasons: EvaluationReason[];

  @ShownInteger()
  attempts: number;
}

class ExclusionShown implements Exclusion {
  @ShownText()
  touchpointId: string;

  @ShownOneOf(['OUTSIDE_WINDOW', 'SELF_REFERRAL', 'LOWER_RANK', 'FALLBACK', 'LIMIT'])
  reason: Exclusion['reason'];
}

class AttributionShown {
  @ShownOneOf(ATTRIBUTION_MODELS)
  model: AttributionModel;

  @ShownAs(() => CreditShown, { list: true })
  credits: CreditShown[];

  @ShownAs(() => ExclusionShown, { list: true, description: 'The newest 100.' })
  excluded: ExclusionShown[];

  @ShownInteger()
  excludedCount: number;

  @ShownOneOf(['NO_TOUCHPOINT', 'ALL_EXCLUDED'], { nullable: true, description: 'Why there is no credit.' })
  reason: string | null;
}

class HistoryEventShown implements HistoryEvent {
  @ShownText()
  type: string;

  @ShownPosition({ description: 'Of the fact that caused it.' })
  position: number;

  @ShownInteger({ description: 'Among the decisions of that fact.' })
  ordinal: number;

  @ShownInstant()
  recordedAt: string;

  @ShownInteger()
  kernelVersion: number;

  @ShownObject({ description: 'As recorded; identifiers are pseudonyms.' })
  data: Record<string, unknown>;

  @ShownInteger({
    description:
      'How many events this one stands for: rejected claims of one order, with one code, within one hour (UTC), are one event, the first of them, with the count of all. 1 for any other.',
  })
  count: number;
}

class PurchaseSummaryShown implements Omit<PurchaseSummary, 'claimsNext'> {
  @ShownText()
  orderId: string;

  @ShownOneOf(PLATFORMS)
  platform: Platform;

  @ShownText({ nullable: true, description: 'Null for a guest, and once it was erased.' })
  customerId: string | null;

  @ShownOneOf(PURCHASE_STATUSES)
  status: PurchaseStatus;

  @ShownInteger({ description: 'Minor units.' })
  total: number;

  @ShownInteger({ description: 'Minor units.' })
  refunded: number;

  @ShownInteger({ description: 'Minor units: what the goods cost, without shipping and taxes.' })
  goods: number;

  @ShownText({ description: 'ISO 4217.' })
  currency: string;

  @ShownFlag({ description: 'A later order of a subscription.' })
  renewal: boolean;

  @ShownInstant()
  occurredAt: string;

  @ApiProperty({ oneOf: [{ type: 'integer' }, { type: 'string', format: 'date-time' }] })
  sourceVersion: SourceVersion;

  @ShownAs(() => ItemShown, { list: true, description: 'The first 200.' })
  items: ItemShown[];

  @ShownInteger({ description: 'Of all.' })
  itemsCount: number;

  @ShownAs(() => OrderCodeShown, { list: true, description: 'Discount codes of the order.' })
  codes: OrderCodeShown[];

  @ShownAs(() => CarriedShown, { description: 'What else the order itself carries of where its buyer came from.' })
  carried: CarriedShown;

  @ShownUuid({ nullable: true, description: 'Canonical group of the buyer; null while the purchase is not linked.' })
  groupId: string | null;

  @ShownAs(() => LinkShown, { nullable: true })
  link: LinkShown | null;

  @ShownAs(() => PurchaseClaimShown, { list: true, description: 'The newest 100, in the order of the log.' })
  claims: PurchaseClaimShown[];

  @ShownText({ nullable: true, description: '`cursor` of `GET /v1/claims?orderId=` for older ones; null: none.' })
  claimsCursor: string | null;

  @ShownAs(() => EvaluationShown)
  evaluation: EvaluationShown;

  @ShownAs(() => AttributionShown, { nullable: true })
  attribution: AttributionShown | null;

  @ShownAs(() => PurchaseRewardShown, { list: true, description: 'The newest 100, in the order of the log.' })
  rewards: PurchaseRewardShown[];

  @ShownInteger({ description: 'Of all; `GET /v1/rewards?orderId=` lists them.' })
  rewardsCount: number;

  @ShownAs(() => WithheldShown, {
    list: true,
    description: 'Rewards for which no budget or cap has room: the newest 100, in the order of the log.',
  })
  withheld: WithheldShown[];

  @ShownInteger({ description: 'Of all.' })
  withheldCount: number;
}

export class PurchaseShown extends PurchaseSummaryShown implements Omit<PurchaseView, 'claimsNext' | 'historyNext'> {
  @ShownAs(() => HistoryEventShown, {
    list: true,
    description: 'The newest decisions about this purchase, at most 100, in the order of the log.',
  })
  history: HistoryEventShown[];

  @ShownText({
    nullable: true,
    description: '`cursor` of `GET /v1/purchases/{orderId}/history` for older ones; null: none.',
  })
  historyCursor: string | null;
}

export const HISTORY_PAGES = pagesByNumber('history');

export function showPurchase({ historyNext, history, ...summary }: PurchaseView): PurchaseShown {
  return { ...showSummary(summary), history, historyCursor: HISTORY_PAGES.cursorOf(historyNext) };
}

export function showSummary({ claimsNext, ...summary }: PurchaseSummary): PurchaseSummaryShown {
  return { ...summary, claimsCursor: CLAIM_PAGES.cursorOf(claimsNext) };
}

export class PurchasesPage extends pageOf(PurchaseSummaryShown, 'PurchasesPage') {}

export class HistoryPage extends pageOf(HistoryEventShown, 'HistoryPage') {}

export class PurchasesParameters extends ListParameters {
  @OneOfParameter(PURCHASE_STATUSES)
  status?: PurchaseStatus;

  @FlagParameter('Whether the group of the buyer is known.')
  linked?: boolean;

  @Parameter({
    schema: { type: 'string', format: 'uuid' },
    description: 'Id of an identity group.',
    must: 'must be the id of a group',
    holds: (value) => typeof value === 'string' && isUuid(value),
  })
  group?: string;
}
