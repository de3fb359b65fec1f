import { CHECK_KINDS, type CheckKind } from '../../../libs/checks/check-body';
import {
  CHECK_LIMITS,
  type CheckOutcome,
  type LedgerOutcome,
  type ReadModelsOutcome,
} from '../../../libs/checks/check-outcome';
import { CHECK_ERRORS, type CheckError, type CheckView } from '../../../libs/checks/checks';
import { CHECK_STAGES, type CheckStage } from '../../../libs/checks/run-check';
import { RUN_STATES, type RunState } from '../../../libs/database/run-queue';
import type { TableDifference } from '../../../libs/engine/rebuild/compare';
import { DIFFERENCE_PLACES, type PlacedDifference } from '../../../libs/verify/verify-log';
import { ShownAs, ShownFlag, ShownInstant, ShownInteger, ShownObject, ShownOneOf, ShownText } from '../openapi/shown';
import { pageOf } from '../reading/page';

export class CheckQueuedShown {
  @ShownInteger()
  checkId: number;
}

class CheckProgressShown {
  @ShownInteger()
  done: number;

  @ShownInteger({ description: '0 until the check begins.' })
  total: number;
}

class LedgerDifferenceShown implements PlacedDifference {
  @ShownOneOf(DIFFERENCE_PLACES, {
    description: '`partition`: log or tables of it. `merchant`: its rows of the vault, or its secrets.',
  })
  where: PlacedDifference['where'];

  @ShownInteger({ nullable: true })
  partition: number | null;

  @ShownInteger({ nullable: true, description: 'Of the fact in its partition.' })
  position: number | null;

  @ShownInteger({ nullable: true, description: 'Number of the decision among those of the fact.' })
  ordinal: number | null;

  @ShownText({ nullable: true })
  merchantId: string | null;

  @ShownText({ description: 'The field of an event, or the table and column, that differs.' })
  field: string;

  @ShownText({ nullable: true, description: 'Null: nothing is recorded.' })
  recorded: string | null;

  @ShownText({ nullable: true, description: 'What follows from the facts; null: nothing does.' })
  recomputed: string | null;
}

class LedgerOutcomeShown implements LedgerOutcome {
  @ShownInteger()
  facts: number;

  @ShownInteger()
  decisions: number;

  @ShownInteger({ nullable: true, description: 'Null: not checked, as the worker has no secrets key.' })
  vaultRows: number | null;

  @ShownInteger({ description: 'Each partition is verified to its first difference.' })
  differenceCount: number;

  @ShownAs(() => LedgerDifferenceShown, {
    list: true,
    description:
      `The first ${CHECK_LIMITS.differencesMax}; values are cut after ` +
      `${CHECK_LIMITS.valueCharactersMax.toLocaleString('en-US')} characters.`,
  })
  differences: PlacedDifference[];
}

class TableDifferenceShown implements TableDifference {
  @ShownText()
  table: string;

  @ShownInteger({ description: 'How many rows differ, are missing or should not be there.' })
  rows: number;

  @ShownObject({ description: 'Of the first such row.' })
  key: Record<string, string>;

  @ShownText({ nullable: true, description: 'Its first column that differs; null: the row is on one side alone.' })
  column: string | null;

  @ShownText({ nullable: true, description: 'Before the rebuild.' })
  live: string | null;

  @ShownText({ nullable: true, description: 'What the log gives.' })
  rebuilt: string | null;
}

class StoppedPartitionShown {
  @ShownInteger()
  partition: number;

  @ShownInteger()
  position: number;

  @ShownText()
  because: string;
}

class ReadModelsOutcomeShown implements ReadModelsOutcome {
  @ShownInteger()
  tables: number;

  @ShownInteger()
  facts: number;

  @ShownInteger()
  rows: number;

  @ShownFlag({ description: 'The rebuilt tables were put in the place of the others.' })
  replaced: boolean;

  @ShownAs(() => TableDifferenceShown, { list: true, description: 'One for each table with rows that differ.' })
  differences: TableDifference[];

  @ShownAs(() => StoppedPartitionShown, { list: true, description: 'Partitions whose rows end before their facts do.' })
  stopped: StoppedPartitionShown[];
}

class CheckOutcomeShown implements CheckOutcome {
  @ShownFlag({ description: 'Nothing differs.' })
  held: boolean;

  @ShownAs(() => LedgerOutcomeShown, { nullable: true, description: 'Null for a rebuild.' })
  ledger: LedgerOutcome | null;

  @ShownAs(() => ReadModelsOutcomeShown, {
    nullable: true,
    description: 'Null for `verify`, and where the ledger did not hold: rows follow from it.',
  })
  readModels: ReadModelsOutcome | null;
}

export class CheckShown extends CheckQueuedShown implements CheckView {
  @ShownOneOf(CHECK_KINDS)
  kind: CheckKind;

  @ShownOneOf(RUN_STATES)
  state: RunState;

  @ShownOneOf(CHECK_STAGES, { nullable: true, description: 'What it does, or did last; null until it begins.' })
  stage: CheckStage | null;

  @ShownAs(() => CheckProgressShown, { description: 'Facts of the log, in the stages `verifying` and `replaying`.' })
  facts: CheckProgressShown;

  @ShownInstant()
  createdAt: string;

  @ShownInstant({ nullable: true })
  startedAt: string | null;

  @ShownInstant({ nullable: true })
  endedAt: string | null;

  @ShownOneOf(CHECK_ERRORS, { nullable: true, description: 'Why it could not end; not what it found.' })
  error: CheckError | null;

  @ShownText({ nullable: true, description: 'Of `CHECK_IMPOSSIBLE`: what is in the way.' })
  errorDetail: string | null;

  @ShownAs(() => CheckOutcomeShown, { nullable: true, description: 'Null until it is done.' })
  outcome: CheckOutcome | null;
}

export class ChecksPage extends pageOf(CheckShown, 'ChecksPage') {}
