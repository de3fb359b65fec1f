/** Merges as operators write them. */
import { randomUUID } from 'node:crypto';
import type { VaultRow } from '../event-log/event-log';
import { MERGE_FORCES, type MergeForce, type MergeRequested } from '../kernel/facts';
import type { Place } from './body-report';
import { choice, list, mapped, object, optional, type ValueOf } from './body-shape';
import { actor, id, IDENTIFIER, label, note, oneOf } from './body-values';
import { factDraft, leaveOut, type FactDraft } from './fact-draft';
import type { PlainIdentifier } from './identifiers';
import type { Pseudonymizer } from './pseudonyms';
import { withoutMarks } from './sdk-facts';

const REQUEST_ID = optional(id({ description: 'Makes sending again safe.' }));

/** A set: each rule once, in one order. Undefined where nothing is forced. */
const FORCE = optional(
  mapped(
    list(oneOf(MERGE_FORCES), [0, MERGE_FORCES.length], {
      description: 'Rules that are not to refuse it; kept with the edge.',
    }),
    (asked): MergeForce[] | undefined => {
      const force = MERGE_FORCES.filter((rule) => asked.includes(rule));
      return force.length > 0 ? force : undefined;
    },
  ),
);

function different({ a, b }: { a?: PlainIdentifier; b?: PlainIdentifier }, place: Place): void {
  if (a !== undefined && b !== undefined && !a.blocked && a.type === b.type && a.value === b.value) {
    place.field('b').fail('must be another identifier than a');
  }
}

export const MERGE = object(
  { requestId: REQUEST_ID, a: IDENTIFIER, b: IDENTIFIER, reason: note(), actor: actor(), force: FORCE },
  { name: 'MergeBody', rule: different },
);

/** As MERGE, but nobody has to say why. */
const MERGE_PREVIEW = object(
  {
    requestId: REQUEST_ID,
    a: IDENTIFIER,
    b: IDENTIFIER,
    reason: optional(note()),
    actor: optional(actor()),
    force: FORCE,
  },
  { name: 'MergePreviewBody', rule: different },
);

const REVERT_PREVIEW = object(
  { mergeId: label({ description: 'Of a merge, or of an edge, that would be taken back.' }) },
  { name: 'RevertPreviewBody' },
);

export const PREVIEW = choice<ValueOf<typeof MERGE_PREVIEW> | ValueOf<typeof REVERT_PREVIEW>>(
  [MERGE_PREVIEW, REVERT_PREVIEW],
  (body) => (Object.hasOwn(body, 'mergeId') ? REVERT_PREVIEW : MERGE_PREVIEW),
);

export const SEPARATION = object(
  { a: IDENTIFIER, b: IDENTIFIER, reason: note(), actor: actor() },
  { name: 'SeparationBody' },
);

/** Builds MergeRequested; the request's id is the sender's, or a new one. */
export function mergeDraft(
  pseudonyms: Pseudonymizer,
  body: ValueOf<typeof MERGE>,
): { requestId: string; draft: FactDraft } {
  const vault: VaultRow[] = [];
  const sent = leaveOut<Partial<MergeRequested>>({
    merchantId: pseudonyms.merchantId,
    requestId: body.requestId,
    a: pseudonyms.identify(body.a, vault),
    b: pseudonyms.identify(body.b, vault),
    reason: body.reason,
    actor: body.actor,
    force: body.force,
  });
  const requestId = body.requestId ?? randomUUID();
  const data = { ...sent, requestId } as MergeRequested;
  return { requestId, draft: factDraft({ type: 'MergeRequested', data }, requestId, withoutMarks(sent), vault) };
}
