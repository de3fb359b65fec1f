/** The figures as lines of text and as tables of Markdown. */
import type { Losses } from './messages';
import { percent, type Score, type Share } from './score';

export const HEAD = [
  '',
  'right',
  'with any evidence',
  'with enough',
  'precision',
  'recall',
  'paid rightly',
  'wrongly',
  'not at all',
  'false joins',
];

export function titleOf({ silent, forged, blockers }: Losses): string {
  const blocked = blockers ? ', some devices blocked, some shared' : '';
  return `${100 * silent} % silent pixels, ${forged} forgeries for each order${blocked}`;
}

export function rowOf(name: string, { right, precision, recall, money, falseJoins }: Score): string[] {
  const shares = [right.all, right.any, right.enough, precision, recall].map(shown);
  const owed = money.rightly + money.missed;
  const parts = [money.rightly, money.wrongly, money.missed].map((amount) => shown({ of: owed, hits: amount }));
  return [name, ...shares, ...parts, String(falseJoins)];
}

export function shown(share: Share): string {
  return `${percent(share).toFixed(1)} %`;
}

export function aligned(rows: readonly string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ');
  return rows.map((row) => `  ${line(row).trimEnd()}`);
}

/** As Prettier writes a table. */
export function markdown(rows: readonly string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const padded = rows.map((row) =>
    line(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))),
  );
  const [head, ...body] = padded;
  const rule = line(widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)));
  return [head, rule, ...body].join('\n');
}
