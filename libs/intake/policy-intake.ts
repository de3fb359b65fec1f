import type { Pool } from 'pg';
import type { EventLog } from '../event-log/event-log';
import type { PolicyPatch } from '../kernel/policy';
import { readBody } from './body-shape';
import { defaultsDraft } from './defaults';
import type { FactAppender } from './fact-appender';
import { policyDraft } from './facts';
import type { Merchants } from './merchants';
import type { Outcome, WriteAnswer } from './outcomes';
import { POLICY } from './policy-input';

export class PolicyIntake {
  constructor(
    private readonly pool: Pool,
    private readonly log: EventLog,
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

  /**
   * Appends DefaultsConfigured to each partition whose last recorded ones differ; returns to how many. For the start of
   * a process: throws when the log is away.
   */
  async configureDefaults(policy: PolicyPatch): Promise<number> {
    let count = 0;
    for (let partition = 0; partition < this.appender.partitions; partition++) {
      const draft = await defaultsDraft(this.pool, this.log, partition, policy);
      if (draft === null) continue;
      const written = await this.appender.appendTo(partition, draft);
      if (!written.ok) throw new Error(`the defaults cannot be recorded: ${written.problem.detail}`);
      count++;
    }
    return count;
  }
}
