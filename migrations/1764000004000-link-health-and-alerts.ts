import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Indexes by which link health is counted and alerts are looked for, the read model of conditions that failed, and the
 * alerts themselves, which are no read model: they are derived from the state of the machine, on a schedule.
 */
export class LinkHealthAndAlerts1764000004000 implements MigrationInterface {
  readonly name = 'LinkHealthAndAlerts1764000004000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create index claims_waiting on claims (merchant_id, recorded_at) where status = 'waiting';
      create index claims_judged on claims (merchant_id, recorded_at) where status <> 'waiting';
      create index claims_mismatched on claims (merchant_id, recorded_at) where reason = 'TOKEN_MISMATCH';
      create index purchases_first_recorded on purchases (merchant_id, first_recorded_at);
      create index purchases_exhausted on purchases (merchant_id) where evaluation_state = 'exhausted';
      create index rewards_clawbacks on rewards (at) where claws_back is not null;
      create table condition_failures (
        merchant_id text not null,
        campaign_id text not null,
        order_id text not null,
        campaign_version integer not null,
        touchpoint_id text,
        error text not null,
        position bigint not null,
        at timestamptz(3) not null,
        primary key (merchant_id, campaign_id, order_id)
      );
      create index condition_failures_newest on condition_failures (at);
      create table alerts (
        id bigint generated always as identity primary key,
        kind text not null,
        merchant_id text,
        key text not null,
        severity text not null,
        detail jsonb not null,
        opened_at timestamptz(3) not null,
        closed_at timestamptz(3)
      );
      create unique index alerts_open on alerts (kind, merchant_id, key) nulls not distinct where closed_at is null;
      create index alerts_merchant on alerts (merchant_id, id desc);
      create index alerts_closed on alerts (closed_at) where closed_at is not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
