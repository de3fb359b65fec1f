/** Facts that shops, operators, timers and configuration bring. */
import { randomUUID } from 'node:crypto';
import type { VaultRow } from '../event-log/event-log';
import type {
  EvaluationReason,
  FactRequeued,
  MerchantRegistered,
  Platform,
  PurchaseItem,
  PurchaseRecorded,
  PurchaseStatus,
  SourceVersion,
} from '../kernel/facts';
import type { Instant } from '../kernel/time';
import { factDraft, leaveOut, type FactDraft } from './fact-draft';
import type { PlainIdentifier } from './identifiers';
import { pseudonymizePolicy, type PlainPolicyPatch } from './policy-input';
import { uuidFrom, type Pseudonymizer } from './pseudonyms';

/** An order as a shop told it, in plain text but otherwise as the log will hold it. */
export interface ShopOrder {
  orderId: string;
  customer?: PlainIdentifier;
  emailHash?: PlainIdentifier;
  token?: string;
  status: PurchaseStatus;
  total: number;
  refunded: number;
  currency: string;
  items: PurchaseItem[];
  sourceVersion: SourceVersion;
  occurredAt: Instant;
}

/**
 * Builds PurchaseRecorded from a shop's delivery. Its id comes from the order, its version and the body, never from the
 * delivery; so the same body is the same content, whatever a later reader makes of it.
 * @param bodyHash SHA-256 of the raw body, hex
 */
export function purchaseDraft(
  pseudonyms: Pseudonymizer,
  platform: Platform,
  order: ShopOrder,
  bodyHash: string,
): FactDraft {
  const { merchantId } = pseudonyms;
  const { customer, emailHash, token, ...rest } = order;
  const vault: VaultRow[] = [];
  const data = leaveOut<PurchaseRecorded>({
    ...rest,
    merchantId,
    platform,
    customerId: customer && pseudonyms.identify(customer, vault),
    emailHash: emailHash && pseudonyms.identify(emailHash, vault),
    token: token === undefined ? undefined : pseudonyms.tokenHash(token),
    bodyHash,
  });
  const eventId = uuidFrom([merchantId, 'PurchaseRecorded', platform, order.orderId, order.sourceVersion, bodyHash]);
  return { fact: { type: 'PurchaseRecorded', data }, eventId, contentHash: bodyHash, vault };
}

/** Builds MerchantRegistered; the merchant's id is the fact's, so nobody is registered twice. */
export function merchantDraft(pseudonyms: Pseudonymizer, name: string, plain: PlainPolicyPatch | undefined): FactDraft {
  const { merchantId } = pseudonyms;
  const vault: VaultRow[] = [];
  const policy = plain && pseudonymizePolicy(plain, pseudonyms, vault);
  const data = leaveOut<MerchantRegistered>({ merchantId, name, policy });
  return factDraft({ type: 'MerchantRegistered', data }, merchantId, data, vault);
}

/** Builds PolicyChanged: each call is a change of its own. */
export function policyDraft(pseudonyms: Pseudonymizer, plain: PlainPolicyPatch): FactDraft {
  const vault: VaultRow[] = [];
  const data = { merchantId: pseudonyms.merchantId, policy: pseudonymizePolicy(plain, pseudonyms, vault) };
  return factDraft({ type: 'PolicyChanged', data }, randomUUID(), data, vault);
}

/** Builds the request of a due timer. A timer fired twice, by whomever, is one fact, though a reason joined meanwhile. */
export function timedEvaluationDraft(
  merchantId: string,
  request: { orderId: string; evaluationId: string; reasons: EvaluationReason[]; attempt?: number },
): FactDraft {
  const { orderId, evaluationId, reasons, attempt = 1 } = request;
  const data = { merchantId, orderId, evaluationId, reasons, requestedBy: 'timer' as const };
  const id = attempt === 1 ? evaluationId : `${evaluationId}/${attempt}`;
  return factDraft({ type: 'RewardEvaluationRequested', data }, id, [merchantId, orderId, evaluationId, attempt], []);
}

/** Builds an operator's request for an evaluation. */
export function operatorEvaluationDraft(
  merchantId: string,
  orderId: string,
  by: { actor: string; reason: string },
): FactDraft {
  const reasons: EvaluationReason[] = ['operator'];
  const data = { merchantId, orderId, reasons, requestedBy: 'operator' as const, ...by };
  return factDraft({ type: 'RewardEvaluationRequested', data }, randomUUID(), data, []);
}

/** Builds FactRequeued: what could not be decided is to be decided now. */
export function factRequeuedDraft(
  merchantId: string,
  factId: string,
  fact: FactRequeued['fact'],
  by: { actor: string; reason: string },
): FactDraft {
  const data = { merchantId, factId, fact, ...by };
  return factDraft({ type: 'FactRequeued', data }, randomUUID(), data, []);
}
