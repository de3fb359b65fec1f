import { partitionOf } from '../../libs/intake/partition';
import {
  type Audited,
  type AuditedConnection,
  type AuditedGroup,
  auditGroups,
  auditOthers,
} from '../../libs/queries/audit-merges';
import { evidenceInWords, MERGE_REFUSALS } from '../../libs/queries/story/decisions-in-words';
import { counted, listed, personInWords, sum, when } from '../../libs/queries/story/words';
import type { MergeRefusal } from '../../libs/kernel/codes';
import { pseudonymOf } from './as-of-command';
import { dotOf } from './audit/dot';
import { EXIT, WrongUse } from './exit';
import type { Output } from './output';
import type { Session } from './session';

/** One JSON object holds so many groups, and so many refusals and reversals; text and DOT have all of them. */
export const JSON_MAX = 10_000;

export interface AuditOptions {
  merchant: string;
  group?: string;
  dot?: boolean;
}

/** Shows how the groups of a merchant came about; large merchants are read and printed in pages. */
export async function auditMerges(session: Session, options: AuditOptions, output: Output): Promise<number> {
  const { pool, log, intake, partitions } = session;
  const { merchant: merchantId, group, dot } = options;
  if (!(await intake.merchants.isKnown(merchantId))) throw new WrongUse(`There is no merchant ${merchantId}.`);
  const audited: Audited = { pool, log, merchantId, partition: partitionOf(merchantId, partitions) };
  const of = group === undefined ? undefined : await pseudonymOf(session, merchantId, group);
  const told = { groups: [] as AuditedGroup[], others: [] as AuditedConnection[], complete: true };
  const keep = <T>(list: T[], one: T) => (list.length < JSON_MAX ? list.push(one) : (told.complete = false));

  if (dot) output.say('graph merges {\n  node [shape=box, fontname="sans-serif"];');
  for await (const one of auditGroups(audited, of)) {
    keep(told.groups, one);
    for (const line of dot ? dotOf.group(one) : treeOf(one)) output.say(line);
  }
  let isFirst = true;
  for await (const one of auditOthers(audited, of)) {
    keep(told.others, one);
    if (isFirst && !dot) output.say('Refused or taken back');
    isFirst = false;
    for (const line of dot ? dotOf.other(one) : otherLines(one)) output.say(line);
  }
  if (dot) output.say('}');
  else if (told.groups.length + told.others.length === 0) output.say('Nobody was merged, refused or taken apart.');
  output.result({ merchantId, ...told });
  return EXIT.held;
}

/** The group's anchor, and under each home group those that merged into it. */
function treeOf({ groupId, identifiers, edges }: AuditedGroup): string[] {
  const names = new Map(identifiers.map((one) => [one.id, personInWords(one)]));
  const merges = edges.filter(({ status }) => status === 'merged');
  const lines = [`${names.get(groupId) ?? groupId} · ${counted(identifiers.length, 'identifier')}, group ${groupId}`];
  const add = (into: string, indent: string) => {
    const children = merges.filter((edge) => edge.intoGroupId === into);
    for (const [i, edge] of children.entries()) {
      const isLast = i === children.length - 1;
      const under = indent + (isLast ? '   ' : '│  ');
      lines.push(`${indent}${isLast ? '└─ ' : '├─ '}${names.get(edge.fromGroupId!) ?? edge.fromGroupId}`);
      lines.push(...aboutLines(edge).map((line) => `${under}     ${line}`));
      add(edge.fromGroupId!, under);
    }
  };
  add(groupId, '');
  for (const edge of edges) {
    if (edge.status !== 'confirmed') continue;
    lines.push(`   also ${pairOf(edge)}: ${evidenceInWords(edge.evidence)}, ${when(edge.at)} (${edge.edgeId})`);
  }
  return [...lines, ''];
}

function aboutLines(edge: AuditedConnection): string[] {
  const { mergeId, at, position, evidence, identifiersMoved, forced } = edge;
  const by = `${pairOf(edge)}: ${evidenceInWords(evidence)}${forced.length > 0 ? `, forced past ${listed(forced)}` : ''}`;
  return [
    `${mergeId} · ${when(at)} · position ${position} · ${counted(identifiersMoved, 'identifier')} moved`,
    by,
    ...effectLines(edge),
  ];
}

function effectLines({ effects }: AuditedConnection): string[] {
  const { purchasesReevaluated, rewardsGranted, rewardsReversed, money } = effects;
  if (purchasesReevaluated === 0) return [];
  const sums = money
    .filter(({ amount }) => amount !== 0)
    .map(({ amount, currency }) => `${amount > 0 ? '+' : ''}${sum(amount, currency)}`);
  return [
    `${counted(purchasesReevaluated, 'order')} decided again: ${counted(rewardsGranted, 'reward')} granted, ` +
      `${rewardsReversed} taken back, ${sums.length > 0 ? listed(sums) : 'no change of the sum'}`,
  ];
}

function otherLines(one: AuditedConnection): string[] {
  const { status, refusedBecause, at, position, evidence, reverted } = one;
  const lines = [`  ${pairOf(one)} · ${when(at)} · position ${position}`, `    ${evidenceInWords(evidence)}`];
  if (status === 'refused')
    lines.push(`    refused, ${refusedBecause}: ${MERGE_REFUSALS[refusedBecause as MergeRefusal]}`);
  if (status === 'dropped') lines.push('    fell away when another connection of the group was taken back');
  if (reverted !== null) {
    const outcome = reverted.split ? 'the group split' : `still held together by ${listed(reverted.heldBy)}`;
    lines.push(`    taken back on ${when(reverted.at)} by ${reverted.actor} (“${reverted.reason}”): ${outcome}`);
  }
  return [...lines, ...effectLines(one).map((line) => `    ${line}`)];
}

function pairOf({ a, b }: AuditedConnection): string {
  return `${personInWords(a)} — ${personInWords(b)}`;
}
