/** What a check found, as it is kept: all counts, and the first differences. */
import type { TableDifference } from '../engine/rebuild/compare';
import type { Rebuilt } from '../engine/rebuild/rebuild';
import { differencesIn, type PlacedDifference, type VerifiedLog } from '../verify/verify-log';

export const CHECK_LIMITS = {
  /** So many differences are kept, the first. */
  differencesMax: 20,
  /** A value that differs is cut after so many characters. */
  valueCharactersMax: 2_000,
} as const;

export interface CheckOutcome {
  /** Nothing differs. */
  held: boolean;
  /** Null: the ledger was not verified. */
  ledger: LedgerOutcome | null;
  /** Null: they were not compared, as nobody asked for it, or the ledger did not hold. */
  readModels: ReadModelsOutcome | null;
}

export interface LedgerOutcome {
  facts: number;
  decisions: number;
  /** Rows of the vault; null: not checked, as there is no secrets key. */
  vaultRows: number | null;
  differenceCount: number;
  differences: PlacedDifference[];
}

export interface ReadModelsOutcome {
  tables: number;
  facts: number;
  rows: number;
  /** They were put in the place of the present ones. */
  replaced: boolean;
  /** By table. */
  differences: TableDifference[];
  stopped: Rebuilt['stopped'];
}

export function ledgerOutcome(verified: VerifiedLog): LedgerOutcome {
  const { facts, decisions, vault } = verified;
  const found = differencesIn(verified);
  return {
    facts,
    decisions,
    vaultRows: typeof vault === 'string' ? null : vault.rows,
    differenceCount: found.length,
    differences: found.slice(0, CHECK_LIMITS.differencesMax).map((difference) => ({
      ...difference,
      recorded: cut(difference.recorded),
      recomputed: cut(difference.recomputed),
    })),
  };
}

export function readModelsOutcome({ tables, facts, rows, differences, stopped, waitedMs }: Rebuilt): ReadModelsOutcome {
  return {
    tables: tables.length,
    facts,
    rows,
    replaced: waitedMs !== null,
    differences: differences.map((difference) => ({
      ...difference,
      live: cut(difference.live),
      rebuilt: cut(difference.rebuilt),
    })),
    stopped,
  };
}

function cut(text: string | null): string | null {
  const { valueCharactersMax: max } = CHECK_LIMITS;
  return text === null || text.length <= max ? text : `${text.slice(0, max)}…`;
}
