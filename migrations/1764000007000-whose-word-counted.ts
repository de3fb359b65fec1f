import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which operator's word decided a proposal, and of which pair a merge request was. */
export class WhoseWordCounted1764000007000 implements MigrationInterface {
  readonly name = 'WhoseWordCounted1764000007000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table proposals add column decided_position bigint;
      alter table merge_requests add column low_id uuid, add column high_id uuid;
      create index merge_requests_pair on merge_requests (merchant_id, low_id, high_id) where refused is not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
