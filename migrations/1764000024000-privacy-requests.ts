import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What shops ask for on behalf of people, until an operator has seen to it. People are named by pseudonyms alone. */
export class PrivacyRequests1764000024000 implements MigrationInterface {
  readonly name = 'PrivacyRequests1764000024000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table privacy_requests (
        id bigint generated always as identity primary key,
        merchant_id text not null,
        topic text not null,
        body_hash text not null,
        pseudonyms uuid[] not null,
        received_at timestamptz(3) not null default now(),
        due_at timestamptz(3) not null,
        done_at timestamptz(3),
        done_by text,
        done_because text
      );
      create unique index privacy_requests_open on privacy_requests (merchant_id, topic, body_hash) where done_at is null;
      create index privacy_requests_due on privacy_requests (due_at) where done_at is null`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
