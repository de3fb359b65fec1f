/**
 * Replays a partition: the same kernel recomputes the ledger from the intake, and each event, and the chain over both,
 * is compared with what was recorded.
 */
import { createHash } from 'node:crypto';
import type { EventLog, StoredEvent } from '../event-log/event-log';
import { intakeStream, ledgerStream } from '../event-log/streams';
import { isMerchantFact } from '../kernel/facts';
import { World } from '../kernel/world';
import { CanNotDecide, factOf, ledgerMeta, metaText, type DecidedFact } from './codec';
import { CHAIN_START, execute } from './execute';

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
  try {
    return await replayAndCompare(options);
  } catch (error) {
    if (!(error instanceof CanNotDecide)) throw error;
    // Facts of the same page were not compared, so replay again up to the fact before this one.
    const { position, cause } = error;
    const before = await replayAndCompare({ ...options, through: position - 1, chain: undefined });
    const [event] = await options.log.read(intakeStream(options.partition), position, 1);
    const difference = { position, ordinal: 0, field: 'fact', recorded: event!.data, recomputed: String(cause) };
    return { ...before, difference: before.difference ?? difference };
  }
}

async function replayAndCompare(options: ReplayOptions): Promise<ReplayResult> {
  const { log, partition, through, merchantId } = options;
  const ledger = new LedgerReader(log, ledgerStream(partition));
  const world = new World(partition, true, log.hasUniqueIds ? null : new Set());
  for (const position of options.passedOver ?? []) world.settings.passedOver.add(position);
  const recorded = createHash('sha256');
  const result = { partition, facts: 0, decisions: 0, difference: null as Difference | null };

  let recomputedHash: string | null = null;
  let chain = CHAIN_START;
  for await (const events of pages(log, intakeStream(partition), through)) {
    const facts = events.map(factOf);
    const decided = await execute(world, facts, events, chain);
    chain = decided.at(-1)!.chain;
    let recordedText = '';
    let recomputedText = '';
    for (const entry of decided) {
      const { fact, position } = entry.fact;
      const counts = merchantId === undefined || (isMerchantFact(fact) && fact.data.merchantId === merchantId);
      const compares = counts && position >= (options.from ?? 0);
      if (counts) result.facts++;
      for (let ordinal = 0; ordinal < entry.decisions.length; ordinal++) {
        const event = await ledger.next();
        if (!compares) continue;
        result.decisions++;
        if (event) recordedText += `${event.type}\n${event.data}\n`;
        recomputedText += `${entry.decisions[ordinal]!.type}\n${entry.data[ordinal]}\n`;
        result.difference ??= compare(event, entry, ordinal, merchantId === undefined);
      }
      if (result.difference) break;
    }
    // The two hashes are the same until the first difference, which ends the replay.
    if (result.difference) recomputedHash = recorded.copy().update(recomputedText).digest('hex');
    recorded.update(recordedText);
    options.onProgress?.(facts.length);
    if (result.difference) break;
  }

  result.difference ??= await atTheEnd(ledger, chain, options);
  const recordedHash = recorded.digest('hex');
  return { ...result, recordedHash, recomputedHash: recomputedHash ?? recordedHash };
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

/** Pages of a stream up to a revision; each is read while the previous one is processed. */
async function* pages(log: EventLog, stream: string, through: number): AsyncGenerator<StoredEvent[]> {
  const read = (from: number) => log.read(stream, from, Math.min(PAGE, through - from + 1));
  if (through < 0) return;
  let next = read(0);
  for (;;) {
    const page = await next;
    if (page.length === 0) return;
    const from = page.at(-1)!.revision + 1;
    const more = from <= through;
    if (more) {
      next = read(from);
      // The loop awaits it in a moment; until then a failure must not count as unhandled.
      next.catch(() => undefined);
    }
    yield page;
    if (!more) return;
  }
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
