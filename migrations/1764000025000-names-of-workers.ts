import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Operators see which process owns a partition. */
export class NamesOfWorkers1764000025000 implements MigrationInterface {
  readonly name = 'NamesOfWorkers1764000025000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter table workers add name text not null default ''`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
