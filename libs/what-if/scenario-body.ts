/** Scenarios as analysts write them. */
import type { Pool } from 'pg';
import { isRecord } from '../intake/bodies';
import { list, object, optional, readBody, type Shape, type ValueOf } from '../intake/body-shape';
import { id, integer, label } from '../intake/body-values';
import { CAMPAIGN, type CampaignDefinition } from '../intake/campaigns';
import { POLICY, pseudonymizePolicy } from '../intake/policy-input';
import type { MerchantIntake } from '../intake/merchant-intake';
import { ok, type Outcome } from '../intake/outcomes';
import type { Pseudonymizer } from '../intake/pseudonyms';
import { FIRST_KERNEL_VERSION, KERNEL_VERSION } from '../kernel/kernel-version';
import { campaignIds } from '../queries/campaigns';
import type { Scenario } from './scenario';

/** Of one pass over the history; each has a world of its own in memory. */
export const SCENARIOS_MAX = 10;
export const SCENARIO_CAMPAIGNS_MAX = 100;

const CAMPAIGN_ID = id();

/** By id; null: the campaign was never published. */
const CAMPAIGNS: Shape<Map<string, CampaignDefinition | null>> = {
  schema: {
    type: 'object',
    additionalProperties: { anyOf: [CAMPAIGN.schema, { type: 'null' }] },
    maxProperties: SCENARIO_CAMPAIGNS_MAX,
    description:
      'By campaign id: the definition instead of all its recorded versions, or null for a campaign that never was.',
  },
  read(value, place) {
    if (!isRecord(value)) return place.fail('must be an object');
    const entries = Object.entries(value);
    if (entries.length > SCENARIO_CAMPAIGNS_MAX)
      return place.fail(`must name at most ${SCENARIO_CAMPAIGNS_MAX} campaigns`);
    const campaigns = new Map<string, CampaignDefinition | null>();
    for (const [name, definition] of entries) {
      const campaignId = CAMPAIGN_ID.read(name, place.field(name));
      const read = definition === null ? null : CAMPAIGN.read(definition, place.field(name));
      if (campaignId !== undefined && read !== undefined) campaigns.set(campaignId, read);
    }
    return campaigns;
  },
};

const SCENARIO = object(
  {
    name: label({ description: 'Names the scenario in the report.' }),
    policy: optional(POLICY),
    campaigns: optional(CAMPAIGNS),
    kernelVersion: optional(
      integer([FIRST_KERNEL_VERSION, KERNEL_VERSION], { description: 'No kernel above this version decides.' }),
    ),
  },
  { name: 'ScenarioBody' },
);
type ScenarioBody = ValueOf<typeof SCENARIO>;

export const SCENARIOS = object(
  {
    scenarios: list(SCENARIO, [1, SCENARIOS_MAX], {
      description: 'Each with a name of its own.',
      rule(scenarios, place) {
        scenarios.forEach((scenario, i) => {
          const isFirst = scenarios.findIndex((other) => other?.name === scenario?.name) === i;
          if (scenario !== undefined && !isFirst) place.item(i).field('name').fail('is there twice');
        });
      },
    }),
  },
  { name: 'ReplayBody' },
);

/** `inputs` are SCENARIO, and their names differ. MERCHANT_UNKNOWN, and as `readBody`. */
export async function readScenarios(
  pool: Pool,
  merchants: MerchantIntake,
  merchantId: string,
  inputs: unknown,
): Promise<Outcome<Scenario[]>> {
  const pseudonyms = await merchants.pseudonymizer(merchantId);
  if (!pseudonyms.ok) return pseudonyms;
  const body = readBody(SCENARIOS, inputs);
  if (!body.ok) return body;
  const known = await campaignIds(pool, merchantId);
  return ok(body.value.scenarios.map((scenario) => scenarioFrom(scenario, pseudonyms.value, known)));
}

/**
 * @param pseudonyms of the merchant; blocked values are compared as pseudonyms
 * @param known ids of the campaigns that the merchant ever published
 */
function scenarioFrom(body: ScenarioBody, pseudonyms: Pseudonymizer, known: ReadonlySet<string>): Scenario {
  const campaigns = [...(body.campaigns ?? [])];
  return {
    name: body.name,
    // A scenario is not stored in the log, so the vault needs no rows for it.
    policy: body.policy === undefined ? {} : pseudonymizePolicy(body.policy, pseudonyms, []),
    campaigns: campaigns.flatMap(([campaignId, definition]) =>
      definition === null ? [] : [{ definition: { campaignId, ...definition }, replaces: known.has(campaignId) }],
    ),
    removedCampaigns: campaigns.flatMap(([campaignId, definition]) => (definition === null ? [campaignId] : [])),
    kernelVersion: body.kernelVersion,
  };
}
