import type { ColumnType, Field } from '../libs/queries/exports/export-table';
import { EXPORTS } from '../libs/queries/exports/tables';

type Table = (head: string[], rows: string[][]) => string;

/** The blocks of the page on exports. */
export function exportBlocks(table: Table): string[] {
  return [
    'What `tributary export` writes. Columns keep their names and meaning; new ones may come at the end of a list. A `?` ' +
      'marks a column that may be missing (null). ' +
      '[Query exports with DuckDB](../how-to/query-exports-with-duckdb.md) shows what to do with them.',
    '## In every format',
    table(
      ['type', 'CSV', 'JSON Lines', 'Parquet'],
      [
        ['text', 'text', 'string', '`STRING`'],
        ['integer', 'digits', 'number', '`INT64`'],
        ['boolean', '`true`, `false`', 'boolean', '`BOOLEAN`'],
        ['instant', 'RFC 3339, UTC, milliseconds', 'the same as a string', '`TIMESTAMP(MILLIS, UTC)`'],
        ['JSON', 'the JSON text', 'the value', '`STRING`, the JSON text'],
        ['list', 'a JSON array', 'array', '`LIST`'],
      ],
    ),
    [
      '- **Money** is an integer of minor units (`…_minor`): cents of EUR, whole yen of JPY, thousandths of KWD.',
      '- **People** are pseudonyms (`…_id`, `…_type` says of what): exports never show what the [vault](../operations/privacy.md) ' +
        'holds. Ids of orders, touchpoints, claims and payments are as they were sent.',
      '- **Groups** (`…group_id`) are canonical groups at the moment of the export. A merge changes them on rows that are ' +
        'otherwise as before; an increment has these rows too.',
      '- **One moment.** All rows of a file show the same decided facts, whatever goes on meanwhile. What was recorded and ' +
        'is not decided yet is not in it.',
      '- **Order**: by merchant and place in the log; the ledger by partition and revision.',
      '- **Whole files.** `--out` names the file once it is complete. A killed export leaves the file as it was before, and ' +
        'beside it a file that ends with `.partial`, which the next export to the same file removes.',
    ].join('\n'),
    '### CSV',
    'RFC 4180 in UTF-8 without a byte order mark: a header, CRLF, quotes where they are needed. A missing value is an empty ' +
      'cell, an empty text is `""`. Spreadsheets run a cell that begins like a formula, so a text that begins with `=`, `+`, ' +
      "`-`, `@`, a tab, a line break or `'` gets an apostrophe in front; a program takes the first `'` of a text away to have it as " +
      'it was. The other formats hold texts as they are.',
    '## Increments',
    'An export prints the position up to which it goes, and `--since` goes on from there: it writes the rows that are new or ' +
      'changed. Put them over the rows before, by the key of the export; no row ever vanishes. Positions belong to a ' +
      'partition: with `--merchant` it is one number, without it `partition:position` for each partition, separated by commas.',
    ...EXPORTS.flatMap(({ name, says, key, columns }) => [
      `## ${name}`,
      `${says} Key: ${key.map((column) => `\`${column}\``).join(', ')}.`,
      table(['column', 'type', ''], columns.map(line)),
      ...columns.flatMap((column) =>
        typeof column.type === 'object'
          ? [`Each of \`${column.name}\`:`, table(['field', 'type', ''], column.type.list.map(line))]
          : [],
      ),
    ]),
  ];
}

function line({ name, type, nullable, says }: Field): string[] {
  return [`\`${name}\`${nullable ? '?' : ''}`, typeName(type), says];
}

function typeName(type: ColumnType): string {
  if (type === 'json') return 'JSON';
  if (type === 'texts') return 'list of texts';
  return typeof type === 'string' ? type : 'list of records';
}
