import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { BATCH_ITEMS_MAX, ID_LENGTH_MAX, URL_LENGTH_MAX } from '../../../libs/intake/limits';
import { IDENTIFIER_TYPES, type IdentifierType } from '../../../libs/kernel/identity/identifier';
import { TOUCHPOINT_SOURCES } from '../../../libs/kernel/policy';
import type { ProblemDocument } from '../http/problem';
import { WriteAnswerShown } from '../http/write-answer';
import { problemSchema } from '../openapi/problems';
import { ShownInteger } from '../openapi/shown';
import {
  Takes,
  TakesId,
  TakesIdentifier,
  TakesInstant,
  TakesMaybeIdentifier,
  TakesObject,
  TakesOneOf,
  TakesWords,
} from '../openapi/taken';

export class ReferrerBody {
  @TakesOneOf(IDENTIFIER_TYPES)
  type: IdentifierType;

  @TakesMaybeIdentifier({ description: 'Trimmed; an empty one counts as no referrer.' })
  value: string;
}

const RANDOM_ID = 'Makes sending again safe. A random one; it belongs to the anonymous id.';
const WORDS =
  `Text, cut to ${ID_LENGTH_MAX} characters; control characters become spaces, ` +
  'and what is blank or no text counts as left out.';

export class TouchpointBody {
  @TakesId({ optional: true, description: RANDOM_ID, example: '3f2b9a64-0c8d-4e1b-8f57-a9d21c6e7b40' })
  touchpointId?: string;

  @TakesIdentifier({ example: '7c1e0d52-6b1f-4a37-9d0e-5f8a2c4b9e13' })
  anonymousId: string;

  @TakesOneOf(TOUCHPOINT_SOURCES)
  source: string;

  @TakesWords(WORDS)
  channel?: string;

  @TakesWords(WORDS)
  campaign?: string;

  @TakesObject(() => ReferrerBody, { optional: true, description: 'Who referred the visitor.' })
  referrer?: ReferrerBody;

  @TakesWords(
    'An absolute URL or a path. Kept are scheme, host, path, `utm_*` and the names of click ids, ' +
      `up to ${URL_LENGTH_MAX} characters; what is no URL counts as left out.`,
  )
  url?: string;

  @TakesInstant({ optional: true, description: 'Now, when left out or in the future.' })
  occurredAt?: string;
}

export class ClaimBody {
  @TakesId({ optional: true, description: RANDOM_ID, example: 'b81d4f0a-52c3-4d69-a7e8-1f6c3b905d2e' })
  claimId?: string;

  @TakesIdentifier({ example: '7c1e0d52-6b1f-4a37-9d0e-5f8a2c4b9e13' })
  anonymousId: string;

  @TakesMaybeIdentifier({ optional: true, description: 'Evidence only: it is not signed, so it connects nothing.' })
  customerId?: string;

  @TakesId()
  orderId: string;

  @TakesId({ description: "The shop's token of this checkout." })
  token: string;

  @TakesInstant({ optional: true, description: 'Now, when left out or in the future.' })
  occurredAt?: string;
}

export class TouchpointItem extends TouchpointBody {
  @TakesOneOf(['touchpoint'])
  type: string;
}

export class ClaimItem extends ClaimBody {
  @TakesOneOf(['purchase'])
  type: string;
}

@ApiExtraModels(TouchpointItem, ClaimItem)
export class BatchBody {
  @Takes({
    type: 'array',
    minItems: 1,
    maxItems: BATCH_ITEMS_MAX,
    items: { oneOf: [{ $ref: getSchemaPath(TouchpointItem) }, { $ref: getSchemaPath(ClaimItem) }] },
  })
  items: (TouchpointItem | ClaimItem)[];
}

export class StoredItemShown extends WriteAnswerShown {
  @ShownInteger({ description: '202, or 200 for a duplicate.' })
  status: number;
}

/** An item can be refused for reasons of its own. */
const ITEM_PROBLEM = problemSchema(
  [400, 409, 503],
  ['INVALID_BODY', 'INVALID_TEXT', 'FACT_CONFLICT', 'LOG_UNAVAILABLE', 'OVERLOADED'],
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
