import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Merchants that were erased. `erased_at` is null until everything that is to be deleted is. A process may not know yet
 * that a merchant is here; what it still appends for it brings no value back.
 */
export class ForgottenMerchants1764000023000 implements MigrationInterface {
  readonly name = 'ForgottenMerchants1764000023000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table forgotten_merchants (
        merchant_id text primary key,
        forgotten_at timestamptz(3) not null default now(),
        erased_at timestamptz(3)
      );
      create function refuse_forgotten() returns trigger language plpgsql as $$
      begin
        if exists (select from forgotten_merchants where merchant_id = new.merchant_id) then return null; end if;
        return new;
      end $$;
      create trigger vault_refuses_forgotten before insert on vault
        for each row execute function refuse_forgotten()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
