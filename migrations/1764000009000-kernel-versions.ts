import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * From which position on which version of the kernel decides a partition; without a row, version 1 does. And the
 * campaigns whose conditions failed on a purchase, which version 2 records once.
 */
export class KernelVersions1764000009000 implements MigrationInterface {
  readonly name = 'KernelVersions1764000009000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table partition_kernels (
        partition smallint not null,
        version integer not null,
        position bigint not null,
        primary key (partition, version)
      );
      alter table purchases add column failed_conditions text[] not null default '{}';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
