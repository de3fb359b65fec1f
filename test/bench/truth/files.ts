/** Truth and messages as JSON Lines, for whoever measures another system. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Losses, Message } from './messages';
import type { Shop } from './truths';

export async function writeShop(directory: string, { codes, persons, visits, orders }: Shop): Promise<void> {
  await writeLines(path.join(directory, 'truth.jsonl'), [
    ...[...codes].map(([code, friend]) => ({ kind: 'code', code, friend })),
    ...persons.map((person) => ({ kind: 'person', ...person })),
    ...visits.map((visit) => ({ kind: 'visit', ...visit })),
    ...orders.map((order) => ({ kind: 'order', ...order })),
  ]);
}

/** In the order of their arrival. */
export async function writeMessages(directory: string, losses: Losses, messages: readonly Message[]): Promise<void> {
  const { silent, forged, without } = losses;
  const lost = [`silent-${100 * silent}`, `forged-${100 * forged}`, ...without.map((kind) => `without-${kind}`)];
  await writeLines(path.join(directory, `messages-${lost.join('-')}.jsonl`), messages);
}

async function writeLines(file: string, list: readonly object[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, list.map((one) => `${JSON.stringify(one)}\n`).join(''));
}
