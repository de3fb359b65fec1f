import { Query } from '@nestjs/cqrs';
import { intakeStream } from '../../../libs/event-log/streams';
import { toInstant } from '../../../libs/kernel/time';
import { queryHandler } from '../handling';
import { Problem } from '../http/problem';

export interface RecordedFact {
  position: number;
  type: string;
  recordedAt: string;
  data: Record<string, unknown>;
}

export class GetFact extends Query<RecordedFact> {
  constructor(
    readonly merchantId: string,
    readonly position: string,
  ) {
    super();
  }
}

export const FACT_QUERIES = [
  queryHandler(GetFact, async ({ merchantId, position }, { reads, log }) => {
    const asked = /^\d{1,15}$/.test(position) ? Number(position) : null;
    if (asked === null) throw new Problem('INVALID_PARAMETER', 'position must be a whole number.');
    const stream = intakeStream(reads.partitionOf(merchantId));
    const [event] = await reads.inTurn(async () =>
      asked <= (await log.head(stream)) ? log.readMany(stream, [asked]) : [],
    );
    const data = event && (JSON.parse(event.data) as Record<string, unknown>);
    // Other merchants share the partition.
    if (event === undefined || data?.['merchantId'] !== merchantId) {
      throw new Problem('NOT_FOUND', 'The merchant has no fact at this position.');
    }
    return { position: asked, type: event.type, recordedAt: toInstant(event.recordedAt), data };
  }),
];
