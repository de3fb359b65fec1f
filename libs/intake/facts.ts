/** Facts from shops, operators, timers and configuration. */
import { randomUUID } from 'node:crypto';
import type { VaultRow } from '../event-log/event-log';
import type {
  Carried,
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
import { pseudonymizeCarried, type PlainCarried } from './carried';
import { factDraft, leaveOut, type FactDraft } from './fact-draft';
import type { PlainIdentifier } from './identifiers';
import { pseudonymizePolicy, type PlainPolicyPatch } from './policy-input';
import { uuidFrom, type Pseudonymizer } from './pseudonyms';

/** An order of a shop, in plain text but otherwise as the log will hold it. */
export interface ShopOrder {
  orderId: string;
  customer?: PlainIdentifier;
  emailHash?: PlainIdentifier;
  token?: string;
  status: PurchaseStatus;
  total: number;
  refunded: number;
  /** 0 to total. */
  goods?: number;
  currency: string;
  items: PurchaseItem[];
  renewal?: true;
  carried?: PlainCarried;
  sourceVersion: SourceVersion;
  occurredAt: Instant;
}

/**
 * Builds PurchaseRecorded from a shop's delivery. The fact's id is made of order, version and body, not of the delivery;
 * its content is the body, so the same body is the same fact, even if a later reader reads it differently.
 * @param bodyHash SHA-256 of the raw body, hex
 */
export function purchaseDraft(
  pseudonyms: Pseudonymizer,
  platform: Platform,
  order: ShopOrder,
  bodyHash: string,
): FactDraft {
  const { merchantId } = pseudonyms;
  const { customer, emailHash, token, carried, ...rest } = order;
  const vault: VaultRow[] = [];
  const data = leaveOut<PurchaseRecorded>({
    ...rest,
    merchantId,
    platform,
    customerId: customer && pseudonyms.identify(customer, vault),
    emailHash: emailHash && pseudonyms.identify(emailHash, vault),
    token: token === undefined ? undefined : pseudonyms.tokenHash(token),
    carried: carriedBy(pseudonyms, order, vault),
    bodyHash,
  });
  const eventId = uuidFrom([merchantId, 'PurchaseRecorded', platform, order.orderId, order.sourceVersion, bodyHash]);
  return { fact: { type: 'PurchaseRecorded', data }, eventId, contentHash: bodyHash, vault };
}

function carriedBy(pseudonyms: Pseudonymizer, order: ShopOrder, vault: VaultRow[]): Carried | undefined {
  const customerId = order.customer && pseudonyms.earlier(order.customer);
  const emailHash = order.emailHash && pseudonyms.earlier(order.emailHash);
  const hasEarlier = customerId !== undefined || emailHash !== undefined;
  if (order.carried === undefined && !hasEarlier) return undefined;
  return leaveOut<Carried>({
    ...(order.carried && pseudonymizeCarried(order.carried, pseudonyms, vault)),
    earlier: hasEarlier ? leaveOut({ customerId, emailHash }) : undefined,
  });
}

/** Builds MerchantRegistered. The merchant's id is the fact's id, so nobody is registered twice. */
export function merchantDraft(pseudonyms: Pseudonymizer, name: string, plain: PlainPolicyPatch | undefined): FactDraft {
  const { merchantId } = pseudonyms;
  const vault: VaultRow[] = [];
  const policy = plain && pseudonymizePolicy(plain, pseudonyms, vault);
  const data = leaveOut<MerchantRegistered>({ merchantId, name, policy });
  return factDraft({ type: 'MerchantRegistered', data }, merchantId, data, vault);
}

/** Builds PolicyChanged. Each call is another change. */
export function policyDraft(pseudonyms: Pseudonymizer, plain: PlainPolicyPatch): FactDraft {
  const vault: VaultRow[] = [];
  const data = { merchantId: pseudonyms.merchantId, policy: pseudonymizePolicy(plain, pseudonyms, vault) };
  return factDraft({ type: 'PolicyChanged', data }, randomUUID(), data, vault);
}

/** Builds the request of a due timer. A timer that fires twice makes one fact, even if a reason joined meanwhile. */
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

/** Builds FactRequeued: the kernel is to decide a fact that it could not decide. */
export function factRequeuedDraft(
  merchantId: string,
  factId: string,
  fact: FactRequeued['fact'],
  by: { actor: string; reason: string },
): FactDraft {
  const data = { merchantId, factId, fact, ...by };
  return factDraft({ type: 'FactRequeued', data }, randomUUID(), data, []);
}
