import type { QueryResultRow } from 'pg';

export interface Question {
  /** Of the prepared statement. */
  name: string;
  text: string;
  values: unknown[];
}

/** Answers a query from the read models: as they are now (a pool), or as they were (`TablesAsOf`). */
export interface Reader {
  query<Row extends QueryResultRow>(question: Question): Promise<{ rows: Row[] }>;
}
