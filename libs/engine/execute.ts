/** Decides a batch in memory: runs the kernel, and computes the chain that reveals tampering with the log. */
import * as crypto from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { StoredEvent } from '../event-log/event-log';
import { canonicalJson } from '../kernel/canonical-json';
import type { Decision } from '../kernel/decisions';
import type { RecordedFact } from '../kernel/facts';
import { step } from '../kernel/kernel';
import type { World } from '../kernel/world';
import { CanNotDecide, type DecidedFact } from './codec';

/** The chain before the first fact. */
export const CHAIN_START = '0'.repeat(64);

/** So long it decides before other work of the process gets a turn, such as requests. */
const TURN_MS = 20;

/**
 * Decides facts in order. `chain` is the chain after the fact before them.
 * @param events the same facts as stored: the chain is made over their bytes
 * @throws CanNotDecide
 */
export async function execute(
  world: World,
  facts: readonly RecordedFact[],
  events: readonly StoredEvent[],
  chain: string,
): Promise<DecidedFact[]> {
  const decided: DecidedFact[] = [];
  let turn = performance.now();
  for (let i = 0; i < facts.length; i++) {
    const fact = facts[i]!;
    const { decisions, data } = decide(world, fact);
    chain = nextChain(chain, events[i]!, decisions, data);
    decided.push({ fact, decisions, data, chain, kernelVersion: world.settings.kernelVersion });
    if (performance.now() - turn < TURN_MS) continue;
    await setImmediate();
    turn = performance.now();
  }
  return decided;
}

function decide(world: World, fact: RecordedFact): Pick<DecidedFact, 'decisions' | 'data'> {
  try {
    const decisions = step(world, fact);
    return { decisions, data: decisions.map((decision) => canonicalJson(decision.data)) };
  } catch (error) {
    throw new CanNotDecide(fact.position, error);
  }
}

/** The chain after a fact, over the chain before, the fact as stored, and its decisions. */
export function nextChain(
  chain: string,
  event: StoredEvent,
  decisions: readonly Decision[],
  data: readonly string[],
): string {
  let text = `${chain}\n${event.revision} ${event.id} ${event.type} ${event.recordedAt}\n${event.meta ?? ''}\n${event.data}`;
  for (let i = 0; i < decisions.length; i++) text += `\n${decisions[i]!.type}\n${data[i]}`;
  return crypto.hash('sha256', text);
}
