import { instant, integer, optional, text } from './export-table';
import { changed } from './changed';
import { sqlTable } from './sql-table';

export const touchpoints = sqlTable({
  name: 'touchpoints',
  says: 'Every recorded touchpoint of a device that counts, with the group of its device at the moment of the export.',
  key: ['merchant_id', 'position'],
  columns: [
    { field: text('merchant_id', 'The merchant.'), sql: 't.merchant_id' },
    { field: integer('position', 'Position of its fact in the intake of the partition.'), sql: 't.position' },
    { field: text('touchpoint_id', 'Id that the sender gave; unique for a device.'), sql: 't.touchpoint_id' },
    { field: text('device_id', 'Pseudonym of the device (`anonymous_id`).'), sql: 't.identifier_id' },
    {
      field: text('group_id', 'Canonical group of the device.'),
      sql: 'coalesce(i.group_id, t.identifier_id)',
    },
    { field: instant('occurred_at', 'When it occurred, as it counts.'), sql: 't.occurred_at' },
    {
      field: text('source', '`referral`, `paid`, `email`, `social`, `organic`, `direct` or `other`.'),
      sql: 't.source',
    },
    { field: optional(text('channel', 'Channel, as sent.')), sql: 't.channel' },
    { field: optional(text('campaign', 'Campaign, as sent.')), sql: 't.campaign' },
    { field: optional(text('referrer_type', 'Type of the identifier of who recommended.')), sql: 't.referrer_type' },
    { field: optional(text('referrer_id', 'Its pseudonym.')), sql: 't.referrer_id' },
    { field: optional(text('url', 'The page, without what could name a person.')), sql: 't.url' },
  ],
  from: 'from touchpoints t left join identifiers i on i.merchant_id = t.merchant_id and i.id = t.identifier_id',
  merchant: 't.merchant_id',
  changed: `${changed.after('t.merchant_id', 't.position')} or ${changed.group('t.merchant_id', 't.identifier_id')}`,
  order: 't.merchant_id, t.position',
});
