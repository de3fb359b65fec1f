/** The ledger of a partition, as the engine writes it: two ways, since a log may or may not share the read models' database. */
import type { PoolClient } from 'pg';
import { WrongExpectedRevision, type EventLog, type StoredEvent } from '../event-log/event-log';
import { ledgerStream } from '../event-log/streams';
import { PartitionLost, type Checkpoint } from './checkpoints';
import { isRecordedAs, LedgerDiffers, ledgerEvents, ledgerMeta, type DecidedFact } from './codec';

export interface Ledger {
  /** Called before the partition begins to decide behind its checkpoint. @throws LedgerDiffers */
  begin(from: Checkpoint): Promise<void>;
  /**
   * Writes the decisions of a batch, within the transaction that moved the checkpoint and before that commits.
   * @throws LedgerDiffers, PartitionLost
   */
  write(client: PoolClient, from: Checkpoint, decided: readonly DecidedFact[]): Promise<void>;
}

export function ledgerOf(log: EventLog, partition: number): Ledger {
  return log.sharesTransactions ? new SharedLedger(log, partition) : new SeparateLedger(log, partition);
}

/** The append commits together with the read models. */
class SharedLedger implements Ledger {
  constructor(
    private readonly log: EventLog,
    private readonly partition: number,
  ) {}

  async begin(): Promise<void> {
    // The ledger ends where the checkpoint says, or every append fails.
  }

  async write(client: PoolClient, from: Checkpoint, decided: readonly DecidedFact[]): Promise<void> {
    const events = ledgerEvents(decided);
    if (events.length === 0) return;
    await this.log.appendExpected(ledgerStream(this.partition), from.ledgerRevision, events, client);
  }
}

/**
 * The append comes first, then the commit. After a crash between the two the ledger is ahead of the checkpoint, by its
 * **tail**. The facts behind the checkpoint are decided again, and their decisions are compared with the tail, byte for
 * byte, instead of being appended: recovery is replay. An append whose outcome is unknown is settled in the same way.
 * A difference ends in LedgerDiffers, and nothing is ever overwritten.
 *
 * The moved checkpoint is locked while this appends, so of two processes that both believe to own the partition only
 * one gets here. If that lock is lost with its connection, the expected revision lets only one append.
 */
class SeparateLedger implements Ledger {
  private readonly stream: string;
  /** Revision of the last event that was there when the partition began. */
  private end = -1;

  constructor(
    private readonly log: EventLog,
    partition: number,
  ) {
    this.stream = ledgerStream(partition);
  }

  async begin({ ledgerRevision }: Checkpoint): Promise<void> {
    this.end = await this.log.head(this.stream);
    if (this.end >= ledgerRevision) return;
    throw new LedgerDiffers(`${this.stream} ends at ${this.end}, and its checkpoint is at ${ledgerRevision}`);
  }

  async write(_: PoolClient, from: Checkpoint, decided: readonly DecidedFact[]): Promise<void> {
    const there = await this.compareWithTail(from, decided);
    const missing = ledgerEvents(decided).slice(there);
    if (missing.length === 0) return;
    const expected = from.ledgerRevision + there;
    try {
      await this.log.appendExpected(this.stream, expected, missing);
    } catch (error) {
      const appendedByOther = error instanceof WrongExpectedRevision && (await this.log.head(this.stream)) > expected;
      throw appendedByOther ? new PartitionLost(`${this.stream} was appended to by another process`) : error;
    }
  }

  /** Returns how many decisions of the batch the tail holds; they are its first ones. */
  private async compareWithTail({ ledgerRevision }: Checkpoint, decided: readonly DecidedFact[]): Promise<number> {
    const expected = decisionsOf(decided);
    let there = 0;
    while (ledgerRevision + there < this.end) {
      // One more than the batch has: a decision that the batch lacks must not stay unseen.
      const recorded = await this.log.read(this.stream, ledgerRevision + there + 1, expected.length - there + 1);
      if (recorded.length === 0)
        throw new LedgerDiffers(`${this.stream} ends before ${this.end}, where it ended before`);
      for (const event of recorded) {
        const decision = expected[there];
        if (decision === undefined && causeOf(event) > decided.at(-1)!.fact.position) return there;
        if (decision === undefined || !isRecordedAs(event, decision.of, decision.ordinal)) {
          throw new LedgerDiffers(`${this.stream} differs from what is decided at revision ${event.revision}`);
        }
        there++;
      }
    }
    return there;
  }
}

function decisionsOf(decided: readonly DecidedFact[]): { of: DecidedFact; ordinal: number }[] {
  return decided.flatMap((of) => of.decisions.map((_, ordinal) => ({ of, ordinal })));
}

/** Position of the fact that caused the event; -1 if the engine cannot have written it. */
function causeOf({ meta }: StoredEvent): number {
  return ledgerMeta(meta)?.position ?? -1;
}
