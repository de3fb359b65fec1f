import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who is signed in to the dashboard, and codes that sign in once. Of both only a hash is there. A row without a key is
 * of the admin key, and its hash is made with that key, so another admin key finds none.
 */
export class Sessions1764000040000 implements MigrationInterface {
  readonly name = 'Sessions1764000040000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table sessions (
        hash bytea primary key,
        purpose text not null check (purpose in ('session', 'code')),
        key_id uuid references api_keys,
        expires_at timestamptz(3) not null
      );
      create index sessions_of_key on sessions (purpose, key_id, expires_at);
      create index sessions_expired on sessions (expires_at);
      create index claims_device on claims (merchant_id, device_id, position);
      create index purchases_email on purchases (merchant_id, email_hash, first_position) where email_hash is not null;
      create index purchases_codes on purchases using gin ((carried -> 'codes' -> 'value'))
        where carried -> 'codes' -> 'value' is not null`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
