import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rate limits of a merchant's publishable keys, in the place of those of the environment; null: no others. */
export class MerchantRateLimits1764000017000 implements MigrationInterface {
  readonly name = 'MerchantRateLimits1764000017000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table merchant_rate_limits (
        merchant_id text primary key,
        per_address_per_minute integer,
        per_device_per_minute integer
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
