import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pointers to later versions and payments of a purchase. The next start rebuilds it, as it has no version yet. */
export class PurchaseFacts1764000015000 implements MigrationInterface {
  readonly name = 'PurchaseFacts1764000015000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table purchase_facts (
        merchant_id text not null,
        order_id text not null,
        position bigint not null,
        left_anchor uuid,
        primary key (merchant_id, order_id, position)
      );
      create index purchase_facts_left_anchor on purchase_facts (merchant_id, left_anchor) where left_anchor is not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
