/**
 * What changed after a position, for increments. Rows of read models do not say when they changed last, and a merge
 * changes the group of rows that it does not name. The log does: each row's change follows from a fact or a decision
 * after the position. Their keys are collected into a temporary table, from which the exports select.
 */
import type { ClientBase } from 'pg';
import { intakeStream, ledgerStream } from '../../event-log/streams';
import type { Decision, DecisionType } from '../../kernel/decisions';
import type { FactType, OutsideFact } from '../../kernel/facts';
import type { Moment, PartitionMoment } from './export-table';
import { firstRevisionAfter, pagesOf } from './log-pages';

type Kind = 'order' | 'group' | 'reward' | 'edge';

interface Key {
  kind: Kind;
  merchantId: string;
  key: string;
}

const has = (kind: Kind) => (merchant: string, key: string) =>
  `exists (select from export_changed k where k.kind = '${kind}' and k.merchant_id = ${merchant} and k.key = ${key}::text)`;

/** SQL conditions for `SqlTable.changed`. */
export const changed = {
  after: (merchant: string, position: string) =>
    `exists (select from export_since s where s.merchant_id = ${merchant} and s.position < ${position})`,
  order: has('order'),
  /** The identifier's group changed. */
  group: has('group'),
  reward: has('reward'),
  edge: has('edge'),
};

/** Makes the tables that `changed` asks. */
export async function collectChanged(moment: Moment): Promise<void> {
  const { client, partitions } = moment;
  await client.query(`
    create temporary table export_since (merchant_id text primary key, position bigint not null) on commit drop;
    create temporary table export_changed (kind text, merchant_id text, key text, primary key (kind, merchant_id, key))
      on commit drop`);
  await client.query(
    `insert into export_since select m.merchant_id, s.position
     from unnest($1::smallint[], $2::bigint[]) as s(partition, position) join merchants m on m.partition = s.partition`,
    [partitions.map(({ partition }) => partition), partitions.map(({ since }) => since)],
  );
  for (const partition of partitions) {
    for await (const keys of changedKeys(moment, partition)) await keep(client, keys);
  }
  await client.query('analyze export_since; analyze export_changed');
}

async function* changedKeys({ log }: Moment, { partition, since, position, ledgerRevision }: PartitionMoment) {
  for await (const page of pagesOf(log, intakeStream(partition), since + 1, position)) {
    yield page.flatMap(({ type, data }) => keysOfFact(type as FactType, JSON.parse(data) as OutsideFact['data']));
  }
  const stream = ledgerStream(partition);
  const from = await firstRevisionAfter(log, stream, since, ledgerRevision);
  for await (const page of pagesOf(log, stream, from, ledgerRevision)) {
    yield page.flatMap(({ type, data }) => {
      return keysOfDecision({ type: type as DecisionType, data: JSON.parse(data) } as Decision);
    });
  }
}

/** A stale version of an order, or a payment, changes rows without a decision. */
function keysOfFact(type: FactType, data: OutsideFact['data'] | { fact: OutsideFact }): Key[] {
  if ('fact' in data) return keysOfFact(data.fact.type, data.fact.data);
  if (!('merchantId' in data)) return [];
  const { merchantId } = data;
  if ('orderId' in data && data.orderId !== undefined) return [{ kind: 'order', merchantId, key: data.orderId }];
  if (type === 'RewardPaymentRecorded' && 'rewardId' in data) {
    return [{ kind: 'reward', merchantId, key: data.rewardId }];
  }
  return [];
}

function keysOfDecision({ type, data }: Decision): Key[] {
  const { merchantId } = data;
  const keys = (kind: Kind, list: readonly string[]) => list.map((key) => ({ kind, merchantId, key }));
  switch (type) {
    case 'IdentityGroupsMerged':
      return keys('group', data.moved);
    case 'IdentityGroupsUnmerged':
      return [
        ...keys('edge', [data.edgeId, ...data.dropped, ...data.merges.map(({ edgeId }) => edgeId)]),
        ...keys('group', [
          ...data.parts.flatMap(({ identifiers }) => identifiers),
          ...data.merges.flatMap(({ moved }) => moved),
        ]),
      ];
    default:
      return 'orderId' in data ? keys('order', [data.orderId]) : [];
  }
}

async function keep(client: ClientBase, keys: readonly Key[]): Promise<void> {
  await client.query(
    'insert into export_changed select * from unnest($1::text[], $2::text[], $3::text[]) on conflict do nothing',
    [keys.map(({ kind }) => kind), keys.map(({ merchantId }) => merchantId), keys.map(({ key }) => key)],
  );
}
