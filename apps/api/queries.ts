/** What Tributary can be asked, each with its handler. */
import { Inject, type Type } from '@nestjs/common';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { Pool } from 'pg';
import type { EventLog } from '../../libs/event-log/event-log';
import type { CampaignState } from '../../libs/kernel/rewards/campaign';
import type { Millis } from '../../libs/kernel/time';
import { type AlertFilter, type AlertView, listAlerts } from '../../libs/alerts/list-alerts';
import {
  type CampaignNow,
  type CampaignStory,
  type CampaignView,
  findCampaign,
  findCampaignNow,
  findCampaignVersion,
  listCampaigns,
} from '../../libs/queries/campaigns';
import { type ClaimFilter, type ClaimView, listClaims } from '../../libs/queries/claims';
import { type DeadLetterView, listDeadLetters } from '../../libs/queries/dead-letters';
import { databaseNow, findLinkHealth, type LinkHealthView } from '../../libs/queries/link-health';
import { findIdentityGroup, type IdentityGroupView } from '../../libs/queries/identity-groups';
import {
  findMergeRequest,
  findReversal,
  listMerges,
  type MergeFilter,
  type MergePlace,
  type MergeRequestView,
  type MergeView,
  type ReversalView,
} from '../../libs/queries/merges';
import { findPolicy, findPolicyVersion, type PolicyView } from '../../libs/queries/policies';
import {
  findProposalState,
  listProposals,
  type ProposalFilter,
  type ProposalPlace,
  type ProposalState,
  type ProposalView,
} from '../../libs/queries/proposals';
import { findPurchase, listPurchases, type PurchaseFilter, type PurchaseView } from '../../libs/queries/purchases';
import { listRewards, type RewardFilter, type RewardPlace, type RewardView } from '../../libs/queries/rewards';
import { isQuarantined } from '../../libs/queries/quarantine';
import { EVENT_LOG } from '../tokens';

/** A page of a list: where the page before ended, if there was one. */
class ListQuery<Item, Filter, Place> extends Query<{ items: Item[]; next: Place | null }> {
  constructor(
    readonly merchantId: string,
    readonly filter: Filter,
    readonly limit: number,
    readonly before: Place | null,
  ) {
    super();
  }
}

export class ListPurchases extends ListQuery<PurchaseView, PurchaseFilter, number> {}
export class ListClaims extends ListQuery<ClaimView, ClaimFilter, number> {}
export class ListMerges extends ListQuery<MergeView, MergeFilter, MergePlace> {}

export class ListCampaigns extends ListQuery<CampaignView, { state?: CampaignState }, number> {}
export class ListRewards extends ListQuery<RewardView, RewardFilter, RewardPlace> {}
export class ListDeadLetters extends ListQuery<DeadLetterView, object, number> {}

export class GetCampaign extends Query<CampaignStory | null> {
  constructor(
    readonly merchantId: string,
    readonly campaignId: string,
  ) {
    super();
  }
}

/** Its state, and nothing of its versions. */
export class GetCampaignNow extends Query<CampaignNow | null> {
  constructor(
    readonly merchantId: string,
    readonly campaignId: string,
  ) {
    super();
  }
}

/** Null: the publication at that position made none. */
export class GetCampaignVersion extends Query<number | null> {
  constructor(
    readonly merchantId: string,
    readonly campaignId: string,
    readonly position: number,
  ) {
    super();
  }
}

export class ListProposals extends ListQuery<ProposalView, ProposalFilter, ProposalPlace> {}

/** Null: there is no such proposal. */
export class GetProposalState extends Query<ProposalState | null> {
  constructor(
    readonly merchantId: string,
    readonly proposalId: string,
  ) {
    super();
  }
}

/** Null: it was not decided yet. */
export class GetMergeRequest extends Query<MergeRequestView | null> {
  constructor(
    readonly merchantId: string,
    readonly requestId: string,
  ) {
    super();
  }
}

/** Null: the request at that position took nothing back. */
export class GetReversal extends Query<ReversalView | null> {
  constructor(
    readonly merchantId: string,
    /** Of a merge, or of an edge. */
    readonly id: string,
    readonly position: number,
  ) {
    super();
  }
}

export class GetPurchase extends Query<PurchaseView | null> {
  constructor(
    readonly merchantId: string,
    readonly orderId: string,
  ) {
    super();
  }
}

export class GetIdentityGroup extends Query<IdentityGroupView | null> {
  constructor(
    readonly merchantId: string,
    /** Of any identifier of the group. */
    readonly pseudonym: string,
  ) {
    super();
  }
}

export class GetPolicy extends Query<PolicyView | null> {
  constructor(
    readonly merchantId: string,
    readonly partition: number,
  ) {
    super();
  }
}

/** Null: the read model has no policy change at that position. */
export class GetPolicyVersion extends Query<number | null> {
  constructor(
    readonly merchantId: string,
    readonly position: number,
  ) {
    super();
  }
}

/** Of all merchants, unless the filter names one. */
export class ListAlerts extends Query<{ items: AlertView[]; next: number | null }> {
  constructor(
    readonly filter: AlertFilter,
    readonly limit: number,
    readonly before: number | null,
  ) {
    super();
  }
}

/** The clock by which ages are told. */
export class GetDatabaseNow extends Query<Millis> {}

export class GetLinkHealth extends Query<LinkHealthView> {
  constructor(
    readonly merchantId: string,
    readonly partition: number,
    readonly range: { from: Millis; to: Millis; isOpen: boolean },
  ) {
    super();
  }
}

/** Whether a delivery in quarantine is this merchant's. */
export class IsQuarantined extends Query<boolean> {
  constructor(
    readonly merchantId: string,
    readonly quarantineId: string,
  ) {
    super();
  }
}

function handle<Result, Q extends Query<Result>>(
  query: Type<Q>,
  run: (pool: Pool, query: Q, log: EventLog) => Promise<Result>,
): Type {
  @QueryHandler(query)
  class Handler {
    constructor(
      private readonly pool: Pool,
      @Inject(EVENT_LOG) private readonly log: EventLog,
    ) {}

    execute(asked: Q): Promise<Result> {
      return run(this.pool, asked, this.log);
    }
  }
  return Handler;
}

export const QUERY_HANDLERS = [
  handle(ListPurchases, (pool, { merchantId, filter, limit, before }, log) =>
    listPurchases(pool, log, merchantId, filter, limit, before),
  ),
  handle(ListClaims, (pool, { merchantId, filter, limit, before }) =>
    listClaims(pool, merchantId, filter, limit, before),
  ),
  handle(ListMerges, (pool, { merchantId, filter, limit, before }) =>
    listMerges(pool, merchantId, filter, limit, before),
  ),
  handle(ListCampaigns, (pool, { merchantId, filter, limit, before }) =>
    listCampaigns(pool, merchantId, filter, limit, before),
  ),
  handle(ListRewards, (pool, { merchantId, filter, limit, before }) =>
    listRewards(pool, merchantId, filter, limit, before),
  ),
  handle(ListDeadLetters, (pool, { merchantId, limit, before }, log) =>
    listDeadLetters(pool, log, merchantId, limit, before),
  ),
  handle(GetCampaign, (pool, { merchantId, campaignId }) => findCampaign(pool, merchantId, campaignId, Date.now())),
  handle(GetCampaignNow, (pool, { merchantId, campaignId }) => findCampaignNow(pool, merchantId, campaignId)),
  handle(GetCampaignVersion, (pool, { merchantId, campaignId, position }) =>
    findCampaignVersion(pool, merchantId, campaignId, position),
  ),
  handle(ListProposals, (pool, { merchantId, filter, limit, before }) =>
    listProposals(pool, merchantId, filter, limit, before),
  ),
  handle(GetProposalState, (pool, { merchantId, proposalId }) => findProposalState(pool, merchantId, proposalId)),
  handle(GetMergeRequest, (pool, { merchantId, requestId }) => findMergeRequest(pool, merchantId, requestId)),
  handle(GetReversal, (pool, { merchantId, id, position }) => findReversal(pool, merchantId, id, position)),
  handle(GetPurchase, (pool, { merchantId, orderId }, log) => findPurchase(pool, log, merchantId, orderId)),
  handle(GetIdentityGroup, (pool, { merchantId, pseudonym }) => findIdentityGroup(pool, merchantId, pseudonym)),
  handle(GetPolicy, (pool, { merchantId, partition }) => findPolicy(pool, merchantId, partition)),
  handle(GetPolicyVersion, (pool, { merchantId, position }) => findPolicyVersion(pool, merchantId, position)),
  handle(ListAlerts, (pool, { filter, limit, before }) => listAlerts(pool, filter, limit, before)),
  handle(GetDatabaseNow, (pool) => databaseNow(pool)),
  handle(GetLinkHealth, (pool, { merchantId, partition, range }) => findLinkHealth(pool, merchantId, partition, range)),
  handle(IsQuarantined, (pool, { merchantId, quarantineId }) => isQuarantined(pool, merchantId, quarantineId)),
];
