/** The picture and the tables of docs/truth.md. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Line, lineChart } from './chart';
import type { Measured } from './measure';
import { HEAD, markdown, rowOf, titleOf } from './report';
import { percent } from './score';

const DOCS = path.join(__dirname, '../../../docs');
const COLOURS = ['#0f766e', '#b45309', '#6d28d9', '#64748b'];
const MARKS = /<!-- (?:tables|end of tables) -->/;

export async function writePicture(rates: readonly Measured[]): Promise<void> {
  const lines = rates[0]!.scores.map(([name], i): Line => ({
    name,
    colour: COLOURS[i]!,
    points: rates.map(({ losses, scores }) => [100 * losses.silent, percent(scores[i]![1].right.all)]),
  }));
  await mkdir(path.join(DOCS, 'pictures'), { recursive: true });
  const chart = lineChart('Orders credited as the truth says', 'orders whose pixel is silent', lines);
  await writeFile(path.join(DOCS, 'pictures/truth.svg'), chart);
}

/** @param worths a table of its own */
export async function writeTables(
  measured: readonly Measured[],
  worths: { title: string; rows: string[][] },
  says: string,
): Promise<void> {
  const tables = measured.map(({ losses, scores }) => {
    const rows = scores.map(([name, score]) => rowOf(name, score));
    return `${titleOf(losses)}:\n\n${markdown([HEAD, ...rows])}`;
  });
  const figures = [says, ...tables, `${worths.title}:\n\n${markdown(worths.rows)}`].join('\n\n');
  const page = path.join(DOCS, 'truth.md');
  const [before, , after] = (await readFile(page, 'utf8')).split(MARKS);
  await writeFile(page, `${before}<!-- tables -->\n\n${figures}\n\n<!-- end of tables -->${after}`);
}
