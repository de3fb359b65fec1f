import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Verifications and rebuilds that were asked for over REST, and what they found. Nothing in the log tells of them. */
export class Checks1764000050000 implements MigrationInterface {
  readonly name = 'Checks1764000050000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table checks (
        id bigint generated always as identity primary key,
        kind text not null,
        state text not null,
        stage text,
        outcome jsonb,
        error text,
        error_detail text,
        facts_done bigint not null default 0,
        facts_total bigint not null default 0,
        starts smallint not null default 0,
        runner uuid,
        heartbeat_at timestamptz(3),
        created_at timestamptz(3) not null default now(),
        started_at timestamptz(3),
        ended_at timestamptz(3)
      );
      create unique index checks_unfinished on checks ((true)) where state in ('queued', 'running');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
