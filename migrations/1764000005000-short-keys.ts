import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of three and more ids become digests: Postgres indexes no more than 2,704 bytes. */
export class ShortKeys1764000005000 implements MigrationInterface {
  readonly name = 'ShortKeys1764000005000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      update withheld_rewards set reward_key = encode(sha256(convert_to(reward_key, 'UTF8')), 'hex');
      alter table condition_failures add column key text;
      update condition_failures
        set key = encode(sha256(convert_to(campaign_id || E'\\n' || order_id, 'UTF8')), 'hex');
      alter table condition_failures
        alter column key set not null,
        drop constraint condition_failures_pkey,
        add primary key (merchant_id, key);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
