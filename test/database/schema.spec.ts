import { readdirSync } from 'node:fs';
import path from 'node:path';
import { DataSource, getMetadataArgsStorage } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../support/database';

const PROJECTIONS = path.join(__dirname, '..', '..', 'projections');

/** Requiring a file of projections/ registers its entities. */
function entities(): (new () => object)[] {
  for (const file of readdirSync(PROJECTIONS)) if (file.endsWith('.ts')) require(path.join(PROJECTIONS, file));
  return getMetadataArgsStorage().tables.map((table) => table.target as new () => object);
}

interface Column {
  column: string;
  type: string;
  nullable: boolean;
  array: boolean;
  key: boolean;
}

describe('the migrated schema and the entities of the read models', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = new DataSource({
      type: 'postgres',
      url: database.url,
      entities: entities(),
      installExtensions: false,
    });
    await dataSource.initialize();
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('agree on the columns, types, nullability and primary key of every table', async () => {
    for (const entity of dataSource.entityMetadatas) {
      const declared = entity.columns.map((column) => ({
        column: column.databaseName,
        type: dataSource.driver.normalizeType(column),
        nullable: column.isNullable,
        array: column.isArray,
        key: column.isPrimary,
      }));
      expect({ [entity.tableName]: sorted(declared) }).toEqual({
        [entity.tableName]: sorted(await migrated(database, entity.tableName)),
      });
    }
  });

  it('keep instants in milliseconds with a time zone, everywhere but in leases', async () => {
    const { rows } = await database.pool.query(
      `select table_name, column_name from information_schema.columns
       where table_schema = 'public' and data_type like 'timestamp%' and table_name not in ('leases', 'migrations')
         and (data_type <> 'timestamp with time zone' or datetime_precision <> 3)`,
    );
    expect(rows).toEqual([]);
  });
});

async function migrated(database: TestDatabase, table: string): Promise<Column[]> {
  const { rows } = await database.pool.query<Column>(
    `select c.column_name as "column",
            coalesce(e.data_type, c.data_type) as "type",
            c.is_nullable = 'YES' as "nullable",
            c.data_type = 'ARRAY' as "array",
            exists (select from information_schema.key_column_usage k
                    join information_schema.table_constraints t using (constraint_schema, constraint_name)
                    where t.constraint_type = 'PRIMARY KEY' and k.table_schema = c.table_schema
                      and k.table_name = c.table_name and k.column_name = c.column_name) as "key"
     from information_schema.columns c
     left join information_schema.element_types e
       on e.object_schema = c.table_schema and e.object_name = c.table_name and e.object_type = 'TABLE'
      and e.collection_type_identifier = c.dtd_identifier
     where c.table_schema = 'public' and c.table_name = $1`,
    [table],
  );
  return rows;
}

function sorted(columns: Column[]): Column[] {
  return columns.toSorted((a, b) => (a.column < b.column ? -1 : 1));
}
