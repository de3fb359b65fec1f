import { Query } from '@nestjs/cqrs';
import { type CheckView, findCheck, listChecks } from '../../../libs/checks/checks';
import type { Listed } from '../../../libs/queries/rows';
import { queryHandler } from '../handling';
import { Problem } from '../http/problem';
import type { PageRequest } from '../reading/page';

export class ListChecks extends Query<Listed<CheckView, number>> {
  constructor(readonly page: Pick<PageRequest<number>, 'limit' | 'before'>) {
    super();
  }
}

export class GetCheck extends Query<CheckView> {
  constructor(readonly checkId: number) {
    super();
  }
}

export const CHECK_QUERIES = [
  queryHandler(ListChecks, async ({ page }, { reads, pool }) => {
    return reads.inTurn(() => listChecks(pool, page.limit, page.before));
  }),
  queryHandler(GetCheck, async ({ checkId }, { reads, pool }) => {
    const check = await reads.inTurn(() => findCheck(pool, checkId));
    if (check === null) throw new Problem('NOT_FOUND', 'There is no such check.');
    return check;
  }),
];
