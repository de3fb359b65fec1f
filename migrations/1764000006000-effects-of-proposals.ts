import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a merge brought about is found by what it scheduled and by what it proposed. */
export class EffectsOfProposals1764000006000 implements MigrationInterface {
  readonly name = 'EffectsOfProposals1764000006000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index purchase_history_scheduled;
      create index purchase_history_scheduled on purchase_history (merchant_id, position)
        where type in ('RewardEvaluationScheduled', 'ReprocessingProposed');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
