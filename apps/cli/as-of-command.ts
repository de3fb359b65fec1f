import { isUuid } from '../../libs/intake/uuid';
import { partitionOf } from '../../libs/intake/partition';
import { toInstant } from '../../libs/kernel/time';
import { groupAsOf, purchaseAsOf } from '../../libs/queries/as-of/as-of';
import type { Whose } from '../../libs/queries/as-of/whose';
import { findMoment, NotYetRecorded, type PastMoment } from '../../libs/queries/as-of/past-moment';
import { TooMuch } from '../../libs/queries/as-of/too-much';
import { findCheckpoints } from '../../libs/queries/checkpoints';
import type { IdentityGroupView } from '../../libs/queries/identity-groups';
import type { PurchaseView } from '../../libs/queries/purchases';
import type { PlainIdentifier } from '../../libs/queries/rows';
import { counted, listed, percent, sum, when } from '../../libs/queries/story/words';
import { asOfFromText } from '../as-of-text';
import { EXIT, WrongUse } from './exit';
import type { Output } from './output';
import type { Session } from './session';

export const AS_OF_KINDS = ['purchase', 'group'] as const;
export type AsOfKind = (typeof AS_OF_KINDS)[number];

export interface AsOfOptions {
  merchant: string;
}

/**
 * Shows a purchase or a group as it was at a moment.
 * @param id an order id; of a group its id, or an identifier as `customer_id:4711`
 */
export async function asOf(
  session: Session,
  moment: string,
  kind: AsOfKind,
  id: string,
  { merchant: merchantId }: AsOfOptions,
  output: Output,
): Promise<number> {
  const { pool, log, intake, partitions } = session;
  if (!(await intake.merchants.isKnown(merchantId))) throw new WrongUse(`There is no merchant ${merchantId}.`);
  const whose = { pool, log, merchantId, partition: partitionOf(merchantId, partitions) };
  try {
    const past = await momentOf(whose, moment);
    const at = { position: past.position, at: Number.isFinite(past.recordedAt) ? toInstant(past.recordedAt) : null };
    if (kind === 'purchase') {
      const purchase = await purchaseAsOf(whose, id, past);
      if (purchase === null) throw new WrongUse(`There was no order ${id} then.`);
      output.result({ asOf: at, purchase });
      for (const line of [heading(`Order ${id}`, at), ...purchaseLines(purchase)]) output.say(line);
    } else {
      const group = await groupAsOf(whose, await pseudonymOf(session, merchantId, id), past);
      if (group === null) throw new WrongUse(`There was no group of ${id} then.`);
      output.result({ asOf: at, group });
      for (const line of [heading(`Group ${group.id}`, at), ...groupLines(group)]) output.say(line);
    }
    return EXIT.held;
  } catch (error) {
    if (error instanceof NotYetRecorded) throw new WrongUse(error.message);
    if (error instanceof TooMuch) throw new WrongUse(`There are ${error.message}.`);
    throw error;
  }
}

/** What is not decided yet cannot be shown. */
async function momentOf({ pool, log, partition }: Whose, text: string): Promise<PastMoment> {
  const asked = asOfFromText(text);
  if (asked === null) throw new WrongUse(`${text} is neither a position nor an RFC 3339 time with a zone.`);
  const moment = await findMoment(log, partition, asked, Date.now());
  const decided = (await findCheckpoints(pool, [partition]))[0]?.position ?? -1;
  if (moment.position > decided) throw new WrongUse(`The log is decided up to position ${decided} only.`);
  return moment;
}

/** Whether the id names an identifier, which takes the secrets key to find. */
export function namesIdentifier(kind: string, id: string | undefined): boolean {
  return kind === 'group' && id !== undefined && !isUuid(id);
}

/** Of a group, by its id or by an identifier in it. */
export async function pseudonymOf({ intake }: Session, merchantId: string, id: string): Promise<string> {
  if (isUuid(id)) return id;
  const at = id.indexOf(':');
  const identified = await intake.tracking.identify(merchantId, { type: id.slice(0, at), value: id.slice(at + 1) });
  if (identified.ok) return identified.value.id;
  throw new WrongUse(`${id} is neither the id of a group nor an identifier such as customer_id:4711.`);
}

function heading(what: string, { position, at }: { position: number; at: string | null }): string {
  return `${what} as of position ${position}${at === null ? '' : ` (${when(at)})`}`;
}

function purchaseLines(view: PurchaseView): string[] {
  const { status, total, refunded, currency, customerId, groupId, link, evaluation, attribution } = view;
  const claims = view.claims.map(({ claimId, status: said, reason }) => `${claimId} ${reason ?? said}`);
  return [
    `  ${status}, ${sum(total, currency)}${refunded > 0 ? `, ${sum(refunded, currency)} refunded` : ''}, ${customerId === null ? 'guest' : `customer ${customerId}`}`,
    link === null ? '  not linked' : `  linked by ${link.via} on ${when(link.at)}, group ${groupId}`,
    `  claims: ${claims.length > 0 ? listed(claims) : 'none'}`,
    `  evaluation: ${evaluation.state}${evaluation.dueAt === null ? '' : `, due ${when(evaluation.dueAt)}`}${evaluation.reasons.length > 0 ? ` (${evaluation.reasons.join(', ')})` : ''}`,
    `  credit: ${creditOf(attribution)}`,
    ...view.rewards.map(
      ({ rewardId, recipient, amount, currency: of, state }) =>
        `  reward ${rewardId}: ${sum(amount, of)} to ${plain(recipient)}, ${state}`,
    ),
    ...view.withheld.map(
      ({ campaignId, recipient, amount, currency: of, code }) =>
        `  withheld by ${campaignId}: ${sum(amount, of)} to ${plain(recipient)}, ${code}`,
    ),
  ];
}

function creditOf(attribution: PurchaseView['attribution']): string {
  if (attribution === null) return 'not decided';
  const { credits, reason, excludedCount } = attribution;
  const shares = credits.map(({ touchpointId, source, share }) => `${percent(share)} ${source} ${touchpointId}`);
  return `${shares.length > 0 ? listed(shares) : `nobody, ${reason}`} (${counted(excludedCount, 'visit')} excluded)`;
}

function groupLines({ identifiers, edges, touchpoints, purchases, ...counts }: IdentityGroupView): string[] {
  return [
    ...identifiers.map((one) => `  ${plain(one)}, first seen ${when(one.firstSeenAt)}`),
    ...edges.map(
      ({ edgeId, a, b, evidence, at }) => `  ${plain(a)} — ${plain(b)}: ${evidence.kind}, ${when(at)} (${edgeId})`,
    ),
    `  ${counted(counts.mergesCount, 'merge')}, ${counted(counts.touchpointsCount, 'touchpoint')}, ${counted(counts.purchasesCount, 'purchase')}`,
    ...touchpoints
      .slice(-10)
      .map(({ touchpointId, source, occurredAt }) => `  ${source} ${touchpointId}, ${when(occurredAt)}`),
    ...(purchases.length > 0 ? [`  orders: ${purchases.join(', ')}`] : []),
  ];
}

function plain({ type, value }: PlainIdentifier): string {
  return `${type}:${value ?? '(erased)'}`;
}
