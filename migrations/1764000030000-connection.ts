import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What tells whether a shop is connected. `sightings` is a read model, which the next start fills from the log. The other
 * two stand beside the log: topics are not in it, and neither is what was refused.
 */
export class Connection1764000030000 implements MigrationInterface {
  readonly name = 'Connection1764000030000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table sightings (
        merchant_id text not null,
        part text not null,
        hour timestamptz(3) not null,
        seen integer not null,
        last_at timestamptz(3),
        first_order_id text,
        last_order_id text,
        primary key (merchant_id, part, hour)
      );
      create table webhook_topics (
        merchant_id text not null,
        platform text not null,
        topic text not null,
        first_at timestamptz(3) not null,
        last_at timestamptz(3) not null,
        first_order_id text,
        last_order_id text,
        primary key (merchant_id, platform, topic)
      );
      create table request_tallies (
        merchant_id text not null,
        kind text not null,
        hour timestamptz(3) not null,
        count integer not null,
        last_at timestamptz(3) not null,
        primary key (merchant_id, kind, hour)
      );
      create index request_tallies_by_hour on request_tallies (hour);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
