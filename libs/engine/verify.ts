/**
 * Verifies a partition: replays its intake, and compares each decision, and the chain over both streams, with what was
 * recorded.
 */
import { createHash } from 'node:crypto';
import type { EventLog, StoredEvent } from '../event-log/event-log';
import { intakeStream, ledgerStream } from '../event-log/streams';
import { canonicalJson } from '../kernel/canonical-json';
import { isMerchantFact } from '../kernel/facts';
import { CanNotDecide, ledgerMeta, metaText, type DecidedFact } from './codec';
import { CHAIN_START, nextChain } from './execute';
import { emptyWorld, replay, type ReplayedFact } from './replay';

const PAGE = 5_000;

export interface ReplayOptions {
  log: EventLog;
  partition: number;
  /** Replays facts up to and including this position: the checkpoint's, as later facts are not decided yet. */
  through: number;
  /** Compares from this position on; earlier facts are still replayed, as decisions depend on them. */
  from?: number;
  /** Compares only this merchant's decisions, without the chain, which covers all merchants. */
  merchantId?: string;
  /** Chain at the checkpoint (SHA-256, hex). */
  chain?: string;
  /** Positions of facts that were passed over. The log says so later; a position that it does not name is a difference. */
  passedOver?: readonly number[];
  onProgress?(facts: number): void;
}

export interface Difference {
  /** Position of the cause. */
  position: number;
  ordinal: number;
  /**
   * `count`, `type`, `data`, `meta`, a field of it (`causeId`, `position`, `ordinal`, `kernelVersion`), `recordedAt` or
   * `chain`: intake or ledger were tampered with at the position or before it. `fact`: the fact cannot be decided.
   */
  field: string;
  recorded: string | null;
  /** For `fact`: why it cannot be decided. */
  recomputed: string | null;
}

export interface ReplayResult {
  partition: number;
  facts: number;
  decisions: number;
  /** SHA-256 over the compared ledger events, as recorded and as recomputed (hex); equal when the ledger held. */
  recordedHash: string;
  recomputedHash: string;
  /** The first difference; null if there is none. */
  difference: Difference | null;
}

/** Never writes anything. Stops at the first difference. */
export async function verifyPartition(options: ReplayOptions): Promise<ReplayResult> {
  const { log, partition, through, merchantId } = options;
  const ledger = new LedgerReader(log, ledgerStream(partition));
  const world = emptyWorld(log, partition, options.passedOver);
  const recorded = createHash('sha256');
  const result = { partition, facts: 0, decisions: 0, difference: null as Difference | null };

  let recomputedHash: string | null = null;
  let chain = CHAIN_START;
  const comparePage = async (page: readonly ReplayedFact[]): Promise<void> => {
    let recordedText = '';
    let recomputedText = '';
    for (const { event: intake, fact, decisions, kernelVersion } of page) {
      const data = decisions.map((decision) => canonicalJson(decision.data));
      chain = nextChain(chain, intake, decisions, data);
      const entry: DecidedFact = { fact, decisions, data, chain, kernelVersion };
      const counts =
        merchantId === undefined || (isMerchantFact(fact.fact) && fact.fact.data.merchantId === merchantId);
      const compares = counts && fact.position >= (options.from ?? 0);
      if (counts) result.facts++;
      for (let ordinal = 0; ordinal < decisions.length; ordinal++) {
        const event = await ledger.next();
        if (!compares) continue;
        result.decisions++;
        if (event) recordedText += `${event.type}\n${event.data}\n`;
        recomputedText += `${decisions[ordinal]!.type}\n${data[ordinal]}\n`;
        result.difference ??= compare(event, entry, ordinal, merchantId === undefined);
      }
      if (result.difference) break;
    }
    // The two hashes are the same until the first difference, which ends the replay.
    if (result.difference) recomputedHash = recorded.copy().update(recomputedText).digest('hex');
    recorded.update(recordedText);
  };

  try {
    for await (const page of replay(log, partition, through, world)) {
      await comparePage(page);
      options.onProgress?.(page.length);
      if (result.difference) break;
    }
    result.difference ??= await atTheEnd(ledger, chain, options);
  } catch (error) {
    if (!(error instanceof CanNotDecide)) throw error;
    result.difference = await undecided(error, options);
  }
  const recordedHash = recorded.digest('hex');
  return { ...result, recordedHash, recomputedHash: recomputedHash ?? recordedHash };
}

/** The facts before it held. */
async function undecided({ position, cause }: CanNotDecide, { log, partition }: ReplayOptions): Promise<Difference> {
  const [event] = await log.read(intakeStream(partition), position, 1);
  return { position, ordinal: 0, field: 'fact', recorded: event!.data, recomputed: String(cause) };
}

function compare(
  event: StoredEvent | null,
  decided: DecidedFact,
  ordinal: number,
  withChain: boolean,
): Difference | null {
  const { id: causeId, position, recordedAt } = decided.fact;
  const { kernelVersion } = decided;
  const { type } = decided.decisions[ordinal]!;
  const data = decided.data[ordinal]!;
  const metaWith = (chain: string | undefined) => metaText(causeId, position, ordinal, kernelVersion, chain);
  if (event === null) return { position, ordinal, field: 'count', recorded: null, recomputed: type };
  // Nearly always all are equal, and comparing texts needs no parsing.
  const same = event.type === type && event.data === data && event.recordedAt === recordedAt;
  if (same && (event.meta === metaWith(undefined) || event.meta === metaWith(decided.chain))) return null;

  const difference = (field: string, recorded: unknown, recomputed: unknown): Difference | null =>
    recorded === recomputed
      ? null
      : { position, ordinal, field, recorded: String(recorded), recomputed: String(recomputed) };
  const meta = ledgerMeta(event);
  if (meta === null) return difference('meta', event.meta, metaWith(undefined));
  if (meta.position !== position && (event.type !== type || event.data !== data)) {
    // One side has a decision that the other lacks; that decision comes first.
    return meta.position < position
      ? { position: meta.position, ordinal: meta.ordinal, field: 'count', recorded: event.type, recomputed: null }
      : { position, ordinal, field: 'count', recorded: null, recomputed: type };
  }
  return (
    difference('position', meta.position, position) ??
    difference('type', event.type, type) ??
    difference('data', event.data, data) ??
    difference('ordinal', meta.ordinal, ordinal) ??
    difference('causeId', meta.causeId, causeId) ??
    difference('recordedAt', event.recordedAt, recordedAt) ??
    difference('kernelVersion', meta.kernelVersion, kernelVersion) ??
    (withChain && meta.chain !== undefined ? difference('chain', meta.chain, decided.chain) : null) ??
    difference('meta', event.meta, metaWith(meta.chain))
  );
}

/** The ledger may hold nothing after the recomputed events, and the checkpoint's chain must match. */
async function atTheEnd(ledger: LedgerReader, chain: string, options: ReplayOptions): Promise<Difference | null> {
  const position = options.through;
  const more = await ledger.next();
  const meta = more && ledgerMeta(more);
  if (more && !(meta && meta.position > position)) {
    const cause = { position: meta?.position ?? position, ordinal: meta?.ordinal ?? 0 };
    return { ...cause, field: 'count', recorded: more.type, recomputed: null };
  }
  if (options.chain === undefined || options.chain === chain) return null;
  return { position, ordinal: 0, field: 'chain', recorded: options.chain, recomputed: chain };
}

/** The recorded ledger, one event after the other. */
class LedgerReader {
  private page: StoredEvent[] = [];
  private at = 0;
  private from = 0;
  private ahead: Promise<StoredEvent[]> | null = null;

  constructor(
    private readonly log: EventLog,
    private readonly stream: string,
  ) {}

  async next(): Promise<StoredEvent | null> {
    if (this.at === this.page.length) {
      this.page = await (this.ahead ?? this.read());
      this.at = 0;
      if (this.page.length === 0) return null;
      this.from = this.page.at(-1)!.revision + 1;
      this.ahead = this.read();
      this.ahead.catch(() => undefined);
    }
    return this.page[this.at++]!;
  }

  private async read(): Promise<StoredEvent[]> {
    return this.log.read(this.stream, this.from, PAGE);
  }
}
