import type { VaultRow } from '../event-log/event-log';
import {
  ATTRIBUTION_MODELS,
  BLOCKED_VALUES_MAX,
  POLICY_LIMITS,
  REPROCESS_MODES,
  TOUCHPOINT_SOURCES,
  type Policy,
  type PolicyPatch,
  type TouchpointSource,
} from '../kernel/policy';
import { leaveOut } from './fact-draft';
import { Fields } from './fields';
import { foldValue } from './identifiers';
import { ID_LENGTH_MAX } from './limits';
import type { Pseudonymizer } from './pseudonyms';
import { textFault } from './text';

/** A patch as a merchant writes it, checked: `blockedValues` are still in plain text. */
export type PlainPolicyPatch = Partial<Omit<Policy, 'blockedValues' | 'blockedIds'>> & { blockedValues?: string[] };

/** The fields of a policy that a merchant can write. */
export const POLICY_FIELDS = [
  'settlingPeriodSeconds',
  'lookbackDays',
  'model',
  'sourceRanking',
  'finalityDays',
  'reprocess',
  'requireToken',
  'claimTtlDays',
  'maxCustomersPerGroup',
  'maxIdentifiersPerGroup',
  'blockedValues',
  'linkByEmail',
  'acceptTestOrders',
  'mismatchAlertPercent',
] as const satisfies readonly (keyof Policy)[];

/** Reads a policy patch out of `fields`, whose report says what is wrong with it. */
export function readPolicyPatch(fields: Fields): PlainPolicyPatch {
  const bounded = (name: keyof typeof POLICY_LIMITS) =>
    fields.optional(name, () => fields.integer(name, POLICY_LIMITS[name][0], POLICY_LIMITS[name][1]));
  const flag = (name: 'requireToken' | 'linkByEmail' | 'acceptTestOrders') => fields.optional(name, fields.boolean);
  return leaveOut<PlainPolicyPatch>({
    settlingPeriodSeconds: bounded('settlingPeriodSeconds'),
    lookbackDays: bounded('lookbackDays'),
    model: fields.optional('model', (name) => fields.oneOf(name, ATTRIBUTION_MODELS)),
    sourceRanking: fields.optional('sourceRanking', (name) => rankingOf(fields, name)),
    finalityDays: bounded('finalityDays'),
    reprocess: fields.optional('reprocess', (name) => fields.oneOf(name, REPROCESS_MODES)),
    requireToken: flag('requireToken'),
    claimTtlDays: bounded('claimTtlDays'),
    maxCustomersPerGroup: bounded('maxCustomersPerGroup'),
    maxIdentifiersPerGroup: bounded('maxIdentifiersPerGroup'),
    blockedValues: fields.optional('blockedValues', (name) => blockedValuesOf(fields, name)),
    linkByEmail: flag('linkByEmail'),
    acceptTestOrders: flag('acceptTestOrders'),
    mismatchAlertPercent: bounded('mismatchAlertPercent'),
  });
}

/** The patch as the log may hold it; the rows that show its blocked values are added to `vault`. */
export function pseudonymizePolicy(plain: PlainPolicyPatch, pseudonyms: Pseudonymizer, vault: VaultRow[]): PolicyPatch {
  const { blockedValues, ...patch } = plain;
  if (blockedValues === undefined) return patch;
  const blocked = blockedValues.map((value) => pseudonyms.blockedValue(value, vault));
  return {
    ...patch,
    blockedValues: blocked.map(({ shown }) => shown),
    blockedIds: blocked.flatMap(({ matches }) => matches),
  };
}

function rankingOf(fields: Fields, name: string): TouchpointSource[][] {
  const ranking = fields.list(name, TOUCHPOINT_SOURCES.length);
  const named = ranking.flat();
  const isRanking =
    ranking.every((sources) => Array.isArray(sources) && sources.length > 0) &&
    named.every((source) => TOUCHPOINT_SOURCES.some((known) => known === source)) &&
    new Set(named).size === named.length;
  if (!isRanking) {
    fields.fail(
      name,
      `must be a list of lists that name sources (${TOUCHPOINT_SOURCES.join(', ')}), each once at most`,
    );
  }
  return isRanking ? (ranking as TouchpointSource[][]) : [];
}

/** Each value once; they are compared trimmed and lower-cased. */
function blockedValuesOf(fields: Fields, name: string): string[] {
  const rule = { lengthMin: 1, lengthMax: ID_LENGTH_MAX, controlCharacters: 'refused' } as const;
  const values = fields.list(name, BLOCKED_VALUES_MAX).map((value, index) => {
    const path = `${name}[${index}]`;
    if (typeof value !== 'string' && !Number.isSafeInteger(value)) {
      fields.fail(path, 'must be a string or a safe integer');
      return '';
    }
    const text = foldValue(String(value));
    const fault = textFault(text, rule);
    if (fault !== null) fields.fail(path, fault);
    return text;
  });
  return [...new Set(values)];
}
