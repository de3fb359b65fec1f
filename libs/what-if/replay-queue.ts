/** The worker's side of the replays. */
import type { PoolClient } from 'pg';
import { RunQueue } from '../database/run-queue';
import type { PurchaseChange } from './purchase-changes';
import type { Scenario } from './scenario';

const SLICE = 1_000;

export interface TakenReplay {
  id: string;
  merchant_id: string;
  scenarios: Scenario[];
}

export const REPLAY_QUEUE = new RunQueue<TakenReplay>({ name: 'replays', taken: ['merchant_id', 'scenarios'] });

/** @param changes of each scenario, in their order */
export async function storeChanges(
  client: PoolClient,
  replayId: string,
  changes: readonly (readonly PurchaseChange[])[],
): Promise<void> {
  for (const [scenario, ofScenario] of changes.entries()) {
    for (let at = 0; at < ofScenario.length; at += SLICE) {
      await client.query(
        `insert into replay_changes (replay_id, scenario, number, change)
         select $1, $2, $3 + place - 1, change from jsonb_array_elements($4::jsonb) with ordinality as t (change, place)`,
        [replayId, scenario, at, JSON.stringify(ofScenario.slice(at, at + SLICE))],
      );
    }
  }
}
