import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an order itself carries of where its buyer came from, and whose codes are. The next start rebuilds the rows. */
export class OrderEvidence1764000020000 implements MigrationInterface {
  readonly name = 'OrderEvidence1764000020000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table code_assignments (
        merchant_id text not null,
        code text not null,
        position bigint not null,
        at timestamptz(3) not null,
        assigned boolean not null,
        owner_type text,
        owner_id uuid,
        channel text,
        campaign text,
        primary key (merchant_id, code, position)
      );
      create index code_assignments_newest on code_assignments (merchant_id, position) where assigned;
      alter table purchases
        add column goods bigint not null default 0,
        add column renewal boolean not null default false,
        add column carried jsonb,
        add column speaks_for_itself boolean not null default false,
        add column claimed_devices uuid[] not null default '{}',
        add column claimed_by_token boolean not null default false,
        add column carried_devices uuid[] not null default '{}';
      create index purchases_token on purchases (merchant_id, token) where token is not null;
      alter table claims
        add column ordinal smallint not null default 0,
        add column carried boolean not null default false,
        add column by_token boolean not null default false,
        alter column token drop not null,
        drop constraint claims_pkey,
        add primary key (merchant_id, order_id, position, ordinal);
      create index claims_by_token on claims (merchant_id, token, position) where order_id = '' and status = 'waiting';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
