import { Query } from '@nestjs/cqrs';
import { groupAsOf } from '../../../libs/queries/as-of/as-of';
import type { AsOf } from '../../../libs/queries/as-of/past-moment';
import type { FieldError } from '../../../libs/intake/outcomes';
import { isUuid } from '../../../libs/intake/uuid';
import { exportIdentity, type IdentityExport } from '../../../libs/queries/identity-export';
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

/** Everything that is held about an identifier and its group. */
export class ExportIdentity extends Query<IdentityExport> {
  constructor(
    readonly merchantId: string,
    readonly identifier: { type: string; value: string },
    readonly wait: Wait,
  ) {
    super();
  }
}

/** In the place of a type: the value is the pseudonym under which the log knows an identifier. */
export const BY_PSEUDONYM = 'pseudonym';

export const IDENTITY_QUERIES = [
  queryHandler(ExportIdentity, async ({ merchantId, identifier, wait }, services) => {
    const { intake, reads, pool } = services;
    const id = identifier.type === BY_PSEUDONYM ? identifier.value : await pseudonymOf(intake, merchantId, identifier);
    if (!isUuid(id)) throw notSeen();
    const found = await reads.read(merchantId, wait, () => exportIdentity(pool, merchantId, id));
    if (found === null) throw notSeen();
    return found;
  }),
  queryHandler(GetIdentityGroup, groupOf),
  queryHandler(FindIdentityGroup, async ({ merchantId, identifier, wait }, services) => {
    return groupOf({ merchantId, id: await pseudonymOf(services.intake, merchantId, identifier), wait }, services);
  }),
];

function parameterProblem({ detail, errors }: { detail: string; errors?: FieldError[] }): Problem {
  return new Problem('INVALID_PARAMETER', detail, errors && { errors });
}

async function pseudonymOf(
  intake: Services['intake'],
  merchantId: string,
  identifier: { type: string; value: string },
): Promise<string> {
  const identified = await intake.tracking.identify(merchantId, identifier);
  if (identified.ok) return identified.value.id;
  throw parameterProblem(identified.problem);
}

function notSeen(): Problem {
  return new Problem('NOT_FOUND', 'There is no such group: the identifier was never seen.');
}

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
  if (group === null) throw notSeen();
  return group;
}
