/**
 * Verifies the log of a partition: replays its intake, and compares each decision, and the chain over both streams, with
 * what was recorded.
 */
import { createHash } from 'node:crypto';
import { ColdFile } from '../engine/cold-file';
import { CanNotDecide, ledgerMeta, type DecidedFact } from '../engine/codec';
import { CHAIN_START, nextChain } from '../engine/execute';
import { emptyWorld, replay, type ReplayedFact } from '../engine/replay';
import type { EventLog } from '../event-log/event-log';
import { intakeStream, ledgerStream } from '../event-log/streams';
import { canonicalJson } from '../kernel/canonical-json';
import { isMerchantFact } from '../kernel/facts';
import { FIRST_KERNEL_VERSION } from '../kernel/kernel-version';
import type { PolicyPatch } from '../kernel/policy';
import { compare, tooMany } from './compare';
import { ContentHashes } from './content-hashes';
import { differenceOf, type Difference } from './difference';
import { LedgerReader } from './ledger-reader';

export interface ReplayOptions {
  log: EventLog;
  partition: number;
  /** Replays facts up to and including this position: the checkpoint's, as later facts are not decided yet. */
  through: number;
  /** Revision of the last ledger event that is read; by default all are. */
  ledgerThrough?: number;
  /** Compares from this position on; earlier facts are still replayed, as decisions depend on them. */
  from?: number;
  /** Compares only this merchant's decisions, without the chain, which covers all merchants. */
  merchantId?: string;
  /** Chain at the checkpoint (SHA-256, hex), and the position that the checkpoint gives. */
  chain?: string;
  checkpoint?: number;
  /** Positions of facts that were passed over. The log says so later; a position that it does not name is a difference. */
  passedOver?: readonly number[];
  /** Chains (hex) that somebody kept, and wants to see again. */
  heads?: readonly string[];
  /** Whether facts carry the hash of what their sender sent: events that were appended without are a difference. */
  contentHashes?: boolean;
  /** So many rows stay in memory; the others go to a temporary file. */
  hotRowsMax?: number;
  onProgress?(facts: number): void;
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
  /** The last replayed fact and the chain after it; position -1 if there is none. */
  head: { position: number; chain: string };
  /** The place at which the chain is the checkpoint's; null if there is none. */
  sealed: { position: number; ledgerRevision: number; recordedAt: number | null } | null;
  /** Those of `heads` that the chain passes through. */
  headsFound: string[];
  /** What the facts say of the partition, for the tables that repeat it. */
  kernels: { position: number; version: number }[];
  defaults: { position: number; policy: PolicyPatch }[];
  passedOver: number[];
}

/** Never writes anything. Stops at the first difference. */
export async function verifyPartition(options: ReplayOptions): Promise<ReplayResult> {
  const { log, partition, through } = options;
  const cold = new ColdFile(options.hotRowsMax);
  const { hasUniqueIds } = log;
  const world = emptyWorld({ partition, hasUniqueIds, passedOver: options.passedOver ?? [], cold });
  const verification = new Verification(options);
  try {
    for await (const page of replay(log, partition, through, world)) {
      await verification.comparePage(page);
      options.onProgress?.(page.length);
      if (verification.result.difference) break;
    }
    await verification.end();
  } catch (error) {
    if (!(error instanceof CanNotDecide)) throw error;
    // The facts before it held.
    verification.result.difference ??= await undecided(error, options);
  } finally {
    cold.close();
    await verification.ledger.close();
  }
  return verification.finished();
}

async function undecided({ position, cause }: CanNotDecide, { log, partition }: ReplayOptions): Promise<Difference> {
  const [event] = await log.read(intakeStream(partition), position, 1);
  return { position, ordinal: 0, field: 'fact', recorded: event!.data, recomputed: String(cause) };
}

class Verification {
  readonly ledger: LedgerReader;
  readonly result: Omit<ReplayResult, 'recordedHash' | 'recomputedHash'>;
  private readonly hash = createHash('sha256');
  private readonly heads: ReadonlySet<string>;
  private readonly contentHashes = new ContentHashes();
  private readonly withChain: boolean;
  private readonly from: number;
  private recomputedHash: string | null = null;
  private chain = CHAIN_START;
  private kernelVersion = FIRST_KERNEL_VERSION;
  private lastPosition = -1;
  private lastRevision = -1;
  /** The first decision behind the end of the ledger. */
  private missing: { position: number; ordinal: number; type: string; data: string } | null = null;
  /** Compared, and not yet hashed. */
  private text = '';

  constructor(private readonly options: ReplayOptions) {
    const { log, partition, ledgerThrough = Number.MAX_SAFE_INTEGER, merchantId, heads = [] } = options;
    this.ledger = new LedgerReader(log, ledgerStream(partition), ledgerThrough, merchantId);
    this.withChain = merchantId === undefined;
    this.from = options.from ?? 0;
    this.heads = new Set(heads);
    this.result = {
      partition,
      facts: 0,
      decisions: 0,
      difference: null,
      head: { position: -1, chain: CHAIN_START },
      sealed: null,
      headsFound: [],
      kernels: [],
      defaults: [],
      passedOver: [],
    };
    this.meetChain(-1, null);
  }

  async comparePage(page: readonly ReplayedFact[]): Promise<void> {
    for (const replayed of page) {
      const { event, fact, decisions, kernelVersion } = replayed;
      const data = decisions.map((decision) => canonicalJson(decision.data));
      this.chain = nextChain(this.chain, event, decisions, data);
      this.lastRevision += decisions.length;
      this.learn(replayed);
      if (this.counts(fact.fact)) {
        this.result.facts++;
        this.result.difference ??= this.checkFact(replayed);
        if (decisions.length > 0 && this.result.difference === null) {
          const decided = { fact, decisions, data, chain: this.chain, kernelVersion };
          if (this.ledger.atHand >= decisions.length) this.compareAll(decided);
          else await this.compareWithNextPage(decided);
        }
      }
      if (this.result.difference) break;
      this.meetChain(fact.position, fact.recordedAt);
    }
    this.hashText();
  }

  /** The ledger may hold nothing after the recomputed events, and the checkpoint's chain must have been met. */
  async end(): Promise<void> {
    const { result, options, missing } = this;
    if (result.difference !== null) return;
    if (missing === null && (await this.ledger.fill())) {
      const more = this.ledger.take();
      result.difference = tooMany(more, ledgerMeta(more.meta) ?? { position: options.through, ordinal: 0 });
      return;
    }
    const checkpoint = options.checkpoint ?? options.through;
    // Facts behind the checkpoint are not decided yet, whatever the checkpoint says of itself.
    if (missing !== null && missing.position <= (result.sealed?.position ?? checkpoint)) {
      result.difference = differenceOf(missing, 'count', null, missing.type);
      this.differ(missing.type, missing.data);
    } else if (options.chain !== undefined && result.sealed === null) {
      result.difference = differenceOf({ position: checkpoint }, 'chain', options.chain, this.chain);
    }
  }

  finished(): ReplayResult {
    this.hashText();
    const recordedHash = this.hash.digest('hex');
    return { ...this.result, recordedHash, recomputedHash: this.recomputedHash ?? recordedHash };
  }

  private counts(fact: ReplayedFact['fact']['fact']): boolean {
    const { merchantId } = this.options;
    return merchantId === undefined || (isMerchantFact(fact) && fact.data.merchantId === merchantId);
  }

  /** Without waiting: most facts are compared so. */
  private compareAll(decided: DecidedFact): void {
    const { length } = decided.decisions;
    for (let ordinal = 0; ordinal < length && this.result.difference === null; ordinal++)
      this.compare(decided, ordinal);
  }

  private async compareWithNextPage(decided: DecidedFact): Promise<void> {
    const { fact, decisions, data } = decided;
    for (let ordinal = 0; ordinal < decisions.length && this.result.difference === null; ordinal++) {
      if (await this.ledger.fill()) this.compare(decided, ordinal);
      else {
        this.missing ??= { position: fact.position, ordinal, type: decisions[ordinal]!.type, data: data[ordinal]! };
        return;
      }
    }
  }

  private compare(decided: DecidedFact, ordinal: number): void {
    const { revision } = this.ledger;
    const event = this.ledger.take();
    if (decided.fact.position < this.from) return;
    this.result.decisions++;
    const difference = compare(event, revision, decided, ordinal, this.withChain);
    if (difference !== null) this.differ(decided.decisions[ordinal]!.type, decided.data[ordinal]!);
    this.text += textOf(event.type, event.data);
    this.result.difference = difference;
  }

  private checkFact({ event, fact }: ReplayedFact): Difference | null {
    const { position } = fact;
    const expected = this.lastPosition + 1;
    this.lastPosition = position;
    if (this.withChain && position !== expected)
      return differenceOf({ position: expected }, 'revision', position, expected);
    if (!this.options.contentHashes || position < this.from) return null;
    const recomputed = this.contentHashes.check(event, fact);
    return recomputed === null ? null : differenceOf({ position }, 'contentHash', event.contentHash, recomputed);
  }

  /** What the tables of a partition repeat. */
  private learn({ fact: { position, fact }, kernelVersion }: ReplayedFact): void {
    const { kernels, defaults, passedOver } = this.result;
    switch (fact.type) {
      case 'DefaultsConfigured':
        defaults.push({ position, policy: fact.data.policy });
        break;
      case 'KernelChanged':
        if (kernelVersion !== this.kernelVersion) kernels.push({ position, version: kernelVersion });
        break;
      case 'FactPassedOver':
        passedOver.push(fact.data.position);
        break;
      default:
    }
    this.kernelVersion = kernelVersion;
  }

  private meetChain(position: number, recordedAt: number | null): void {
    const { result, chain, options } = this;
    if (this.missing === null) result.head = { position, chain };
    if (chain === options.chain) result.sealed = { position, ledgerRevision: this.lastRevision, recordedAt };
    if (this.heads.size > 0 && this.heads.has(chain)) result.headsFound.push(chain);
  }

  /** The two hashes are the same until the first difference, which ends the replay. */
  private differ(type: string, data: string): void {
    this.hashText();
    this.recomputedHash = this.hash.copy().update(textOf(type, data)).digest('hex');
  }

  private hashText(): void {
    this.hash.update(this.text);
    this.text = '';
  }
}

function textOf(type: string, data: string): string {
  return `${type}\n${data}\n`;
}
