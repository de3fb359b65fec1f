import type { CAMPAIGN } from '../libs/intake/campaigns';
import type { CONDITION_VARIABLES, ITEM_FIELDS } from '../libs/kernel/rewards/condition';

/** One line for each field of a campaign. */
export const FIELDS: Record<keyof typeof CAMPAIGN.fields, string> = {
  name: 'For people.',
  condition: 'When the campaign rewards a purchase: a CEL expression, see below.',
  currency: 'ISO 4217; of all amounts of the campaign. The first version fixes it (`CURRENCY_FIXED`).',
  base:
    'What percentages and tiers are of: `net`, or `goods`, the part of it that the goods cost (without shipping and taxes, ' +
    'in proportion to refunds). `net` when left out.',
  priority: 'Campaigns are asked by ascending priority, then id.',
  exclusive: 'When it gives at least one reward, the campaigns after it give none.',
  validFrom: 'Purchases that occurred then or later.',
  validUntil: 'Purchases that occurred before.',
  holdDays: 'So long a reward is held (`granted`) before it is `available`.',
  rewards: 'Who gets what; see below.',
  caps: 'What live rewards of the campaign may come to for one group of recipients: `count`, `amount` (minor units).',
  budgets:
    'What live rewards of the campaign may come to: for each `window` (`total`, `day`, `week` from Monday, `month`; UTC, by ' +
    'the first recording of the purchase) an `amount` in minor units.',
};

/** One line for each field of a reward, with the kinds that take it. */
export const REWARD_FIELDS: readonly (readonly [name: string, kinds: string, limit: string | null, text: string])[] = [
  ['to', 'all', null, '`referrer`: who the credited touchpoints name, by their share. `referee`: the buyer, once.'],
  ['kind', 'all', null, '`fixed`, `percent`, `tiered`.'],
  ['amount', 'fixed', 'amount', 'Minor units.'],
  ['basisPoints', 'percent', 'basisPoints', 'Hundredths of a percent of the `base`; the net is total less refunds.'],
  ['min', 'percent', 'min', 'At least; minor units. Optional.'],
  ['max', 'percent', 'max', 'At most; minor units, not below `min`. Optional.'],
  [
    'tiers',
    'tiered',
    'tiers',
    'Each `{ from, amount }` or `{ from, basisPoints }`; `from` rises. The highest tier whose `from` (minor units) the `base` reaches gives its whole amount or rate.',
  ],
];

type Variables = typeof CONDITION_VARIABLES;

/** One line for each variable that a condition may ask. */
export const VARIABLES: { [V in keyof Variables]: Record<keyof Variables[V], string> } = {
  purchase: {
    orderId: 'The id of the order.',
    platform: '`"shopify"`, `"woocommerce"`, `"custom"`.',
    status: '`"paid"` or `"partially_refunded"`: others earn nothing, and are not asked.',
    total: "Minor units of the purchase's currency.",
    refunded: 'Minor units.',
    net: '`total` less `refunded`.',
    goods: 'What the goods cost after discounts, without shipping and taxes; refunds are not taken off.',
    renewal: 'Whether it is a later order of a subscription.',
    codes: 'The discount codes of the order, upper-cased: `"ANNA10" in purchase.codes`.',
    currency: 'ISO 4217, of the purchase.',
    occurredAt: 'When it was bought.',
    itemCount: 'Units of all items; parts of a unit count as one.',
    items: 'The items: `purchase.items.exists(i, i.sku == "mug")`.',
  },
  touchpoint: {
    source: '`"code"`, `"referral"`, `"paid"`, `"email"`, `"social"`, `"organic"`, `"direct"`, `"other"`.',
    channel: 'Empty when it has none.',
    campaign: 'Of the advertisement; empty when it has none.',
    url: 'As kept: of its parameters `utm_*` and the names of click ids. Empty when it has none.',
    hasReferrer: 'Whether somebody is named as the referrer.',
    ageSeconds: 'From the touchpoint to the purchase.',
    share: 'Of the credit, in millionths.',
  },
  customer: {
    known: 'Whether the purchase has a customer id; a guest has none.',
    purchasesBefore: 'Purchases of the same person that came before and were ever paid.',
    firstSeenAt: 'The earliest touchpoint or purchase of the same person.',
  },
};

export const ITEMS: Record<keyof typeof ITEM_FIELDS, string> = {
  sku: 'As the shop names it.',
  quantity: 'Whole units, rounded up.',
  price: 'Of one unit, in minor units.',
};

/** Conditions to copy. Each is checked against the code. */
export const EXAMPLES: readonly (readonly [condition: string, text: string])[] = [
  ['touchpoint.hasReferrer', 'somebody referred the buyer'],
  ['touchpoint.hasReferrer && customer.purchasesBefore == 0', 'new customers alone'],
  ['!purchase.renewal', 'the first order of a subscription alone'],
  ['purchase.net >= 5000 && purchase.currency == "EUR"', 'from 50 euros on'],
  ['touchpoint.source == "email" && touchpoint.ageSeconds < 86400', 'bought within a day of the newsletter'],
  ['purchase.items.exists(i, i.sku.startsWith("TEA-") && i.quantity >= 3)', 'three of one kind of tea'],
  ['touchpoint == null', 'nothing led here: a reward for the referee alone'],
  ['customer.firstSeenAt > timestamp("2026-01-01T00:00:00Z")', 'first seen this year'],
];
