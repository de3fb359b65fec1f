/** Compares what the tables say of a partition with what its log says. */
import { canonicalJson } from '../kernel/canonical-json';
import { toInstant } from '../kernel/time';
import { ledgerMeta } from '../engine/codec';
import { differenceOf, type Difference } from './difference';
import type { PartitionState } from './partition-state';
import type { StreamState } from './stream-states';
import type { ReplayOptions, ReplayResult } from './verify-partition';

/** How far to replay: to the checkpoint, or, where it does not fit the log, to the end. */
export function replayOf(
  state: PartitionState,
): Pick<ReplayOptions, 'partition' | 'through' | 'ledgerThrough' | 'chain' | 'checkpoint' | 'passedOver'> {
  const { partition, checkpoint, intake, ledger, passedOver } = state;
  const last = intake.last?.revision ?? -1;
  const position = checkpoint?.position ?? -1;
  const lastCause = ledgerMeta(ledger.last?.meta ?? null)?.position ?? -1;
  const fits =
    checkpoint !== null &&
    position <= last &&
    lastCause <= position &&
    checkpoint.ledgerRevision === (ledger.last?.revision ?? -1);
  return {
    partition,
    through: fits ? position : last,
    ledgerThrough: ledger.last?.revision ?? -1,
    ...(checkpoint && { chain: checkpoint.chain, checkpoint: position }),
    passedOver,
  };
}

/** The differences in the order in which they help: what the tables say first, as it is why the log seems to differ. */
export function checkState(state: PartitionState, result: ReplayResult): Difference[] {
  return [
    ...checkStream('intake', state.intake),
    ...checkStream('ledger', state.ledger),
    ...checkCheckpoint(state, result),
    // The facts behind a difference were not replayed.
    ...(result.difference === null || result.sealed !== null ? checkConfiguration(state, result) : []),
  ];
}

function checkStream(stream: string, { head, last }: StreamState): Difference[] {
  const place = { position: last?.revision ?? -1 };
  if (head === null && last === null) return [];
  const [revision, recordedAt] = [last?.revision ?? -1, last?.recordedAt ?? 0];
  return present([
    differenceOf(place, `streams.revision of ${stream}`, head?.revision, revision),
    differenceOf(place, `streams.recorded_at of ${stream}`, instant(head?.recordedAt), instant(recordedAt)),
  ]);
}

function checkCheckpoint({ checkpoint, intake, ledger }: PartitionState, { sealed }: ReplayResult): Difference[] {
  if (checkpoint === null) {
    const none = intake.last === null && ledger.last === null;
    return none ? [] : [{ position: -1, ordinal: 0, field: 'checkpoints', recorded: null, recomputed: 'a row' }];
  }
  const { position, ledgerRevision, recordedAt } = checkpoint;
  const last = ledger.last?.revision ?? -1;
  return present([
    sealed && differenceOf({ position }, 'checkpoints.position', position, sealed.position),
    differenceOf({ position }, 'checkpoints.ledger_revision', ledgerRevision, sealed?.ledgerRevision ?? last),
    sealed && differenceOf({ position }, 'checkpoints.recorded_at', instant(recordedAt), instant(sealed.recordedAt)),
  ]);
}

function checkConfiguration(state: PartitionState, { sealed, head, ...facts }: ReplayResult): Difference[] {
  const decided = sealed?.position ?? head.position;
  const until = <Row extends { position: number }>(rows: readonly Row[]) =>
    rows.filter((row) => row.position <= decided);
  const named = new Set([...facts.passedOver, ...state.passedOverSoon]);
  return present([
    checkRows('partition_kernels', state.kernels, until(facts.kernels), ({ version }) => `version ${version}`),
    checkRows('partition_defaults', state.defaults, until(facts.defaults), ({ policy }) => canonicalJson(policy)),
    // A fact that is named and has no row was decided after all, and its decisions were compared.
    ...state.passedOver
      .filter((position) => !named.has(position))
      .map((position) => differenceOf({ position }, 'passed_over_facts', 'a row', null)),
  ]);
}

/** The first row that one side has and the other lacks. */
function checkRows<Row extends { position: number }>(
  table: string,
  recorded: readonly Row[],
  recomputed: readonly Row[],
  show: (row: Row) => string,
): Difference | null {
  const text = (row: Row | undefined) => (row === undefined ? null : `${show(row)} from position ${row.position} on`);
  for (let i = 0; i < Math.max(recorded.length, recomputed.length); i++) {
    const position = Math.min(recorded[i]?.position ?? Infinity, recomputed[i]?.position ?? Infinity);
    const difference = differenceOf({ position }, table, text(recorded[i]), text(recomputed[i]));
    if (difference) return difference;
  }
  return null;
}

function present(differences: readonly (Difference | null)[]): Difference[] {
  return differences.filter((difference) => difference !== null);
}

function instant(millis: number | null | undefined): string | null {
  return millis === null || millis === undefined ? null : toInstant(millis);
}
