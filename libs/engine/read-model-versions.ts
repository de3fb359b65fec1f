/** Which version of each read model its table holds, against the versions that this program writes. */
import type { ClientBase, Pool } from 'pg';
import { TABLES } from '../../projections/registry';

/** A newer program rebuilt read models. This one would write rows of the old kind into them. */
export class ReadModelsNewer extends Error {
  override readonly name = 'ReadModelsNewer';
}

/** The tables whose rows are older than this program's: after an update, until they are rebuilt. */
export async function outdatedTables(db: ClientBase | Pool): Promise<string[]> {
  const recorded = await recordedVersions(db);
  return TABLES.filter(({ table, version }) => (recorded.get(table) ?? 0) < version).map(({ table }) => table);
}

/** @throws ReadModelsNewer */
export async function refuseNewerTables(db: ClientBase | Pool): Promise<void> {
  const own = new Map(TABLES.map(({ table, version }) => [table, version]));
  const newer = [...(await recordedVersions(db))].filter(([table, version]) => version > (own.get(table) ?? 0));
  if (newer.length === 0) return;
  const tables = newer.map(([table]) => table).join(', ');
  throw new ReadModelsNewer(`a newer version of the program rebuilt ${tables}: this one decides no more`);
}

/** Says that the tables hold rows as this program writes them. */
export async function recordVersions(client: ClientBase, tables: readonly string[]): Promise<void> {
  const written = TABLES.filter(({ table }) => tables.includes(table));
  await client.query(
    `insert into projection_versions (projection, version) select * from unnest($1::text[], $2::integer[])
     on conflict (projection) do update set version = excluded.version`,
    [written.map(({ table }) => table), written.map(({ version }) => version)],
  );
}

async function recordedVersions(db: ClientBase | Pool): Promise<Map<string, number>> {
  const { rows } = await db.query<{ projection: string; version: number }>('select * from projection_versions');
  return new Map(rows.map(({ projection, version }) => [projection, version]));
}
