/** Writes the ledger of a history that was decided while it was made, which is much faster than an engine. */
import type { Pool } from 'pg';
import { moveCheckpoint } from '../../libs/engine/checkpoints';
import { ledgerEvents, type DecidedFact } from '../../libs/engine/codec';
import { CHAIN_START, nextChain } from '../../libs/engine/execute';
import type { EventLog, NewEventAt } from '../../libs/event-log/event-log';
import { ledgerStream } from '../../libs/event-log/streams';
import { canonicalJson } from '../../libs/kernel/canonical-json';
import type { Decision } from '../../libs/kernel/decisions';
import type { Fact } from '../../libs/kernel/facts';
import { FIRST_KERNEL_VERSION } from '../../libs/kernel/kernel-version';

export class BenchLedger {
  private decided: DecidedFact[] = [];
  private checkpoint = { position: -1, ledgerRevision: -1, chain: CHAIN_START, rebuilds: 0 };
  private chain = CHAIN_START;

  constructor(
    private readonly log: EventLog,
    private readonly partition: number,
    private readonly pool: Pool,
  ) {}

  add(event: NewEventAt, fact: Fact, position: number, decisions: Decision[]): void {
    const { id, recordedAt } = event;
    const data = decisions.map((decision) => canonicalJson(decision.data));
    const stored = { ...event, stream: '', revision: position, meta: event.meta ?? null };
    this.chain = nextChain(this.chain, stored, decisions, data);
    const recorded = { id: id!, position, recordedAt, fact };
    this.decided.push({ fact: recorded, decisions, data, chain: this.chain, kernelVersion: FIRST_KERNEL_VERSION });
  }

  async store(): Promise<void> {
    const events = ledgerEvents(this.decided);
    const { position, recordedAt } = this.decided.at(-1)!.fact;
    const from = this.checkpoint;
    await this.log.appendExpected(ledgerStream(this.partition), from.ledgerRevision, events);
    const to = { ...from, position, ledgerRevision: from.ledgerRevision + events.length, chain: this.chain };
    const client = await this.pool.connect();
    await moveCheckpoint(client, this.partition, from, { ...to, recordedAt });
    client.release();
    this.checkpoint = to;
    this.decided = [];
  }
}
