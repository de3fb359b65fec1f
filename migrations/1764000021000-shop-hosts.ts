import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The host from which a merchant's shop delivers: a copy of the shop signs with the same secret. */
export class ShopHosts1764000021000 implements MigrationInterface {
  readonly name = 'ShopHosts1764000021000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create table shop_hosts (merchant_id text primary key, host text not null)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
