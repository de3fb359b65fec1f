/**
 * A read model is a table (a TypeORM entity) and the rows that a batch of decided facts leaves in it. Only the engine's
 * flush writes read models: one statement each, all in one transaction with the checkpoint.
 *
 * A write inserts the rows that the batch made, and upserts those that may have been there before.
 */
import type { ClientBase } from 'pg';
import { getMetadataArgsStorage, type ValueTransformer } from 'typeorm';
import type { Decision } from '../libs/kernel/decisions';
import type { RecordedFact } from '../libs/kernel/facts';
import { arrayLiteral, DIVIDER_SQL, dividedText, plainArrayLiteral } from '../libs/database/array-literal';
import { copyField } from '../libs/database/copy';
import { toInstant } from '../libs/kernel/time';
import type { MerchantWorld, World } from '../libs/kernel/world';

/** The input of a flush. */
export interface Batch {
  world: World;
  merchants: readonly MerchantWorld[];
  /** The facts of the batch, each with its decisions. */
  decided: readonly { fact: RecordedFact; decisions: readonly Decision[] }[];
  /** The ledger's last revision before the batch; the first decision has the next. */
  ledgerRevision: number;
  /** The claims that were rejected, by ledger revision. */
  rejections: ReadonlyMap<number, Rejection>;
  /** What it adds to the hours, or in a rebuild the hours with all that came before. */
  sightings: readonly Sighting[];
}

/** What joins orders with visitors, and the orders themselves. */
export const SIGHTED_PARTS = ['tag', 'checkout', 'completion', 'order', 'carried', 'codes'] as const;
export type SightedPart = (typeof SIGHTED_PARTS)[number];

/** How often a part was seen in one hour, and the first and the last order that it joined in that hour. */
export interface Sighting {
  merchantId: string;
  part: SightedPart;
  hour: number;
  seen: number;
  lastAt: number | null;
  firstOrderId: string | null;
  lastOrderId: string | null;
}

/** The rejection of a claim, the `nth` of those that are counted together: of one order, code and hour. */
export interface Rejection {
  merchantId: string;
  orderId: string;
  /** Code and hour. */
  countedAs: string;
  /** Position of the fact that caused it. */
  position: number;
  nth: number;
  ledgerRevision: number;
}

/**
 * What rows are made of, which says when a rebuild has them: the world's own changes (`partition`) or those of each
 * merchant (`merchants`), final once the whole log is replayed; or the decided `facts`, where a later row takes the
 * place of one with the same key; or also the decided facts, where each row is new and never changes (`appended`).
 */
export type MadeOf = 'partition' | 'merchants' | 'facts' | 'appended';

export interface ReadModel<Row extends object> {
  entity: new () => Row;
  /** Raise it when the shape or meaning of the rows changes: the next start then rebuilds the table. */
  version: number;
  madeOf: MadeOf;
  rows(batch: Batch): Row[];
  /**
   * Position of the fact that made the row. Before that fact there is no row with its key, so the batch that has the
   * fact inserts the row without a look for an older one, which takes about a third less of the database.
   */
  madeAt?(row: Row): number;
  /** By column, as SQL: what becomes of a row that was there. Without it, the batch's row takes its place. */
  merged?: Readonly<Record<string, string>>;
  /** After the batch's own rows, changes rows that it did not load. */
  alsoWrite?(client: ClientBase, batch: Batch): Promise<void>;
}

/** The kernel's numbers: bigint columns as integers up to 2^53 - 1, instants as milliseconds. */
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

/** Reads and writes the table of an entity. */
export class TableAccess<Row extends object> {
  readonly table: string;
  /** Select list that names columns like the entity's properties. Read it with `kernelTypes`. */
  readonly selectList: string;
  readonly version: number;
  readonly madeOf: MadeOf;
  /** Names of the columns of the primary key. */
  readonly keys: readonly string[];
  private readonly columns: ColumnSpec[];
  private readonly insertSql: string;
  private readonly upsertSql: string;

  constructor(private readonly model: ReadModel<Row>) {
    this.version = model.version;
    this.madeOf = model.madeOf;
    const storage = getMetadataArgsStorage();
    this.table = storage.tables.find(({ target }) => target === model.entity)!.name!;
    const columns = storage.columns.filter(({ target }) => target === model.entity);
    this.columns = columns.map(({ propertyName, options }) => ({
      property: propertyName,
      name: options.name ?? propertyName,
      type: `${String(options.type)}${options.array ? '[]' : ''}`,
    }));
    this.selectList = this.selectListWith({});
    this.keys = columns
      .filter(({ options }) => options.primary)
      .map(({ options, propertyName }) => options.name ?? propertyName);
    const others = this.columns.map(({ name }) => name).filter((name) => !this.keys.includes(name));
    const parameters = this.columns.map(({ type }, i) => parameterOf(type, `$${i + 1}`));
    const selected = this.columns.map(({ name, type }) => (parameterType(type) === type ? name : `${name}::${type}`));
    const update = others.map((name) => `${name} = ${model.merged?.[name] ?? `excluded.${name}`}`);
    this.insertSql =
      `insert into ${this.table} (${this.columns.map(({ name }) => name).join(', ')}) ` +
      `select ${selected.join(', ')} from unnest(${parameters.join(', ')}) as row(${this.columns.map(({ name }) => name).join(', ')})`;
    this.upsertSql =
      `${this.insertSql} ` +
      `on conflict (${this.keys.join(', ')}) do ${update.length > 0 ? `update set ${update.join(', ')}` : 'nothing'}`;
  }

  get columnNames(): string[] {
    return this.columns.map(({ name }) => name);
  }

  /** The select list with other expressions in the place of some columns. */
  selectListWith(instead: Readonly<Record<string, string>>): string {
    return this.columns.map(({ name, property }) => `${instead[name] ?? `t.${name}`} as "${property}"`).join(', ');
  }

  /** SQL type of a column. */
  typeOf(column: string): string {
    return this.columns.find(({ name }) => name === column)!.type;
  }

  /** The batch's rows. */
  rows(batch: Batch): Row[] {
    return this.model.rows(batch);
  }

  /** The same for rows with the same primary key, and no others. */
  keyOf(row: Row): string {
    const keys = this.columns.filter(({ name }) => this.keys.includes(name));
    return JSON.stringify(keys.map(({ property }) => (row as Record<string, unknown>)[property]));
  }

  /** Reads lines as `copyText` makes them. */
  get copySql(): string {
    return `copy ${this.table} (${this.columns.map(({ name }) => name).join(', ')}) from stdin`;
  }

  /** Rows in the text format of COPY. */
  copyText(rows: readonly Row[]): string {
    const lines = new Array<string>(rows.length);
    const columns = this.columns.map(({ property, type }) => ({ property, asText: textOf(type) }));
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as Record<string, unknown>;
      let line = '';
      for (const { property, asText } of columns) {
        const field = copyField(asText(row[property] ?? null));
        line += line === '' ? field : `\t${field}`;
      }
      lines[i] = line;
    }
    lines.push('');
    return lines.join('\n');
  }

  /** Writes the batch's rows. */
  async write(client: ClientBase, batch: Batch): Promise<void> {
    const { model } = this;
    const begin = batch.decided[0]!.fact.position;
    const added: Row[] = [];
    const changed: Row[] = [];
    for (const row of model.rows(batch)) (model.madeAt && model.madeAt(row) >= begin ? added : changed).push(row);
    await this.send(client, `insert ${this.table}`, this.insertSql, added);
    await this.send(client, `upsert ${this.table}`, this.upsertSql, changed);
    await model.alsoWrite?.(client, batch);
  }

  /** The batch's rows as JSON, by the names of the columns: the table as it would be without any other row. */
  json(batch: Batch): string {
    const rows = this.model.rows(batch) as Record<string, unknown>[];
    return JSON.stringify(
      rows.map((row) =>
        Object.fromEntries(
          this.columns.map(({ property, name, type }) => {
            const value = row[property] ?? null;
            return [name, type === 'timestamptz' && value !== null ? toInstant(value as number) : value];
          }),
        ),
      ),
    );
  }

  /** Takes one statement, or none without rows. */
  private async send(client: ClientBase, name: string, text: string, rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    const values = this.columns.map(({ property, type }) => {
      const column = PLAIN.has(type) ? plainArrayLiteral : DIVIDED.has(type) ? dividedText : arrayLiteral;
      const asText = textOf(type);
      return column(rows, (row) => asText((row as Record<string, unknown>)[property] ?? null));
    });
    await client.query({ name, text, values });
  }
}

/** Types whose values never need quotes in an array. */
const PLAIN = new Set(['smallint', 'integer', 'bigint', 'boolean', 'uuid', 'timestamptz']);

/** Types whose texts contain no control character and are never empty. */
const DIVIDED = new Set(['jsonb', 'uuid[]']);

/** SQL: the values of one column, from a parameter. */
function parameterOf(type: string, parameter: string): string {
  if (DIVIDED.has(type)) return `string_to_array(${parameter}::text, ${DIVIDER_SQL}, '')`;
  return `${parameter}::${parameterType(type)}[]`;
}

/** Arrays and documents travel as text: unnest cannot nest arrays, and documents would be parsed twice. */
function parameterType(type: string): string {
  return type.endsWith('[]') || type === 'jsonb' ? 'text' : type === 'timestamptz' ? 'timestamptz' : type;
}

/** Converts a value or null to what Postgres reads as `type`. */
function textOf(type: string): (value: unknown) => unknown {
  if (type === 'timestamptz') return (value) => (value === null ? null : toInstant(value as number));
  if (type === 'jsonb') return (value) => (value === null ? null : JSON.stringify(value));
  if (type.endsWith('[]')) return (value) => (value === null ? null : arrayLiteral(value as unknown[], (item) => item));
  return (value) => value;
}
