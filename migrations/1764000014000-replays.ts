import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What-ifs that were asked for over REST, and what they found. They are no read model: nothing in the log tells of them. */
export class Replays1764000014000 implements MigrationInterface {
  readonly name = 'Replays1764000014000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table replays (
        id bigint generated always as identity primary key,
        merchant_id text not null,
        state text not null,
        scenarios jsonb not null,
        reports jsonb,
        error text,
        facts_done bigint not null default 0,
        facts_total bigint not null default 0,
        starts smallint not null default 0,
        runner uuid,
        heartbeat_at timestamptz(3),
        created_at timestamptz(3) not null default now(),
        ended_at timestamptz(3)
      );
      create unique index replays_unfinished on replays (merchant_id) where state in ('queued', 'running');
      create index replays_merchant on replays (merchant_id, id desc);
      create table replay_changes (
        replay_id bigint not null references replays on delete cascade,
        scenario smallint not null,
        number integer not null,
        change jsonb not null,
        primary key (replay_id, scenario, number)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
