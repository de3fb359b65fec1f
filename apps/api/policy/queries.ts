import { Query } from '@nestjs/cqrs';
import { findPolicy, type PolicyView } from '../../../libs/queries/policies';
import { queryHandler } from '../handling';
import { Problem } from '../http/problem';
import type { Wait } from '../reading/reads';

export class GetPolicy extends Query<PolicyView> {
  constructor(
    readonly merchantId: string,
    readonly wait: Wait,
  ) {
    super();
  }
}

export const POLICY_QUERIES = [
  queryHandler(GetPolicy, async ({ merchantId, wait }, { reads, pool }) => {
    const find = () => findPolicy(pool, merchantId, reads.partitionOf(merchantId));
    const found = await reads.read(merchantId, wait, find);
    if (found !== null) return found;
    // Every merchant has a policy, so the engine has not decided this one's registration yet.
    await reads.waitForNewest(merchantId, wait.waitMs);
    const policy = await reads.inTurn(find);
    if (policy === null) throw new Problem('READ_MODEL_BEHIND');
    return policy;
  }),
];
