import type { PartitionView } from '../../../libs/queries/partitions';
import { ShownAs, ShownInteger, ShownNumber, ShownText } from '../openapi/shown';

class PartitionShown implements PartitionView {
  @ShownInteger()
  partition: number;

  @ShownText({ nullable: true, description: 'The process that decides it, `host:pid`; null: no living one owns it.' })
  owner: string | null;

  @ShownInteger({ description: 'The last decided fact; -1 before the first.' })
  position: number;

  @ShownInteger({ description: 'The last recorded fact; -1 before the first.' })
  head: number;

  @ShownInteger({ description: 'Facts that are recorded and not decided yet.' })
  lagPositions: number;

  @ShownNumber({ description: 'How long the oldest of them has waited.' })
  lagSeconds: number;

  @ShownText({ nullable: true, description: 'Why its engine cannot go on; null: it can.' })
  stoppedBecause: string | null;
}

export class PartitionsShown {
  @ShownAs(() => PartitionShown, { list: true })
  items: PartitionShown[];
}
