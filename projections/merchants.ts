import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PolicyPatch } from '../libs/kernel/policy';
import { asMillis, asNumber, type ReadModel } from './read-model';

@Entity('merchants')
export class MerchantRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @Column({ type: 'smallint' }) partition: number;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'bigint', transformer: asNumber }) position: number;
  @Column({ name: 'registered_at', type: 'timestamptz', precision: 3, transformer: asMillis }) registeredAt: number;
}

export const merchants: ReadModel<MerchantRow> = {
  entity: MerchantRow,
  version: 1,
  madeOf: 'merchants',
  rows: ({ world, merchants }) =>
    merchants.flatMap(({ merchantId, settings }) =>
      [...settings.newRegistrations].map(({ name, position, at: registeredAt }) => {
        return { merchantId, partition: world.partition, name, position, registeredAt };
      }),
    ),
};

/** Every change of a merchant's policy, with only the fields that it names. */
@Entity('policies')
export class PolicyRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ type: 'integer' }) version: number;
  @Column({ type: 'bigint', transformer: asNumber }) position: number;
  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3, transformer: asMillis }) recordedAt: number;
  @Column({ type: 'jsonb' }) patch: PolicyPatch;
}

export const policies: ReadModel<PolicyRow> = {
  entity: PolicyRow,
  version: 1,
  madeOf: 'merchants',
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, settings }) =>
      [...settings.newPolicies].map(({ version, position, at, patch }) => ({
        merchantId,
        version,
        position,
        recordedAt: at,
        patch,
      })),
    ),
};

/** Process-wide defaults, as recorded in each partition. */
@Entity('partition_defaults')
export class PartitionDefaultsRow {
  @PrimaryColumn({ type: 'smallint' }) partition: number;
  @PrimaryColumn({ type: 'bigint', transformer: asNumber }) position: number;
  @Column({ type: 'jsonb' }) policy: PolicyPatch;
}

/** The versions of the kernel that decide each partition, and the position from which each does. */
@Entity('partition_kernels')
export class PartitionKernelRow {
  @PrimaryColumn({ type: 'smallint' }) partition: number;
  @PrimaryColumn({ type: 'integer' }) version: number;
  @Column({ type: 'bigint', transformer: asNumber }) position: number;
}

export const partitionKernels: ReadModel<PartitionKernelRow> = {
  entity: PartitionKernelRow,
  version: 1,
  madeOf: 'partition',
  rows: ({ world: { partition, newKernels } }) => [...newKernels].map((kernel) => ({ partition, ...kernel })),
};

export const partitionDefaults: ReadModel<PartitionDefaultsRow> = {
  entity: PartitionDefaultsRow,
  version: 1,
  madeOf: 'partition',
  rows: ({ world }) =>
    [...world.newDefaults].map(({ position, patch }) => ({ partition: world.partition, position, policy: patch })),
};
