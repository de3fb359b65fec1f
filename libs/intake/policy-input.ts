import type { VaultRow } from '../event-log/event-log';
import {
  ATTRIBUTION_MODELS,
  BLOCKED_VALUES_MAX,
  POLICY_LIMITS,
  REPROCESS_MODES,
  SUB_ORDER_MODES,
  CREDIT_SOURCES,
  type PolicyPatch,
  type CreditSource,
} from '../kernel/policy';
import { list, mapped, object, optional, type Shape, type ValueOf } from './body-shape';
import { flag, id, integer, oneOf } from './body-values';
import { foldValue } from './identifiers';
import type { Pseudonymizer } from './pseudonyms';

export const SOURCE_RANKING: Shape<CreditSource[][]> = {
  schema: {
    type: 'array',
    items: { type: 'array', items: { type: 'string', enum: [...CREDIT_SOURCES] } },
  },
  read(value, place) {
    if (isRanking(value)) return value;
    const sources = CREDIT_SOURCES.join(', ');
    return place.fail(`must be a list of lists that name sources (${sources}), each once at most`);
  },
};

/** Each value once; they are compared trimmed and lower-cased. */
const BLOCKED_VALUE = id();
const BLOCKED_VALUES: Shape<string[]> = mapped(
  list({ ...BLOCKED_VALUE, read: (value, place) => BLOCKED_VALUE.read(folded(value), place) }, [0, BLOCKED_VALUES_MAX]),
  (values) => [...new Set(values)],
);

/** A patch as a merchant writes it: only the named fields change, and `blockedValues` are in plain text. */
export const POLICY = object(
  {
    settlingPeriodSeconds: optional(integer(POLICY_LIMITS.settlingPeriodSeconds)),
    lookbackDays: optional(integer(POLICY_LIMITS.lookbackDays)),
    model: optional(oneOf(ATTRIBUTION_MODELS)),
    sourceRanking: optional({
      ...SOURCE_RANKING,
      schema: {
        ...SOURCE_RANKING.schema,
        description: 'Classes of sources, best first; those left out come last, together.',
      },
    }),
    finalityDays: optional(integer(POLICY_LIMITS.finalityDays)),
    reprocess: optional(oneOf(REPROCESS_MODES)),
    requireToken: optional(flag()),
    claimTtlDays: optional(integer(POLICY_LIMITS.claimTtlDays)),
    maxCustomersPerGroup: optional(integer(POLICY_LIMITS.maxCustomersPerGroup)),
    maxIdentifiersPerGroup: optional(integer(POLICY_LIMITS.maxIdentifiersPerGroup)),
    blockedValues: optional(BLOCKED_VALUES),
    linkByEmail: optional(flag()),
    acceptTestOrders: optional(flag()),
    acceptCarriedDevices: optional(flag()),
    subOrders: optional(oneOf(SUB_ORDER_MODES)),
    lateClaimHours: optional(integer(POLICY_LIMITS.lateClaimHours)),
    maxBackdateSeconds: optional(integer(POLICY_LIMITS.maxBackdateSeconds)),
    mismatchAlertPercent: optional(integer(POLICY_LIMITS.mismatchAlertPercent)),
  },
  { name: 'PolicyBody' },
);
export type PlainPolicyPatch = ValueOf<typeof POLICY>;

/** The patch as the log may hold it; the rows that show its blocked values are added to `vault`. */
export function pseudonymizePolicy(
  { blockedValues, ...patch }: PlainPolicyPatch,
  pseudonyms: Pseudonymizer,
  vault: VaultRow[],
): PolicyPatch {
  if (blockedValues === undefined) return patch;
  const blocked = blockedValues.map((value) => pseudonyms.blockedValue(value, vault));
  return {
    ...patch,
    blockedValues: blocked.map(({ shown }) => shown),
    blockedIds: blocked.flatMap(({ matches }) => matches),
  };
}

function isRanking(value: unknown): value is CreditSource[][] {
  if (!Array.isArray(value) || value.length > CREDIT_SOURCES.length) return false;
  const named: unknown[] = value.flat();
  return (
    value.every((sources) => Array.isArray(sources) && sources.length > 0) &&
    named.every((source) => CREDIT_SOURCES.some((known) => known === source)) &&
    new Set(named).size === named.length
  );
}

function folded(value: unknown): unknown {
  return typeof value === 'string' ? foldValue(value) : value;
}
