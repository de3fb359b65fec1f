import {
  listProposals,
  type ProposalFilter,
  type ProposalPlace,
  type ProposalView,
} from '../../../libs/queries/proposals';
import { queryHandler } from '../handling';
import { ListQuery } from '../reading/page';

export class ListProposals extends ListQuery<ProposalView, ProposalFilter, ProposalPlace> {}

export const PROPOSAL_QUERIES = [
  queryHandler(ListProposals, async ({ merchantId, filter, page }, { reads, pool }) => {
    return reads.read(merchantId, page, () => listProposals(pool, merchantId, filter, page.limit, page.before));
  }),
];
