/** Facts that were acted on. Kept only for logs that may hold a fact twice: the engine acts on the first alone. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { asNumber, type ReadModel } from './read-model';

@Entity('seen_facts')
export class SeenFactRow {
  @PrimaryColumn({ type: 'smallint' }) partition: number;
  /** Event id of the fact in the intake. */
  @PrimaryColumn({ name: 'fact_id', type: 'uuid' }) factId: string;
  /** Where it stands first. */
  @Column({ type: 'bigint', transformer: asNumber }) position: number;
}

export const seenFacts: ReadModel<SeenFactRow> = {
  entity: SeenFactRow,
  version: 1,
  rows: ({ world: { partition, newlySeen } }) => [...newlySeen].map((fact) => ({ partition, ...fact })),
};
