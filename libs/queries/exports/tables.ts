import type { ExportTable } from './export-table';
import { ledger } from './ledger';
import { merges } from './merges';
import { purchases } from './purchases';
import { rewards } from './rewards';
import { touchpoints } from './touchpoints';

/** Everything that can be exported. */
export const EXPORTS: readonly ExportTable[] = [touchpoints, purchases, rewards, merges, ledger];
