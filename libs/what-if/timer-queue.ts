/** Timers of pending evaluations, the first due first; of those due together, the one that was set first. */
import type { Millis } from '../kernel/time';

export interface Timer {
  merchantId: string;
  orderId: string;
  dueAt: Millis;
  /** Orders the timers that are due together. */
  turn: number;
}

/** A binary heap. Timers that are no longer valid stay in it until they come up; the caller drops them then. */
export class TimerQueue {
  private readonly heap: Timer[] = [];

  get first(): Timer | undefined {
    return this.heap[0];
  }

  add(timer: Timer): void {
    const { heap } = this;
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(timer, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = timer;
  }

  take(): Timer | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.dueAt !== b.dueAt ? a.dueAt < b.dueAt : a.turn < b.turn;
}
