/** Tables like the live ones, in the scratch schema: first bare, so that they fill fast, then with all that theirs have. */
import type { Client } from 'pg';
import { SCRATCH } from './sessions';

/** Each table with its columns, defaults, checks, owner, privileges and storage parameters. */
export async function makeTables(client: Client, live: string, tables: readonly string[]): Promise<void> {
  const from = client.escapeIdentifier(live);
  for (const table of [...tables, 'checkpoints']) {
    await client.query(`create table ${SCRATCH}.${table} (like ${from}.${table} including all excluding indexes)`);
    await runAll(client, LIKE_THE_LIVE_ONE, [`${from}.${table}`]);
  }
}

/** Keys and indexes, with the names and definitions that the live table's have at this moment, and statistics. */
export async function addIndexes(client: Client, live: string, table: string): Promise<void> {
  await runAll(client, INDEXES, [`${client.escapeIdentifier(live)}.${table}`]);
  await client.query(`analyze ${SCRATCH}.${table}`);
}

/** Runs the statements that a query makes. */
async function runAll(client: Client, query: string, values: unknown[]): Promise<void> {
  const { rows } = await client.query<{ sql: string }>(query, values);
  for (const { sql } of rows) await client.query(sql);
}

const LIKE_THE_LIVE_ONE = `
  select format('alter table ${SCRATCH}.%I set (%s)', relname, array_to_string(reloptions, ', ')) as sql
  from pg_class where oid = $1::regclass and reloptions is not null
  union all
  select format('grant %s on ${SCRATCH}.%I to %s', privilege_type, relname,
    case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end)
  from pg_class, aclexplode(relacl) where oid = $1::regclass and grantee <> relowner
  union all
  select format('alter table ${SCRATCH}.%I owner to %I', relname, pg_get_userbyid(relowner))
  from pg_class where oid = $1::regclass and pg_get_userbyid(relowner) <> current_user`;

const INDEXES = `
  select case
    when c.oid is not null
    then format('alter table ${SCRATCH}.%I add constraint %I %s', t.relname, c.conname, pg_get_constraintdef(c.oid))
    else replace(pg_get_indexdef(i.indexrelid), format(' ON %I.%I ', n.nspname, t.relname),
      format(' ON ${SCRATCH}.%I ', t.relname)) end as sql
  from pg_index i
  join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
  left join pg_constraint c on c.conindid = i.indexrelid and c.conrelid = i.indrelid
  where i.indrelid = $1::regclass
  order by i.indisprimary desc, i.indexrelid`;

/** What in the database hangs on the live tables and would be lost with them, such as views of an operator. */
export async function dependentsOf(client: Client, live: string, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ dependent: string }>(
    `select distinct pg_describe_object(d.classid, d.objid, 0) || ' of ' || r.ev_class::regclass as dependent
     from pg_depend d join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
     where d.refclassid = 'pg_class'::regclass and d.refobjid = any($1::regclass[]) and r.ev_class <> d.refobjid`,
    [tables.map((table) => `${client.escapeIdentifier(live)}.${table}`)],
  );
  return rows.map(({ dependent }) => dependent);
}
