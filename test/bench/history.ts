/** A long history of mixed facts, made partition by partition with the kernel itself, so it includes the timers. */
import type pg from 'pg';
import { createCheckpoints } from '../../libs/engine/checkpoints';
import type { EventLog, NewEventAt } from '../../libs/event-log/event-log';
import { intakeStream } from '../../libs/event-log/streams';
import { sha256Hex } from '../../libs/intake/fact-draft';
import { canonicalJson } from '../../libs/kernel/canonical-json';
import type { Fact } from '../../libs/kernel/facts';
import { step } from '../../libs/kernel/kernel';
import { Settings } from '../../libs/kernel/settings';
import { toInstant } from '../../libs/kernel/time';
import { World } from '../../libs/kernel/world';
import { claimOf, identifierOf, purchaseOf, uuid } from './facts';
import { BenchLedger } from './ledger';

export const MERCHANTS_PER_PARTITION = 4;
const START = Date.UTC(2026, 0, 1);
const CHUNK = 10_000;
/** Visits, and purchases with claims and evaluations: ten facts a person, and one more for every tenth person. */
const TOUCHPOINTS = 4;
const PURCHASES = 2;
/** Share of people who come back on a second device, which a claim merges into their group. */
const MERGING = 0.1;
/** People active at the same time: the facts of one person lie that many people apart. */
const AT_ONCE = 200;

export interface HistoryOptions {
  partitions: number;
  people: number;
  /** The merchants of a partition; four when it is left out. */
  merchants?: (partition: number) => string[];
  /** Campaigns that each merchant publishes first. */
  campaigns?: (merchantId: string) => Fact[];
  /** Puts the requests of all timers last, instead of soon after their purchases. */
  evaluationsLast?: boolean;
  /** Records the ledger beside the intake, and the checkpoints, as if the engine had decided the facts. */
  decided?: pg.Pool;
}

export interface History {
  facts: number;
  /** With `evaluationsLast`: number of facts that are requests. */
  evaluations: number;
  /** With `evaluationsLast`: records the requests. */
  recordEvaluations(): Promise<void>;
}

/** Fills the intake streams. */
export async function recordHistory(log: EventLog, options: HistoryOptions): Promise<History> {
  const parts: PartitionHistory[] = [];
  if (options.decided) await createCheckpoints(options.decided, options.partitions);
  for (let partition = 0; partition < options.partitions; partition++) {
    parts.push(await recordPartition(log, partition, options));
  }
  const sum = (count: (part: PartitionHistory) => number) => parts.reduce((total, part) => total + count(part), 0);
  return {
    facts: sum(({ facts }) => facts),
    evaluations: sum(({ last }) => last.length),
    recordEvaluations: async () => {
      for (const [partition, { facts, last }] of parts.entries()) {
        const events = last.map((fact, i) => eventOf(fact, partition, facts - last.length + i));
        for (let at = 0; at < events.length; at += CHUNK) {
          const position = facts - last.length + at;
          await log.appendExpected(intakeStream(partition), position - 1, events.slice(at, at + CHUNK));
        }
      }
    },
  };
}

interface PartitionHistory {
  facts: number;
  last: Fact[];
}

async function recordPartition(log: EventLog, partition: number, options: HistoryOptions): Promise<PartitionHistory> {
  const people = Math.ceil(options.people / options.partitions);
  const last: Fact[] = [];
  let position = 0;
  let pending: NewEventAt[] = [];
  // A world lives as long as its active people: knowing what was scheduled needs no others.
  const settings = new Settings();
  let world = new World(partition, true, null, settings);
  const ledger = options.decided && new BenchLedger(log, partition, options.decided);
  const record = (fact: Fact): void => {
    const event = eventOf(fact, partition, position);
    const decisions = step(world, { id: event.id!, position, recordedAt: event.recordedAt, fact });
    ledger?.add(event, fact, position, decisions);
    pending.push(event);
    position++;
  };
  const store = async (): Promise<void> => {
    await log.appendExpected(intakeStream(partition), position - pending.length - 1, pending);
    await ledger?.store();
    pending = [];
  };

  const merchants = (options.merchants ?? fourMerchants)(partition);
  const registrations = merchants.map((merchantId): Fact => {
    return { type: 'MerchantRegistered', data: { merchantId, name: merchantId, policy: { settlingPeriodSeconds: 1 } } };
  });
  registrations.forEach(record);
  const campaigns = options.campaigns;
  if (campaigns) merchants.flatMap(campaigns).forEach(record);
  for (let first = 0; first < people; first += AT_ONCE) {
    const at = Array.from({ length: Math.min(AT_ONCE, people - first) }, (_, i) => first + i);
    const stories = at.map((person) => storyOf(merchants[person % merchants.length]!, person, START + position * 10));
    for (let i = 0; stories.some((story) => i < story.length); i++) {
      for (const story of stories) if (i < story.length) record(story[i]!);
    }
    const requests = dueRequests(world);
    if (options.evaluationsLast) last.push(...requests);
    else requests.forEach(record);
    world = new World(partition, true, null, settings);
    if (pending.length >= CHUNK) await store();
  }
  await store();
  return { facts: position + last.length, last };
}

const fourMerchants = (partition: number) =>
  Array.from({ length: MERCHANTS_PER_PARTITION }, (_, i) => `merchant-${partition}-${i}`);

function eventOf(fact: Fact, partition: number, position: number): NewEventAt {
  const id = uuid(`${partition} ${position}`);
  const data = canonicalJson(fact.data);
  return { id, type: fact.type, data, contentHash: contentHashOf(fact, data), recordedAt: START + position * 10 };
}

/** As the intake makes it. */
function contentHashOf(fact: Fact, data: string): string {
  if (fact.type === 'PurchaseRecorded') return fact.data.bodyHash;
  if (fact.type !== 'RewardEvaluationRequested') return sha256Hex(data);
  const { merchantId, orderId, evaluationId } = fact.data;
  return sha256Hex(canonicalJson([merchantId, orderId, evaluationId, 1]));
}

function storyOf(merchantId: string, person: number, from: number): Fact[] {
  const device = identifierOf(merchantId, 'anonymous_id', `device ${person}`);
  const facts: Fact[] = [];
  for (let i = 0; i < TOUCHPOINTS; i++) {
    const returned = i === TOUCHPOINTS - 1 && person % (1 / MERGING) === 0;
    facts.push({
      type: 'TouchpointRecorded',
      data: {
        merchantId,
        touchpointId: `touchpoint-${person}-${i}`,
        anonymousId: returned ? identifierOf(merchantId, 'anonymous_id', `second device ${person}`) : device,
        source: i % 2 === 0 ? 'referral' : 'paid',
        channel: 'newsletter',
        campaign: 'spring',
        ...(i % 2 === 0 && { referrer: identifierOf(merchantId, 'customer_id', `customer ${person + 7}`) }),
        url: 'https://shop.example/products/lamp?utm_source=newsletter&utm_campaign=spring',
        occurredAt: toInstant(from - (TOUCHPOINTS - i) * 3_600_000),
      },
    });
  }
  for (let i = 0; i < PURCHASES; i++) {
    const orderId = `order-${person}-${i}`;
    const returned = i === PURCHASES - 1 && person % (1 / MERGING) === 0;
    const occurredAt = toInstant(from + i);
    facts.push(purchaseOf(merchantId, orderId, `customer ${person}`, occurredAt));
    facts.push(claimOf(merchantId, orderId, returned ? `second device ${person}` : `device ${person}`, occurredAt));
  }
  return facts;
}

/** The requests of all scheduled evaluations, as the saga would record them. */
function dueRequests(world: World): Fact[] {
  const requests: Fact[] = [];
  for (const { merchantId, purchases } of world.all()) {
    for (const { orderId, evaluation } of purchases.rows.values()) {
      if (evaluation.state !== 'scheduled') continue;
      const { id, reasons } = evaluation;
      const data = { merchantId, orderId, evaluationId: id!, reasons, requestedBy: 'timer' as const };
      requests.push({ type: 'RewardEvaluationRequested', data });
    }
  }
  return requests;
}
