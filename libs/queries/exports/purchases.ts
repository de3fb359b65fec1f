import type { Credit } from '../../kernel/decisions';
import type { PurchaseItem } from '../../kernel/facts';
import { changed } from './changed';
import { boolean, instant, integer, list, optional, text, texts } from './export-table';
import { sqlTable } from './sql-table';

const ITEM = [
  text('sku', 'Article number.'),
  integer('quantity_thousandths', 'Thousandths of a unit.'),
  integer('price_minor', 'Price of a unit, in minor units.'),
];

const CREDIT = [
  text('touchpoint_id', 'The credited touchpoint.'),
  text('source', 'Its source.'),
  optional(text('channel', 'Its channel.')),
  optional(text('campaign', 'Its campaign.')),
  integer('share_millionths', 'Its share; the credits of a purchase sum to 1,000,000.'),
  optional(text('referrer_type', 'Type of the identifier of who recommended.')),
  optional(text('referrer_id', 'Its pseudonym.')),
];

export const purchases = sqlTable({
  name: 'purchases',
  says: 'Every order in the version that is held, with its link, its evaluation, and the attribution in force.',
  key: ['merchant_id', 'order_id'],
  columns: [
    { field: text('merchant_id', 'The merchant.'), sql: 'p.merchant_id' },
    { field: text('order_id', "The shop's order id."), sql: 'p.order_id' },
    { field: text('platform', '`shopify`, `woocommerce` or `custom`.'), sql: 'p.platform' },
    { field: integer('first_position', 'Position of the first fact of the order.'), sql: 'p.first_position' },
    { field: instant('first_recorded_at', 'When that fact was recorded.'), sql: 'p.first_recorded_at' },
    { field: integer('position', 'Position of the version that is held.'), sql: 'p.position' },
    {
      field: text('source_version', "The shop's version of the order: a number or an instant."),
      sql: 'p.source_version',
    },
    { field: instant('occurred_at', 'When the order was placed.'), sql: 'p.occurred_at' },
    {
      field: text('status', '`pending`, `paid`, `partially_refunded`, `refunded` or `cancelled`.'),
      sql: 'p.status',
    },
    { field: boolean('ever_paid', 'Whether any version of it was paid.'), sql: 'p.ever_paid' },
    { field: integer('total_minor', 'Total, in minor units of the currency.'), sql: 'p.total' },
    { field: integer('refunded_minor', 'What of it was refunded.'), sql: 'p.refunded' },
    { field: integer('net_minor', 'Total less refunds.'), sql: 'p.total - p.refunded' },
    { field: integer('goods_minor', 'What of the total the goods cost, without shipping and taxes.'), sql: 'p.goods' },
    { field: text('currency', 'ISO 4217.'), sql: 'p.currency' },
    {
      field: list('items', 'What was bought.', ITEM),
      sql: 'p.items',
      from: (items) =>
        (items as PurchaseItem[]).map(({ sku, quantity, price }) => {
          return { sku, quantity_thousandths: quantity, price_minor: price };
        }),
    },
    { field: boolean('renewal', 'Whether it is a later order of a subscription.'), sql: 'p.renewal' },
    {
      field: texts('codes', 'Discount codes of the order.'),
      sql: "coalesce(p.carried -> 'codes' -> 'value', '[]')",
    },
    {
      field: optional(text('visit_source', 'Source of the visit that the shop itself saw; null: it saw none.')),
      sql: "p.carried -> 'visit' -> 'value' ->> 'source'",
    },
    { field: optional(text('visit_channel', 'Its channel.')), sql: "p.carried -> 'visit' -> 'value' ->> 'channel'" },
    { field: optional(text('visit_campaign', 'Its campaign.')), sql: "p.carried -> 'visit' -> 'value' ->> 'campaign'" },
    { field: optional(text('customer_id', 'Pseudonym of the customer; null: a guest.')), sql: 'p.customer_id' },
    { field: optional(text('email_id', 'Pseudonym of the e-mail hash.')), sql: 'p.email_hash' },
    {
      field: optional(text('anchor_type', 'Type of the identifier by which it belongs to a group.')),
      sql: 'p.anchor_type',
    },
    { field: optional(text('anchor_id', 'Pseudonym of that identifier; null: not linked.')), sql: 'p.anchor_id' },
    { field: optional(text('group_id', 'Canonical group of the buyer; null: not linked.')), sql: 'anchor.group_id' },
    { field: optional(text('linked_via', '`claim`, `carried`, `customer` or `email`.')), sql: 'p.link_via' },
    { field: optional(instant('linked_at', 'When it was linked.')), sql: 'p.linked_at' },
    { field: integer('accepted_claims', 'Number of its accepted claims.'), sql: 'p.accepted_claims' },
    {
      field: text('evaluation_state', '`none`, `scheduled`, `proposed`, `done`, `failed` or `exhausted`.'),
      sql: 'p.evaluation_state',
    },
    {
      field: optional(instant('evaluation_due_at', 'When the pending evaluation is due.')),
      sql: 'p.evaluation_due_at',
    },
    { field: texts('evaluation_reasons', 'Why it was scheduled last.'), sql: 'to_jsonb(p.evaluation_reasons)' },
    { field: optional(text('evaluation_error', 'Why the last evaluation failed.')), sql: 'p.evaluation_error' },
    {
      field: optional(text('model', 'Model of the attribution in force; null: never evaluated.')),
      sql: "p.attribution ->> 'model'",
    },
    {
      field: optional(integer('lookback_days', 'Its window.')),
      sql: "(p.attribution ->> 'lookbackDays')::bigint",
    },
    {
      field: optional(integer('attributed_position', 'Position of the fact that caused it.')),
      sql: 'p.attribution_position',
    },
    {
      field: optional(list('credits', 'Its credits; null: never evaluated.', CREDIT)),
      sql: "p.attribution -> 'credits'",
      from: (credits) =>
        (credits as Credit[]).map(({ touchpointId, source, channel, campaign, share, referrer }) => ({
          touchpoint_id: touchpointId,
          source,
          channel: channel ?? null,
          campaign: campaign ?? null,
          share_millionths: share,
          referrer_type: referrer?.type ?? null,
          referrer_id: referrer?.id ?? null,
        })),
    },
    {
      field: optional(integer('excluded_count', 'Touchpoints that were considered and excluded.')),
      sql: "(p.attribution ->> 'excludedCount')::bigint",
    },
    {
      field: optional(text('uncredited_because', 'Why it has no credit: `NO_TOUCHPOINT` or `ALL_EXCLUDED`.')),
      sql: "p.attribution ->> 'reason'",
    },
  ],
  from: 'from purchases p left join identifiers anchor on anchor.merchant_id = p.merchant_id and anchor.id = p.anchor_id',
  merchant: 'p.merchant_id',
  changed: `${changed.order('p.merchant_id', 'p.order_id')} or ${changed.group('p.merchant_id', 'p.anchor_id')}`,
  order: 'p.merchant_id, p.first_position',
});
