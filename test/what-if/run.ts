/** Runs what-if over a played history. */
import { KERNEL_VERSION } from '../../libs/kernel/kernel-version';
import { compareMerchant } from '../../libs/what-if/compare';
import type { PurchaseChange } from '../../libs/what-if/purchase-changes';
import { reportOf, type ScenarioReport } from '../../libs/what-if/report';
import type { Scenario } from '../../libs/what-if/scenario';
import { WhatIf } from '../../libs/what-if/what-if';
import { PARTITION, type Played } from '../kernel/support/simulation';
import { MERCHANT } from '../kernel/support/universe';

export const NOTHING: Scenario = { name: 'nothing', policy: {}, campaigns: [], removedCampaigns: [] };

/** Takes the whole history under the scenarios. The newest kernel decides from its start, as simulations do. */
export function whatIf(played: readonly Played[], ...scenarios: Scenario[]): WhatIf {
  return whatIfWith(undefined, played, scenarios);
}

/** @param hotRowsMax so many rows of each course stay in memory */
export function whatIfWith(
  hotRowsMax: number | undefined,
  played: readonly Played[],
  scenarios: readonly Scenario[],
): WhatIf {
  const run = new WhatIf({ partition: PARTITION, scenarios, hasUniqueIds: true, passedOver: [], hotRowsMax });
  const fact = { type: 'KernelChanged' as const, data: { version: KERNEL_VERSION } };
  run.take({ id: 'kernel', position: -1, recordedAt: 0, fact });
  for (const { recorded } of played) run.take(recorded);
  run.finish();
  return run;
}

/** The report of one scenario, and the purchases that it changes. */
export function reportFor(
  played: readonly Played[],
  scenario: Partial<Scenario>,
): ScenarioReport & { changes: PurchaseChange[] } {
  const run = whatIf(played, { ...NOTHING, ...scenario });
  const changes: PurchaseChange[] = [];
  const report = compareMerchant(MERCHANT, run.recorded, run.scenarios[0]!, (change) => changes.push(change));
  return { ...reportOf('scenario', [report]), changes };
}
