import type { MigrationInterface, QueryRunner } from 'typeorm';

/** About how large a purchase is, so that a batch loads no more than it may. The next start rebuilds the purchases. */
export class SizesOfPurchases1764000018000 implements MigrationInterface {
  readonly name = 'SizesOfPurchases1764000018000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table purchases add column size_bytes integer not null default 0');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
