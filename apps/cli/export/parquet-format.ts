import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { ColumnType, Field, Row, Value } from '../../../libs/queries/exports/export-table';
import type { Destination } from './destination';
import type { RowWriter } from './text-formats';

export const ROW_GROUP_LIMITS = {
  rowsMax: 50_000,
  /** Of texts, before compression. */
  bytes: 32 * 1024 * 1024,
} as const;

/** A row group is kept in memory until it is full, and is then written as a whole. */
export function parquetWriter(columns: readonly Field[], to: Destination): RowWriter {
  const file = new DestinationWriter(to);
  const schema = [{ name: 'root', num_children: columns.length }, ...columns.flatMap(schemaOf)];
  const parquet = new ParquetWriter({ writer: file, schema, createdBy: 'tributary' });
  let values: unknown[][] = columns.map(() => []);
  let bytes = 0;
  const writeGroup = async () => {
    const rowGroupSize = values[0]!.length;
    if (rowGroupSize === 0) return;
    const columnData = columns.map(({ name }, i) => ({ name, data: values[i]!, offsetIndex: false }));
    values = columns.map(() => []);
    bytes = 0;
    await parquet.write({ columnData, rowGroupSize });
  };
  return {
    write: async (rows) => {
      for (const row of rows) {
        bytes += sizeOf(row);
        row.forEach((value, i) => values[i]!.push(parquetValue(columns[i]!.type, value)));
        if (values[0]!.length >= ROW_GROUP_LIMITS.rowsMax || bytes >= ROW_GROUP_LIMITS.bytes) await writeGroup();
      }
    },
    end: async () => {
      await writeGroup();
      await parquet.finish();
      await file.flush();
    },
  };
}

/** The library writes into memory; after each row group that is handed on. */
class DestinationWriter extends ByteWriter {
  constructor(private readonly to: Destination) {
    super();
  }

  async flush(): Promise<void> {
    await this.to.write(this.getBytes());
    this.index = 0;
  }
}

function schemaOf({ name, type, nullable }: Field): SchemaElement[] {
  const repetition_type = nullable ? 'OPTIONAL' : 'REQUIRED';
  switch (type) {
    case 'integer':
      return [{ name, type: 'INT64', repetition_type }];
    case 'boolean':
      return [{ name, type: 'BOOLEAN', repetition_type }];
    case 'instant': {
      const logical_type = { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' } as const;
      return [{ name, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', logical_type, repetition_type }];
    }
    case 'text':
    case 'json':
      return [{ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type }];
    case 'texts':
      return [
        ...listOf(name, repetition_type),
        ...schemaOf({ name: 'element', type: 'text', nullable: false, says: '' }),
      ];
    default: {
      const element: SchemaElement = { name: 'element', repetition_type: 'REQUIRED', num_children: type.list.length };
      return [...listOf(name, repetition_type), element, ...type.list.flatMap(schemaOf)];
    }
  }
}

function listOf(name: string, repetition_type: 'OPTIONAL' | 'REQUIRED'): SchemaElement[] {
  return [
    { name, repetition_type, converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  ];
}

function parquetValue(type: ColumnType, value: Value): unknown {
  if (value === null) return null;
  if (type === 'integer' || type === 'instant') return BigInt(value as number);
  if (typeof type === 'string') return value;
  return (value as readonly Record<string, Value>[]).map((record) =>
    Object.fromEntries(type.list.map((field) => [field.name, parquetValue(field.type, record[field.name]!)])),
  );
}

/** An estimate. */
function sizeOf(row: Row): number {
  let bytes = 0;
  for (const value of row) {
    if (typeof value === 'string') bytes += value.length;
    else if (Array.isArray(value)) bytes += 200 * value.length;
  }
  return bytes;
}
