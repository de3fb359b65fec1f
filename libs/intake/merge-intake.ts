import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { VaultRow } from '../event-log/event-log';
import {
  MERGE_FORCES,
  type Fact,
  type MergeForce,
  type MergeRequested,
  type ProposalDecided,
  type SeparationLifted,
} from '../kernel/facts';
import { findEdgeKind, isSeparated } from '../queries/merges';
import { findProposalState } from '../queries/proposals';
import { isRecord } from './bodies';
import type { FactAppender } from './fact-appender';
import { factDraft, leaveOut, type FactDraft } from './fact-draft';
import { FieldReport, Fields, judged } from './fields';
import type { PlainIdentifier } from './identifiers';
import { NOTE_LENGTH_MAX } from './limits';
import type { Merchants } from './merchants';
import { ok, refused, type Outcome, type WriteAnswer } from './outcomes';
import type { Pseudonymizer } from './pseudonyms';
import { readMergeId, readOperator } from './requests';
import { withoutMarks } from './sdk-facts';

const MERGE_FIELDS = ['requestId', 'a', 'b', 'reason', 'actor', 'force'];

/** A request that is only thought of, with what it names in plain text, by pseudonym: the vault may not have it. */
export interface PreviewRequest {
  fact: Extract<Fact, { type: 'MergeRequested' | 'UnmergeRequested' }>;
  named: Map<string, PlainIdentifier>;
}

/**
 * What operators say about who is one person, and about proposals. What the read models know to be of no use is refused
 * here; what two operators do at the same moment is decided in log order, by the kernel.
 */
export class MergeIntake {
  constructor(
    private readonly pool: Pool,
    private readonly merchants: Merchants,
    private readonly appender: FactAppender,
  ) {}

  /** `input` is `{ requestId?, a, b, reason, actor, force? }`. */
  async request(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer & { requestId: string }>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const pseudonyms = merchant.value;
    const draft = judged(() => mergeDraft(pseudonyms, input));
    if (!draft.ok) return draft;
    const written = await this.appender.append(merchantId, draft.value);
    return written.ok ? ok({ ...written.value, requestId: draft.value.requestId }) : written;
  }

  /**
   * The same `input`, of which `reason` and `actor` may be left out, or `{ mergeId }` for what is to be taken back, as
   * `checkRevert`. Nothing is stored.
   */
  async readPreview(merchantId: string, input: unknown): Promise<Outcome<PreviewRequest>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const pseudonyms = merchant.value;
    if (isRecord(input) && Object.hasOwn(input, 'mergeId')) return this.readRevertPreview(merchantId, input);
    return judged(() => {
      const { a, b, force, reason = '', actor = '' } = readMerge(pseudonyms, input, true);
      const [refA, refB] = [pseudonyms.identify(a, []), pseudonyms.identify(b, [])];
      const data = leaveOut<MergeRequested>({ merchantId, requestId: '', a: refA, b: refB, reason, actor, force });
      const named = new Map([
        [refA.id, a],
        [refB.id, b],
      ]);
      return { fact: { type: 'MergeRequested', data }, named };
    });
  }

  private async readRevertPreview(merchantId: string, input: unknown): Promise<Outcome<PreviewRequest>> {
    const read = readMergeId(input);
    const holds = read.ok ? await this.checkRevert(merchantId, read.value) : read;
    if (!holds.ok) return holds;
    const data = { merchantId, mergeId: holds.value, reason: '', actor: '' };
    return ok({ fact: { type: 'UnmergeRequested', data }, named: new Map() });
  }

  /** The id of a merge or edge that holds: NOT_FOUND, ALREADY_REVERTED. */
  private async checkRevert(merchantId: string, id: string): Promise<Outcome<string>> {
    const kind = await findEdgeKind(this.pool, merchantId, id);
    if (kind === null) return refused('NOT_FOUND', 'There is no such merge.');
    return kind === 'edge' ? ok(id) : refused('ALREADY_REVERTED', 'The merge does not hold any more.');
  }

  /** `input` is `{ reason, actor }`. As `checkRevert`. */
  async revert(merchantId: string, mergeId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    const by = readOperator(input);
    if (!by.ok) return by;
    const holds = await this.checkRevert(merchantId, mergeId);
    if (!holds.ok) return holds;
    const data = { merchantId, mergeId, ...by.value };
    return this.appender.append(merchantId, factDraft({ type: 'UnmergeRequested', data }, randomUUID(), data, []));
  }

  /** `input` is `{ a, b, reason, actor }`. NOT_FOUND: the pair is not separated. */
  async liftSeparation(merchantId: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const pseudonyms = merchant.value;
    const data = judged(() => readSeparation(pseudonyms, input));
    if (!data.ok) return data;
    const { a, b } = data.value;
    if (!(await isSeparated(this.pool, merchantId, a.id, b.id))) {
      return refused('NOT_FOUND', 'The two are not separated.');
    }
    return this.appender.append(
      merchantId,
      factDraft({ type: 'SeparationLifted', data: data.value }, randomUUID(), data, []),
    );
  }

  /** `input` is `{ reason, actor }`. NOT_FOUND, PROPOSAL_CLOSED. */
  async decide(
    merchantId: string,
    proposalId: string,
    decision: ProposalDecided['decision'],
    input: unknown,
  ): Promise<Outcome<WriteAnswer>> {
    const by = readOperator(input);
    if (!by.ok) return by;
    const proposal = await findProposalState(this.pool, merchantId, proposalId);
    if (proposal === null) return refused('NOT_FOUND', 'There is no such proposal.');
    if (proposal.status !== 'open') return refused('PROPOSAL_CLOSED', `The proposal is ${proposal.status}.`);
    const data = { merchantId, proposalId, decision, ...by.value };
    return this.appender.append(merchantId, factDraft({ type: 'ProposalDecided', data }, randomUUID(), data, []));
  }
}

/** Throws InvalidBody. */
function readMerge(pseudonyms: Pseudonymizer, input: unknown, imagined: boolean) {
  const report = new FieldReport();
  const fields = new Fields(input, '', report, MERGE_FIELDS);
  const note = () => fields.note('reason', NOTE_LENGTH_MAX);
  const label = () => fields.label('actor');
  const read = {
    requestId: fields.optional('requestId', fields.id),
    a: fields.typedIdentifier('a'),
    b: fields.typedIdentifier('b'),
    reason: imagined ? fields.optional('reason', note) : note(),
    actor: imagined ? fields.optional('actor', label) : label(),
    force: fields.optional('force', () => forceOf(fields)),
  };
  const { a, b } = read;
  if (!a.blocked && pseudonyms.identify(a, []).id === pseudonyms.identify(b, []).id)
    fields.fail('b', 'must be another identifier than a');
  report.throwIfAny();
  return read;
}

/** Each once, in one order: what is forced is a set. Undefined where nothing is. */
function forceOf(fields: Fields): MergeForce[] | undefined {
  const asked = fields.list('force', MERGE_FORCES.length);
  asked.forEach((rule, i) => {
    if (!MERGE_FORCES.some((known) => known === rule))
      fields.fail(`force[${i}]`, `must be one of ${MERGE_FORCES.join(', ')}`);
  });
  const force = MERGE_FORCES.filter((rule) => asked.includes(rule));
  return force.length > 0 ? force : undefined;
}

function mergeDraft(pseudonyms: Pseudonymizer, input: unknown): FactDraft & { requestId: string } {
  const { requestId, a, b, reason, actor, force } = readMerge(pseudonyms, input, false);
  const vault: VaultRow[] = [];
  const { merchantId } = pseudonyms;
  const sent = leaveOut<Partial<MergeRequested>>({
    merchantId,
    requestId,
    a: pseudonyms.identify(a, vault),
    b: pseudonyms.identify(b, vault),
    reason,
    actor,
    force,
  });
  const data = { ...sent, requestId: requestId ?? randomUUID() } as MergeRequested;
  const draft = factDraft({ type: 'MergeRequested', data }, data.requestId, withoutMarks(sent), vault);
  return { ...draft, requestId: data.requestId };
}

/** Throws InvalidBody. */
function readSeparation(pseudonyms: Pseudonymizer, input: unknown): SeparationLifted {
  const report = new FieldReport();
  const fields = new Fields(input, '', report, ['a', 'b', 'reason', 'actor']);
  const a = fields.typedIdentifier('a');
  const b = fields.typedIdentifier('b');
  const reason = fields.note('reason', NOTE_LENGTH_MAX);
  const actor = fields.label('actor');
  report.throwIfAny();
  return {
    merchantId: pseudonyms.merchantId,
    a: pseudonyms.identify(a, []),
    b: pseudonyms.identify(b, []),
    reason,
    actor,
  };
}
