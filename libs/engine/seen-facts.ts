/** The ids of decided facts, for a log whose server forgets ids. */
import type { Pool } from 'pg';
import { kernelTypes } from '../database/kernel-types';
import type { SeenIds } from '../event-log/seen-ids';
import { intakeStream, partitionOfStream } from '../event-log/streams';

interface Row {
  through: number;
  factId: string | null;
  position: number | null;
}

/** One statement, so that the facts and the checkpoint that they reach are of one moment. */
const FIND = `
  select c.position as through, s.fact_id as "factId", s.position
  from checkpoints c left join seen_facts s on s.partition = c.partition and s.fact_id = any($2::uuid[])
  where c.partition = $1`;

export class SeenFacts implements SeenIds {
  constructor(private readonly pool: Pool) {}

  async find(stream: string, ids: readonly string[]): ReturnType<SeenIds['find']> {
    const partition = partitionOfStream(stream);
    const revisions = new Map<string, number>();
    if (stream !== intakeStream(partition)) return { through: -1, revisions };
    const { rows } = await this.pool.query<Row>({
      name: 'seen ids',
      text: FIND,
      values: [partition, ids],
      types: kernelTypes,
    });
    for (const { factId, position } of rows) if (factId !== null) revisions.set(factId, position!);
    return { through: rows[0]?.through ?? -1, revisions };
  }
}
