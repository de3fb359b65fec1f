import { ROW_GROUP_LIMITS } from '../apps/cli/export/parquet-format';
import { LOG_PAGE } from '../libs/queries/exports/log-pages';
import { EXPORT_IDLE_MS } from '../libs/queries/exports/moment';
import { PAGE_LIMITS } from '../libs/queries/exports/sql-table';
import { FIXED, type LimitGroup, limitsOf } from './limit';
import { bytes, count, duration } from './quantities';

export const EXPORTS: LimitGroup = {
  title: 'Exports',
  text: 'For `tributary export`, whose memory does not grow with the number of rows.',
  limits: [
    ...limitsOf(PAGE_LIMITS, {
      rowsMax: ['Rows that are read at once', count, 'The next are read when these are written.'],
      bytes: ['Size of rows that are read at once, about', bytes, 'The next are read when these are written.'],
    }),
    ...limitsOf(LOG_PAGE, {
      events: ['Events of the log that are read at once', count, 'The next are read when these are written.'],
      bytes: ['Data of events that are read at once', bytes, 'The next are read when these are written.'],
    }),
    ...limitsOf(ROW_GROUP_LIMITS, {
      rowsMax: ['Rows of a row group of a Parquet file', count, 'The next row group begins.'],
      bytes: ['Texts of a row group, before compression', bytes, 'The next row group begins.'],
    }),
    [
      'Time for which a reader may read nothing',
      duration(EXPORT_IDLE_MS),
      FIXED,
      'The export fails: the moment that it shows keeps the database from cleaning up.',
    ],
  ],
};
