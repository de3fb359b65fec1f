import { Command } from '@nestjs/cqrs';
import { CHECK } from '../../../libs/checks/check-body';
import { cancelCheck, type CheckView, findCheck, queueCheck } from '../../../libs/checks/checks';
import { readBody } from '../../../libs/intake/body-shape';
import { commandHandler } from '../handling';
import { Problem, valueOf } from '../http/problem';

export class StartCheck extends Command<{ checkId: number }> {
  constructor(readonly body: unknown) {
    super();
  }
}

export class CancelCheck extends Command<CheckView> {
  constructor(readonly checkId: number) {
    super();
  }
}

export const CHECK_COMMANDS = [
  commandHandler(StartCheck, async ({ body }, { pool }) => {
    const { kind } = valueOf(readBody(CHECK, body));
    return valueOf(await queueCheck(pool, kind));
  }),
  commandHandler(CancelCheck, async ({ checkId }, { pool }) => {
    await cancelCheck(pool, checkId);
    const check = await findCheck(pool, checkId);
    if (check === null) throw new Problem('NOT_FOUND', 'There is no such check.');
    return check;
  }),
];
