import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Fact, MergeRequested, ProposalDecided, SeparationLifted } from '../kernel/facts';
import { findEdgeKind, isSeparated } from '../queries/merges';
import { findProposalState, type ProposalState } from '../queries/proposals';
import { readBody } from './body-shape';
import type { FactAppender } from './fact-appender';
import { factDraft, leaveOut } from './fact-draft';
import type { PlainIdentifier } from './identifiers';
import type { Merchants } from './merchants';
import { MERGE, mergeDraft, PREVIEW, SEPARATION } from './merges';
import { ok, refused, type Outcome, type Problem, type WriteAnswer } from './outcomes';
import { OPERATOR } from './requests';

/** A request of which only the effects are asked. It brings what it names in plain text, which the vault may not have. */
export interface PreviewRequest {
  fact: Extract<Fact, { type: 'MergeRequested' | 'UnmergeRequested' }>;
  /** By pseudonym. */
  named: Map<string, PlainIdentifier>;
}

/** Says who was first, for the one who was not. */
export function closedProposal({ status, actor, decidedAt: at, reason }: ProposalState): Problem {
  const by = actor === null ? '' : ` by ${actor}`;
  const when = at === null ? '' : ` at ${at}`;
  return {
    code: 'PROPOSAL_CLOSED',
    detail: `The proposal was ${status}${by}${when}.`,
    decided: { status, at, actor, reason },
  };
}

/**
 * What operators say about who is one person, and about proposals. A request is refused here when the read models show
 * that it has no effect; of two requests at the same moment the kernel decides, in log order.
 */
export class MergeIntake {
  constructor(
    private readonly pool: Pool,
    private readonly merchants: Merchants,
    private readonly appender: FactAppender,
  ) {}

  /** `input` is MERGE. */
  async request(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer & { requestId: string }>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const body = readBody(MERGE, input);
    if (!body.ok) return body;
    const { requestId, draft } = mergeDraft(merchant.value, body.value);
    const written = await this.appender.append(merchantId, draft);
    return written.ok ? ok({ ...written.value, requestId }) : written;
  }

  /** `input` is PREVIEW. Nothing is stored. As `checkRevert` for a merge that would be taken back. */
  async readPreview(merchantId: string, input: unknown): Promise<Outcome<PreviewRequest>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const body = readBody(PREVIEW, input);
    if (!body.ok) return body;
    if ('mergeId' in body.value) {
      const edge = await this.checkRevert(merchantId, body.value.mergeId);
      if (!edge.ok) return edge;
      const data = { merchantId, mergeId: edge.value, reason: '', actor: '' };
      return ok({ fact: { type: 'UnmergeRequested', data }, named: new Map() });
    }
    const { reason = '', actor = '', force } = body.value;
    const [a, b] = [merchant.value.identify(body.value.a, []), merchant.value.identify(body.value.b, [])];
    const data = leaveOut<MergeRequested>({ merchantId, requestId: '', a, b, reason, actor, force });
    const named = new Map([
      [a.id, body.value.a],
      [b.id, body.value.b],
    ]);
    return ok({ fact: { type: 'MergeRequested', data }, named });
  }

  /** `input` is OPERATOR. As `checkRevert`. */
  async revert(merchantId: string, mergeId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    const by = readBody(OPERATOR, input);
    if (!by.ok) return by;
    const edge = await this.checkRevert(merchantId, mergeId);
    if (!edge.ok) return edge;
    const data = { merchantId, mergeId, ...by.value };
    return this.appender.append(merchantId, factDraft({ type: 'UnmergeRequested', data }, randomUUID(), data, []));
  }

  /** `input` is SEPARATION. NOT_FOUND: the pair is not separated. */
  async liftSeparation(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const body = readBody(SEPARATION, input);
    if (!body.ok) return body;
    const { reason, actor } = body.value;
    const [a, b] = [merchant.value.identify(body.value.a, []), merchant.value.identify(body.value.b, [])];
    if (!(await isSeparated(this.pool, merchantId, a.id, b.id))) {
      return refused('NOT_FOUND', 'The two are not separated.');
    }
    const data: SeparationLifted = { merchantId, a, b, reason, actor };
    return this.appender.append(merchantId, factDraft({ type: 'SeparationLifted', data }, randomUUID(), data, []));
  }

  /** `input` is OPERATOR. NOT_FOUND, PROPOSAL_CLOSED. */
  async decide(
    merchantId: string,
    proposalId: string,
    decision: ProposalDecided['decision'],
    input: unknown,
  ): Promise<Outcome<WriteAnswer>> {
    const by = readBody(OPERATOR, input);
    if (!by.ok) return by;
    const proposal = await findProposalState(this.pool, merchantId, proposalId);
    if (proposal === null) return refused('NOT_FOUND', 'There is no such proposal.');
    if (proposal.status !== 'open') return { ok: false, problem: closedProposal(proposal) };
    const data = { merchantId, proposalId, decision, ...by.value };
    return this.appender.append(merchantId, factDraft({ type: 'ProposalDecided', data }, randomUUID(), data, []));
  }

  /** The id of a merge or edge that holds: NOT_FOUND, ALREADY_REVERTED. */
  private async checkRevert(merchantId: string, id: string): Promise<Outcome<string>> {
    const kind = await findEdgeKind(this.pool, merchantId, id);
    if (kind === null) return refused('NOT_FOUND', 'There is no such merge.');
    return kind === 'edge' ? ok(id) : refused('ALREADY_REVERTED', 'The merge does not hold any more.');
  }
}
