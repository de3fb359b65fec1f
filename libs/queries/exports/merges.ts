import { changed } from './changed';
import { instant, integer, optional, text, texts } from './export-table';
import { sqlTable } from './sql-table';

export const merges = sqlTable({
  name: 'merges',
  says:
    'The outcome of every attempt to connect two identifiers. The identifiers of a group are held together by the rows ' +
    'whose `status` is `merged` or `confirmed`.',
  key: ['merchant_id', 'position', 'ordinal'],
  columns: [
    { field: text('merchant_id', 'The merchant.'), sql: 'c.merchant_id' },
    { field: integer('position', 'Position of the fact that caused it.'), sql: 'c.position' },
    { field: integer('ordinal', 'Its number among the decisions of that fact.'), sql: 'c.ordinal' },
    { field: instant('decided_at', 'When it was decided.'), sql: 'c.at' },
    {
      field: text(
        'status',
        '`merged`: it made one group of two. `confirmed`: they were one already. `refused`. `reverted`: an operator took ' +
          'it back. `dropped`: it does not hold without an edge that was taken back.',
      ),
      sql: `case c.kind when 'edge' then case when c.merge_id is null then 'confirmed' else 'merged' end
        when 'reverted' then 'reverted' when 'dropped' then 'dropped' else 'refused' end`,
    },
    {
      field: optional(text('refused_because', 'Code of the rule that refused it.')),
      sql: "case when c.kind not in ('edge', 'reverted', 'dropped') then c.kind end",
    },
    { field: optional(text('merge_id', 'Id of the merge.')), sql: 'c.merge_id' },
    { field: optional(text('edge_id', 'Id of the edge.')), sql: 'c.edge_id' },
    { field: text('a_type', 'Type of the first identifier.'), sql: 'c.a_type' },
    { field: text('a_id', 'Its pseudonym.'), sql: 'c.a_id' },
    { field: text('b_type', 'Type of the second identifier.'), sql: 'c.b_type' },
    { field: text('b_id', 'Its pseudonym.'), sql: 'c.b_id' },
    { field: optional(text('into_group_id', 'The group that took the other in.')), sql: 'c.into_group_id' },
    { field: optional(text('from_group_id', 'The group that was taken in.')), sql: 'c.from_group_id' },
    { field: texts('identifiers_moved', 'Pseudonyms that changed their group.'), sql: 'to_jsonb(c.moved)' },
    {
      field: text('evidence_kind', '`claim`, `assertion`, `purchase` or `operator`.'),
      sql: "c.evidence ->> 'kind'",
    },
    { field: optional(text('evidence_order_id', 'The order that shows it.')), sql: "c.evidence ->> 'orderId'" },
    { field: optional(text('evidence_claim_id', 'The claim.')), sql: "c.evidence ->> 'claimId'" },
    { field: optional(text('evidence_assertion_id', 'The assertion.')), sql: "c.evidence ->> 'assertionId'" },
    { field: optional(text('evidence_request_id', "The operator's request.")), sql: "c.evidence ->> 'requestId'" },
    { field: optional(text('evidence_actor', 'Who asked for it.')), sql: "c.evidence ->> 'actor'" },
    { field: optional(text('evidence_note', "The sender's note.")), sql: "c.evidence ->> 'note'" },
    { field: texts('forced', 'Rules that an operator chose to override.'), sql: 'to_jsonb(c.forced)' },
    {
      field: optional(instant('reverted_at', 'When it was taken back.')),
      sql: "(c.reverted ->> 'at')::bigint",
    },
    {
      field: optional(integer('reverted_position', 'Position of that request.')),
      sql: "(c.reverted ->> 'position')::bigint",
    },
    { field: optional(text('reverted_by', 'Who took it back.')), sql: "c.reverted ->> 'actor'" },
    { field: optional(text('reverted_because', 'The reason given.')), sql: "c.reverted ->> 'reason'" },
  ],
  from: 'from connections c',
  merchant: 'c.merchant_id',
  changed: `${changed.after('c.merchant_id', 'c.position')} or ${changed.edge('c.merchant_id', 'c.edge_id')}`,
  order: 'c.merchant_id, c.position, c.ordinal',
});
