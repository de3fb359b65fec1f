import { Command } from '@nestjs/cqrs';
import type { WriteAnswer } from '../../../libs/intake/outcomes';
import { findMergeRequest, findReversal, type MergeRequestView, type ReversalView } from '../../../libs/queries/merges';
import { BodyCommand, commandHandler } from '../handling';
import { Problem, valueOf } from '../http/problem';

export class RequestMerge extends BodyCommand<MergeRequestView & { position: number }> {}
export class LiftSeparation extends BodyCommand<WriteAnswer> {}

export class RevertMerge extends Command<ReversalView & { position: number }> {
  constructor(
    readonly merchantId: string,
    /** Of a merge, or of an edge. */
    readonly id: string,
    readonly body: unknown,
  ) {
    super();
  }
}

export const MERGE_COMMANDS = [
  commandHandler(RequestMerge, async ({ merchantId, body }, { intake, reads, pool }) => {
    const { position, requestId } = valueOf(await intake.merges.request(merchantId, body));
    await reads.waitForDecision(merchantId, position);
    const decided = await findMergeRequest(pool, merchantId, requestId);
    if (decided === null) throw new Error(`the merge request at position ${position} was not decided`);
    const { mergeId, edgeId, refused } = decided;
    return { position, mergeId, edgeId, refused };
  }),
  commandHandler(RevertMerge, async ({ merchantId, id, body }, { intake, reads, pool }) => {
    // Whether the merge holds depends on all earlier requests.
    await reads.waitForNewest(merchantId);
    const { position } = valueOf(await intake.merges.revert(merchantId, id, body));
    await reads.waitForDecision(merchantId, position);
    const reversal = await findReversal(pool, merchantId, id, position);
    if (reversal === null) throw new Problem('ALREADY_REVERTED', 'Somebody else was quicker.', { position });
    return { position, ...reversal };
  }),
  commandHandler(LiftSeparation, async ({ merchantId, body }, { intake, reads }) => {
    await reads.waitForNewest(merchantId);
    return valueOf(await intake.merges.liftSeparation(merchantId, body));
  }),
];
