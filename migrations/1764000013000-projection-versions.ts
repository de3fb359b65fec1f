import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The version of each read model whose rows its table holds, and how often tables were replaced, by which an engine
 * notices that what it has loaded is from tables that are gone. A read model that is not listed has to be rebuilt.
 */
export class ProjectionVersions1764000013000 implements MigrationInterface {
  readonly name = 'ProjectionVersions1764000013000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table projection_versions (
        projection text primary key,
        version integer not null
      );
      insert into projection_versions values
        ('budget_usage', 1), ('campaign_states', 1), ('campaign_versions', 1), ('cap_usage', 1), ('claims', 1),
        ('condition_failures', 2), ('connections', 2), ('device_evidence', 1), ('exchange_rates', 1),
        ('failed_facts', 1), ('identifiers', 1), ('merchants', 1), ('merge_requests', 2), ('partition_defaults', 1),
        ('partition_kernels', 1), ('policies', 1), ('proposals', 2), ('purchase_history', 1), ('purchases', 1),
        ('rewards', 1), ('seen_facts', 1), ('touchpoints', 1), ('withheld_rewards', 2);
      alter table checkpoints add column rebuilds integer not null default 0;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
