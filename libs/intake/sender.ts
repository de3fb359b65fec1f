import type { Refusal } from './outcomes';

/** Who sends facts of devices. */
export interface Sender {
  /** True: with the publishable key, which anybody can read. */
  readonly fromBrowser: boolean;
  /** Counts a fact of the device. Null: it may be stored. @param device its pseudonym, which is no other merchant's */
  refusalFor(device: string): Refusal | null;
}

/** Servers and imports send as much as they like. */
export const SERVER: Sender = { fromBrowser: false, refusalFor: () => null };
