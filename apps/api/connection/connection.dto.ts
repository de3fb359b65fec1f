import { ApiProperty } from '@nestjs/swagger';
import {
  CONNECTION_PARTS,
  type ConnectionPart,
  type ConnectionPartName,
  type ConnectionView,
} from '../../../libs/queries/connection/connection';
import { FINDING_CODES, type Finding, type FindingCode } from '../../../libs/queries/connection/findings';
import { CONNECTION_LIMITS } from '../../../libs/queries/connection/state';
import { ShownAs, ShownInstant, ShownInteger, ShownNumber, ShownOneOf, ShownText } from '../openapi/shown';

class ConnectionPartShown implements ConnectionPart {
  @ShownOneOf(CONNECTION_PARTS, {
    description:
      '`tag`: visits that browsers told of. `checkout`: claims by token alone, when a checkout began. `completion`: ' +
      "claims that name their order. `webhook`: the shop's signed deliveries. `carried`: visitors' ids in orders. " +
      '`codes`: discount codes in orders.',
  })
  part: ConnectionPartName;

  @ShownText({ nullable: true, description: 'Of a webhook, where the platform has topics.' })
  topic: string | null;

  @ShownInstant({ nullable: true, description: 'Null: never.' })
  lastSeenAt: string | null;

  @ShownInteger({ description: 'How often, in the hours that began within the last 24.' })
  of24h: number;

  @ShownText({
    nullable: true,
    description:
      'The first order that it joined with a visitor: of the tag and of codes, the first that they were credited; of a ' +
      'webhook, the first that it brought.',
  })
  firstOrderId: string | null;

  @ShownText({ nullable: true, description: 'The last such order.' })
  lastOrderId: string | null;
}

class FindingShown implements Finding {
  @ShownOneOf(FINDING_CODES)
  code: FindingCode;

  @ShownText({ description: 'What is so.' })
  says: string;

  @ShownText({ description: 'What to do about it.' })
  do: string;
}

class JoinedShown {
  @ShownInteger({ description: 'Orders of the last 24 hours that are linked or credited.' })
  of24h: number;

  @ShownInteger({
    description: `All orders of the last 24 hours; of more than ${CONNECTION_LIMITS.orders} the newest are looked at.`,
  })
  orders: number;

  @ShownNumber({ nullable: true, description: '`of24h` of `orders`, 0 to 1, to four places; null without orders.' })
  share: number | null;
}

export class ConnectionShown implements ConnectionView {
  @ApiProperty({ type: [ConnectionPartShown], description: 'Webhooks have an entry for each topic.' })
  parts: ConnectionPartShown[];

  @ApiProperty({ type: [FindingShown], description: 'Empty: nothing is missing. The first is the first to see to.' })
  findings: FindingShown[];

  @ShownAs(() => JoinedShown)
  joined: JoinedShown;
}
