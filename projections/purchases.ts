/** Purchases with their link, evaluation and attribution. Due evaluations are found here too. */
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Attribution, Decision, DecisionType, LinkVia } from '../libs/kernel/decisions';
import type { EvaluationReason, Platform, PurchaseItem, PurchaseStatus, SourceVersion } from '../libs/kernel/facts';
import type { IdentifierType } from '../libs/kernel/identity/identifier';
import type { EvaluationError } from '../libs/kernel/codes';
import type { Carried } from '../libs/kernel/purchases/carried';
import type { Evaluation, Purchase } from '../libs/kernel/purchases/purchase';
import type { PinnedRate } from '../libs/kernel/rewards/conversion';
import { asMillis, asNumber, type ReadModel } from './read-model';

@Entity('purchases')
@Index('purchases_anchor', ['merchantId', 'anchorId', 'firstPosition'], { where: 'anchor_id is not null' })
@Index('purchases_unlinked_customer', ['merchantId', 'customerId'], { where: 'anchor_id is null' })
@Index('purchases_unlinked_email', ['merchantId', 'emailHash'], { where: 'anchor_id is null' })
@Index('purchases_token', ['merchantId', 'token'], { where: 'token is not null' })
@Index('purchases_failed', ['merchantId', 'evaluationError'], { where: 'evaluation_error is not null' })
@Index('purchases_exhausted', ['merchantId'], { where: "evaluation_state = 'exhausted'" })
@Index('purchases_first_recorded', ['merchantId', 'firstRecordedAt'])
@Index('purchases_due', ['partition', 'evaluationDueAt'], { where: 'evaluation_due_at is not null' })
export class PurchaseRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ name: 'order_id', type: 'text' }) orderId: string;
  @Column({ type: 'smallint' }) partition: number;
  @Column({ type: 'text' }) platform: Platform;
  @Column({ name: 'first_position', type: 'bigint', transformer: asNumber }) firstPosition: number;
  @Column({ name: 'first_recorded_at', type: 'timestamptz', precision: 3, transformer: asMillis })
  firstRecordedAt: number;
  @Column({ type: 'bigint', transformer: asNumber }) position: number;
  @Column({ type: 'text' }) status: PurchaseStatus;
  @Column({ type: 'bigint', transformer: asNumber }) total: number;
  @Column({ type: 'bigint', transformer: asNumber }) refunded: number;
  @Column({ type: 'bigint', transformer: asNumber }) goods: number;
  @Column({ type: 'text' }) currency: string;
  @Column({ type: 'jsonb' }) items: PurchaseItem[];
  /** An integer in decimal, or an instant. */
  @Column({ name: 'source_version', type: 'text' }) sourceVersion: string;
  @Column({ name: 'body_hash', type: 'text' }) bodyHash: string;
  @Column({ name: 'occurred_at', type: 'timestamptz', precision: 3, transformer: asMillis }) occurredAt: number;
  @Column({ name: 'customer_id', type: 'uuid', nullable: true }) customerId: string | null;
  @Column({ name: 'customer_folded', type: 'uuid', nullable: true }) customerFolded: string | null;
  @Column({ name: 'email_hash', type: 'uuid', nullable: true }) emailHash: string | null;
  @Column({ name: 'email_folded', type: 'uuid', nullable: true }) emailFolded: string | null;
  @Column({ type: 'text', nullable: true }) token: string | null;
  @Column({ name: 'ever_paid', type: 'boolean' }) everPaid: boolean;
  @Column({ name: 'past_pending', type: 'boolean' }) pastPending: boolean;
  @Column({ type: 'boolean' }) renewal: boolean;
  @Column({ type: 'jsonb', nullable: true }) carried: Carried | null;
  @Column({ name: 'speaks_for_itself', type: 'boolean' }) speaksForItself: boolean;
  @Column({ name: 'anchor_type', type: 'text', nullable: true }) anchorType: IdentifierType | null;
  @Column({ name: 'anchor_id', type: 'uuid', nullable: true }) anchorId: string | null;
  @Column({ name: 'link_via', type: 'text', nullable: true }) linkVia: LinkVia | null;
  @Column({ name: 'linked_at', type: 'timestamptz', precision: 3, nullable: true, transformer: asMillis }) linkedAt:
    number | null;
  @Column({ name: 'accepted_claims', type: 'smallint' }) acceptedClaims: number;
  @Column({ name: 'claimed_devices', type: 'uuid', array: true }) claimedDevices: string[];
  @Column({ name: 'claimed_by_token', type: 'boolean' }) claimedByToken: boolean;
  @Column({ name: 'carried_devices', type: 'uuid', array: true }) carriedDevices: string[];
  @Column({ name: 'first_device', type: 'uuid', nullable: true }) firstDevice: string | null;
  @Column({ type: 'uuid', array: true }) evidence: string[];
  @Column({ name: 'evaluation_id', type: 'text', nullable: true }) evaluationId: string | null;
  @Column({ name: 'evaluation_state', type: 'text' }) evaluationState: Evaluation['state'];
  /** The timer; set while an evaluation is pending. */
  @Column({ name: 'evaluation_due_at', type: 'timestamptz', precision: 3, nullable: true, transformer: asMillis })
  evaluationDueAt: number | null;
  @Column({ name: 'evaluation_reasons', type: 'text', array: true }) evaluationReasons: EvaluationReason[];
  @Column({ name: 'evaluation_attempts', type: 'smallint' }) evaluationAttempts: number;
  @Column({ name: 'evaluation_error', type: 'text', nullable: true }) evaluationError: EvaluationError | null;
  @Column({ type: 'boolean' }) evaluated: boolean;
  @Column({ type: 'jsonb' }) rates: PinnedRate[];
  @Column({ name: 'failed_conditions', type: 'text', array: true }) failedConditions: string[];
  @Column({ type: 'jsonb', nullable: true }) attribution: Attribution | null;
  @Column({ name: 'attribution_position', type: 'bigint', nullable: true, transformer: asNumber }) attributionPosition:
    number | null;
  @Column({ name: 'attribution_ordinal', type: 'integer', nullable: true }) attributionOrdinal: number | null;
  /** About the size of items and attribution as JSON, so that nobody has to read them to know. */
  @Column({ name: 'size_bytes', type: 'integer' }) sizeBytes: number;
}

export const purchases: ReadModel<PurchaseRow> = {
  entity: PurchaseRow,
  version: 2,
  madeOf: 'merchants',
  madeAt: ({ firstPosition }) => firstPosition,
  rows: ({ world, merchants }) =>
    merchants.flatMap(({ merchantId, purchases }) =>
      [...purchases.rows.changedRows()].map((purchase) => toRow(merchantId, world.partition, purchase)),
    ),
};

/** Written out because a rest copy is slow, and this runs for every purchase of every batch. */
function toRow(merchantId: string, partition: number, purchase: Purchase): PurchaseRow {
  const { customer, email, anchor, link, evaluation, attribution } = purchase;
  return {
    merchantId,
    orderId: purchase.orderId,
    partition,
    platform: purchase.platform,
    firstPosition: purchase.firstPosition,
    firstRecordedAt: purchase.firstRecordedAt,
    position: purchase.position,
    status: purchase.status,
    total: purchase.total,
    refunded: purchase.refunded,
    goods: purchase.goods,
    currency: purchase.currency,
    items: purchase.items,
    sourceVersion: String(purchase.sourceVersion),
    bodyHash: purchase.bodyHash,
    occurredAt: purchase.occurredAt,
    customerId: customer?.id ?? null,
    customerFolded: customer?.folded ?? null,
    emailHash: email?.id ?? null,
    emailFolded: email?.folded ?? null,
    token: purchase.token,
    everPaid: purchase.everPaid,
    pastPending: purchase.pastPending,
    renewal: purchase.renewal,
    carried: purchase.carried,
    speaksForItself: purchase.speaksForItself,
    anchorType: anchor?.type ?? null,
    anchorId: anchor?.id ?? null,
    linkVia: link?.via ?? null,
    linkedAt: link?.at ?? null,
    acceptedClaims: purchase.acceptedClaims,
    claimedDevices: purchase.claimedDevices,
    claimedByToken: purchase.claimedByToken,
    carriedDevices: purchase.carriedDevices,
    firstDevice: purchase.firstDevice,
    evidence: purchase.evidence,
    evaluationId: evaluation.id,
    evaluationState: evaluation.state,
    evaluationDueAt: evaluation.dueAt,
    evaluationReasons: evaluation.reasons,
    evaluationAttempts: evaluation.attempts,
    evaluationError: evaluation.error,
    evaluated: purchase.evaluated,
    rates: purchase.rates,
    failedConditions: purchase.failedConditions,
    attribution: attribution?.outcome ?? null,
    attributionPosition: attribution?.at.position ?? null,
    attributionOrdinal: attribution?.at.ordinal ?? null,
    sizeBytes: sizeOf(purchase),
  };
}

/** What an entry of a list takes beside its texts. */
const ITEM_BYTES = 40;
const CREDIT_BYTES = 300;
const EXCLUSION_BYTES = 100;

function sizeOf({ items, attribution }: Purchase): number {
  let bytes = items.length * ITEM_BYTES;
  for (const { sku } of items) bytes += sku.length;
  if (attribution === null) return bytes;
  const { credits, excluded } = attribution.outcome;
  return bytes + credits.length * CREDIT_BYTES + excluded.length * EXCLUSION_BYTES;
}

/** The kernel's purchase from a selected row. */
export function purchaseFromRow(row: PurchaseRow): Purchase {
  return {
    orderId: row.orderId,
    platform: row.platform,
    firstPosition: row.firstPosition,
    firstRecordedAt: row.firstRecordedAt,
    position: row.position,
    status: row.status,
    total: row.total,
    refunded: row.refunded,
    goods: row.goods,
    currency: row.currency,
    items: row.items,
    sourceVersion: sourceVersionFromText(row.sourceVersion),
    bodyHash: row.bodyHash,
    occurredAt: row.occurredAt,
    customer: identifier('customer_id', row.customerId, row.customerFolded),
    email: identifier('email_hash', row.emailHash, row.emailFolded),
    token: row.token,
    everPaid: row.everPaid,
    pastPending: row.pastPending,
    renewal: row.renewal,
    carried: row.carried,
    speaksForItself: row.speaksForItself,
    anchor: row.anchorId === null ? null : { type: row.anchorType!, id: row.anchorId },
    link: row.linkVia === null ? null : { via: row.linkVia, at: row.linkedAt! },
    acceptedClaims: row.acceptedClaims,
    claimedDevices: row.claimedDevices,
    claimedByToken: row.claimedByToken,
    carriedDevices: row.carriedDevices,
    firstDevice: row.firstDevice,
    evidence: row.evidence,
    evaluation: {
      state: row.evaluationState,
      id: row.evaluationId,
      dueAt: row.evaluationDueAt,
      reasons: row.evaluationReasons,
      attempts: row.evaluationAttempts,
      error: row.evaluationError,
    },
    evaluated: row.evaluated,
    rates: row.rates,
    failedConditions: row.failedConditions,
    attribution:
      row.attribution === null
        ? null
        : {
            at: { position: row.attributionPosition!, ordinal: row.attributionOrdinal! },
            outcome: row.attribution,
          },
  };
}

export function sourceVersionFromText(text: string): SourceVersion {
  return text.endsWith('Z') ? text : Number(text);
}

function identifier(type: IdentifierType, id: string | null, folded: string | null) {
  return id === null ? null : { type, id, folded: folded ?? undefined };
}

/** Devices whose touchpoints count for one purchase although they could not join its group. */
@Entity('device_evidence')
export class DeviceEvidenceRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ name: 'device_id', type: 'uuid' }) deviceId: string;
  @PrimaryColumn({ name: 'order_id', type: 'text' }) orderId: string;
  @Column({ type: 'bigint', transformer: asNumber }) position: number;
}

export const deviceEvidence: ReadModel<DeviceEvidenceRow> = {
  entity: DeviceEvidenceRow,
  version: 1,
  madeOf: 'merchants',
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, purchases }) =>
      [...purchases.newEvidence].map(({ device, orderId, position }) => ({
        merchantId,
        deviceId: device,
        orderId,
        position,
      })),
    ),
};

/** An SQL condition on the history: the event with which an evaluation ended. */
export const ENDS_EVALUATION =
  "type in ('PurchaseAttributed', 'EvaluationConfirmed', 'RewardEvaluationFailed', 'RewardEvaluationExhausted')";

/** Pointers to a purchase's events in the ledger, except the rejections of claims that `claim_rejections` counts. */
@Entity('purchase_history')
@Index('purchase_history_scheduled', ['merchantId', 'position'], {
  where: "type in ('RewardEvaluationScheduled', 'ReprocessingProposed')",
})
@Index('purchase_history_evaluations', ['merchantId', 'orderId', 'ledgerRevision'], { where: ENDS_EVALUATION })
export class PurchaseHistoryRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ name: 'order_id', type: 'text' }) orderId: string;
  @PrimaryColumn({ name: 'ledger_revision', type: 'bigint', transformer: asNumber }) ledgerRevision: number;
  /** Position of the fact that caused the event; finds the effects of a merge. */
  @Column({ type: 'bigint', transformer: asNumber }) position: number;
  @Column({ type: 'text' }) type: DecisionType;
  /** For reward events: the change of the granted amount, in minor units. */
  @Column({ type: 'bigint', nullable: true, transformer: asNumber }) amount: number | null;
  /** For the first rejection of an hour: as what the others are counted. */
  @Column({ name: 'counted_as', type: 'text', nullable: true }) countedAs: string | null;
}

export const purchaseHistory: ReadModel<PurchaseHistoryRow> = {
  entity: PurchaseHistoryRow,
  version: 2,
  madeOf: 'appended',
  madeAt: ({ position }) => position,
  rows({ decided, ledgerRevision, rejections }) {
    const rows: PurchaseHistoryRow[] = [];
    for (const { fact, decisions } of decided) {
      for (const decision of decisions) {
        ledgerRevision++;
        const orderId = orderOf(decision);
        if (orderId === undefined) continue;
        const { nth = 1, countedAs = null } = rejections.get(ledgerRevision) ?? {};
        if (nth > 1) continue;
        const { merchantId } = decision.data;
        const { type } = decision;
        const { position } = fact;
        rows.push({ merchantId, orderId, ledgerRevision, position, type, amount: amountOf(decision), countedAs });
      }
    }
    return rows;
  },
};

/** A purchase's history has its own events and the connections that its claims caused. */
function orderOf({ data }: Decision): string | undefined {
  if ('orderId' in data) return data.orderId;
  return 'evidence' in data ? data.evidence.orderId : undefined;
}

function amountOf(decision: Decision): number | null {
  switch (decision.type) {
    case 'RewardGranted':
    case 'RewardClawedBack':
      return decision.data.amount;
    case 'RewardReversed':
      return -decision.data.amount;
    default:
      return null;
  }
}
