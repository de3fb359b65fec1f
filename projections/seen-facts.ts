/** Facts that took effect. Kept only for logs that may hold a fact twice, of which only the first takes effect. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { asNumber, type ReadModel } from './read-model';

@Entity('seen_facts')
export class SeenFactRow {
  @PrimaryColumn({ type: 'smallint' }) partition: number;
  /** Event id of the fact in the intake. */
  @PrimaryColumn({ name: 'fact_id', type: 'uuid' }) factId: string;
  /** Position of its first occurrence. */
  @Column({ type: 'bigint', transformer: asNumber }) position: number;
}

export const seenFacts: ReadModel<SeenFactRow> = {
  entity: SeenFactRow,
  version: 1,
  madeOf: 'partition',
  rows: ({ world: { partition, newlySeen } }) => [...newlySeen].map((fact) => ({ partition, ...fact })),
};
