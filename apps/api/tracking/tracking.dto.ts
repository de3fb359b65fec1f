import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type { ProblemDocument } from '../http/problem';
import { WriteAnswerShown } from '../http/write-answer';
import { problemSchema } from '../openapi/problems';
import { ShownInteger } from '../openapi/shown';

export class StoredItemShown extends WriteAnswerShown {
  @ShownInteger({ description: '202, or 200 for a duplicate.' })
  status: number;
}

/** An item can be refused for reasons of its own. */
const ITEM_PROBLEM = problemSchema(
  [400, 409, 429, 503],
  ['INVALID_BODY', 'INVALID_TEXT', 'FACT_CONFLICT', 'RATE_LIMITED', 'LOG_UNAVAILABLE', 'CLOCK_UNSTEADY', 'OVERLOADED'],
);

@ApiExtraModels(StoredItemShown)
export class BatchAnswerShown {
  @ApiProperty({
    type: 'array',
    description: 'In the order of the items.',
    items: { oneOf: [{ $ref: getSchemaPath(StoredItemShown) }, ITEM_PROBLEM] },
  })
  results: (StoredItemShown | ProblemDocument)[];
}
