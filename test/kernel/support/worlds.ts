import { KERNEL_VERSION } from '../../../libs/kernel/kernel-version';
import { World } from '../../../libs/kernel/world';

/** A complete world that the newest kernel decides from the start, as if the log began with KernelChanged. */
export function newestWorld(partition: number, seenFacts: Set<string> | null = null): World {
  return decidedByNewest(new World(partition, true, seenFacts));
}

export function decidedByNewest<W extends World>(world: W): W {
  world.changeKernel(KERNEL_VERSION, -1);
  return world;
}
