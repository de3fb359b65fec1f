import type { AsOf } from '../../../libs/queries/as-of/past-moment';
import { asOfFromText } from '../../as-of-text';
import { ReadParameters } from './common-parameters';
import { Parameter } from './parameter';

/** What a read takes that can also answer about the past. */
export class AsOfParameters extends ReadParameters {
  @Parameter({
    schema: { type: 'string' },
    description:
      'A position of the log, or an RFC 3339 time: answers with what was known and decided then. Values of identifiers ' +
      'are those of today, so an erased one stays erased.',
    read: asOfFromText,
    must: 'must be a position of the log, or an RFC 3339 time with a zone',
    holds: (value) => typeof value === 'object' && value !== null,
  })
  asOf?: AsOf;
}
