/** Decides the facts of a partition again, from its first one on, with the kernel that the engine runs. */
import { setImmediate } from 'node:timers/promises';
import type { EventLog, ScannedEvent } from '../event-log/event-log';
import { intakeStream } from '../event-log/streams';
import { ColdRowsFailed, type ColdRows } from '../kernel/cold-rows';
import type { Decision } from '../kernel/decisions';
import type { RecordedFact } from '../kernel/facts';
import { step } from '../kernel/kernel';
import { Settings } from '../kernel/settings';
import { World } from '../kernel/world';
import { CanNotDecide, factOf } from './codec';

/** So long it decides before other work of the process gets a turn. */
const TURN_MS = 20;

/** A fact, as stored and as read, and what the kernel decides on it. */
export interface ReplayedFact {
  event: ScannedEvent;
  fact: RecordedFact;
  decisions: Decision[];
  /** The version of the kernel that decided it. */
  kernelVersion: number;
}

export interface EmptyWorldOptions {
  partition: number;
  /** False if the log may hold a fact twice. */
  hasUniqueIds: boolean;
  /** Positions of facts that were passed over. The log says so only after such a fact. */
  passedOver: readonly number[];
  /** Whether the rows that changed are kept, to be written. */
  keepsChanges?: boolean;
  /** Takes the rows that the replay does not use, so that its memory does not grow with the log. */
  cold?: ColdRows;
}

/** An empty world in which a replay begins. */
export function emptyWorld(options: EmptyWorldOptions): World {
  const { partition, hasUniqueIds, passedOver, keepsChanges = false, cold = null } = options;
  const world = new World(partition, true, hasUniqueIds ? null : new Set(), new Settings(), keepsChanges, cold);
  for (const position of passedOver) world.settings.passedOver.add(position);
  return world;
}

/**
 * Yields the facts up to and including position `through`, page by page, each page once all of its facts are decided.
 * Never writes anything.
 * @param world as `emptyWorld` makes it: the facts change it
 * @throws CanNotDecide, after it yielded the facts before; ColdRowsFailed
 */
export async function* replay(
  log: EventLog,
  partition: number,
  through: number,
  world: World,
): AsyncGenerator<ReplayedFact[]> {
  let turn = performance.now();
  for await (const events of log.scan(intakeStream(partition), 0, through)) {
    const replayed: ReplayedFact[] = [];
    let undecided: CanNotDecide | ColdRowsFailed | null = null;
    for (const event of events) {
      try {
        replayed.push(decide(world, event));
      } catch (error) {
        undecided = error as CanNotDecide | ColdRowsFailed;
        break;
      }
      if (performance.now() - turn < TURN_MS) continue;
      await setImmediate();
      turn = performance.now();
    }
    if (replayed.length > 0) yield replayed;
    if (undecided !== null) throw undecided;
  }
}

function decide(world: World, event: ScannedEvent): ReplayedFact {
  const fact = factOf(event);
  try {
    return { event, fact, decisions: step(world, fact), kernelVersion: world.settings.kernelVersion };
  } catch (error) {
    if (error instanceof ColdRowsFailed) throw error;
    throw new CanNotDecide(fact.position, error);
  }
}
