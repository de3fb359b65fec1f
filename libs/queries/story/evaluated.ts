/**
 * The world of a purchase at its last evaluation, so that the kernel can be asked why it decided as it did: the
 * purchase and its groups of then, their touchpoints, and the campaigns in force.
 */
import { PurchaseRow, purchaseFromRow } from '../../../projections/purchases';
import { tableOf } from '../../../projections/registry';
import { CodeAssignmentRow, codeAssignmentFromRow } from '../../../projections/codes';
import { TouchpointRow, touchpointFromRow } from '../../../projections/touchpoints';
import { kernelTypes } from '../../database/kernel-types';
import { attribute } from '../../kernel/attribution/attribute';
import type { Touchpoint } from '../../kernel/attribution/touchpoint';
import { canonicalJson } from '../../kernel/canonical-json';
import { Deciding } from '../../kernel/deciding';
import { attributionInputOf, membersOf, outcomeOf } from '../../kernel/evaluation/outcome';
import type { CampaignPublished } from '../../kernel/facts';
import type { Pseudonym } from '../../kernel/identity/identifier';
import { codesOf } from '../../kernel/purchases/carried';
import type { Purchase } from '../../kernel/purchases/purchase';
import type { CampaignState } from '../../kernel/rewards/campaign';
import type { CampaignOutcome } from '../../kernel/rewards/desired';
import { pastOfPurchase } from '../as-of/as-of';
import type { Whose } from '../as-of/whose';
import type { PastWorld } from '../as-of/past-world';
import type { Decided } from './counterfactuals';

const TOUCHPOINT = tableOf(TouchpointRow);
const CODE = tableOf(CodeAssignmentRow);
/** Conditions ask for the items of the purchase itself alone. */
const WITHOUT_ITEMS = tableOf(PurchaseRow).selectListWith({ items: `'[]'::jsonb`, attribution: 'null::jsonb' });

/** So many touchpoints are loaded: the newest of each device, and of all. */
export const TOUCHPOINTS_MAX = { ofDevice: 300, ofAll: 3_000 };
/** A condition that asks about earlier purchases is answered from so many. */
export const OTHERS_MAX = 1_000;
const CAMPAIGNS_MAX = 1_000;

export interface CampaignOfThen {
  definition: CampaignPublished;
  version: number;
  state: CampaignState;
  /** Null: the campaign was not in force, or the order could earn nothing. */
  outcome: CampaignOutcome | null;
}

export interface Evaluated {
  purchase: Purchase;
  decided: Omit<Decided, 'names'> | null;
  campaigns: CampaignOfThen[];
}

/** The world of a purchase, with its groups and campaigns. */
export interface WorldOfThen {
  past: PastWorld;
  purchase: Purchase;
  campaigns: CampaignOfThen[];
}

/** @param position of the purchase's last evaluation, or of the present */
export async function loadWorldOfThen(
  whose: Whose,
  orderId: string,
  firstPosition: number,
  position: number,
): Promise<WorldOfThen> {
  const [found, ofThen] = await Promise.all([
    pastOfPurchase(whose, orderId, position),
    findCampaigns(whose, firstPosition),
  ]);
  const past = found!;
  past.kernelOf(position);
  const campaigns = addCampaigns(past, ofThen, firstPosition);
  return { past, purchase: past.merchant.purchases.get(orderId), campaigns };
}

/** @param groupNow whose visits might count today */
export async function loadEvaluated(
  whose: Whose,
  { past, purchase, campaigns }: WorldOfThen,
  groupNow: readonly Pseudonym[],
): Promise<Evaluated> {
  if (purchase.attribution === null) return { purchase, decided: null, campaigns };

  const { merchant } = past;
  // The evaluation was the last that changed the purchase.
  const at = past.last!;
  const deciding = new Deciding(whose.partition, merchant, at);
  const members = membersOf(deciding, purchase);
  const devices = new Set([...members, ...purchase.evidence]);
  const [touchpoints] = await Promise.all([
    loadTouchpoints(whose, [...new Set([...devices, ...groupNow])]),
    loadCodes(whose, past, purchase),
    merchant.campaigns.asksCustomer && loadOthers(whose, past, purchase, members, at.position),
  ]);
  const isKnown = ({ position, identifierId }: Touchpoint) => position <= at.position && devices.has(identifierId);
  for (const touchpoint of touchpoints) if (isKnown(touchpoint)) merchant.touchpoints.add(touchpoint);

  const outcomes = new Map<string, CampaignOutcome>();
  outcomeOf(deciding, purchase, ({ campaignId }, outcome) => outcomes.set(campaignId, outcome));
  const input = attributionInputOf(deciding, purchase, members);
  const attribution = purchase.attribution.outcome;
  const isRepeatable = canonicalJson(attribute(input).attribution) === canonicalJson(attribution);
  const later = touchpoints.filter((one) => !isKnown(one) && one.occurredAt <= purchase.occurredAt);
  return {
    purchase,
    decided: { input, attribution, isRepeatable, later },
    campaigns: campaigns.map((campaign) => {
      return { ...campaign, outcome: outcomes.get(campaign.definition.campaignId) ?? null };
    }),
  };
}

type CampaignFound = Omit<CampaignOfThen, 'outcome'> & { position: number };

/** The campaigns as the purchase has them: their versions and states when it was first recorded. */
async function findCampaigns({ pool, merchantId }: Whose, firstPosition: number): Promise<CampaignFound[]> {
  const { rows } = await pool.query<CampaignFound>({
    name: 'campaigns-of-then',
    text: `select v.definition, v.version, v.position, coalesce((select s.state from campaign_states s
          where s.merchant_id = v.merchant_id and s.campaign_id = v.campaign_id and s.position <= $2
          order by s.position desc limit 1), 'active') as state
      from (select distinct on (campaign_id) * from campaign_versions
        where merchant_id = $1 and position <= $2 order by campaign_id, version desc limit $3) v`,
    values: [merchantId, firstPosition, CAMPAIGNS_MAX],
    types: kernelTypes,
  });
  return rows;
}

function addCampaigns(past: PastWorld, found: readonly CampaignFound[], firstPosition: number): CampaignOfThen[] {
  const { campaigns } = past.merchant;
  for (const { definition, version, position: at, state } of found) {
    const { campaignId } = definition;
    campaigns.publish({ campaignId, version, position: at, definition });
    if (state !== 'active') campaigns.change(campaignId, state, firstPosition);
  }
  const order = found.toSorted((a, b) => a.definition.priority - b.definition.priority);
  return order.map(({ position: _, ...campaign }) => ({ ...campaign, outcome: null }));
}

/** Whose the codes of the purchase were when it was first recorded. */
async function loadCodes({ pool, merchantId }: Whose, { merchant }: PastWorld, purchase: Purchase): Promise<void> {
  const { rows } = await pool.query<CodeAssignmentRow>({
    name: 'codes-of-story',
    text: `select ${CODE.selectList} from unnest($2::text[]) as k(code) cross join lateral (
        select * from code_assignments c where c.merchant_id = $1 and c.code = k.code and c.position <= $3
        order by c.position desc limit 1
      ) t`,
    values: [merchantId, codesOf(purchase), purchase.firstPosition],
    types: kernelTypes,
  });
  for (const row of rows) merchant.codes.add(codeAssignmentFromRow(row));
}

async function loadTouchpoints({ pool, merchantId }: Whose, devices: readonly Pseudonym[]): Promise<Touchpoint[]> {
  const { rows } = await pool.query<TouchpointRow>({
    name: 'touchpoints-of-story',
    text: `select ${TOUCHPOINT.selectList} from unnest($2::uuid[]) as k(id) cross join lateral (
        select * from touchpoints t where t.merchant_id = $1 and t.identifier_id = k.id
        order by t.position desc limit $3
      ) t order by t.position desc limit $4`,
    values: [merchantId, devices, TOUCHPOINTS_MAX.ofDevice, TOUCHPOINTS_MAX.ofAll],
    types: kernelTypes,
  });
  return rows.map(touchpointFromRow).reverse();
}

/** The other purchases of the group, for conditions that ask how many came before. */
async function loadOthers(
  { pool, merchantId }: Whose,
  { merchant }: PastWorld,
  purchase: Purchase,
  members: ReadonlySet<Pseudonym>,
  position: number,
): Promise<void> {
  const { orderId, anchor, customer, email } = purchase;
  const named = anchor === null ? [customer?.id, email?.id].filter((id) => id !== undefined) : [];
  const { rows } = await pool.query<PurchaseRow>({
    name: 'other-purchases',
    text: `select ${WITHOUT_ITEMS} from purchases t
      where t.merchant_id = $1 and t.first_position <= $3 and t.order_id <> $4
        and (t.anchor_id = any($2::uuid[])
          or (t.anchor_id is null and (t.customer_id = any($6::uuid[]) or t.email_hash = any($6::uuid[]))))
      order by t.first_position limit $5`,
    values: [merchantId, [...members], position, orderId, OTHERS_MAX, named],
    types: kernelTypes,
  });
  for (const row of rows) merchant.purchases.set(purchaseFromRow(row));
}
