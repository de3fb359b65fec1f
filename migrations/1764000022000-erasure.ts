import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of an erased identifier the vault keeps the pseudonym without a value, so that no late request brings the value back,
 * and the pseudonym of the first generation, by which the erasures of one value are counted.
 */
export class Erasure1764000022000 implements MigrationInterface {
  readonly name = 'Erasure1764000022000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table vault alter column value drop not null;
      alter table vault add column erased_of uuid;
      alter table vault add constraint vault_erased check ((value is null) = (erased_of is not null)) not valid;
      create index vault_erased on vault (merchant_id, erased_of) where value is null`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
