import { NumberParameter, Parameter } from './parameter';
import { IdText } from './id-text';

export const WAIT_MAX_MS = 10_000;
export const WAIT_DEFAULT_MS = 2_000;
export const PAGE_MAX = 500;
export const PAGE_DEFAULT = 50;

/** What every read takes. */
export class ReadParameters {
  @NumberParameter(0, Number.MAX_SAFE_INTEGER, 'Wait until the read model has reached this position of the log.')
  after?: number;

  @NumberParameter(0, WAIT_MAX_MS, 'How long to wait for `after`, in milliseconds.', WAIT_DEFAULT_MS)
  waitMs: number = WAIT_DEFAULT_MS;
}

const LimitParameter = () => NumberParameter(1, PAGE_MAX, 'Items on a page, at most.', PAGE_DEFAULT);
const CursorParameter = () =>
  Parameter({
    schema: { type: 'string' },
    description: '`nextCursor` of the page before.',
    must: 'must be given once',
    holds: (value) => typeof value === 'string',
  });

/** What every list takes. */
export class ListParameters extends ReadParameters {
  @LimitParameter()
  limit: number = PAGE_DEFAULT;

  @CursorParameter()
  cursor?: string;
}

/** What a list takes that no position of the log brings about. */
export class PageParameters {
  @LimitParameter()
  limit: number = PAGE_DEFAULT;

  @CursorParameter()
  cursor?: string;
}

export function IdParameter(description?: string) {
  return Parameter({
    schema: IdText.schema,
    description,
    must: IdText.must,
    holds: IdText.holds,
  });
}
