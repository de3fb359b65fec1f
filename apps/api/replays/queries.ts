import { Query } from '@nestjs/cqrs';
import type { Listed } from '../../../libs/queries/rows';
import {
  findReplay,
  findScenarios,
  listReplayChanges,
  listReplays,
  type ReplaySummary,
  type ReplayView,
} from '../../../libs/what-if/replays';
import type { PurchaseChangeView } from '../../../libs/what-if/shown';
import { queryHandler } from '../handling';
import { Problem } from '../http/problem';
import { ListQuery, type PageRequest } from '../reading/page';
import type { Wait } from '../reading/reads';

export class ListReplays extends ListQuery<ReplaySummary, object, number> {}

export class GetReplay extends Query<ReplayView> {
  constructor(
    readonly merchantId: string,
    readonly replayId: number,
    readonly wait: Wait,
  ) {
    super();
  }
}

export class ListReplayChanges extends Query<Listed<PurchaseChangeView, number>> {
  constructor(
    readonly merchantId: string,
    readonly replayId: number,
    /** Name of the scenario; undefined: the first. */
    readonly scenario: string | undefined,
    readonly page: PageRequest<number>,
  ) {
    super();
  }
}

export const REPLAY_QUERIES = [
  queryHandler(ListReplays, async ({ merchantId, page }, { reads, pool }) => {
    return reads.read(merchantId, page, () => listReplays(pool, merchantId, page.limit, page.before));
  }),
  queryHandler(GetReplay, async ({ merchantId, replayId, wait }, { reads, pool }) => {
    const replay = await reads.read(merchantId, wait, () => findReplay(pool, merchantId, replayId));
    if (replay === null) throw new Problem('NOT_FOUND', 'There is no such replay.');
    return replay;
  }),
  queryHandler(ListReplayChanges, async ({ merchantId, replayId, scenario, page }, { reads, pool }) => {
    const names = await reads.read(merchantId, page, () => findScenarios(pool, merchantId, replayId));
    if (names === null) throw new Problem('NOT_FOUND', 'There is no such replay.');
    const number = scenario === undefined ? 0 : names.indexOf(scenario);
    if (number < 0) throw new Problem('NOT_FOUND', 'The replay has no such scenario.');
    const place = { replayId, scenario: number };
    return reads.inTurn(() => listReplayChanges(pool, merchantId, place, page.limit, page.before));
  }),
];
