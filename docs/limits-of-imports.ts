import { BAD_LINES_KEPT } from '../apps/cli/import-command';
import { CSV_LIMITS } from '../apps/cli/import/csv-lines';
import { ATTEMPTS_MAX, RETRY_AFTER_MS } from '../apps/cli/import/send';
import { ORDER_LINES_MAX } from '../apps/cli/import/shopify-orders';
import { OWN_BODY_BYTES_MAX } from '../libs/intake/limits';
import { FIXED, type LimitGroup, limitsOf } from './limit';
import { bytes, count, duration } from './quantities';

const NAMED = 'The line is left out, and named with the reason.';

export const IMPORTS: LimitGroup = {
  title: 'Imports',
  text: 'For `tributary import`. A text in a file has the same limits as in a body.',
  limits: [
    ['Line of a JSON Lines file', bytes(OWN_BODY_BYTES_MAX), FIXED, NAMED],
    ...limitsOf(CSV_LIMITS, {
      lineBytes: ['Line of a CSV file', bytes, NAMED],
      recordChars: ['Record of a CSV file over several lines', (n) => `${count(n)} characters`, NAMED],
      recordLines: ['Lines of one record of a CSV file', count, NAMED],
    }),
    ['Lines of one order in an export of Shopify', count(ORDER_LINES_MAX), FIXED, NAMED],
    ['Bad lines in the JSON result', count(BAD_LINES_KEPT), FIXED, 'All are counted, and printed.'],
    [
      'Attempts to send an item while the log is away or overloaded',
      `${count(ATTEMPTS_MAX)}, ${duration(RETRY_AFTER_MS)} apart`,
      FIXED,
      'The import stops; the same command adds the rest.',
    ],
  ],
};
