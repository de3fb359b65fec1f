import { LIMITS } from '../libs/kernel/limits';
import { DEFAULT_POLICY, POLICY_LIMITS } from '../libs/kernel/policy';
import { CONDITION_LENGTH_MAX } from '../libs/kernel/rewards/condition';
import { alert, FIXED, type Limit, type LimitGroup, limitsOf, shown } from './limit';
import { between, bytes, count } from './quantities';

type PolicyField = keyof typeof POLICY_LIMITS;

const CONDITION_FAILED = `The condition fails: \`ConditionFailed\` in the history, and ${alert('condition-failed')}.`;

const POLICY: Record<PolicyField, readonly [what: string, unit: string, seen: string]> = {
  settlingPeriodSeconds: ['Time for which a purchase waits for its evaluation', 'seconds', 'It is evaluated.'],
  lookbackDays: ['Age of touchpoints at the purchase', 'days', 'Older ones are excluded: `OUTSIDE_WINDOW`.'],
  finalityDays: [
    'Time in which a purchase is evaluated again',
    'days',
    'Its attribution and rewards stay as they are.',
  ],
  claimTtlDays: [
    'Time for which a claim waits for its purchase',
    'days',
    `The claim is rejected: ${shown('EXPIRED')}.`,
  ],
  maxCustomersPerGroup: ['Customers of a group', '', `No merge: ${shown('CUSTOMER_CONFLICT')}.`],
  maxIdentifiersPerGroup: ['Identifiers of a group', '', `No merge: ${shown('GROUP_TOO_LARGE')}.`],
  lateClaimHours: [
    'Time after a purchase in which a claim connects its device',
    'hours',
    'The device counts for that purchase alone.',
  ],
  maxBackdateSeconds: [
    'Age of touchpoints that come with the publishable key',
    'seconds',
    'They count as so old, and no older.',
  ],
  mismatchAlertPercent: ['Mismatched claims of 24 hours', 'percent', `More raise ${alert('claims-mismatched')}.`],
};

export const DECISIONS: LimitGroup = {
  title: 'Decisions',
  text:
    'Fixed ones change with the [version of the kernel](../decisions/0018-kernel-versions-are-facts.md) alone, so that ' +
    'every replay decides alike. Those of the [policy](../reference/policy.md) show their default, and the values that ' +
    `may be set; another value is answered with ${shown('INVALID_BODY')}. ` +
    '`DELAYED_PURCHASE_PROCESSING_DELAY_SECONDS` sets the default of `settlingPeriodSeconds`.',
  limits: [
    ...(Object.keys(POLICY) as PolicyField[]).map(policyLimit),
    ['Length of a condition', `${count(CONDITION_LENGTH_MAX)} characters`, FIXED, shown('INVALID_BODY')],
    ...limitsOf(LIMITS, {
      conditionSteps: ['Steps of all conditions of one evaluation', count, CONDITION_FAILED],
      conditionBytes: ['What all conditions of one evaluation make', bytes, CONDITION_FAILED],
      itemsAsked: ["A purchase's items that conditions see, the first", count, '`itemCount` counts all.'],
      acceptedClaims: ['Accepted claims of an order', count, `The claim is rejected: ${shown('TOO_MANY_CLAIMS')}.`],
      wrongClaimsJudgedSingly: [
        'Claims with a wrong token that a purchase rejects one by one, the newest',
        count,
        'Older ones are rejected together: `WaitingClaimsDropped`.',
      ],
      claimsByTokenJudged: [
        'Claims by token alone that a purchase judges, the oldest with its token',
        count,
        'Others keep waiting.',
      ],
      carriedDevices: [
        'Devices that a version of an order carries, the first',
        count,
        'Those after them are left out.',
      ],
      carriedCodes: ['Codes that a version of an order carries, the first', count, 'Those after them are left out.'],
      candidates: ['Touchpoints that share a purchase, the newest', count, 'Older ones are excluded: `LIMIT`.'],
      exclusionsListed: ['Exclusions listed with an attribution, the newest', count, '`excludedCount` counts all.'],
      calledForRoom: [
        'Purchases with withheld rewards that are evaluated again when a budget or cap frees room, the oldest',
        count,
        'The others keep waiting.',
      ],
      evaluationRetries: [
        'Retries of an evaluation that failed',
        count,
        `It is a dead letter, and raises ${alert('evaluations-exhausted')}.`,
      ],
    }),
  ],
};

function policyLimit(name: PolicyField): Limit {
  const [what, unit, seen] = POLICY[name];
  const value = `${count(DEFAULT_POLICY[name])} ${unit}`.trim();
  return [what, `${value} (${between(POLICY_LIMITS[name])})`, `policy \`${name}\``, seen];
}
