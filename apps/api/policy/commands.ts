import { findPolicyVersion } from '../../../libs/queries/policies';
import { BodyCommand, commandHandler } from '../handling';
import { valueOf } from '../http/problem';

/** Changes the named fields and waits for the number of the new version. */
export class ChangePolicy extends BodyCommand<{ policyVersion: number; position: number }> {}

export const POLICY_COMMANDS = [
  commandHandler(ChangePolicy, async ({ merchantId, body }, { intake, reads, pool }) => {
    const { position } = valueOf(await intake.policies.change(merchantId, body));
    await reads.waitForDecision(merchantId, position);
    const policyVersion = await findPolicyVersion(pool, merchantId, position);
    if (policyVersion === null) throw new Error(`the policy change at position ${position} made no version`);
    return { policyVersion, position };
  }),
];
