/** Where new histories come from: see `record.ts`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { demo } from '../../apps/cli/demo-command';
import type { Output } from '../../apps/cli/output';
import { openSession } from '../../apps/cli/session';
import { factOf } from '../../libs/engine/codec';
import type { EventLog } from '../../libs/event-log/event-log';
import { intakeStream } from '../../libs/event-log/streams';
import { partitionOf } from '../../libs/intake/partition';
import type { DecisionType } from '../../libs/kernel/decisions';
import type { Fact, RecordedFact } from '../../libs/kernel/facts';
import type { IdentifierRef } from '../../libs/kernel/identity/identifier';
import { World } from '../../libs/kernel/world';
import { uuid } from '../bench/facts';
import { bought, claimed, codeAssigned, codeReleased, kernelChanged, touched } from '../kernel/support/builders';
import { published } from '../kernel/support/campaigns';
import { ALL_ACTS, playRewards, rewardHistories } from '../kernel/support/reward-histories';
import { Simulation } from '../kernel/support/simulation';
import { customer, device, MERCHANT, merchantRegistered } from '../kernel/support/universe';
import { journeyFacts, ownJourneys } from './journeys';

export interface Source {
  partition: number;
  facts: RecordedFact[];
}

const PARTITION = 3;

/** The facts of the demonstration shop, with fewer people; made on a database of its own. */
export async function demoFacts(): Promise<Source> {
  const directory = await mkdtemp(join(tmpdir(), 'tributary-history-'));
  const session = await openSession({ DATA_DIR: directory }, () => undefined);
  try {
    await demo(session, SILENT, { people: 120, settlingSeconds: 3 });
    return await factsOfLog(session.log, partitionOf('demo', session.partitions));
  } finally {
    await session.close();
    await rm(directory, { recursive: true });
  }
}

/** The facts of a partition of the database that the environment names. */
export async function partitionFacts(partition: number): Promise<Source> {
  const session = await openSession(process.env, () => undefined, false);
  try {
    return await factsOfLog(session.log, partition);
  } finally {
    await session.close();
  }
}

async function factsOfLog(log: EventLog, partition: number): Promise<Source> {
  const facts: RecordedFact[] = [];
  for (let page = await log.read(intakeStream(partition), 0, 1_000); page.length > 0;) {
    facts.push(...page.map(factOf));
    page = await log.read(intakeStream(partition), facts.length, 1_000);
  }
  return { partition, facts };
}

/** A random history with campaigns, people who share devices, and everything that merchants and operators do. */
export function randomFacts(seed: number): Source {
  const acts = [...ALL_ACTS, ...ALL_ACTS, 'merge', 'rates', 'policy'] as const;
  const mixed = { identifiers: 'shared', people: 4, versionsAgree: false } as const;
  const histories = fc.oneof(rewardHistories(true, {}, acts), rewardHistories(true, mixed, acts));
  const [history] = fc.sample(histories, { seed, numRuns: 1 });
  const { played } = playRewards({
    ...history!,
    partition: PARTITION,
    kernelChangesBefore: seed % 10,
    withRates: seed % 2 === 0,
  });
  return { partition: PARTITION, facts: withOwnIds(played, `random ${seed}`) };
}

/** Facts that the kernel cannot decide, or during which a process ended, and what operators do about them. */
export function failingFacts(): Source {
  const world = new World(PARTITION, true);
  const shop = new Simulation(world);
  const ids: string[] = [];
  const put = (fact: Fact) => {
    ids.push(uuid(`failing ${ids.length}`));
    shop.record(fact, shop.now, ids.at(-1));
  };
  [
    kernelChanged(),
    merchantRegistered({ settlingPeriodSeconds: 0 }),
    published('a'),
    published('a', { currency: 'JPY' }),
  ].forEach(put);
  // The intake lets no such fact in; an older program may have.
  const unheard = { type: 'Unheard', data: { merchantId: MERCHANT } } as unknown as Fact;
  put(unheard);
  const requeued = (factId: string, fact: Fact) => {
    return {
      type: 'FactRequeued',
      data: { merchantId: MERCHANT, factId, fact, reason: 'again', actor: 'ann' },
    } as Fact;
  };
  put(requeued(ids.at(-1)!, unheard));
  const claim = claimed('c', 0, device(0));
  world.settings.passedOver.add(ids.length);
  put(claim);
  const [factId, position] = [ids.at(-1)!, ids.length - 1];
  put(touched('t', device(0)));
  put({ type: 'FactPassedOver', data: { merchantId: MERCHANT, factId, position } });
  put(bought(0));
  put(requeued(factId, claim));
  put(bought(1, { currency: 'JPY' }));
  put(claimed('d', 1, device(0)));
  return { partition: PARTITION, facts: withOwnIds(shop.finish().played, 'failing', ids) };
}

/** Orders that speak for themselves, people who share devices, and codes that change hands. */
export function orderEvidenceFacts(): Source {
  const many = { codeFactsMax: 12, people: 4, claimsMax: 30, orders: 12, versionsMax: 3, size: 'max' } as const;
  const histories = rewardHistories(true, { ...many, identifiers: 'shared' }, [...ALL_ACTS, 'merge', 'rates']);
  const plays = fc
    .sample(histories, { seed: 12, numRuns: 100 })
    .map((history) => playRewards({ ...history, partition: PARTITION, kernelChangesBefore: 0 }));
  const count = ({ decisions }: Simulation, type: DecisionType) =>
    decisions.filter((decision) => decision.type === type).length;
  const shown = (play: Simulation) => 100 * count(play, 'PurchaseClaimRepeated') + count(play, 'RewardGranted');
  const { played } = plays.reduce((best, play) => (shown(play) > shown(best) ? play : best));
  return { partition: PARTITION, facts: withOwnIds(played, 'evidence of orders') };
}

/** Two customers of whom one is erased and comes back, and then the whole merchant; what was due is still decided. */
export function erasedFacts(): Source {
  const world = new World(PARTITION, true);
  const shop = new Simulation(world);
  const put = (fact: Fact) => shop.record(fact, shop.now);
  const by = { reason: 'asked by letter', actor: 'ann' };
  const erased = customer(0);
  const again: IdentifierRef = { ...customer(0), id: uuid('customer 0, next generation'), folded: erased.id };
  const carried = { codes: ['FRIENDS'], earlier: { customerId: [erased.id] } };
  [
    kernelChanged(2),
    merchantRegistered({ settlingPeriodSeconds: 3_600 }),
    published('a'),
    codeAssigned('FRIENDS', customer(1)),
    touched('t', device(0), { referrer: customer(1) }),
    bought(0, { customerId: erased, carried: { codes: ['FRIENDS'] } }),
    claimed('c', 0, device(0)),
  ].forEach(put);
  put({ type: 'IdentityForgotten', data: { merchantId: MERCHANT, identifier: erased, ...by } });
  put(bought(0, { customerId: again, carried, sourceVersion: 2 }));
  put(bought(1, { customerId: again, carried }));
  put(codeReleased('FRIENDS', 'ann'));
  put({ type: 'MerchantForgotten', data: { merchantId: MERCHANT, ...by } });
  return { partition: PARTITION, facts: withOwnIds(shop.finish().played, 'erased') };
}

export function ownJourneyFacts(): Source {
  return { partition: PARTITION, facts: journeyFacts(ownJourneys(1_000, 20_260_301)) };
}

/** Retries repeat their request, but a log holds an id once. */
function withOwnIds(
  played: readonly { recorded: RecordedFact }[],
  name: string,
  ids: readonly string[] = [],
): RecordedFact[] {
  return played.map(({ recorded }) => ({
    ...recorded,
    id: ids[recorded.position] ?? uuid(`${name} ${recorded.position}`),
  }));
}

const SILENT: Output = {
  say: () => undefined,
  result: () => undefined,
  progress: () => ({ to: () => undefined, done: () => undefined }),
};
