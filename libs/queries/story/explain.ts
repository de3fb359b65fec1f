/** The story of one purchase in plain words: what was reported and decided, why, and what would have been otherwise. */
import { kernelTypes } from '../../database/kernel-types';
import type { EvaluationError } from '../../kernel/codes';
import type { Fact } from '../../kernel/facts';
import type { Connection } from '../../kernel/identity/connection';
import type { IdentifierType, Pseudonym } from '../../kernel/identity/identifier';
import { toInstant, type Instant, type Millis } from '../../kernel/time';
import type { Whose } from '../as-of/whose';
import { decisionOfEdge, edgesAround } from '../as-of/past-groups';
import { findPurchaseSummary, type PurchaseSummary } from '../purchases';
import { type EventPointer, eventsOfPurchase } from '../purchase-history';
import { candidatesOf, type Counterfactual, counterfactualsOf } from './counterfactuals';
import { decisionInWords, othersInWords, takenBackInWords } from './decisions-in-words';
import { type Evaluated, loadEvaluated, loadWorldOfThen } from './evaluated';
import { factInWords } from './facts-in-words';
import { type CampaignExplained, campaignsExplained, type LaterCampaign } from './rewards-in-words';
import { type Page, readPage, type StoryPlace } from './story-page';
import { summaryOf } from './summary';
import { Names } from './words';

export const STORY_LIMITS = {
  /** Connections of the buyer's group that no decision on the purchase mentions. */
  connections: 50,
  /** Facts of a page that no decision names, such as reports that wait. */
  facts: 100,
  laterCampaigns: 20,
  /** Identifiers named on a page. */
  named: 5_000,
} as const;

export interface StoryEntry {
  position: number;
  at: Instant;
  /** The type of the fact or decision. */
  kind: string;
  text: string;
  /** More than 1 for the first of the claims that were rejected with one code within one hour. */
  count: number;
  /** Of a decision: position of the fact that caused it. Of a due evaluation: of the fact that had it scheduled. */
  causePosition: number | null;
}

export interface PurchaseStory {
  orderId: string;
  summary: string;
  /** In log order. */
  story: StoryEntry[];
  /** The place from which the story goes on with what came earlier; null: it begins here. */
  storyNext: StoryPlace | null;
  /** For each touchpoint that got nothing at the last decision, the newest first. */
  counterfactuals: Counterfactual[];
  campaigns: CampaignExplained[];
  rewards: PurchaseSummary['rewards'];
  withheld: PurchaseSummary['withheld'];
}

interface Pointers {
  anchor: Pseudonym | null;
  evidence: Pseudonym[];
  firstPosition: number;
  error: EvaluationError | null;
  events: EventPointer[];
  facts: string[];
  /** Position of the fact that had it evaluated last. */
  lastEvaluation: number | null;
  /** Position of the last fact that was decided. */
  head: number;
  later: LaterCampaign[] | null;
}

/** Null: there is no such purchase. @throws TooMuch */
export async function explainPurchase(
  whose: Whose,
  orderId: string,
  limit: number,
  before: StoryPlace | null,
): Promise<PurchaseStory | null> {
  const { pool, merchantId } = whose;
  // Somebody waits for the answer, so what needs no other answer is asked at the same time.
  const [view, pointers] = await Promise.all([
    findPurchaseSummary(pool, merchantId, orderId),
    findPointers(whose, orderId, limit, before),
  ]);
  if (view === null || pointers === null) return null;
  const buyer = [...(pointers.anchor ? [pointers.anchor] : []), ...pointers.evidence];
  const [edges, ofThen] = await Promise.all([
    edgesAround(pool, merchantId, buyer),
    loadWorldOfThen(whose, orderId, pointers.firstPosition, pointers.lastEvaluation ?? pointers.head),
  ]);
  const [evaluated, page] = await Promise.all([
    loadEvaluated(whose, ofThen, groupOf(edges, pointers)),
    readPage(whose, pointers, edges.slice(-STORY_LIMITS.connections), limit, before),
  ]);
  const names = await findNames(whose, page, edges, evaluated, pointers.later ?? []);
  const campaigns = campaignsExplained(view, evaluated.campaigns, pointers.later ?? [], names);
  const { rewards, withheld } = view;
  return {
    orderId,
    summary: summaryOf({ view, campaigns, error: pointers.error }),
    story: entriesOf(page, { merchantId, orderId, firstPosition: pointers.firstPosition, names }),
    storyNext: page.next,
    counterfactuals: evaluated.decided === null ? [] : counterfactualsOf({ ...evaluated.decided, names }),
    campaigns,
    rewards,
    withheld,
  };
}

async function findPointers(
  { pool, merchantId }: Whose,
  orderId: string,
  limit: number,
  before: StoryPlace | null,
): Promise<Pointers | null> {
  const { rows } = await pool.query<Pointers>({
    name: 'pointers-of-story',
    text: `select p.anchor_id as anchor, p.evidence, p.first_position as "firstPosition", p.evaluation_error as error,
        ${eventsOfPurchase('$3', '$4')} as events,
        array(select distinct position from (
          select p.first_position as position
          union all
          select f.position from purchase_facts f where f.merchant_id = p.merchant_id and f.order_id = p.order_id
          union all
          select c.position from (
            select c.position from claims c where c.merchant_id = p.merchant_id and c.order_id = p.order_id
              and ($5::bigint is null or c.position < $5) order by c.position desc limit $6
          ) c where not exists (select from claim_rejections r where r.merchant_id = p.merchant_id
            and r.order_id = p.order_id and r.position = c.position and r.nth > 1)
        ) facts where $5::bigint is null or position < $5 order by position desc limit $6) as facts,
        (select h.position from purchase_history h where h.merchant_id = p.merchant_id and h.order_id = p.order_id
          and h.type in ('PurchaseAttributed', 'EvaluationConfirmed') order by h.ledger_revision desc limit 1)
          as "lastEvaluation",
        (select k.position from checkpoints k where k.partition = p.partition) as head,
        (select json_agg(l) from (
          select v.campaign_id as "campaignId", v.definition ->> 'name' as name,
            extract(epoch from v.published_at) * 1000 as at
          from campaign_versions v where v.merchant_id = p.merchant_id and v.version = 1 and v.position > p.first_position
          order by v.position limit $7
        ) l) as later
      from purchases p where p.merchant_id = $1 and p.order_id = $2`,
    values: [
      merchantId,
      orderId,
      before?.revision ?? null,
      limit + 1,
      before?.position ?? null,
      STORY_LIMITS.facts,
      STORY_LIMITS.laterCampaigns,
    ],
    types: kernelTypes,
  });
  return rows[0] ?? null;
}

/** Whose visits might count today. An edge that was taken back connects nobody. */
function groupOf(edges: readonly Connection[], { anchor, evidence }: Pointers): Pseudonym[] {
  const group = new Set<Pseudonym>(anchor === null ? [] : [anchor]);
  const held = edges.filter(({ kind }) => kind === 'edge');
  for (const id of group) {
    for (const { a, b } of held) {
      if (a.id === id) group.add(b.id);
      if (b.id === id) group.add(a.id);
    }
  }
  return [...new Set([...group, ...evidence])];
}

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

/** Looks up everybody who is named on the page. */
async function findNames(
  { pool, merchantId }: Whose,
  page: Page,
  edges: readonly Connection[],
  { decided, campaigns }: Evaluated,
  later: readonly LaterCampaign[],
): Promise<Names> {
  const touchpoints = decided === null ? [] : [...candidatesOf(decided.input), ...decided.later];
  const said = JSON.stringify([page.decisions, page.facts, edges.map(({ a, b }) => [a, b]), touchpoints]);
  const ids = [...new Set(said.match(UUID))].slice(0, STORY_LIMITS.named);
  const { rows } = await pool.query<{ id: Pseudonym; type: IdentifierType; value: string }>({
    name: 'names-of-story',
    text: `select pseudonym as id, type, value from vault where merchant_id = $1 and pseudonym = any($2::uuid[])`,
    values: [merchantId, ids],
  });
  return new Names(
    new Map(rows.map(({ id, ...identifier }) => [id, identifier])),
    new Map([
      ...campaigns.map(({ definition }): [string, string] => [definition.campaignId, definition.name]),
      ...later.map(({ campaignId, name }): [string, string] => [campaignId, name]),
    ]),
    new Map(touchpoints.map(({ touchpointId, occurredAt }) => [touchpointId, occurredAt])),
  );
}

const OF_EVALUATION = /^ev_\d+_(\d+)_\d+$/;

interface Told {
  merchantId: string;
  orderId: string;
  firstPosition: number;
  names: Names;
}

function entriesOf({ decisions, facts, merges, reversals }: Page, told: Told): StoryEntry[] {
  const { merchantId, orderId, firstPosition, names } = told;
  const entries = facts.map(({ position, at, fact }): { ordinal: number; entry: StoryEntry } => {
    const text = factInWords(fact, orderId, position === firstPosition, names);
    const causePosition = scheduledBy(fact);
    return { ordinal: -1, entry: { position, at: toInstant(at), kind: fact.type, text, count: 1, causePosition } };
  });
  const add = (kind: string, position: number, ordinal: number, at: Millis, text: string, count = 1) => {
    entries.push({ ordinal, entry: { position, at: toInstant(at), kind, text, count, causePosition: position } });
  };
  for (const { position, ordinal, at, decision, count } of decisions) {
    const text = [decisionInWords(decision, names), ...othersInWords(count)].join(' ');
    add(decision.type, position, ordinal, at, text, count);
  }
  for (const { position, ordinal, at, edge } of merges) {
    const decision = decisionOfEdge(merchantId, edge);
    add(decision.type, position, ordinal, at, decisionInWords(decision, names));
  }
  for (const { position, at, taken } of reversals) {
    add('IdentityGroupsUnmerged', position, 0, at, takenBackInWords(taken, names));
  }
  const inLogOrder = (a: (typeof entries)[number], b: (typeof entries)[number]) =>
    a.entry.position - b.entry.position || a.ordinal - b.ordinal;
  return entries.sort(inLogOrder).map(({ entry }) => entry);
}

/** The position of the fact that had an evaluation scheduled, which its id names. */
function scheduledBy(fact: Fact): number | null {
  if (fact.type !== 'RewardEvaluationRequested') return null;
  const match = OF_EVALUATION.exec(fact.data.evaluationId ?? '');
  return match === null ? null : Number(match[1]);
}
