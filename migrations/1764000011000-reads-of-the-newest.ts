import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes in the order of the log, so that reads of the newest rows do not sort all. */
export class ReadsOfTheNewest1764000011000 implements MigrationInterface {
  readonly name = 'ReadsOfTheNewest1764000011000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index purchases_anchor;
      create index purchases_anchor on purchases (merchant_id, anchor_id, first_position) where anchor_id is not null;
      drop index rewards_order;
      create index rewards_order on rewards (merchant_id, order_id, position, ordinal);
      create index purchase_history_evaluations on purchase_history (merchant_id, order_id, ledger_revision)
        where type in
          ('PurchaseAttributed', 'EvaluationConfirmed', 'RewardEvaluationFailed', 'RewardEvaluationExhausted');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
