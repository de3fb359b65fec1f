/** Loads proposals that operators decide, and open proposals that another evaluation may supersede. */
import type { ClientBase } from 'pg';
import { ProposalRow, proposalFromRow } from '../../../projections/proposals';
import { tableOf } from '../../../projections/registry';
import { keysOf, loadByKey, type Entry, type Key } from './select';

const PROPOSAL = tableOf(ProposalRow);

export async function loadDecidedProposals(client: ClientBase, entries: readonly Entry[]): Promise<void> {
  await loadProposals(
    client,
    keysOf(entries, ({ reach }) => reach.decidedProposals),
    ({ reach }, { orderId }) => reach.addProposedOrder(orderId),
  );
}

/** The last stage: the open proposals of all loaded purchases. */
export async function loadOpenProposals(client: ClientBase, entries: readonly Entry[]): Promise<void> {
  const keys = keysOf(entries, ({ merchant: { purchases, proposals } }) => {
    const ids: string[] = [];
    for (const { evaluation } of purchases.rows.values()) {
      if (evaluation.state === 'proposed' && !proposals.rows.has(evaluation.id!)) ids.push(evaluation.id!);
    }
    return ids;
  });
  await loadProposals(client, keys, () => undefined);
}

async function loadProposals(
  client: ClientBase,
  keys: readonly Key[],
  found: (entry: Entry, row: ProposalRow) => void,
): Promise<void> {
  await loadByKey<ProposalRow>(client, keys, {
    name: 'proposals',
    table: PROPOSAL,
    by: 'proposal_id',
    absent: ({ merchant }, proposalId) => merchant.proposals.rows.load(proposalId, undefined),
    present: (entry, row) => {
      entry.merchant.proposals.rows.load(row.proposalId, proposalFromRow(row));
      found(entry, row);
    },
  });
}
