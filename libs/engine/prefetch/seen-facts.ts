/** Which facts of a batch were acted on before, if the log may hold a fact twice. */
import type { ClientBase } from 'pg';
import type { RecordedFact } from '../../kernel/facts';
import type { World } from '../../kernel/world';
import { select } from './select';

export async function loadSeenFacts(client: ClientBase, world: World, facts: readonly RecordedFact[]): Promise<void> {
  if (world.seenFacts === null) return;
  const rows = await select<{ factId: string }>(
    client,
    'seen facts',
    `select fact_id as "factId" from seen_facts where partition = $1 and fact_id = any($2::uuid[])`,
    [world.partition, facts.map(({ id }) => id)],
  );
  for (const { factId } of rows) world.seenFacts.add(factId);
}
