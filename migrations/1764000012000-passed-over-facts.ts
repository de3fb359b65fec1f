import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a partition began at one position, and the facts that are passed over because processes ended on them. */
export class PassedOverFacts1764000012000 implements MigrationInterface {
  readonly name = 'PassedOverFacts1764000012000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table engine_starts (
        partition smallint primary key,
        position bigint not null,
        through bigint not null,
        starts smallint not null
      );
      create table passed_over_facts (
        partition smallint not null,
        position bigint not null,
        primary key (partition, position)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
