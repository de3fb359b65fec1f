import { Query } from '@nestjs/cqrs';
import { groupAsOf } from '../../../libs/queries/as-of/as-of';
import type { AsOf } from '../../../libs/queries/as-of/past-moment';
import { isUuid } from '../../../libs/intake/uuid';
import { findIdentityGroup, type IdentityGroupView } from '../../../libs/queries/identity-groups';
import { queryHandler, type Services } from '../handling';
import { Problem } from '../http/problem';
import { readAsOf } from '../reading/as-of';
import type { Wait } from '../reading/reads';

export class GetIdentityGroup extends Query<IdentityGroupView> {
  constructor(
    readonly merchantId: string,
    /** Of the group, of one that was merged into it, or of an identifier. */
    readonly id: string,
    readonly wait: Wait & { asOf?: AsOf },
  ) {
    super();
  }
}

export class FindIdentityGroup extends Query<IdentityGroupView> {
  constructor(
    readonly merchantId: string,
    readonly identifier: { type: string; value: string },
    readonly wait: Wait & { asOf?: AsOf },
  ) {
    super();
  }
}

export const IDENTITY_QUERIES = [
  queryHandler(GetIdentityGroup, groupOf),
  queryHandler(FindIdentityGroup, async ({ merchantId, identifier, wait }, services) => {
    const identified = await services.intake.tracking.identify(merchantId, identifier);
    if (identified.ok) return groupOf({ merchantId, id: identified.value.id, wait }, services);
    const { detail, errors } = identified.problem;
    throw new Problem('INVALID_PARAMETER', detail, errors && { errors });
  }),
];

async function groupOf(
  { merchantId, id, wait }: Pick<GetIdentityGroup, 'merchantId' | 'id' | 'wait'>,
  services: Services,
): Promise<IdentityGroupView> {
  const find = async () => (isUuid(id) ? findIdentityGroup(services.pool, merchantId, id) : null);
  const group =
    wait.asOf === undefined
      ? await services.reads.read(merchantId, wait, find)
      : await readAsOf(services, merchantId, wait.asOf, wait, async (whose, moment) =>
          isUuid(id) ? groupAsOf(whose, id, moment) : null,
        );
  if (group === null) throw new Problem('NOT_FOUND', 'There is no such group: the identifier was never seen.');
  return group;
}
