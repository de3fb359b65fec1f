/**
 * Facts of the small universe: a test names only the fields that matter to it. A purchase happens at `NOW`, the
 * moment at which simulations begin; touchpoints happen an hour before.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../libs/kernel/canonical-json';
import type {
  CodeAssigned,
  MergeForce,
  PurchaseClaimed,
  PurchaseRecorded,
  TouchpointRecorded,
} from '../../../libs/kernel/facts';
import type { IdentifierRef } from '../../../libs/kernel/identity/identifier';
import { KERNEL_VERSION } from '../../../libs/kernel/kernel-version';
import type { PolicyPatch } from '../../../libs/kernel/policy';
import { HOUR, SECOND, toInstant, type Millis } from '../../../libs/kernel/time';
import { customer, device, email, HISTORY_END, MERCHANT, orderIdOf, tokenOf, type FactOf } from './universe';

export const NOW: Millis = HISTORY_END;
export const MINUTE: Millis = 60 * SECOND;

type Said<T> = Omit<Partial<T>, 'occurredAt'> & { occurredAt?: Millis };

export function touched(
  touchpointId: string,
  anonymousId: IdentifierRef,
  { occurredAt = NOW - HOUR, ...more }: Said<TouchpointRecorded> = {},
): FactOf<'TouchpointRecorded'> {
  const said = { merchantId: MERCHANT, touchpointId, anonymousId, source: 'referral' as const };
  return { type: 'TouchpointRecorded', data: { ...said, occurredAt: toInstant(occurredAt), ...more } };
}

/** A claim of the order by its own token, unless the test names another. */
export function claimed(
  claimId: string,
  order: number,
  anonymousId: IdentifierRef,
  { occurredAt = NOW, ...more }: Said<PurchaseClaimed> = {},
): FactOf<'PurchaseClaimed'> {
  const said = { merchantId: MERCHANT, claimId, orderId: orderIdOf(order), anonymousId, token: tokenOf(order) };
  return { type: 'PurchaseClaimed', data: { ...said, occurredAt: toInstant(occurredAt), ...more } };
}

/** A paid order of a guest, version 1, unless the test says otherwise. `token: undefined` leaves the token out. */
export function bought(
  order: number,
  { occurredAt = NOW, ...more }: Said<PurchaseRecorded> = {},
): FactOf<'PurchaseRecorded'> {
  const said: Omit<PurchaseRecorded, 'bodyHash'> = {
    ...{ merchantId: MERCHANT, orderId: orderIdOf(order), platform: 'custom', token: tokenOf(order), status: 'paid' },
    ...{ total: 1_999, refunded: 0, currency: 'EUR', items: [{ sku: 'tea', quantity: 1_000, price: 1_999 }] },
    ...{ sourceVersion: 1, occurredAt: toInstant(occurredAt) },
    ...more,
  };
  const bodyHash = createHash('sha256').update(canonicalJson(said)).digest('hex');
  return { type: 'PurchaseRecorded', data: { bodyHash, ...said } };
}

/** An identifier to whom the code belongs from then on. */
export function codeAssigned(
  code: string,
  owner: IdentifierRef,
  more: Partial<CodeAssigned> = {},
): FactOf<'CodeAssigned'> {
  return { type: 'CodeAssigned', data: { merchantId: MERCHANT, code, owner, ...more } };
}

export function codeReleased(code: string, actor?: string): FactOf<'CodeReleased'> {
  return { type: 'CodeReleased', data: { merchantId: MERCHANT, code, ...(actor && { actor }) } };
}

/** The codes of the universe as everybody knows them before the first order: of the last one nobody is the owner now. */
export const CODES: FactOf<'CodeAssigned' | 'CodeReleased'>[] = [
  codeAssigned('ANNA', customer(1), { channel: 'friends' }),
  codeAssigned('BEN', device(0)),
  codeAssigned('CLEO', email(2), { campaign: 'spring' }),
  codeAssigned('GONE', customer(1)),
  codeReleased('GONE'),
];

export function asserted(
  assertionId: string,
  a: IdentifierRef,
  b: IdentifierRef,
  evidence?: string,
): FactOf<'IdentityAsserted'> {
  return { type: 'IdentityAsserted', data: { merchantId: MERCHANT, assertionId, a, b, evidence } };
}

export function policyChanged(policy: PolicyPatch, merchantId = MERCHANT): FactOf<'PolicyChanged'> {
  return { type: 'PolicyChanged', data: { merchantId, policy } };
}

export function kernelChanged(version = KERNEL_VERSION): FactOf<'KernelChanged'> {
  return { type: 'KernelChanged', data: { version } };
}

export function operatorAsks(order: number): FactOf<'RewardEvaluationRequested'> {
  const said = { merchantId: MERCHANT, orderId: orderIdOf(order), reasons: ['operator' as const] };
  return { type: 'RewardEvaluationRequested', data: { ...said, requestedBy: 'operator', actor: 'ann', reason: 'why' } };
}

/** The fact that the saga appends when a timer is due. */
export function timerFired(order: number, evaluationId: string): FactOf<'RewardEvaluationRequested'> {
  const said = { merchantId: MERCHANT, orderId: orderIdOf(order), evaluationId, reasons: ['settling' as const] };
  return { type: 'RewardEvaluationRequested', data: { ...said, requestedBy: 'timer' } };
}

export function mergeRequested(
  requestId: string,
  a: IdentifierRef,
  b: IdentifierRef,
  force?: MergeForce[],
): FactOf<'MergeRequested'> {
  const said = { merchantId: MERCHANT, requestId, a, b, reason: 'the same person', actor: 'ann' };
  return { type: 'MergeRequested', data: { ...said, ...(force && { force }) } };
}

export function unmergeRequested(mergeId: string, reason = 'not the same person'): FactOf<'UnmergeRequested'> {
  return { type: 'UnmergeRequested', data: { merchantId: MERCHANT, mergeId, reason, actor: 'bob' } };
}

export function separationLifted(a: IdentifierRef, b: IdentifierRef): FactOf<'SeparationLifted'> {
  return { type: 'SeparationLifted', data: { merchantId: MERCHANT, a, b, reason: 'they are', actor: 'ann' } };
}

export function proposalDecided(proposalId: string, decision: 'approved' | 'rejected'): FactOf<'ProposalDecided'> {
  return { type: 'ProposalDecided', data: { merchantId: MERCHANT, proposalId, decision, reason: 'why', actor: 'ann' } };
}
