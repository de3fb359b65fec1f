/** A purchase: the held version of the order, what was ever true of it, its link and its evaluation. */
import type { Codes } from '../attribution/codes';
import type { Attribution, DecisionRef, LinkVia, Ref } from '../decisions';
import type { EvaluationReason, Platform, PurchaseItem, PurchaseRecorded } from '../facts';
import type { IdentifierRef, Pseudonym } from '../identity/identifier';
import type { PinnedRate } from '../rewards/conversion';
import type { EvaluationError } from '../codes';
import { isBlocked, type EffectivePolicy, type PolicyHistory } from '../policy-history';
import { HOUR, toMillis, type Millis, type Moment } from '../time';
import { goodsOf } from './goods';
import { withCarried, type Carried } from './carried';
import { isNewer, type VersionRank } from './version';

export interface Purchase extends VersionRank {
  orderId: string;
  platform: Platform;
  /** Position of the first recorded version: the purchase follows the policy of that moment. */
  firstPosition: number;
  firstRecordedAt: number;

  /** The held version. */
  position: number;
  /** See `goodsOf`. */
  goods: number;
  currency: string;
  items: PurchaseItem[];
  occurredAt: number;

  /** From the held version, or from an earlier held version that named them. */
  customer: IdentifierRef | null;
  email: IdentifierRef | null;
  token: string | null;

  /** Whether any version ever recorded was paid, or later refunded. */
  everPaid: boolean;
  /** Whether any version ever recorded was past `pending`. */
  pastPending: boolean;
  /** Whether any version ever recorded said so. */
  renewal: boolean;
  /** The codes and the visit that the versions say. */
  carried: Carried | null;
  /** Whether any version ever recorded had a visit or a code that was assigned: it is evaluated without a link as well. */
  speaksForItself: boolean;

  anchor: Ref | null;
  link: { via: LinkVia; at: number } | null;
  acceptedClaims: number;
  /** Devices of accepted claims. */
  claimedDevices: Pseudonym[];
  /** Whether any of those claims named no order. From then on a device that claims again is a duplicate. */
  claimedByToken: boolean;
  /** Devices that any version carried, accepted or not. */
  carriedDevices: Pseudonym[];
  /** Device of the first accepted claim, or carried device. */
  firstDevice: Pseudonym | null;
  /** Devices that could not join the group; their own touchpoints count for this purchase. */
  evidence: Pseudonym[];

  evaluation: Evaluation;
  /** Whether an evaluation has run: from then on, a change of its inputs schedules another. */
  evaluated: boolean;
  attribution: { at: DecisionRef; outcome: Attribution } | null;
  /** The exchange rates of this purchase, fixed for good. */
  rates: PinnedRate[];
  /** Ids of the campaigns whose conditions failed on it, since kernel version 2. */
  failedConditions: string[];
}

export interface Evaluation {
  state: 'none' | 'scheduled' | 'proposed' | 'done' | 'failed' | 'exhausted';
  /** Id of the evaluation, or of the proposal in the state `proposed`. */
  id: string | null;
  dueAt: number | null;
  reasons: EvaluationReason[];
  attempts: number;
  /** Why the last attempt failed. */
  error: EvaluationError | null;
}

const NO_EVALUATION: Evaluation = { state: 'none', id: null, dueAt: null, reasons: [], attempts: 0, error: null };

/** The purchase after one more delivery. A stale delivery does not change the held version, only what was ever true. */
export function withVersion(
  before: Purchase | undefined,
  data: PurchaseRecorded,
  { position, recordedAt }: Moment,
  { policy, kernelVersion, codes }: { policy: EffectivePolicy; kernelVersion: number; codes: Codes },
): Purchase {
  const carried = withCarried(before?.carried ?? null, data, { policy, kernelVersion });
  const firstPosition = before?.firstPosition ?? position;
  const speaks = kernelVersion >= 2 && speaksForItself(data, (code) => codes.at(code, firstPosition) !== undefined);
  const everPaid = data.status === 'paid' || data.status === 'partially_refunded' || data.status === 'refunded';
  const pastPending = data.status !== 'pending';
  if (before !== undefined && !isNewer(data, before, kernelVersion)) {
    return {
      ...before,
      everPaid: before.everPaid || everPaid,
      pastPending: before.pastPending || pastPending,
      renewal: before.renewal || data.renewal === true,
      carried,
      speaksForItself: before.speaksForItself || speaks,
    };
  }
  const held = {
    position,
    status: data.status,
    total: data.total,
    refunded: data.refunded,
    goods: goodsOf(data),
    currency: data.currency,
    items: data.items,
    sourceVersion: data.sourceVersion,
    bodyHash: data.bodyHash,
    occurredAt: Math.min(toMillis(data.occurredAt), recordedAt),
    customer: namedIn(data, 'customerId', before?.customer, policy, kernelVersion),
    email: namedIn(data, 'emailHash', before?.email, policy, kernelVersion),
    token: data.token ?? before?.token ?? null,
    everPaid: everPaid || before?.everPaid === true,
    pastPending: pastPending || before?.pastPending === true,
    renewal: data.renewal === true || before?.renewal === true,
    carried,
    speaksForItself: speaks || before?.speaksForItself === true,
  };
  if (before !== undefined) return { ...before, ...held };
  return {
    orderId: data.orderId,
    platform: data.platform,
    firstPosition,
    firstRecordedAt: recordedAt,
    ...held,
    anchor: null,
    link: null,
    acceptedClaims: 0,
    claimedDevices: [],
    claimedByToken: false,
    carriedDevices: [],
    firstDevice: null,
    evidence: [],
    evaluation: NO_EVALUATION,
    evaluated: false,
    attribution: null,
    rates: [],
    failedConditions: [],
  };
}

function speaksForItself({ carried }: PurchaseRecorded, isAssigned: (code: string) => boolean): boolean {
  return carried?.visit !== undefined || carried?.codes?.some(isAssigned) === true;
}

/** Whether an evaluation can find anybody: its buyer is known, or the order itself says who led to it. */
export function isEvaluable({ anchor, speaksForItself }: Purchase): boolean {
  return anchor !== null || speaksForItself;
}

/**
 * The buyer whom the version names; a blocked identifier counts as absent. An identifier that was erased has a new
 * pseudonym when it is named again: an order that had it keeps the one it had, and stays where it was.
 */
function namedIn(
  data: PurchaseRecorded,
  name: 'customerId' | 'emailHash',
  before: IdentifierRef | null | undefined,
  policy: EffectivePolicy,
  kernelVersion: number,
): IdentifierRef | null {
  if (before && kernelVersion >= 2 && data.carried?.earlier?.[name]?.includes(before.id)) return before;
  const ref = data[name];
  return ref === undefined || isBlocked(policy, ref) ? (before ?? null) : ref;
}

/** Whether the claim came so long after its purchase that the token may have leaked meanwhile. */
export function isLateClaim(policies: PolicyHistory, purchase: Purchase, { recordedAt }: { recordedAt: Millis }) {
  return recordedAt > purchase.firstRecordedAt + policyOf(policies, purchase).policy.lateClaimHours * HOUR;
}

/** A purchase follows the policy of its first recording, for good. */
export function policyOf(policies: PolicyHistory, purchase: Purchase): EffectivePolicy {
  return policies.at(purchase.firstPosition);
}

/**
 * The buyer as the shop knows them: the customer; for a guest order the e-mail hash, if the policy links by e-mail;
 * otherwise null. An identifier that the policy blocks now counts as absent.
 */
export function buyerOf(policies: PolicyHistory, purchase: Purchase, now: EffectivePolicy): IdentifierRef | null {
  const { customer, email } = purchase;
  if (customer !== null && !isBlocked(now, customer)) return customer;
  const byEmail = email !== null && policyOf(policies, purchase).policy.linkByEmail && !isBlocked(now, email);
  return byEmail ? email : null;
}

/** The order of one person's purchases: by time, then by order id. */
export function isEarlier(
  a: { occurredAt: number; orderId: string },
  b: { occurredAt: number; orderId: string },
): boolean {
  return a.occurredAt !== b.occurredAt ? a.occurredAt < b.occurredAt : a.orderId < b.orderId;
}
