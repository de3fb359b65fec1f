import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pseudonym keys and webhook secrets are sealed with a key that the database does not hold. */
export class SecretsAtRest1764000010000 implements MigrationInterface {
  readonly name = 'SecretsAtRest1764000010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // Not sealed: written before this migration. The next start, which has the key, seals the value.
    await queryRunner.query(`
      alter table merchant_secrets add column sealed boolean not null default false;
      alter table webhook_secrets
        alter column secret type bytea using convert_to(secret, 'UTF8'),
        add column sealed boolean not null default false;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
