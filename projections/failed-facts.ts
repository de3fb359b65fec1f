/** Facts on which the kernel threw. Like exhausted evaluations, they are dead letters. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FactType } from '../libs/kernel/facts';
import { asMillis, asNumber, type ReadModel } from './read-model';

@Entity('failed_facts')
export class FailedFactRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ name: 'fact_id', type: 'uuid' }) factId: string;
  @Column({ name: 'fact_type', type: 'text' }) factType: FactType;
  /** Name of the error; null: the fact was requeued. */
  @Column({ type: 'text', nullable: true }) error: string | null;
  /** Position of the fact; once it is requeued, of the requeueing. */
  @Column({ type: 'bigint', transformer: asNumber }) position: number;
  @Column({ type: 'timestamptz', precision: 3, transformer: asMillis }) at: number;
}

export const failedFacts: ReadModel<FailedFactRow> = {
  entity: FailedFactRow,
  version: 1,
  madeOf: 'facts',
  rows: ({ decided }) => {
    const rows = new Map<string, FailedFactRow>();
    for (const { fact: recorded, decisions } of decided) {
      const { fact, position, recordedAt: at } = recorded;
      if (fact.type === 'FactRequeued') {
        const { merchantId, factId, fact: requeued } = fact.data;
        rows.set(factId, { merchantId, factId, factType: requeued.type, error: null, position, at });
      }
      for (const { type, data } of decisions)
        if (type === 'FactFailed') rows.set(data.factId, { ...data, position, at });
    }
    return [...rows.values()];
  },
};
