import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rejections of claims, numbered within their hour, of which the history of a purchase has the first alone. The next
 * start rebuilds both. Accepted claims are found among however many wrong ones.
 */
export class CountedRejections1764000016000 implements MigrationInterface {
  readonly name = 'CountedRejections1764000016000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table claim_rejections (
        merchant_id text not null,
        order_id text not null,
        counted_as text not null,
        position bigint not null,
        nth integer not null,
        ledger_revision bigint not null,
        primary key (merchant_id, order_id, counted_as, position, nth)
      );
      create index claim_rejections_log_order on claim_rejections (merchant_id, order_id, position, ledger_revision);
      alter table purchase_history add column counted_as text;
      create index claims_accepted on claims (merchant_id, order_id, position) where status = 'accepted';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
