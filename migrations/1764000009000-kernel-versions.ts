import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From which position on which version of the kernel decides a partition. Without a row, version 1 does. */
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
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
