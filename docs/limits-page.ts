import type { LimitGroup } from './limit';
import { BODIES } from './limits-of-bodies';
import { DECISIONS } from './limits-of-decisions';
import { EXPORTS } from './limits-of-exports';
import { IMPORTS } from './limits-of-imports';
import { READS } from './limits-of-reads';
import { REPLAYS } from './limits-of-replays';
import { PUBLISHABLE_KEYS, REQUESTS } from './limits-of-requests';
import { CLOCKS, ENGINE, LOG, POSTGRES } from './limits-of-the-engine';

type Table = (head: string[], rows: string[][]) => string;

const GROUPS: readonly LimitGroup[] = [
  REQUESTS,
  PUBLISHABLE_KEYS,
  BODIES,
  IMPORTS,
  EXPORTS,
  READS,
  REPLAYS,
  DECISIONS,
  ENGINE,
  LOG,
  POSTGRES,
  CLOCKS,
];

/** The blocks of the page on limits. */
export function limitBlocks(table: Table): string[] {
  return [
    'Everything that grows with what others send has a limit, so that nobody can fill the memory of a process, hold up ' +
      'what others asked for, or make a decision that never ends.',
    'Codes are explained [here](../reference/codes.md), variables of the environment [here](../reference/environment.md).',
    ...GROUPS.flatMap(({ title, text, limits }) => [
      `## ${title}`,
      text,
      table(
        ['limit', 'value', 'changed by', 'when it is met'],
        limits.map((limit) => [...limit]),
      ),
    ]),
  ];
}
