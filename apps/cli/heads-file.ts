/** Heads of chains that an operator keeps elsewhere, to prove later that nothing was cut off. */
import { readFile, writeFile } from 'node:fs/promises';
import { WrongUse } from './exit';

const HEAD = /^[0-9a-f]{64}$/;
/** `PARTITION POSITION HASH` */
const LINE = /^\d+ -?\d+ ([0-9a-f]{64})$/;

/** @param given hashes, or names of files that `keepHeads` wrote */
export async function keptHeads(given: readonly string[]): Promise<string[]> {
  const heads: string[] = [];
  for (const one of given) {
    if (HEAD.test(one)) heads.push(one);
    else heads.push(...(await headsIn(one)));
  }
  return [...new Set(heads)];
}

async function headsIn(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new WrongUse(`${file} is neither a hash (64 hex digits) nor a file that can be read.`);
  });
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const head = LINE.exec(line)?.[1];
    if (head === undefined) throw new WrongUse(`${file} holds something other than lines of PARTITION POSITION HASH.`);
    return head;
  });
}

/** A partition without facts has no head yet. */
export async function keepHeads(
  file: string,
  results: readonly { partition: number; head: { position: number; chain: string } }[],
): Promise<void> {
  const lines = results
    .filter(({ head }) => head.position >= 0)
    .map(({ partition, head }) => `${partition} ${head.position} ${head.chain}\n`);
  await writeFile(file, lines.join(''));
}
