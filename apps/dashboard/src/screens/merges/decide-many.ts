/** Decides many proposals, a few at a time, and says of each what came of it. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem, apiOf, bodyOf, type Shown } from '../../api/client';
import { useMerchantId } from '../../api/merchant';

/** So many can be chosen. */
export const DECIDED_MAX = 500;
const AT_ONCE = 4;

type Proposal = Shown['ProposalShown'];
export type Verb = 'approve' | 'reject';

export interface Result {
  proposal: Proposal;
  /** Null: it was decided. */
  error: Error | null;
}

export interface Deciding {
  verb: Verb;
  all: number;
  results: Result[];
}

/** `run` for each, `atOnce` at a time; in the order of the items. */
export async function eachOf<Item>(
  items: readonly Item[],
  atOnce: number,
  run: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await run(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}

export function useDecideMany() {
  const merchantId = useMerchantId();
  const client = useQueryClient();
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const decide = async (verb: Verb, proposals: readonly Proposal[], body: { reason: string; actor: string }) => {
    const results: Result[] = [];
    const show = () => setDeciding({ verb, all: proposals.length, results: [...results] });
    show();
    await eachOf(proposals.slice(0, DECIDED_MAX), AT_ONCE, async (proposal) => {
      const params = { path: { id: proposal.proposalId } };
      const asked =
        verb === 'approve'
          ? apiOf(merchantId).POST('/v1/proposals/{id}/approve', { params, body })
          : apiOf(merchantId).POST('/v1/proposals/{id}/reject', { params, body });
      const error = await bodyOf(asked).then(() => null, errorOf);
      results.push({ proposal, error });
      show();
    });
    await client.invalidateQueries({ queryKey: [merchantId] });
  };
  return { deciding, decide, forget: () => setDeciding(null) };
}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new ApiProblem(0, 'UNKNOWN', String(error));
}
