/** What COPY alone takes for rows that are there: the baseline of everything that writes them. */
import { to as copyTo } from 'pg-copy-streams';
import { withClient } from '../../libs/database/connections';
import { copyIn } from '../../libs/database/copy';
import { addIndexes } from '../../libs/engine/rebuild/scratch-tables';
import { TABLES } from '../../projections/registry';

export interface CopiedTable {
  table: string;
  /** SQL: which of its rows. */
  where: string;
}

export const READ_MODELS: readonly CopiedTable[] = TABLES.map(({ table }) => ({ table, where: 'true' }));
export const LEDGER: CopiedTable = { table: 'events', where: `stream like 'ledger-%'` };

/**
 * Copies the rows on one connection into tables with the same indexes, or into bare ones that get them afterwards. The
 * rows are read before the clock runs.
 */
export async function copyAll(
  url: string,
  tables: readonly CopiedTable[],
  indexes: 'first' | 'last',
): Promise<{ rows: number; seconds: number }> {
  return withClient(url, async (client) => {
    await client.query(`set synchronous_commit = off; set maintenance_work_mem = '128MB'`);
    let rows = 0;
    let seconds = 0;
    for (const { table, where } of tables) {
      const text = await copyOut(url, `select * from ${table} where ${where}`);
      await client.query('drop schema if exists rebuilding cascade; create schema rebuilding');
      await client.query(`create table rebuilding.${table} (like public.${table} including all excluding indexes)`);
      if (indexes === 'first') await addIndexes(client, 'public', table);
      const began = performance.now();
      await copyIn(client, `copy rebuilding.${table} from stdin`, text);
      if (indexes === 'last') await addIndexes(client, 'public', table);
      seconds += (performance.now() - began) / 1_000;
      const counted = await client.query<{ count: string }>(`select count(*) from rebuilding.${table}`);
      rows += Number(counted.rows[0]!.count);
    }
    await client.query('drop schema rebuilding cascade');
    return { rows, seconds };
  });
}

/** Rows in COPY's text format, in chunks. */
async function copyOut(url: string, query: string): Promise<Buffer[]> {
  return withClient(url, async (client) => {
    const chunks: Buffer[] = [];
    for await (const chunk of client.query(copyTo(`copy (${query}) to stdout`))) chunks.push(chunk as Buffer);
    return chunks;
  });
}
