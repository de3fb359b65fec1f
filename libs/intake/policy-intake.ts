import { readBody } from './body-shape';
import type { FactAppender } from './fact-appender';
import { policyDraft } from './facts';
import type { Merchants } from './merchants';
import type { Outcome, WriteAnswer } from './outcomes';
import { POLICY } from './policy-input';

export class PolicyIntake {
  constructor(
    private readonly merchants: Merchants,
    private readonly appender: FactAppender,
  ) {}

  /** `input` is POLICY. */
  async change(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const body = readBody(POLICY, input);
    return body.ok ? this.appender.append(merchantId, policyDraft(merchant.value, body.value)) : body;
  }
}
