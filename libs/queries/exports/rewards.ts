import { ON_HOLD, RECIPIENT_GROUP } from '../rewards';
import { changed } from './changed';
import { boolean, instant, integer, optional, text } from './export-table';
import { sqlTable } from './sql-table';

export const rewards = sqlTable({
  name: 'rewards',
  says:
    'Every entry on rewards: grants, what became of them, and clawbacks as negative entries. What is `granted` can be ' +
    'paid from `available_at` on, if it is not `on_hold`. The entries that are not `reversed` sum to what rewards cost.',
  key: ['merchant_id', 'reward_id'],
  columns: [
    { field: text('merchant_id', 'The merchant.'), sql: 'r.merchant_id' },
    { field: text('reward_id', 'Its id.'), sql: 'r.reward_id' },
    { field: text('order_id', 'The purchase.'), sql: 'r.order_id' },
    { field: text('campaign_id', 'The campaign.'), sql: 'r.campaign_id' },
    { field: integer('campaign_version', 'The version of the campaign.'), sql: 'r.campaign_version' },
    { field: integer('reward_index', "Index of the reward in the campaign's list, from 0."), sql: 'r.reward_index' },
    { field: text('role', '`referrer` or `referee`.'), sql: 'r.role' },
    { field: optional(text('touchpoint_id', 'The credited touchpoint, for a referrer.')), sql: 'r.touchpoint_id' },
    { field: text('recipient_type', "Type of the recipient's identifier."), sql: 'r.recipient_type' },
    { field: text('recipient_id', 'Its pseudonym.'), sql: 'r.recipient_id' },
    { field: text('recipient_group_id', 'Its canonical group.'), sql: RECIPIENT_GROUP },
    { field: integer('amount_minor', 'Amount in minor units; negative for a clawback.'), sql: 'r.amount' },
    { field: text('currency', 'ISO 4217.'), sql: 'r.currency' },
    { field: text('state', '`granted`, `paid`, `reversed` or `clawed_back`.'), sql: 'r.state' },
    { field: instant('available_at', 'When its hold ends.'), sql: 'r.available_at' },
    {
      field: boolean('on_hold', 'Whether it waits because the last evaluation of its purchase failed.'),
      sql: ON_HOLD,
    },
    { field: optional(text('claws_back', 'Of a clawback: the paid reward.')), sql: 'r.claws_back' },
    { field: optional(text('payment_reference', 'Reference of the payment.')), sql: 'r.reference' },
    { field: instant('granted_at', 'When the entry was made.'), sql: 'r.at' },
    { field: integer('position', 'Position of the fact that caused it.'), sql: 'r.position' },
    { field: integer('ordinal', 'Its number among the decisions of that fact.'), sql: 'r.ordinal' },
  ],
  from: 'from rewards r',
  merchant: 'r.merchant_id',
  changed:
    `${changed.order('r.merchant_id', 'r.order_id')} or ${changed.reward('r.merchant_id', 'r.reward_id')} ` +
    `or ${changed.group('r.merchant_id', 'r.recipient_id')}`,
  order: 'r.merchant_id, r.position, r.ordinal',
});
