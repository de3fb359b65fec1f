import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each recipient is owed is added up from the index alone, in its order. */
export class SumsOfRecipients1764000051000 implements MigrationInterface {
  readonly name = 'SumsOfRecipients1764000051000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index rewards_recipient;
      create index rewards_recipient
        on rewards (merchant_id, recipient_id, recipient_type, currency, campaign_id, state, amount);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
