/** Reports and changes as people read them: with the values for which the pseudonyms stand. */
import type { Pool } from 'pg';
import type { Pseudonym } from '../kernel/identity/identifier';
import { valuesOf } from '../queries/proposals';
import { toCreditView, type CreditView } from '../queries/purchases';
import type { PlainIdentifier } from '../queries/rows';
import type { PurchaseChange, RewardAmount } from './purchase-changes';
import type { CostSum, GroupsDifference, Identity, ScenarioReport } from './report';

export interface ReportView extends Omit<ScenarioReport, 'referrers' | 'groups'> {
  referrers: { up: ReferrerView[]; down: ReferrerView[] };
  groups: { merged: GroupsView; notMerged: GroupsView };
}

export interface ReferrerView extends CostSum {
  merchantId: string;
  recipient: PlainIdentifier;
}

export interface GroupsView {
  count: number;
  first: { merchantId: string; a: PlainIdentifier; b: PlainIdentifier; at: string }[];
}

export interface PurchaseChangeView {
  merchantId: string;
  orderId: string;
  recordedAt: string;
  credits: { now: CreditView[] | null; then: CreditView[] | null };
  rewards: { lost: RewardAmountView[]; gained: RewardAmountView[] };
}

export interface RewardAmountView extends Omit<RewardAmount, 'recipient' | 'touchpointId'> {
  recipient: PlainIdentifier;
  touchpointId: string | null;
}

type Values = ReadonlyMap<string, string>;

export async function showReport(pool: Pool, report: ScenarioReport): Promise<ReportView> {
  const { referrers, groups } = report;
  const valuesOfAll = new Map<string, Values>();
  const asked = new Map<string, Pseudonym[]>();
  const ask = (merchantId: string, ...ids: Pseudonym[]) =>
    asked.set(merchantId, [...(asked.get(merchantId) ?? []), ...ids]);
  for (const { merchantId, recipient } of [...referrers.up, ...referrers.down]) ask(merchantId, recipient.id);
  for (const { first } of [groups.merged, groups.notMerged]) {
    for (const { merchantId, a, b } of first) ask(merchantId, a.id, b.id);
  }
  for (const [merchantId, ids] of asked) valuesOfAll.set(merchantId, await valuesOf(pool, merchantId, ids));

  const plain = (merchantId: string, { type, id }: Identity): PlainIdentifier => {
    return { type, value: valuesOfAll.get(merchantId)?.get(id) ?? null };
  };
  const referrer = (row: ScenarioReport['referrers']['up'][number]): ReferrerView => {
    return { ...row, recipient: plain(row.merchantId, row.recipient) };
  };
  const merges = ({ count, first }: GroupsDifference): GroupsView => ({
    count,
    first: first.map(({ merchantId, a, b, at }) => {
      return { merchantId, a: plain(merchantId, a), b: plain(merchantId, b), at };
    }),
  });
  return {
    ...report,
    referrers: { up: referrers.up.map(referrer), down: referrers.down.map(referrer) },
    groups: { merged: merges(groups.merged), notMerged: merges(groups.notMerged) },
  };
}

/** @param changes of one merchant */
export async function showChanges(
  pool: Pool,
  merchantId: string,
  changes: readonly PurchaseChange[],
): Promise<PurchaseChangeView[]> {
  const ids = changes.flatMap(({ credits, rewards }) => [
    ...[...(credits.now ?? []), ...(credits.then ?? [])].flatMap(({ referrer }) => referrer?.id ?? []),
    ...[...rewards.lost, ...rewards.gained].map(({ recipient }) => recipient.id),
  ]);
  const values = await valuesOf(pool, merchantId, ids);
  const credits = (list: PurchaseChange['credits']['now']) => list?.map((one) => toCreditView(one, values)) ?? null;
  const reward = ({ recipient, touchpointId, ...entry }: RewardAmount): RewardAmountView => ({
    ...entry,
    touchpointId: touchpointId ?? null,
    recipient: { type: recipient.type, value: values.get(recipient.id) ?? null },
  });
  return changes.map((change) => ({
    ...change,
    credits: { now: credits(change.credits.now), then: credits(change.credits.then) },
    rewards: { lost: change.rewards.lost.map(reward), gained: change.rewards.gained.map(reward) },
  }));
}
