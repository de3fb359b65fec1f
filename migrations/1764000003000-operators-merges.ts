import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Connections are kept by their place in the log, so that a pair's reverted edges stay beside the one that holds now;
 * what became of operators' requests; and proposals.
 */
export class OperatorsMerges1764000003000 implements MigrationInterface {
  readonly name = 'OperatorsMerges1764000003000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table connections drop constraint connections_pkey,
        add column forced text[] not null default '{}',
        add column reverted jsonb,
        add primary key (merchant_id, position, ordinal);
      alter table connections alter column forced drop default;
      drop index connections_log_order;
      create index connections_pair on connections (merchant_id, low_id, high_id);
      create table merge_requests (
        merchant_id text not null,
        request_id text not null,
        position bigint not null,
        edge_id text,
        merge_id text,
        refused text,
        primary key (merchant_id, request_id)
      );
      create table proposals (
        merchant_id text not null,
        proposal_id text not null,
        order_id text not null,
        status text not null,
        reasons text[] not null,
        difference jsonb not null,
        before jsonb not null,
        decided_at timestamptz(3),
        decided_because text,
        decided_by text,
        position bigint not null,
        ordinal integer not null,
        at timestamptz(3) not null,
        primary key (merchant_id, proposal_id)
      );
      create index proposals_log_order on proposals (merchant_id, position desc, ordinal desc);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
