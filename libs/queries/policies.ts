import type { Pool } from 'pg';
import type { Policy, PolicyPatch } from '../kernel/policy';
import { PolicyHistory } from '../kernel/policy-history';

export interface PolicyView {
  policyVersion: number;
  /** Position of the merchant's own newest policy change. */
  position: number;
  /** `blockedValues` in plain text. */
  policy: Omit<Policy, 'blockedIds'>;
}

interface PolicyRow {
  own: { position: number; patch: PolicyPatch }[] | null;
  defaults: { position: number; patch: PolicyPatch }[] | null;
  blocked: Record<string, string> | null;
}

/** The policy in force; null: the read model does not know the merchant. */
export async function findPolicy(pool: Pool, merchantId: string, partition: number): Promise<PolicyView | null> {
  const { rows } = await pool.query<PolicyRow>({
    name: 'find-policy',
    text: `select
        (select json_agg(json_build_object('position', position, 'patch', patch) order by version)
          from policies where merchant_id = $1) as own,
        (select json_agg(json_build_object('position', position, 'patch', policy) order by position)
          from partition_defaults where partition = $2) as defaults,
        (select json_object_agg(pseudonym, value) from vault where merchant_id = $1 and pseudonym in (
          select value::uuid from jsonb_array_elements_text(
            (select patch -> 'blockedValues' from policies
              where merchant_id = $1 and patch ? 'blockedValues' order by version desc limit 1)) value
        )) as blocked`,
    values: [merchantId, partition],
  });
  const { own, defaults, blocked } = rows[0]!;
  const newest = own?.at(-1);
  if (own === null || newest === undefined) return null;
  const history = new PolicyHistory(defaults ?? []);
  for (const change of own) history.add(change);
  const { version, policy } = history.at(Number.MAX_SAFE_INTEGER);
  const { blockedIds: _, blockedValues, ...rest } = policy;
  const plain = blockedValues.flatMap((pseudonym) => blocked?.[pseudonym] ?? []);
  return { policyVersion: version, position: newest.position, policy: { ...rest, blockedValues: plain } };
}

/** The version that the policy change at `position` made; null: the read model does not have it yet. */
export async function findPolicyVersion(pool: Pool, merchantId: string, position: number): Promise<number | null> {
  const { rows } = await pool.query<{ version: number }>({
    name: 'find-policy-version',
    text: 'select version from policies where merchant_id = $1 and position = $2',
    values: [merchantId, position],
  });
  return rows[0]?.version ?? null;
}
