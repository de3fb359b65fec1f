/** Every policy a merchant ever had, and which one was in force at a log position. */
import type { IdentifierRef, Pseudonym } from './identity/identifier';
import { DEFAULT_POLICY, type Policy, type PolicyPatch } from './policy';

export interface PolicyChange {
  position: number;
  patch: PolicyPatch;
}

export interface EffectivePolicy {
  /** Counts the merchant's own changes: 1 at registration; changes of process-wide defaults do not count. */
  version: number;
  policy: Policy;
  blocked: ReadonlySet<Pseudonym>;
}

export class PolicyHistory {
  private readonly own: PolicyChange[] = [];
  private readonly cache = new Map<string, EffectivePolicy>();
  /** The last answer: `at` is called several times per fact, nearly always for the same policy. */
  private last: { version: number; defaultsVersion: number; effective: EffectivePolicy } | null = null;

  /** @param defaults process-wide defaults of the partition, in log order; the list may grow. */
  constructor(private readonly defaults: readonly PolicyChange[]) {}

  get changes(): readonly PolicyChange[] {
    return this.own;
  }

  /** Returns a function that undoes the change. */
  add(change: PolicyChange): () => void {
    this.own.push(change);
    return () => {
      this.own.pop();
      // The next change gets the same version number but is a different policy.
      this.cache.clear();
      this.last = null;
    };
  }

  /** The policy in force just after the fact at `position` was recorded. */
  at(position: number): EffectivePolicy {
    const version = countUpTo(this.own, position);
    const defaultsVersion = countUpTo(this.defaults, position);
    const { last } = this;
    if (version === last?.version && defaultsVersion === last.defaultsVersion) return last.effective;
    const key = `${version}/${defaultsVersion}`;
    let effective = this.cache.get(key);
    if (effective === undefined) {
      const policy: Policy = { ...DEFAULT_POLICY };
      for (const change of this.defaults.slice(0, defaultsVersion)) Object.assign(policy, change.patch);
      for (const change of this.own.slice(0, version)) Object.assign(policy, change.patch);
      effective = { version, policy, blocked: new Set(policy.blockedIds) };
      this.cache.set(key, effective);
    }
    this.last = { version, defaultsVersion, effective };
    return effective;
  }
}

export function isBlocked(policy: EffectivePolicy, ref: IdentifierRef): boolean {
  return ref.blocked === true || policy.blocked.has(ref.folded ?? ref.id);
}

/** Counts from the end: there are few changes, and most callers ask for the newest. */
function countUpTo(changes: readonly PolicyChange[], position: number): number {
  let count = changes.length;
  while (count > 0 && changes[count - 1]!.position > position) count--;
  return count;
}
