/** Compares one decision with the ledger event in its place. */
import type { ScannedEvent } from '../event-log/event-log';
import { isRecordedAs, ledgerMeta, metaText, type DecidedFact } from '../engine/codec';
import { differenceOf, type Difference } from './difference';

/** @param withChain false: the chain covers all merchants, and only one of them is verified */
export function compare(
  event: ScannedEvent,
  revision: number,
  decided: DecidedFact,
  ordinal: number,
  withChain: boolean,
): Difference | null {
  // Nearly always all are equal, and comparing texts needs no parsing.
  const sameColumns = event.id === null && event.contentHash === null && (event.revision === revision || !withChain);
  if (sameColumns && isRecordedAs(event, decided, ordinal)) return null;

  const { id: causeId, position, recordedAt } = decided.fact;
  const { kernelVersion } = decided;
  const { type } = decided.decisions[ordinal]!;
  const data = decided.data[ordinal]!;
  const metaWith = (chain: string | undefined) => metaText(causeId, position, ordinal, kernelVersion, chain);
  const place = { position, ordinal };
  const meta = ledgerMeta(event.meta);
  if (meta === null) return differenceOf(place, 'meta', event.meta, metaWith(undefined));
  if (meta.position !== position && (event.type !== type || event.data !== data)) {
    // One side has a decision that the other lacks; that decision comes first.
    return meta.position < position ? tooMany(event, meta) : differenceOf(place, 'count', null, type);
  }
  return (
    differenceOf(place, 'position', meta.position, position) ??
    differenceOf(place, 'type', event.type, type) ??
    differenceOf(place, 'data', event.data, data) ??
    differenceOf(place, 'ordinal', meta.ordinal, ordinal) ??
    differenceOf(place, 'causeId', meta.causeId, causeId) ??
    differenceOf(place, 'recordedAt', event.recordedAt, recordedAt) ??
    differenceOf(place, 'kernelVersion', meta.kernelVersion, kernelVersion) ??
    (withChain && meta.chain !== undefined ? differenceOf(place, 'chain', meta.chain, decided.chain) : null) ??
    differenceOf(place, 'meta', event.meta, metaWith(meta.chain)) ??
    differenceOf(place, 'id', event.id, null) ??
    differenceOf(place, 'contentHash', event.contentHash, null) ??
    (withChain ? differenceOf(place, 'revision', event.revision, revision) : null)
  );
}

/** The ledger holds an event that no fact decides. */
export function tooMany(
  event: ScannedEvent,
  { position, ordinal }: { position: number; ordinal: number },
): Difference | null {
  return differenceOf({ position, ordinal }, 'count', event.type, null);
}
