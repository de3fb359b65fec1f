import { hash } from 'node:crypto';
import type { VaultRow } from '../event-log/event-log';
import { canonicalJson } from '../kernel/canonical-json';
import type { Fact } from '../kernel/facts';
import { uuidFrom } from './pseudonyms';

/** A fact that is ready for the log. */
export interface FactDraft {
  fact: Fact;
  /** Made from the sender's id, so that the log recognises a repetition and answers as before. */
  eventId: string;
  /** SHA-256, hex, of what the caller sent, without what the server filled in. */
  contentHash: string;
  vault: VaultRow[];
  /** Notes for people, stored beside the fact. */
  meta?: Record<string, string>;
}

/**
 * @param callersId unique for the merchant and the kind of fact, or, with an owner, for that owner alone
 * @param sent what the caller sent, normalised and pseudonymised
 */
export function factDraft(
  fact: Fact,
  callersId: string | readonly [owner: string, id: string],
  sent: unknown,
  vault: VaultRow[],
): FactDraft {
  const merchantId = 'merchantId' in fact.data ? fact.data.merchantId : '';
  const eventId = uuidFrom([merchantId, fact.type].concat(callersId));
  return { fact, eventId, contentHash: sha256Hex(canonicalJson(sent)), vault };
}

/** Leaves out undefined fields: they are not in the log, nor in content that is compared. */
export function leaveOut<T extends object>(record: { [K in keyof T]: T[K] | undefined }): T {
  const left = {} as T;
  for (const key of Object.keys(record) as (keyof T)[]) {
    const value = record[key];
    if (value !== undefined) left[key] = value;
  }
  return left;
}

export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data);
}
