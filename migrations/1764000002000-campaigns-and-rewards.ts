import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Read models of campaigns, rewards and exchange rates. */
export class CampaignsAndRewards1764000002000 implements MigrationInterface {
  readonly name = 'CampaignsAndRewards1764000002000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table purchases add column evaluation_error text, add column rates jsonb not null default '[]';
      alter table purchase_history add column amount bigint;
      create index purchases_failed on purchases (merchant_id, evaluation_error) where evaluation_error is not null;
      create table campaign_versions (
        merchant_id text not null,
        campaign_id text not null,
        version integer not null,
        position bigint not null,
        published_at timestamptz(3) not null,
        definition jsonb not null,
        primary key (merchant_id, campaign_id, version)
      );
      create table campaign_states (
        merchant_id text not null,
        campaign_id text not null,
        position bigint not null,
        state text not null,
        at timestamptz(3) not null,
        primary key (merchant_id, campaign_id, position)
      );
      create table exchange_rates (
        merchant_id text not null,
        position bigint not null,
        base text not null,
        rates jsonb not null,
        as_of timestamptz(3) not null,
        primary key (merchant_id, position)
      );
      create table rewards (
        merchant_id text not null,
        reward_id text not null,
        order_id text not null,
        campaign_id text not null,
        campaign_version integer not null,
        reward_index smallint not null,
        role text not null,
        touchpoint_id text,
        recipient_type text not null,
        recipient_id uuid not null,
        amount bigint not null,
        currency text not null,
        state text not null,
        available_at timestamptz(3) not null,
        claws_back text,
        reference text,
        position bigint not null,
        ordinal integer not null,
        at timestamptz(3) not null,
        primary key (merchant_id, reward_id)
      );
      create index rewards_order on rewards (merchant_id, order_id);
      create index rewards_recipient on rewards (merchant_id, recipient_id);
      create index rewards_log_order on rewards (merchant_id, position desc, ordinal desc);
      create table withheld_rewards (
        merchant_id text not null,
        order_id text not null,
        reward_key text not null,
        waiting_key text not null,
        entry jsonb not null,
        position bigint,
        primary key (merchant_id, order_id, reward_key)
      );
      create index withheld_rewards_waiting on withheld_rewards (merchant_id, waiting_key, position)
        where position is not null;
      create table budget_usage (
        merchant_id text not null,
        key text not null,
        used bigint not null,
        primary key (merchant_id, key)
      );
      create table cap_usage (
        merchant_id text not null,
        recipient_id uuid not null,
        campaign_id text not null,
        count integer not null,
        amount bigint not null,
        primary key (merchant_id, recipient_id, campaign_id)
      );
      create table failed_facts (
        merchant_id text not null,
        fact_id uuid not null,
        fact_type text not null,
        error text,
        position bigint not null,
        at timestamptz(3) not null,
        primary key (merchant_id, fact_id)
      );
      create index failed_facts_open on failed_facts (merchant_id, position) where error is not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
