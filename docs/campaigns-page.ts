import { CAMPAIGN, CAMPAIGN_DEFAULTS, CAMPAIGN_LIMITS, CAMPAIGNS_MAX } from '../libs/intake/campaigns';
import { ID_LENGTH_MAX } from '../libs/intake/limits';
import {
  CONDITION_FUNCTIONS,
  CONDITION_LENGTH_MAX,
  CONDITION_MACROS,
  CONDITION_VARIABLES,
  ITEM_FIELDS,
} from '../libs/kernel/rewards/condition';
import { LIMITS } from '../libs/kernel/limits';
import { EXAMPLES, FIELDS, ITEMS, REWARD_FIELDS, VARIABLES } from './campaign-descriptions';
import { between, count } from './quantities';

type Table = (head: string[], rows: string[][]) => string;

type Field = keyof typeof CAMPAIGN.fields;

const VALUES: Partial<Record<Field, string>> = {
  name: `1 to ${count(ID_LENGTH_MAX)} characters`,
  condition: `1 to ${count(CONDITION_LENGTH_MAX)} characters`,
  currency: 'letters',
  priority: between(CAMPAIGN_LIMITS.priority),
  exclusive: '`true`, `false`',
  validFrom: 'RFC 3339',
  validUntil: 'RFC 3339, after `validFrom`',
  holdDays: between(CAMPAIGN_LIMITS.holdDays),
  rewards: `${between(CAMPAIGN_LIMITS.rewards)} of them`,
  caps: 'one of both, or both',
  budgets: 'each window once',
};

/** The blocks of the page on campaigns. */
export function campaignBlocks(table: Table): string[] {
  const defaults: Readonly<Record<string, unknown>> = CAMPAIGN_DEFAULTS;
  const limits: Readonly<Record<string, readonly [number, number]>> = CAMPAIGN_LIMITS;
  return [
    '`PUT /v1/campaigns/:campaignId` publishes the next version of a campaign. A version never changes, and rules the ' +
      'purchases that are first recorded after it, for good: also when they are evaluated again months later. So do ' +
      'pausing, resuming and archiving. Caps and budgets belong to the campaign, across its versions.',
    '## Fields',
    table(
      ['field', 'default', 'values', 'meaning'],
      (Object.keys(CAMPAIGN.fields) as Field[]).map((name) => [
        `\`${name}\`${CAMPAIGN.fields[name].leftOut === undefined ? '' : '?'}`,
        name in defaults ? `\`${JSON.stringify(defaults[name])}\`` : '',
        VALUES[name] ?? '',
        FIELDS[name],
      ]),
    ),
    '## Rewards',
    table(
      ['field', 'of kind', 'values', 'meaning'],
      REWARD_FIELDS.map(([name, kinds, limit, text]) => [
        `\`${name}\``,
        kinds,
        limit === null ? '' : between(limits[limit]!),
        text,
      ]),
    ),
    "An amount is computed once for the purchase, exactly, and rounded once, half-even. A referrer's reward is then split " +
      'over all credits by their share; parts of credits on which the condition fails, or that name nobody, go to nobody. ' +
      'A net in another currency is converted at the newest [exchange rate](../how-to/reward-referrals.md#other-currencies) ' +
      'that is not after the purchase; fixed rewards need none. All rewards of a campaign together never come to more than ' +
      `2^53 - 1 minor units, nor has a merchant more than ${count(CAMPAIGNS_MAX)} campaigns.`,
    '## Conditions',
    'One expression of the [Common Expression Language](https://cel.dev), typed and checked when published: what does not ' +
      'parse or fit is a `CONDITION_INVALID` with its `line` and `column`, and nothing is stored. It is asked once for each ' +
      'credited touchpoint, or once for all if it asks nothing of the touchpoint; referrers are rewarded for those on which it holds, the referee when it holds on any. Without any ' +
      'credit it is asked once with `touchpoint` null, for the referee alone. An error at run time counts as false; the ' +
      "campaign's first error on a purchase is recorded (`ConditionFailed`).",
    `Beside operators there are the macros ${quoted(CONDITION_MACROS)}, none within another, and ` +
      `${quoted(CONDITION_FUNCTIONS)}. All times are UTC; \`timestamp\` takes an RFC 3339 text with a zone, written out, or ` +
      'a number of seconds. What could run long, or differently on another machine, is not available, such as regular ' +
      'expressions (`matches`), `cel.bind` and `join`.',
    '### What conditions may spend',
    `The conditions of all campaigns of one evaluation share ${count(LIMITS.conditionSteps)} steps and ` +
      `${count(LIMITS.conditionBytes)} bytes; both are counted alike on every machine. A step is one part of an expression that ` +
      'is computed; a text takes another for each 64 characters, a list for each 16 elements. Bytes count what a condition ' +
      'makes: one for each code unit of a text, 16 for each element of a list. The condition that spends more fails, and so do ' +
      `those that are asked after it. A condition sees the first ${count(LIMITS.itemsAsked)} items of a purchase; \`itemCount\` ` +
      'counts all. A macro cannot make texts (`+` of texts, `split`, `lowerAscii`, …), because it would make one for each item.',
    ...Object.entries(CONDITION_VARIABLES).flatMap(([variable, fields]) => [
      `### ${variable}`,
      variables(table, `${variable}.`, fields, VARIABLES[variable as keyof typeof VARIABLES]),
    ]),
    '### An item',
    variables(table, '', ITEM_FIELDS, ITEMS),
    '### Examples',
    table(
      ['condition', 'holds for'],
      EXAMPLES.map(([condition, text]) => [`\`${condition.replaceAll('|', '\\|')}\``, text]),
    ),
  ];
}

function variables(table: Table, prefix: string, types: Record<string, string>, texts: Record<string, string>): string {
  return table(
    ['variable', 'type', 'meaning'],
    Object.entries(types).map(([name, type]) => [`\`${prefix}${name}\``, shownType(type), texts[name]!]),
  );
}

function shownType(type: string): string {
  return type === 'google.protobuf.Timestamp' ? 'timestamp' : type.replace('list<Item>', 'list of items');
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
