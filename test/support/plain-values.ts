/** Where in a database a text can be read. */
import type { Pool } from 'pg';

/** Names of the tables in which any column of any row holds the text. */
export async function tablesWith(pool: Pool, text: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  const found: string[] = [];
  for (const { name } of rows) {
    // A bytea shows as hex digits.
    const { rowCount } = await pool.query(
      `select from "${name}" t where t::text ilike $1 or t::text ilike $2 limit 1`,
      [`%${text}%`, `%${Buffer.from(text).toString('hex')}%`],
    );
    if (rowCount! > 0) found.push(name);
  }
  return found;
}
