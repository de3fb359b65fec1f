import { Command } from '@nestjs/cqrs';
import { readScenarios } from '../../../libs/what-if/scenario-body';
import { cancelReplay, findReplay, queueReplay, type ReplayView } from '../../../libs/what-if/replays';
import { BodyCommand, commandHandler } from '../handling';
import { Problem, valueOf } from '../http/problem';

export class StartReplay extends BodyCommand<{ replayId: number }> {}

export class CancelReplay extends Command<ReplayView> {
  constructor(
    readonly merchantId: string,
    readonly replayId: number,
  ) {
    super();
  }
}

export const REPLAY_COMMANDS = [
  commandHandler(StartReplay, async ({ merchantId, body }, { intake, reads, pool }) => {
    // The replay runs on what is decided, so what was sent before it is decided first.
    await reads.catchUp(merchantId);
    const scenarios = valueOf(await readScenarios(pool, intake.merchants, merchantId, body));
    return valueOf(await queueReplay(pool, merchantId, scenarios));
  }),
  commandHandler(CancelReplay, async ({ merchantId, replayId }, { pool }) => {
    await cancelReplay(pool, merchantId, replayId);
    const replay = await findReplay(pool, merchantId, replayId);
    if (replay === null) throw new Problem('NOT_FOUND', 'There is no such replay.');
    return replay;
  }),
];
