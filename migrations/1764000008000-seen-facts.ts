import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facts that were acted on, for logs that may hold one twice. */
export class SeenFacts1764000008000 implements MigrationInterface {
  readonly name = 'SeenFacts1764000008000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table seen_facts (
        partition smallint not null,
        fact_id uuid not null,
        position bigint not null,
        primary key (partition, fact_id)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
