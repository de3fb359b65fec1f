import { Query } from '@nestjs/cqrs';
import { findPartitions, type PartitionView } from '../../../libs/queries/partitions';
import { queryHandler } from '../handling';

export class ListPartitions extends Query<PartitionView[]> {
  constructor(readonly partitions: number) {
    super();
  }
}

export const PARTITION_QUERIES = [
  queryHandler(ListPartitions, async ({ partitions }, { reads, pool, log }) => {
    return reads.inTurn(() => findPartitions(pool, log, partitions));
  }),
];
