/**
 * A read model is a table (a TypeORM entity) and the rows that a batch of decided facts leaves in it. The engine's
 * flush writes all of them, one statement each, in one transaction with the checkpoint; nobody else writes.
 *
 * Writing is an upsert of whole rows, so that the same batch written twice leaves the same table.
 */
import type { ClientBase } from 'pg';
import { getMetadataArgsStorage, type ValueTransformer } from 'typeorm';
import type { Decision } from '../libs/kernel/decisions';
import type { RecordedFact } from '../libs/kernel/facts';
import { arrayLiteral, plainArrayLiteral } from '../libs/database/array-literal';
import { toInstant } from '../libs/kernel/time';
import type { MerchantWorld, World } from '../libs/kernel/world';

/** What a flush writes from. */
export interface Batch {
  world: World;
  merchants: readonly MerchantWorld[];
  /** The facts of the batch with what was decided of each. */
  decided: readonly { fact: RecordedFact; decisions: readonly Decision[] }[];
  /** Of the ledger before the batch: its first decision has the next. */
  ledgerRevision: number;
}

export interface ReadModel<Row extends object> {
  entity: new () => Row;
  /** Raised when the shape or meaning of the rows changes: then the table has to be built anew. */
  version: number;
  rows(batch: Batch): Row[];
  /** What the batch changes of rows that it did not load, once its own are written; the same twice changes nothing. */
  alsoWrite?(client: ClientBase, batch: Batch): Promise<void>;
}

/** Integers up to 2^53 - 1 in a bigint column, instants as milliseconds: as the kernel holds them. */
export const asNumber: ValueTransformer = { from: (value) => (value === null ? null : Number(value)), to: (v) => v };
export const asMillis: ValueTransformer = {
  from: (value: Date | null) => value?.getTime() ?? null,
  to: (value: number | null) => (value === null ? null : new Date(value)),
};

interface ColumnSpec {
  property: string;
  name: string;
  type: string;
}

/** The table of an entity: what to select so that rows come as the entity says, and how to write them. */
export class TableAccess<Row extends object> {
  readonly table: string;
  /** Select list that names columns as the entity's properties. Read with `kernelTypes`. */
  readonly selectList: string;
  private readonly columns: ColumnSpec[];
  private readonly sql: string;

  constructor(private readonly model: ReadModel<Row>) {
    const storage = getMetadataArgsStorage();
    this.table = storage.tables.find(({ target }) => target === model.entity)!.name!;
    const columns = storage.columns.filter(({ target }) => target === model.entity);
    this.columns = columns.map(({ propertyName, options }) => ({
      property: propertyName,
      name: options.name ?? propertyName,
      type: `${String(options.type)}${options.array ? '[]' : ''}`,
    }));
    this.selectList = this.columns.map(({ name, property }) => `t.${name} as "${property}"`).join(', ');
    const keys = columns
      .filter(({ options }) => options.primary)
      .map(({ options, propertyName }) => options.name ?? propertyName);
    const others = this.columns.map(({ name }) => name).filter((name) => !keys.includes(name));
    const parameters = this.columns.map(({ type }, i) => `$${i + 1}::${parameterType(type)}[]`);
    const selected = this.columns.map(({ name, type }) => (parameterType(type) === type ? name : `${name}::${type}`));
    const update = others.map((name) => `${name} = excluded.${name}`);
    this.sql =
      `insert into ${this.table} (${this.columns.map(({ name }) => name).join(', ')}) ` +
      `select ${selected.join(', ')} from unnest(${parameters.join(', ')}) as row(${this.columns.map(({ name }) => name).join(', ')}) ` +
      `on conflict (${keys.join(', ')}) do ${update.length > 0 ? `update set ${update.join(', ')}` : 'nothing'}`;
  }

  /** SQL type of a column. */
  typeOf(column: string): string {
    return this.columns.find(({ name }) => name === column)!.type;
  }

  /** Writes what the batch leaves in the table; returns how many rows it made or replaced. */
  async write(client: ClientBase, batch: Batch): Promise<number> {
    const written = await this.upsert(client, this.model.rows(batch));
    await this.model.alsoWrite?.(client, batch);
    return written;
  }

  /** With one statement; with none when there are no rows. */
  private async upsert(client: ClientBase, rows: readonly Row[]): Promise<number> {
    if (rows.length === 0) return 0;
    const values = this.columns.map(({ property, type }) => {
      const literal = PLAIN.has(type) ? plainArrayLiteral : arrayLiteral;
      const asText = textOf(type);
      return literal(rows, (row) => asText((row as Record<string, unknown>)[property] ?? null));
    });
    await client.query({ name: `write ${this.table}`, text: this.sql, values });
    return rows.length;
  }
}

/** Types of which no value needs quotes within an array. */
const PLAIN = new Set(['smallint', 'integer', 'bigint', 'boolean', 'uuid', 'timestamptz']);

/** Arrays do not nest in unnest and documents need no parsing twice: they travel as text. */
function parameterType(type: string): string {
  return type.endsWith('[]') || type === 'jsonb' ? 'text' : type === 'timestamptz' ? 'timestamptz' : type;
}

/** How a value, or null, becomes what Postgres reads as `type`. */
function textOf(type: string): (value: unknown) => unknown {
  if (type === 'timestamptz') return (value) => (value === null ? null : toInstant(value as number));
  if (type === 'jsonb') return (value) => (value === null ? null : JSON.stringify(value));
  if (type.endsWith('[]')) return (value) => (value === null ? null : arrayLiteral(value as unknown[], (item) => item));
  return (value) => value;
}
