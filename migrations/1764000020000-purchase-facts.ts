import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pointers to later versions and payments of a purchase; filled from the log for what it holds already. */
export class PurchaseFacts1764000020000 implements MigrationInterface {
  readonly name = 'PurchaseFacts1764000020000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table purchase_facts (
        merchant_id text not null,
        order_id text not null,
        position bigint not null,
        left_anchor uuid,
        primary key (merchant_id, order_id, position)
      );
      create index purchase_facts_left_anchor on purchase_facts (merchant_id, left_anchor) where left_anchor is not null;
    `);
    await queryRunner.query(`
      with facts as (
        select right(e.stream, -7)::smallint as partition, e.revision as position,
          coalesce(d.data -> 'fact' ->> 'type', e.type) as type, coalesce(d.data -> 'fact' -> 'data', d.data) as data
        from events e cross join lateral (select e.data::jsonb as data) d
        where e.stream like 'intake-%' and e.type in ('PurchaseRecorded', 'RewardPaymentRecorded', 'FactRequeued')
      ), decisions as (
        select right(e.stream, -7)::smallint as partition, (e.meta::jsonb ->> 'position')::bigint as position, e.type,
          e.data::jsonb as data
        from events e where e.stream like 'ledger-%' and e.type in ('PurchaseAnchorMoved', 'FactFailed')
      ), later as (
        select f.partition, f.position, p.merchant_id, p.order_id
        from facts f join purchases p on p.merchant_id = f.data ->> 'merchantId' and p.order_id = f.data ->> 'orderId'
        where f.type = 'PurchaseRecorded' and f.position > p.first_position
        union all
        select f.partition, f.position, r.merchant_id, r.order_id
        from facts f join rewards r on r.merchant_id = f.data ->> 'merchantId' and r.reward_id = f.data ->> 'rewardId'
        where f.type = 'RewardPaymentRecorded'
      )
      insert into purchase_facts (merchant_id, order_id, position, left_anchor)
      select l.merchant_id, l.order_id, l.position, (m.data ->> 'from')::uuid
      from later l join checkpoints c using (partition)
      left join decisions m on m.partition = l.partition and m.position = l.position and m.type = 'PurchaseAnchorMoved'
      where l.position <= c.position and not exists (
        select from decisions f where f.partition = l.partition and f.position = l.position and f.type = 'FactFailed');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
