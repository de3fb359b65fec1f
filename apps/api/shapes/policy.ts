import {
  ATTRIBUTION_MODELS,
  BLOCKED_VALUES_MAX,
  POLICY_LIMITS,
  REPROCESS_MODES,
  TOUCHPOINT_SOURCES,
} from '../../../libs/kernel/policy';
import { ID_SCHEMA, Takes, TakesFlag, TakesInteger, TakesOneOf } from '../openapi/taken';

export const RANKING = {
  type: 'array',
  items: { type: 'array', items: { type: 'string', enum: [...TOUCHPOINT_SOURCES] } },
};
const optional = { optional: true };

/** Only the named fields change. */
export class PolicyBody {
  @TakesInteger(POLICY_LIMITS.settlingPeriodSeconds, optional)
  settlingPeriodSeconds?: number;

  @TakesInteger(POLICY_LIMITS.lookbackDays, optional)
  lookbackDays?: number;

  @TakesOneOf(ATTRIBUTION_MODELS, optional)
  model?: string;

  @Takes(RANKING, {
    optional: true,
    description: 'Classes of sources, best first; those left out come last, together.',
  })
  sourceRanking?: string[][];

  @TakesInteger(POLICY_LIMITS.finalityDays, optional)
  finalityDays?: number;

  @TakesOneOf(REPROCESS_MODES, optional)
  reprocess?: string;

  @TakesFlag(optional)
  requireToken?: boolean;

  @TakesInteger(POLICY_LIMITS.claimTtlDays, optional)
  claimTtlDays?: number;

  @TakesInteger(POLICY_LIMITS.maxCustomersPerGroup, optional)
  maxCustomersPerGroup?: number;

  @TakesInteger(POLICY_LIMITS.maxIdentifiersPerGroup, optional)
  maxIdentifiersPerGroup?: number;

  @Takes({ type: 'array', maxItems: BLOCKED_VALUES_MAX, items: ID_SCHEMA }, optional)
  blockedValues?: string[];

  @TakesFlag(optional)
  linkByEmail?: boolean;

  @TakesFlag(optional)
  acceptTestOrders?: boolean;

  @TakesInteger(POLICY_LIMITS.mismatchAlertPercent, optional)
  mismatchAlertPercent?: number;
}
