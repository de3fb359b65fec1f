import type { Pool } from 'pg';
import type { EventLog } from '../event-log/event-log';
import { canonicalJson } from '../kernel/canonical-json';
import type { DefaultsConfigured, KernelChanged, PartitionFact } from '../kernel/facts';
import { FIRST_KERNEL_VERSION, KERNEL_VERSION } from '../kernel/kernel-version';
import type { PolicyPatch } from '../kernel/policy';
import type { FactAppender } from './fact-appender';
import { factDraft } from './fact-draft';
import { unprocessedFacts } from './unprocessed';

/** What was last recorded of a partition, decided or not. */
interface Configuration {
  kernelVersion: number;
  defaults: { position: number; policy: PolicyPatch };
}

/** Facts of partitions, which belong to no merchant. Processes append them when they start. */
export class PartitionIntake {
  constructor(
    private readonly pool: Pool,
    private readonly log: EventLog,
    private readonly appender: FactAppender,
  ) {}

  /**
   * Appends KernelChanged to each partition that an older kernel decides, and DefaultsConfigured to each whose last
   * recorded defaults differ. Returns the number of facts. A partition that a newer kernel decides keeps it.
   * @param policy null: the defaults stay as they are
   * @throws when the log is away
   */
  async configure(policy: PolicyPatch | null): Promise<number> {
    let count = 0;
    for (let partition = 0; partition < this.appender.partitions; partition++) {
      const last = await this.lastConfiguration(partition);
      if (last.kernelVersion < KERNEL_VERSION) {
        const data = { version: KERNEL_VERSION };
        count += await this.append(partition, { type: 'KernelChanged', data }, [data.version]);
      }
      if (policy !== null && canonicalJson(policy) !== canonicalJson(last.defaults.policy)) {
        const after = last.defaults.position;
        count += await this.append(partition, { type: 'DefaultsConfigured', data: { policy } }, [after, policy]);
      }
    }
    return count;
  }

  /** @param content equal for processes that start together: they find the same and append the same fact */
  private async append(partition: number, fact: PartitionFact, content: unknown[]): Promise<1> {
    const draft = factDraft(fact, `${partition}/${canonicalJson(content)}`, content, []);
    const written = await this.appender.appendTo(partition, draft);
    if (!written.ok) throw new Error(`${fact.type} cannot be recorded: ${written.problem.detail}`);
    return 1;
  }

  private async lastConfiguration(partition: number): Promise<Configuration> {
    const undecided: Partial<Configuration> = {};
    for await (const { type, data, revision: position } of unprocessedFacts(this.pool, this.log, partition)) {
      if (type === 'KernelChanged') undecided.kernelVersion = (JSON.parse(data) as KernelChanged).version;
      if (type !== 'DefaultsConfigured') continue;
      undecided.defaults = { position, policy: (JSON.parse(data) as DefaultsConfigured).policy };
    }
    return { ...(await this.decidedConfiguration(partition)), ...undecided };
  }

  private async decidedConfiguration(partition: number): Promise<Configuration> {
    const { rows: kernels } = await this.pool.query<{ version: number | null }>(
      'select max(version) as version from partition_kernels where partition = $1',
      [partition],
    );
    const { rows: defaults } = await this.pool.query<{ position: string; policy: PolicyPatch }>(
      'select position, policy from partition_defaults where partition = $1 order by position desc limit 1',
      [partition],
    );
    const [last] = defaults;
    return {
      kernelVersion: kernels[0]?.version ?? FIRST_KERNEL_VERSION,
      defaults: last ? { position: Number(last.position), policy: last.policy } : { position: -1, policy: {} },
    };
  }
}
