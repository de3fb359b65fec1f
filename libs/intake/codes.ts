/** Codes of merchants, and to whom they belong. */
import { randomUUID } from 'node:crypto';
import type { VaultRow } from '../event-log/event-log';
import type { CodeAssigned, CodeReleased } from '../kernel/facts';
import { holdsAddress } from './addresses';
import { mapped, object, optional, type ValueOf } from './body-shape';
import { IDENTIFIER, label } from './body-values';
import { factDraft, leaveOut, type FactDraft } from './fact-draft';
import { ID_LENGTH_MAX } from './limits';
import type { Pseudonymizer } from './pseudonyms';
import { textFault } from './text';

/**
 * The one spelling of a code: trimmed and upper-cased. Undefined: it is too long, nobody could type it, or it holds an
 * e-mail address, which the log would keep for ever.
 */
export function keepOfCode(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const code = String(value).trim().toUpperCase();
  const fault = textFault(code, { lengthMin: 1, lengthMax: ID_LENGTH_MAX, controlCharacters: 'refused' });
  return fault === null && !holdsAddress(code) ? code : undefined;
}

export const CODE = object(
  {
    owner: mapped(IDENTIFIER, (owner, place) =>
      owner.blocked ? place.field('value').fail('never identifies anybody') : owner,
    ),
    channel: optional(label()),
    campaign: optional(label()),
    actor: optional(label({ description: 'Who assigns it; kept in the log.' })),
  },
  { name: 'CodeBody' },
);

/** Builds CodeAssigned: each call is an assignment of its own. */
export function codeAssignedDraft(pseudonyms: Pseudonymizer, code: string, body: ValueOf<typeof CODE>): FactDraft {
  const vault: VaultRow[] = [];
  const { merchantId } = pseudonyms;
  const owner = pseudonyms.identify(body.owner, vault);
  const { channel, campaign, actor } = body;
  const data = leaveOut<CodeAssigned>({ merchantId, code, owner, channel, campaign, actor });
  return factDraft({ type: 'CodeAssigned', data }, randomUUID(), data, vault);
}

export function codeReleasedDraft(merchantId: string, code: string): FactDraft {
  const data: CodeReleased = { merchantId, code };
  return factDraft({ type: 'CodeReleased', data }, randomUUID(), data, []);
}
